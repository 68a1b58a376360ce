"""Log, logbook, figures and supervision: what they tell, and what they keep to themselves."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import os
import re
import socket
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from botapi import World
from running import Program, RunningBot
from scripted import ANSWER, ScriptedShelf

from bot.cli import run
from bot.settings import load_settings
from bot.telegram import logbook as logbooks
from bot.telegram import monitor, watching
from bot.telegram.config import load_config
from bot.telegram.listening import Address
from bot.telegram.logbook import Logbook
from bot.telegram.observing import Answered
from bot.telegram.quiet import LineFormatter, Redactor
from bot.telegram.supervision import ALIVE, READY, STOPPING, notify, report_alive
from retrieval.errors import ConfigError, DatabaseError

Start = Callable[..., RunningBot]
QUESTION = "嘉祥街道2023年有多少件行政应诉案件？"
NOWHERE = "陈家湾街道2023年行政应诉案件多少件"
TOKEN = "123456:AAF-a_token_of_nobody"


def fields(line: str) -> dict[str, str]:
    """Return the pairs of a line of logfmt; it must consist of them to the end."""
    pairs = re.findall(r'(\w+)=("(?:[^"\\]|\\.)*"|[^\s"=]*)(?: |$)', line)
    assert " ".join(f"{key}={value}" for key, value in pairs) == line
    return {key: value.strip('"') for key, value in pairs}


# The log.


@pytest.fixture
def lines() -> Callable[..., str]:
    """Logs one record in a form and returns what was written."""

    def write(form: str, message: str, *arguments: object, **extra: object) -> str:
        stream = io.StringIO()
        handler, redactor = logging.StreamHandler(stream), Redactor(TOKEN)
        handler.setFormatter(LineFormatter(redactor, form))
        handler.addFilter(redactor)
        logger = logging.Logger("bot.telegram.somewhere")
        logger.addHandler(handler)
        logger.error(message, *arguments, extra=extra, exc_info=sys.exc_info()[0] is not None)
        return stream.getvalue().removesuffix("\n")

    return write


@pytest.mark.parametrize("form", ["logfmt", "json"])
def test_an_event_is_one_line_of_fields_without_the_token(
    lines: Callable[..., str], form: str
) -> None:
    line = lines(form, "一件事\n第二行 %s", f"“{TOKEN}”", answer="ab=c", where=f"x{TOKEN}y", ms=1.5)
    assert "\n" not in line
    assert TOKEN not in line and "a_token_of_nobody" not in line
    found = json.loads(line) if form == "json" else fields(line)
    assert found["level"] == "error"
    assert found["logger"] == "bot.telegram.somewhere"
    assert found["answer"] == "ab=c"
    assert float(found["ms"]) == 1.5
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", found["time"])


def test_an_error_is_one_line_with_its_place_and_without_its_message(
    lines: Callable[..., str],
) -> None:
    try:
        raise ValueError("问题的原文")
    except ValueError:
        line = lines("logfmt", "出错")
    assert "\n" not in line
    assert "ValueError" in line and "test_telegram_watch.py" in line
    assert "问题的原文" not in line


@pytest.mark.parametrize("form", ["logfmt", "json"])
def test_the_program_logs_answers_by_id_and_never_what_was_asked(
    program: Callable[..., Program], world: World, form: str
) -> None:
    process = program(FAZHI_LOG_FORMAT=form, FAZHI_LOG_QUESTIONS="true", FAZHI_ALLOWED="11")
    one, stranger = world.person(11, "王小明"), world.person(12, "李小红")
    one.ask(QUESTION)
    one.ask(NOWHERE)
    one.type_inline(QUESTION)
    stranger.ask(QUESTION)
    assert process.stop() == 0
    read = json.loads if form == "json" else fields
    events = [read(line.rstrip("\n")) for line in process.lines]
    answered = [event for event in events if event["event"] == "answered"]
    assert [(e["channel"], e["status"]) for e in answered] == [
        ("private", "answered"), ("private", "not_found"), ("inline", "answered"),
    ]  # fmt: skip
    assert answered[1]["reason"] == "no_such_place"
    assert all(float(event["ms"]) > 0 and len(event["answer"]) == 11 for event in answered)
    (refused,) = [event for event in events if event["event"] == "update"]
    assert (refused["update"], refused["outcome"]) == ("message", "refused")
    for secret in ("嘉祥", "陈家湾", "22件", "王小明", "李小红", world.token):
        assert secret not in process.errors


# The logbook, and `fazhi log`.


def event(person: int, text: str, key: str = "k", seconds: float = 0.001, **more: str) -> Answered:
    answer = replace(ANSWER, question=text, resolved=text, **more)  # type: ignore[arg-type]
    return Answered(key, "private", answer, seconds, person)


def kept(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT person, question, status, ms FROM asked").fetchall()
    connection.close()
    return rows


def test_without_the_setting_neither_question_nor_person_is_kept(tmp_path: Path) -> None:
    book = Logbook.open(tmp_path / "x.log.db", questions=False)
    book.answered(event(11, "谁问的什么"))
    book.close()
    assert kept(tmp_path / "x.log.db") == [(None, None, "answered", 1.0)]
    assert "谁问的".encode() not in (tmp_path / "x.log.db").read_bytes()
    assert (tmp_path / "x.log.db").stat().st_mode & 0o077 == 0


def test_forgetting_takes_a_persons_rows_out_of_the_file(start: Start, world: World) -> None:
    bot = start()
    folder = bot.config.state.parent
    book = Logbook.open(folder / "x.log.db", questions=True)
    bot.stop()
    book.answered(event(11, "甲问的一句话"))
    book.answered(event(12, "乙问的一句话"))
    book.forget(11)
    book.close()
    assert [row[0] for row in kept(folder / "x.log.db")] == [12]
    assert "甲问的一句话".encode() not in (folder / "x.log.db").read_bytes()


def test_the_command_forget_reaches_the_logbook(
    program: Callable[..., Program], world: World, tmp_path: Path
) -> None:
    process = program(FAZHI_LOG_QUESTIONS="true")
    one, other = world.person(11), world.person(12)
    one.ask(NOWHERE)
    other.ask(QUESTION)
    assert len(kept(tmp_path / "fazhi.log.db")) == 2
    assert "已删除" in one.ask("/forget")["text"]
    assert [row[0] for row in kept(tmp_path / "fazhi.log.db")] == [12]
    assert process.stop() == 0
    assert "陈家湾".encode() not in (tmp_path / "fazhi.log.db").read_bytes()


def test_old_rows_go_by_age_and_by_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbooks, "KEPT_ROWS", 5)
    now = [1_000_000.0]
    book = Logbook.open(None, questions=True, clock=lambda: now[0])
    book.answered(event(1, "很久以前"))
    now[0] += 31 * 86_400
    for number in range(9):
        book.answered(event(1, f"第{number}问"))
    book.purge()
    rows = book._connection.execute("SELECT question FROM asked ORDER BY id").fetchall()
    assert [row[0] for row in rows] == [f"第{number}问" for number in range(4, 9)]


def test_a_clock_that_jumps_back_loses_no_rows(tmp_path: Path) -> None:
    now = [2_000_000_000.0]
    book = Logbook.open(None, questions=True, clock=lambda: now[0])
    book.answered(event(1, "先"))
    now[0] = 1_000_000_000.0
    book.answered(event(1, "后"))
    book.purge()
    assert book._connection.execute("SELECT count(*) FROM asked").fetchone() == (2,)


def test_a_full_disk_costs_the_row_and_not_the_answer(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book = Logbook.open(tmp_path / "x.log.db", questions=True)
    book._connection.execute("PRAGMA max_page_count = 1")
    for number in range(2000):
        book.answered(event(1, f"{number} {'很长' * 50}"))
    book.close()
    assert caplog.text.count("记录写不进去") == 1


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "x.log.db"
    connection = sqlite3.connect(other)
    connection.executescript("CREATE TABLE mine (a); INSERT INTO mine VALUES (1);")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(DatabaseError):
        Logbook.open(other, questions=False)
    assert other.read_bytes() == before


def test_fazhi_log_shows_what_went_wrong(
    program: Callable[..., Program],
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    process = program(FAZHI_LOG_QUESTIONS="true", FAZHI_OWNERS="99")
    one = world.person(11)
    world.person(99)
    one.ask(NOWHERE)
    one.ask(NOWHERE)
    answer = one.ask(QUESTION)
    one.press(answer, "👎")
    world.wait(lambda: "答非所问" in str(answer["reply_markup"]), "reasons")
    assert "已记下" in one.note(one.press(answer, "答非所问"))["text"]
    # While the bot runs: its files are only read.
    assert run(["log", "--db", str(tmp_path / "fazhi.db"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"answered": 1, "not_found": 2}
    (missing,) = found["not_found"]
    assert (missing["times"], missing["reason"]) == (2, "no_such_place")
    assert "陈家湾" in missing["question"]
    (complaint,) = found["complaints"]
    assert complaint["reason"] == "答非所问" and "22件" in complaint["text"]
    times = [row["ms"] for row in found["slowest"]]
    assert times == sorted(times, reverse=True) and len(times) == 3
    assert found["median_ms"] <= found["p99_ms"] == times[0]
    assert process.stop() == 0
    assert run(["log", "--db", str(tmp_path / "fazhi.db"), "--most", "1"]) == 0
    said = capsys.readouterr().out
    assert "提问 3 次：回答 1，反问 0，未找到 2" in said
    assert "2 次  没有这个地区" in said and "答非所问" in said


def test_fazhi_log_without_questions_says_how_to_keep_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "fazhi.db"
    assert run(["log", "--db", str(library)]) == 0
    assert "没有人提问" in capsys.readouterr().out
    book = Logbook.open(tmp_path / "fazhi.log.db", questions=False)
    book.answered(event(11, "不该看见", status="not_found", reason="not_reported"))
    book.close()
    assert run(["log", "--db", str(library)]) == 0
    said = capsys.readouterr()
    assert "报告里没有写  （未记原文）" in said.out
    assert "不该看见" not in said.out
    assert "log.questions" in said.err
    (tmp_path / "fazhi.log.db").write_bytes(b"rubbish" * 1000)
    assert run(["log", "--db", str(library)]) == 4


# Figures and health.


def page(address: str, path: str) -> tuple[int, str]:
    try:
        with urlopen(f"http://{address}{path}") as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def figures(address: str) -> dict[str, float]:
    status, text = page(address, "/metrics")
    assert status == 200
    rows = [line.rpartition(" ") for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows}


@pytest.fixture
def watched(world: World, start: Start, tmp_path: Path) -> Callable[..., RunningBot]:
    def call(**settings: object) -> RunningBot:
        bot = start(metrics=Address("127.0.0.1", 0), **settings)
        world.wait(lambda: world.of("getUpdates") or world.webhook, "serving")
        assert bot.bot.monitor is not None
        return bot

    return call


def address_of(bot: RunningBot) -> str:
    assert bot.bot.monitor is not None
    return bot.bot.monitor.address


def test_questions_and_updates_are_counted(
    watched: Callable[..., RunningBot], world: World, shelf: ScriptedShelf
) -> None:
    shelf.script["没有"] = replace(ANSWER, status="not_found", values=(), evidence=())
    shelf.script["炸"] = RuntimeError("炸")
    where = address_of(watched(allowed=frozenset({11, -500})))
    one, stranger, group = world.person(11), world.person(12), world.group(-500)
    one.ask("案件")
    one.ask("没有的")
    one.ask("/ask 群里问的", chat=group)
    one.type_inline("案件多少")
    one.ask("炸一个")
    stranger.ask("案件")
    world.wait(lambda: world.acknowledged > world.updates[-1]["update_id"], "all answered")
    found = figures(where)
    questions = {name: n for name, n in found.items() if name.startswith("fazhi_questions_total")}
    assert questions == {
        'fazhi_questions_total{channel="private",kind="number",status="answered"}': 1,
        'fazhi_questions_total{channel="private",kind="number",status="not_found"}': 1,
        'fazhi_questions_total{channel="group",kind="number",status="answered"}': 1,
        'fazhi_questions_total{channel="inline",kind="number",status="answered"}': 1,
    }
    assert found['fazhi_updates_total{outcome="handled",type="message"}'] == 4
    assert found['fazhi_updates_total{outcome="refused",type="message"}'] == 1
    assert found['fazhi_updates_total{outcome="handled",type="inline_query"}'] == 1
    assert found['fazhi_errors_total{name="RuntimeError"}'] == 1
    assert found["fazhi_answer_seconds_count"] == 4
    assert found['fazhi_answer_seconds_bucket{le="+Inf"}'] == 4
    assert found["fazhi_update_seconds_count"] == 6
    assert found["fazhi_updates_waiting"] == found["fazhi_updates_parked"] == 0
    assert (found["fazhi_library_reports"], found["fazhi_library_passages"]) == (1, 3)
    assert found["fazhi_library_figures"] == 2
    assert found["process_resident_memory_bytes"] > 1_000_000


def test_no_label_holds_what_people_send(watched: Callable[..., RunningBot], world: World) -> None:
    where = address_of(watched())
    for kind in ("edited_message", "channel_post", "poll", "one_of_a_million_kinds"):
        world.push(kind, {"id": "1"})
    world.person(11).ask("案件")
    _, text = page(where, "/metrics")
    assert 'type="other"' in text
    assert "million" not in text and "案件" not in text


def test_the_health_page_needs_reports_and_telegram(
    watched: Callable[..., RunningBot],
    world: World,
    shelf: ScriptedShelf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bot = watched()
    world.person(11).ask("案件")
    status, text = page(address_of(bot), "/health")
    assert status == 200
    assert json.loads(text)["ok"] is True and json.loads(text)["reports"] == 1
    monkeypatch.setattr(monitor, "LONGEST_SILENCE", 0.0)
    assert page(address_of(bot), "/health")[0] == 503
    monkeypatch.undo()
    monkeypatch.setattr(shelf, "reports", lambda: ())
    assert page(address_of(bot), "/health")[0] == 503
    assert page(address_of(bot), "/anything")[0] == 404


def test_an_address_that_is_taken_ends_the_start(start: Start, world: World) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        bot = start(metrics=Address("127.0.0.1", taken.getsockname()[1]))
        bot.join()
    assert isinstance(bot.error, ConfigError)
    assert "监听不了" in bot.error.message


def test_without_the_library_for_figures_the_setting_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    environment = {"FAZHI_TELEGRAM_TOKEN": "1:x", "FAZHI_METRICS_LISTEN": "127.0.0.1:9464"}
    config = load_config(load_settings(environment=environment), environment)
    assert config.metrics == Address("127.0.0.1", 9464)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    monkeypatch.delitem(sys.modules, "bot.telegram.metrics", raising=False)
    with pytest.raises(ConfigError) as caught:
        watching.open_watch(config)
    assert "fazhi[metrics]" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("9000", Address("127.0.0.1", 9000)),
        ("0.0.0.0:9000", Address("0.0.0.0", 9000)),
        ("[::1]:9000", Address("::1", 9000)),
    ],
)
def test_an_address_is_read(text: str, address: Address) -> None:
    environment = {"FAZHI_TELEGRAM_TOKEN": "1:x", "FAZHI_METRICS_LISTEN": text}
    assert load_config(load_settings(environment=environment), environment).metrics == address


def test_an_address_without_a_port_is_refused() -> None:
    environment = {"FAZHI_TELEGRAM_TOKEN": "1:x", "FAZHI_METRICS_LISTEN": "127.0.0.1:x"}
    with pytest.raises(ConfigError):
        load_config(load_settings(environment=environment), environment)


# Supervision.


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no Unix sockets here")
class TestSupervision:
    @pytest.fixture
    def ear(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> socket.socket:
        """What systemd would listen with."""
        # A socket's name is short: not under a long folder.
        monkeypatch.chdir(tmp_path)
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind("ear")
        ear.settimeout(30)
        return ear

    def test_words_arrive(self, ear: socket.socket) -> None:
        assert notify(READY, {"NOTIFY_SOCKET": "ear"})
        assert ear.recv(100) == b"READY=1"
        assert not notify(READY, {})
        assert notify(READY, {"NOTIFY_SOCKET": "nobody-there"})

    def test_it_says_that_it_lives_for_as_long_as_it_does(self, ear: socket.socket) -> None:
        environment = {"NOTIFY_SOCKET": "ear", "WATCHDOG_USEC": "20000"}

        async def live() -> None:
            task = asyncio.create_task(report_alive(environment))
            for _ in range(3):
                assert await asyncio.to_thread(ear.recv, 100) == ALIVE.encode()
            task.cancel()

        asyncio.run(live())

    @pytest.mark.parametrize(
        "watched", [{}, {"WATCHDOG_USEC": "20000", "WATCHDOG_PID": str(os.getpid() + 1)}]
    )
    def test_nobody_watches(self, watched: dict[str, str]) -> None:
        asyncio.run(report_alive({"NOTIFY_SOCKET": "ear", **watched}))

    def test_the_program_tells_of_its_beginning_and_end(
        self, ear: socket.socket, program: Callable[..., Program], tmp_path: Path
    ) -> None:
        process = program(NOTIFY_SOCKET=str(tmp_path / "ear"))
        assert ear.recv(100) == READY.encode()
        assert process.stop() == 0
        assert ear.recv(100) == STOPPING.encode()
