"""Updates of any shape: nothing that is sent to the bot raises, and the next question is answered."""

from __future__ import annotations

import asyncio
import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted import ScriptedShelf

from bot.telegram.app import build
from bot.telegram.config import Config
from bot.telegram.desk import Desk
from bot.telegram.faq import RecordingRequest
from bot.telegram.gate import Gate
from bot.telegram.intake import Intake
from bot.telegram.state import State

USER = {"id": 5, "is_bot": False, "first_name": "某"}
CHAT = {"id": 5, "type": "private"}
MESSAGE = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": "/ask 案件"}
WHOLE: list[dict[str, Any]] = [
    {"message": MESSAGE},
    {"message": {**MESSAGE, "chat": {"id": -5, "type": "group", "title": "群"}}},
    {"edited_message": MESSAGE},
    {"channel_post": MESSAGE},
    {"callback_query": {"id": "1", "from": USER, "chat_instance": "1", "data": "v1:p:x:0", "message": MESSAGE}},
    {"inline_query": {"id": "1", "from": USER, "query": "案件", "offset": ""}},
    {"poll": {"id": "1", "question": "?", "options": []}},
]  # fmt: skip
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def paths(value: object, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value inside."""
    found = [at] if at else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*at, key))
    return found


@st.composite
def updates(draw: st.DrawFn) -> dict[str, Any]:
    """Return a well-formed update with some values replaced by anything, or left out."""
    update = copy.deepcopy(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(0, 3))):
        way = draw(st.sampled_from(paths(update) or [("x",)]))
        holder: Any = update
        for step in way[:-1]:
            holder = holder.get(step) if isinstance(holder, dict) else None
        if isinstance(holder, dict):
            if draw(st.booleans()):
                holder[way[-1]] = draw(JUNK)
            else:
                holder.pop(way[-1], None)
    return update


@pytest.fixture(scope="module")
def runner() -> Any:
    with asyncio.Runner() as loop:
        yield loop


@given(st.lists(updates(), min_size=1, max_size=8))
def test_any_updates_then_a_question(runner: asyncio.Runner, raws: list[dict[str, Any]]) -> None:
    async def talk() -> list[str]:
        state = State.open(None)
        shelf = ScriptedShelf()
        desk = Desk(shelf, lambda: shelf, state)
        network = RecordingRequest()
        config = Config(token="1:x", api="http://127.0.0.1", state=Path(), paced=False)
        app, services = build(config, state, desk, network)
        await app.initialize()
        intake = Intake(state, Gate(app, services).handle)
        for number, raw in enumerate(raws):
            intake.submit({"update_id": number, **raw})
        await intake.close(30)
        network.texts.clear()
        intake.submit(
            {"update_id": 99, "message": {**MESSAGE, "chat": {"id": 77, "type": "private"}}}
        )
        await intake.close(30)
        await app.shutdown()
        await desk.close(30)
        state.close()
        return network.texts

    assert "22件" in "".join(runner.run(talk()))
