"""FAQ cases through the handlers come out as they do at the terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from scripted import ScriptedShelf

from bot.conversation import Conversation
from bot.faq.load import load_file
from bot.faq.run import run_case, whole_line
from bot.telegram import questions
from bot.telegram.faq import DeliveryError, ask_via_handlers
from bot.telegram.rich import line
from retrieval.errors import UsageError
from retrieval.library import Library

FAQ = Path(__file__).parents[1] / "faq" / "open"


def test_verdicts_are_the_same_either_way(corpus_db: Path, tmp_path: Path) -> None:
    shutil.copy(corpus_db, tmp_path / "x.db")
    cases = load_file(FAQ / "cross.yaml").cases[:60]
    assert cases
    with Library.open(tmp_path / "x.db") as library:
        look = whole_line(library)
        plain = [r.verdict for case in cases for r in run_case(case, library, look)]
        with ask_via_handlers(library) as asker:
            via = [r.verdict for case in cases for r in run_case(case, asker, look)]
    assert via == plain


def test_follow_ups_and_choices_use_the_chat_of_the_conversation() -> None:
    shelf = ScriptedShelf()
    with ask_via_handlers(shelf) as asker:
        talk = Conversation(asker)
        talk.ask("甲镇案件几件")
        talk.ask("那培训呢")
        Conversation(asker).ask("从头来")
    assert shelf.asked == [
        ("甲镇案件几件", ()),
        ("那培训呢", ("甲镇案件几件",)),
        ("从头来", ()),
    ]


def test_what_the_library_raises_is_raised() -> None:
    shelf = ScriptedShelf()
    shelf.script["坏"] = UsageError("问题太长")
    with ask_via_handlers(shelf) as asker, pytest.raises(UsageError):
        asker.ask("坏")


def test_a_message_that_says_less_than_the_answer_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions, "answer_blocks", lambda *_: (line("别的"),))
    with ask_via_handlers(ScriptedShelf()) as asker, pytest.raises(DeliveryError):
        asker.ask("案件")
