"""Rich text: measuring, escaping and splitting; buttons and stored answers."""

from __future__ import annotations

import asyncio
import re

import pytest
from botapi.markup import parse_html
from botapi.markup import units as telegram_units
from hypothesis import given
from hypothesis import strategies as st
from scripted import AMBIGUOUS, ANSWER, EVIDENCE

from bot.telegram import courier
from bot.telegram.intake import lane_of, mark_of
from bot.telegram.keyboards import answer_keyboard, pack, unpack
from bot.telegram.owners import safe_name
from bot.telegram.pacing import PRIVATE, Bucket, Pace
from bot.telegram.quiet import Redactor, frames_of
from bot.telegram.rich import Block, Run, marked_quote, size, to_html, units
from bot.telegram.splitting import LIMIT, split
from bot.telegram.stored import dump_answer, load_answer

TEXTS = st.text(
    st.sampled_from("法治，。；\n 0123456789.件<>&\"'👍🏽👨‍👩‍👧é😀％百" + "\u200d\ufe0f"),
    max_size=400,
)
RUNS = st.builds(Run, TEXTS, st.sampled_from(["", "b", "i"]))
BLOCKS = st.lists(
    st.builds(
        Block,
        st.lists(RUNS, max_size=4).map(tuple),
        st.sampled_from(["text", "quote", "pre"]),
        st.booleans(),
    ),
    max_size=6,
).map(tuple)


@given(BLOCKS)
def test_html_says_what_the_blocks_say(blocks: tuple[Block, ...]) -> None:
    text, _ = parse_html(to_html(blocks))
    assert text == "\n".join(block.text for block in blocks)


@given(BLOCKS, st.integers(80, 300))
def test_splitting_keeps_every_character_and_every_limit(
    blocks: tuple[Block, ...], limit: int
) -> None:
    messages = split(blocks, limit)
    for message in messages:
        text, entities = parse_html(to_html(message))
        assert telegram_units(text) <= limit
        assert telegram_units(text) == size(message)
        assert len(entities) <= 100
    said = "".join(block.text for message in messages for block in message)
    assert said == "".join(block.text for block in blocks)


@given(st.lists(st.integers(0, 10**7), min_size=30, max_size=120))
def test_no_figure_is_parted(numbers: list[int]) -> None:
    text = "".join(f"案件{n:,}件和{n % 97}.{n % 10}%" for n in numbers)
    pieces = [b.text for m in split((Block((Run(text),)),), 60) for b in m]
    pattern = r"[\d.,]+(?:件|%)"
    assert [x for piece in pieces for x in re.findall(pattern, piece)] == re.findall(pattern, text)


def test_sentences_are_preferred_to_clauses_and_words() -> None:
    block = Block((Run("第一句话在此。第二句，话也在此而且更长一些"),))
    assert split((block,), 14)[0][0].text == "第一句话在此。"


