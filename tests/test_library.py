"""The one door: what is ingested is found again, and what can't be served is said kindly."""

from __future__ import annotations

import dataclasses
import sys
import types
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asked_text import cleaned
from retrieval.errors import DatabaseError, LibraryError, UsageError
from retrieval.index.ranker import Ranker
from retrieval.index.store import Store
from retrieval.language.tokens import ranking_words
from retrieval.library import Library
from retrieval.records import Answer

CORPUS = Path(__file__).parents[1] / "corpus"
REPORT = """青石街道2023年法治政府建设年度报告

一、主要举措
2023年，青石街道共办理行政应诉案件{cases}件，开展普法宣传35场次。
二、存在的不足
普法形式还不够多样。
"""


def write_report(folder: Path, name: str = "青石.txt", cases: int = 22) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(REPORT.format(cases=cases), encoding="utf-8")
    return file


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "库.db", create=True) as library:
        yield library


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("five") / "库.db", create=True) as library:
        library.ingest([CORPUS])
        yield library


class EchoEngine:
    """An engine that tells what it was asked and how the words were cut."""

    made = 0

    def __init__(self, store: Store, ranker: Ranker) -> None:
        EchoEngine.made += 1
        self.reports = len(store.reports())
        self.ranker = ranker

    def ask(self, question: str, context: Sequence[str]) -> Answer:
        hits = self.ranker.rank(question, None, 1)
        words = " ".join(ranking_words(question))
        return Answer(
            question,
            "、".join(context),
            "answered",
            "passage",
            f"{self.reports}|{words}|{hits[:1]}",
        )


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> type[EchoEngine]:
    module = types.ModuleType("retrieval.answering.engine")
    module.Engine = EchoEngine  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "retrieval.answering.engine", module)
    monkeypatch.setattr(EchoEngine, "made", 0)
    return EchoEngine


# Ingesting


