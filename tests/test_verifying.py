"""An answer's id names its quotes, and says later whether they still stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import LibraryError, UsageError
from retrieval.library import Library
from retrieval.quote_ids import answer_id, find_quote, quote_digest, read_answer_id, report_digest
from retrieval.records import Evidence, Place, Report
from retrieval.review_records import QuoteCheck

QUESTION = "青石街道2023年有多少件行政应诉案件"
REPORT = """青石街道2023年法治政府建设年度报告

一、主要举措
2023年，青石街道共办理行政应诉案件22件，开展普法宣传35场次。
二、存在的不足
普法形式还不够多样。
"""


def report_of(number: int, *, year: int | None = 2023, place: str = "青石街道") -> Report:
    return Report(
        f"id{number}", "报告", Place(place, parents=("东山县",)), year, "", f"{number}.txt", "", ()
    )


def quote_of(report: Report, line: int, quote: str) -> Evidence:
    return Evidence(report.id, "报告", "青石街道", 2023, report.file, line, "", quote)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告" / "青石.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path, file: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([file.parent])
        yield library


def only(checks: tuple[QuoteCheck, ...]) -> QuoteCheck:
    assert len(checks) == 1
    return checks[0]


QUOTES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(1, 5000), st.text(min_size=1, max_size=40)),
    min_size=1,
    max_size=8,
)


@given(QUOTES)
def test_an_id_says_what_was_quoted(quotes: list[tuple[int, int, str]]) -> None:
    reports = [report_of(n, year=2020 + n) for n in range(4)]
    cited = [quote_of(reports[n], line, text) for n, line, text in quotes]
    made = answer_id(cited, reports)
    digests = [report_digest(report) for report in reports]
    wanted = [(digests[n], line, len(text), quote_digest(text)) for n, line, text in quotes]
    read = [(r.report, r.line, r.length, r.digest) for r in read_answer_id(made)]
    assert read == list(dict.fromkeys(wanted))
    assert [
        (r.report, r.line, r.length, r.digest) for r in read_answer_id(f" {made.upper()} ")
    ] == read


@given(QUOTES, st.data())
def test_every_single_slip_of_the_pen_is_told(
    quotes: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    reports = [report_of(n, year=2020 + n) for n in range(4)]
    made = answer_id([quote_of(reports[n], line, text) for n, line, text in quotes], reports)
    at = data.draw(st.integers(0, len(made) - 1))
    other = data.draw(st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
    if made[at] in (other, "-"):
        return
    with pytest.raises(UsageError):
        read_answer_id(made[:at] + other + made[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", " ", "-", "嘉祥街道", "f3fd", "f3fdbq24v1g83", "u" * 14, "0" * 99]
)
def test_what_is_no_id_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(UsageError) as error:
        read_answer_id(text)
    assert error.value.hint


def test_an_id_is_short_stable_and_the_same_for_a_new_edition() -> None:
    old, new = report_of(1), report_of(2)
    quote = "2023年，青石街道共办理行政应诉案件22件。"
    made = answer_id([quote_of(old, 11, quote)], [old])
    assert made == answer_id([quote_of(new, 11, quote)], [new]) == "samxbq10mapcf4"
    assert answer_id([], [old]) == ""


def test_a_report_without_place_or_year_goes_by_its_file_name() -> None:
    nameless = [report_of(n, year=None) for n in (1, 2)]
    assert report_digest(nameless[0]) != report_digest(nameless[1])
    assert report_digest(report_of(1)) != report_digest(report_of(1, place="白石街道"))


def test_the_nearest_line_that_holds_the_quote_is_found() -> None:
    (ref,) = read_answer_id(answer_id([quote_of(report_of(1), 4, "共22件")], [report_of(1)]))
    assert find_quote(ref, ["共22件", "", "全年共22件。", "共23件", "", ""]) == (3, "共22件")
    assert find_quote(ref, ["共22 件", ""]) is None


def test_quotes_stand_in_library_and_file(library: Library) -> None:
    answer = library.ask(QUESTION)
    assert answer.answer_id == library.ask("青石街道2023年行政应诉案件几件").answer_id
    check = only(library.verify(answer.answer_id))
    assert (check.verdict, check.stored, check.in_file) == ("stands",) * 3
    assert (check.line, check.found, check.quote) == (4, 4, answer.evidence[0].quote)
    assert (check.place, check.year, check.file) == ("青石街道", 2023, "青石.txt")


def test_a_quote_that_moved_or_changed_in_the_file_is_told(library: Library, file: Path) -> None:
    made = library.ask(QUESTION).answer_id
    file.write_text(REPORT.replace("一、", "按语。\n\n一、"), encoding="utf-8")
    check = only(library.verify(made))
    assert (check.verdict, check.stored, check.in_file) == ("line_moved", "stands", "line_moved")
    assert (check.line, check.found) == (4, 6)
    file.write_text(REPORT.replace("22件", "23件"), encoding="utf-8")
    check = only(library.verify(made))
    assert (check.verdict, check.stored, check.in_file) == (
        "text_changed",
        "stands",
        "text_changed",
    )
    # Read in anew it is the same report, with another text.
    library.ingest([file])
    check = only(library.verify(made))
    assert (check.verdict, check.stored, check.found) == ("text_changed", "text_changed", None)
    file.write_text(REPORT, encoding="utf-8")
    library.ingest([file])
    assert only(library.verify(made)).verdict == "stands"


def test_without_its_file_the_stored_text_is_checked(library: Library, file: Path) -> None:
    made = library.ask(QUESTION).answer_id
    file.unlink()
    check = only(library.verify(made))
    assert (check.verdict, check.in_file) == ("stands", "file_gone")
    file.mkdir()
    assert only(library.verify(made)).in_file == "unreadable"


def test_a_report_out_of_an_archive_is_read_there(tmp_path: Path) -> None:
    package = tmp_path / "包.zip"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("青石.txt", REPORT)
    with Library.open(tmp_path / "库.db", create=True) as library:
        library.ingest([package])
        made = library.ask(QUESTION).answer_id
        assert only(library.verify(made)).in_file == "stands"
        with zipfile.ZipFile(package, "w") as archive:
            archive.writestr("青石.txt", REPORT.replace("35场次", "36场次"))
        assert only(library.verify(made)).in_file == "text_changed"


def test_a_report_that_left_the_library_is_gone(library: Library, tmp_path: Path) -> None:
    made = library.ask(QUESTION).answer_id
    other = tmp_path / "白石.txt"
    other.write_text(REPORT.replace("青石", "白石"), encoding="utf-8")
    library.ingest([other])
    library.remove(["青石街道"])
    check = only(library.verify(made))
    assert (check.verdict, check.line, check.found, check.report) == ("report_gone", 4, None, "")
    library.remove(["白石街道"])
    with pytest.raises(LibraryError):
        library.verify(made)


def test_an_answer_without_quotes_has_no_id(library: Library) -> None:
    assert library.ask("你好").answer_id == ""
    assert library.ask("青石街道2023年GDP多少").answer_id == ""