def test_characters_beyond_the_bmp_count_twice_and_stay_whole() -> None:
    block = Block((Run("😀" * 4000),))
    messages = split((block,))
    assert len(messages) == 2
    assert all(units(b.text) <= LIMIT for m in messages for b in m)
    family = "👨\u200d👩\u200d👧"
    pieces = [b.text for m in split((Block((Run(family * 40),)),), 50) for b in m]
    assert all(piece == family * (len(piece) // len(family)) for piece in pieces)


def test_more_than_a_hundred_entities_are_two_messages() -> None:
    block = Block(tuple(Run("字", "b" if n % 2 else "") for n in range(300)))
    assert len(split((block,))) == 2


def test_a_source_stays_with_its_quote() -> None:
    quote, source = Block((Run("引" * 60),), "quote"), Block((Run("出" * 30),), glued=True)
    assert [len(m) for m in split((quote, source, quote, source), 100)] == [2, 2]


@pytest.mark.parametrize(
    ("spans", "bold"),
    [
        ([(0, 2)], ["甲乙"]),
        ([(1, 3), (2, 4)], ["乙丙", "丁"]),
        ([(3, 99)], ["丁"]),
        ([(9, 12)], []),
    ],
)
def test_marks_outside_or_across_each_other(spans: list[tuple[int, int]], bold: list[str]) -> None:
    block = marked_quote("甲乙丙丁", spans)
    assert block.text == "甲乙丙丁"
    assert [run.text for run in block.runs if run.look] == bold


def test_buttons_carry_at_most_64_bytes_and_come_back() -> None:
    for answer in (ANSWER, AMBIGUOUS):
        markup = answer_keyboard(answer, "abcdefghijk")
        assert markup is not None
        for row in markup.inline_keyboard:
            for button in row:
                data = str(button.callback_data)
                press = unpack(data)
                assert press is not None
                assert pack(press.action, press.key, press.number) == data


@given(st.text(max_size=70))
def test_any_button_data_is_read_or_declined(data: str) -> None:
    press = unpack(data)
    assert press is None or press.number >= 0


def test_a_stored_answer_comes_back() -> None:
    for answer in (ANSWER, AMBIGUOUS):
        assert load_answer(dump_answer(answer)) == answer
    assert load_answer(dump_answer(ANSWER)).evidence[0] == EVIDENCE


def test_lanes_and_marks() -> None:
    message = {
        "update_id": 1,
        "message": {"message_id": 5, "date": 9, "chat": {"id": -3}, "text": "私"},
    }
    tap = {
        "update_id": 2,
        "callback_query": {"id": "7", "from": {"id": 4}, "message": {"chat": {"id": -3}}},
    }
    inline = {"update_id": 3, "inline_query": {"id": "8", "from": {"id": 4}}}
    assert [lane_of(raw) for raw in (message, tap, inline, {"update_id": 4})] == [-3, -3, 4, 0]
    assert len({mark_of(raw) for raw in (message, tap, inline)}) == 3
    assert mark_of(message) == mark_of(dict(message))
    assert "私" not in mark_of(message)
    assert "-3" not in mark_of(message)


def test_a_bucket_lets_a_burst_through_and_then_the_rate() -> None:
    now = [0.0]
    bucket = Bucket(PRIVATE, lambda: now[0])
    waits = [bucket.take() for _ in range(8)]
    assert waits[:4] == [0, 0, 0, 0]
    assert waits[4:] == [1, 2, 3, 4]
    now[0] = 8.0
    assert bucket.take() == 0
    now[0] = 100.0
    assert bucket.is_full()


async def test_messages_leave_one_by_one_however_many_queue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(courier, "SLOW", 1.0)
    queue = courier.Queue()
    under_way: list[int] = []
    most: list[int] = []

    async def send(number: int) -> None:
        async with queue.turn():
            under_way.append(number)
            most.append(len(under_way))
            await asyncio.sleep(0.03)
            under_way.remove(number)

    await asyncio.gather(*(send(number) for number in range(50)))
    assert max(most) == 1


async def test_a_message_that_hangs_holds_up_the_next_for_a_moment_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(courier, "SLOW", 0.01)
    queue = courier.Queue()
    hangs = asyncio.Event()

    async def send(waits: asyncio.Event | None) -> None:
        async with queue.turn():
            if waits is not None:
                await waits.wait()

    stuck = asyncio.create_task(send(hangs))
    given_up = asyncio.create_task(send(None))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.gather(*(send(None) for _ in range(5)))
    assert not stuck.done()
    hangs.set()
    await stuck


async def test_chats_wait_for_themselves_only() -> None:
    pace = Pace()
    pace.hold(1, 3600)
    held = asyncio.create_task(pace.wait(1))
    await pace.wait(2)
    assert not held.done()
    held.cancel()


def test_the_token_is_taken_out_of_records(caplog: pytest.LogCaptureFixture) -> None:
    redactor = Redactor("123:abcdefghij")
    assert redactor.hide("POST /bot123:abcdefghij/x and abcdefghij") == (
        "POST /bot<token>/x and <token>"
    )
    try:
        raise ValueError("秘密 123:abcdefghij")
    except ValueError as error:
        shown = frames_of(error)
    assert "ValueError" in shown
    assert "秘密" not in shown


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b.txt", "\\x.pdf", "长" * 300 + ".docx", "\0", "...txt"]
)
def test_a_safe_name_is_one_file_in_the_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set("/\\\0")
    assert len(safe) <= 140