def test_each_file_is_told(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    write_report(folder)
    write_report(folder / "更多", "甲.txt")
    (folder / "空.txt").write_text("", encoding="utf-8")
    (folder / "图.png").write_bytes(b"\x89PNG")
    (folder / "README.md").write_text("说明", encoding="utf-8")
    (folder / ".隐藏.txt").write_text("说明", encoding="utf-8")
    heard: list[tuple[str, int, int]] = []
    results = library.ingest([folder], progress=lambda *step: heard.append(step))
    told = {result.file: result.outcome for result in results}
    assert told == {
        "图.png": "failed",
        "空.txt": "failed",
        "甲.txt": "added",
        "青石.txt": "unchanged",
    }
    assert all(r.message and r.hint for r in results if r.outcome == "failed")
    assert [step[1:] for step in heard] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_ingest_is_idempotent_and_replaces(library: Library, tmp_path: Path) -> None:
    file = write_report(tmp_path / "报告")
    outcomes = [library.ingest([file])[0].outcome, library.ingest([file])[0].outcome]
    write_report(tmp_path / "报告", cases=23)
    (result,) = library.ingest([file.parent])
    assert [*outcomes, result.outcome] == ["added", "unchanged", "replaced"]
    assert result.report == library.reports()[0]
    assert "23件" in library.parsed("青石.txt").report.lines[3]


def test_a_copy_is_no_news_and_a_renamed_file_is(library: Library, tmp_path: Path) -> None:
    file = write_report(tmp_path / "报告")
    library.ingest([file])
    copy = write_report(tmp_path / "报告", "副本.txt")
    (result,) = library.ingest([copy])
    assert (result.outcome, result.message) == ("unchanged", "内容与库里的 青石.txt 相同")
    file.unlink()
    assert library.ingest([copy])[0].outcome == "replaced"
    assert [row.file for row in library.reports()] == ["副本.txt"]


def test_overrides_of_the_folder_win_and_count_as_a_change(
    library: Library, tmp_path: Path
) -> None:
    file = write_report(tmp_path / "报告")
    library.ingest([file])
    (file.parent / "reports.toml").write_text('["青石.txt"]\nyear = 2021\n', encoding="utf-8")
    (result,) = library.ingest([file.parent])
    assert result.outcome == "replaced"
    assert [row.year for row in library.reports()] == [2021]


def test_a_wrong_override_fails_its_files_only(library: Library, tmp_path: Path) -> None:
    broken = write_report(tmp_path / "坏")
    (broken.parent / "reports.toml").write_text("这不是 TOML", encoding="utf-8")
    results = library.ingest([broken.parent, CORPUS])
    assert [result.outcome for result in results] == ["failed", *["added"] * 5]
    assert results[0].hint


def test_a_missing_file_is_told(library: Library, tmp_path: Path) -> None:
    (result,) = library.ingest([tmp_path / "没有.txt"])
    assert (result.outcome, result.file) == ("failed", "没有.txt")


def test_every_quote_can_be_sliced_again(five: Library) -> None:
    for row in five.reports():
        parsed = five.parsed(row.id)
        raw = (CORPUS / row.file).read_text(encoding="utf-8-sig").splitlines()
        assert list(parsed.report.lines) == raw
        for passage in parsed.passages:
            for sentence in passage.sentences:
                slices = [raw[p.line - 1][p.start : p.end] for p in sentence.pieces]
                assert "".join(slices) == sentence.text


def test_every_figure_stands_in_its_sentence(five: Library) -> None:
    facts = five.facts()
    assert len(facts) == sum(row.figures for row in five.reports()) > 0
    for fact in facts:
        sentence = five.parsed(fact.report).passages[fact.passage].sentences[fact.sentence]
        quantity = fact.quantity
        assert sentence.text[quantity.start : quantity.end] == quantity.text


# Looking up


@pytest.mark.parametrize(
    "key",
    [
        "嘉祥街道 2023",
        "嘉祥街道2023",
        "嘉祥2023年",
        "嘉祥",
        "嘉祥街道2023.txt",
        "嘉祥縣嘉祥街道",
        "山东省济宁市嘉祥县嘉祥街道２０２３",
    ],
)
def test_a_report_has_many_keys(five: Library, key: str) -> None:
    assert five.parsed(key).report.file == "嘉祥街道2023.txt"


def test_a_report_is_found_by_id_its_beginning_and_title(five: Library) -> None:
    report = five.parsed("中梁镇").report
    assert five.parsed(report.id) == five.parsed(report.id[:6]) == five.parsed(report.title)


def test_unknown_keys_name_the_nearest(five: Library) -> None:
    with pytest.raises(LibraryError) as caught:
        five.parsed("嘉样街道 2023")
    assert "嘉祥街道 2023" in caught.value.hint
    with pytest.raises(LibraryError, match="fazhi reports"):
        five.parsed("zzz")


def test_a_key_of_several_names_them_all(library: Library, tmp_path: Path) -> None:
    for year in ("2022", "2023"):
        file = tmp_path / f"{year}.txt"
        file.write_text(REPORT.format(cases=1).replace("2023", year), encoding="utf-8")
        library.ingest([file])
    with pytest.raises(LibraryError, match="对应 2 份") as caught:
        library.parsed("青石街道")
    assert "青石街道 2022、青石街道 2023" in caught.value.hint
    assert library.parsed("青石街道 2022").report.year == 2022


def test_context_of_a_line(five: Library) -> None:
    report = five.parsed("嘉祥").report
    context = five.context_of(report.id, 11, around=1)
    assert context == tuple((n, report.lines[n - 1]) for n in (10, 11, 12))
    assert [n for n, _ in five.context_of(report.id, 1)] == [1, 2, 3]
    last = len(report.lines)
    assert [n for n, _ in five.context_of(report.id, last)] == [last - 2, last - 1, last]
    for line in (0, -1, last + 1):
        with pytest.raises(UsageError):
            five.context_of(report.id, line)


def test_vocabulary(five: Library) -> None:
    vocabulary = five.vocabulary()
    assert set(vocabulary.places) == {"嘉祥街道", "联芳街道", "谢家湾街道", "中梁镇", "华苑街道"}
    assert vocabulary.years == (2021, 2022, 2023)
    assert vocabulary.place_aliases["嘉祥"] == "嘉祥街道"
    assert len(vocabulary.measures) == len(set(vocabulary.measures)) > 0


# Asking


def test_answers_carry_their_time_and_context(
    library: Library, echo: object, tmp_path: Path
) -> None:
    library.ingest([write_report(tmp_path / "报告")])
    answer = library.ask(" 有多少海关案件？\n", ["前一问", "\x00", "后一问"])
    assert answer.question == "有多少海关案件？"
    assert answer.understood == "前一问、后一问"
    assert answer.elapsed_ms > 0
    # 海关 is in no report: it must stay a word, or nothing would ask for it to be matched.
    assert answer.text.startswith("1|有 多少 海关 案件|(Hit(")


def test_the_engine_is_made_once_and_again_after_a_change(
    library: Library, echo: type[EchoEngine], tmp_path: Path
) -> None:
    library.ingest([write_report(tmp_path / "报告")])
    library.ask("案件")
    library.ask("案件")
    assert echo.made == 1
    library.ingest([CORPUS / "嘉祥街道2023.txt"])
    assert library.ask("案件").text.startswith("2|")
    with Library.open(tmp_path / "库.db") as other:
        other.ingest([CORPUS / "中梁镇2023.txt"])
    assert library.ask("案件").text.startswith("3|")
    assert echo.made == 3


@pytest.mark.parametrize(
    "question", ["", "  \n", "\x00\x07", "\u200b\ufeff", "\ud800", "问" * 2001]
)
def test_what_is_no_question_is_refused(library: Library, question: str) -> None:
    with pytest.raises(UsageError) as caught:
        library.ask(question)
    assert caught.value.hint


def test_length_counts_after_stripping(library: Library, echo: object, tmp_path: Path) -> None:
    library.ingest([write_report(tmp_path / "报告")])
    assert len(library.ask("  " + "案" * 2000 + "\n" * 50).question) == 2000


def test_an_empty_library_says_what_to_do(library: Library) -> None:
    with pytest.raises(LibraryError, match="还没有报告") as caught:
        library.ask("有多少案件？")
    assert "fazhi ingest" in caught.value.hint
    assert (library.reports(), library.facts()) == ((), ())


@given(st.text(st.characters(), max_size=40))
def test_cleaning_leaves_what_can_be_printed(text: str) -> None:
    kept = cleaned(text)
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert kept == kept.strip()
    assert all(ord(char) >= 32 for char in kept)


def test_cleaning_keeps_the_words() -> None:
    assert cleaned("a\tb\r\n行\u200b政\ud83d😀") == "a b  行政😀"


def test_opening_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="没有数据库文件"):
        Library.open(tmp_path / "没有.db")
    assert list(tmp_path.iterdir()) == []


# Large libraries


def without_time(answer: Answer) -> Answer:
    return dataclasses.replace(answer, elapsed_ms=0.0)


def test_a_large_library_answers_as_a_small_one_and_reads_no_passage_that_it_need_not(
    five: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = (
        "嘉祥街道2023年有多少件行政应诉案件？",
        "联芳街道2023年植树造林面积是多少？",
        "有没有开展无人机执法巡查？",
        "各地的行政复议案件有多少件",
    )

    def forbidden(_: Store) -> None:
        raise AssertionError("all passages were read")

    monkeypatch.setattr(Store, "passages", forbidden)
    path = tmp_path / "大.db"
    with Library.open(path, create=True, disk_from=10) as library:
        library.ingest([CORPUS])
        assert (tmp_path / "大.db.index").is_dir()
        asked = [without_time(library.ask(question)) for question in questions]
    monkeypatch.undo()
    assert asked == [without_time(five.ask(question)) for question in questions]
    assert any(answer.nearest for answer in asked)
