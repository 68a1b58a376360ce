"""What nothing in a report can meet is passed over, and nothing else: cells come out the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import met, met_in_text
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.kept.cell_rows import KeptCell
from retrieval.answering.kept.table_lines import lines_named, years_of
from retrieval.answering.selecting import select
from retrieval.answering.selecting.figure_wording import FigureWording, words_for
from retrieval.answering.selecting.matcher import Matcher
from retrieval.answering.selecting.within_reach import Reach, Wording, words_of
from retrieval.answering.tables import cells
from retrieval.answering.tables.cell_finder import CellFinder, question_of
from retrieval.language.tokens import using
from retrieval.library import Library
from tests.soak import sample
from tests.support.synthetic import Synthetic

ROOT = Path(__file__).parents[2]
# These are kept aside, or none.
APART = {"styles17", "styles18", "styles19", "styles20", "make_files.py", "__pycache__"}
# What is counted, in the reports' words and in others, by one word and by several.
MEASURES = (
    "行政应诉案件", "打了几场行政官司", "罚没款金额", "罚了多少钱", "重大行政决策事项", "满意率",
    "在册社区矫正对象", "解决的违章搭建问题", "没办完的案子", "农民工讨薪援助案件", "副镇长", "普法宣传栏",
)  # fmt: skip

# In a short run, of 16 folders, of some 800 cells a measure and of 110 reports.
FOLDERS, CELLS, REPORTS = 5, 60, 20


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    """The reports of all tests, and synthetic ones."""
    folder = tmp_path_factory.mktemp("库")
    (folder / "新编").mkdir()
    Synthetic(3).write(folder / "新编", 8)
    styles = [path for path in (ROOT / "tests/support/reports").iterdir() if path.name not in APART]
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([ROOT / "corpus", *sample(sorted(styles), FOLDERS), folder / "新编"])
        dictionary, engine = library._prepared()
        with using(dictionary):
            yield engine.shelf


def chosen(shelf: Shelf, measure: str) -> list[KeptCell]:
    """Return the cells of a measure, in a short run some of them."""
    lines, _ = lines_named(shelf, ())
    finder = CellFinder(shelf, question_of(measure, shelf))
    cells = [(line, year) for line in lines for year in years_of(lines)]
    return [finder.find(*cell) for cell in sample(cells, CELLS)]


def test_cells_are_those_chosen_without_passing_anything_over(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = [chosen(shelf, measure) for measure in MEASURES]
    assert any(cell.figures for row in quick for cell in row)
    assert {cell.gap for row in quick for cell in row} >= {"not_reported", "no_report"}
    with monkeypatch.context() as patch:
        patch.setattr(Reach, "has", lambda _, __: True)
        patch.setattr(Wording, "may_meet", lambda *_: True)
        patch.setattr(Matcher, "match_closely", Matcher.match)
        patch.setattr(cells, "select", lambda *given, closely: select.select(*given))
        assert [chosen(shelf, measure) for measure in MEASURES] == quick


def test_no_figure_meets_what_its_passage_can_not(shelf: Shelf) -> None:
    passed_over = 0
    for measure in MEASURES:
        question = question_of(measure, shelf)
        words = words_for(question.terms, question.folded)
        asked = Asked(question.terms, wording=question.folded)
        for report in sample(shelf.reports, REPORTS):
            told = words_of(report.id, shelf)
            for fact in shelf.source.facts(report.id):
                held = FigureWording(asked, words, fact, shelf)
                for term, forms in words.items():
                    if told.passages[fact.passage].may_meet(term, forms):
                        assert told.whole.may_meet(term, forms)
                        continue
                    passed_over += 1
                    assert not met(term, fact)
                    assert not met_in_text(term, fact, shelf.folded_sentence)
                    assert not held._share(term)
    assert passed_over > 1000


def reach_of(measure: str, scope: Scope, shelf: Shelf) -> Reach:
    return Reach(Asked(question_of(measure, shelf).terms, wording=measure), scope, shelf)


def test_a_word_that_no_report_has_is_out_of_reach(shelf: Shelf) -> None:
    scope = Scope(shelf.reports[:1])
    [fact, *_] = shelf.source.facts(shelf.reports[0].id)
    assert not reach_of("无人机巡查", scope, shelf).has(fact)
    assert reach_of(fact.label, scope, shelf).has(fact)


def test_of_very_many_reports_nothing_is_ruled_out(shelf: Shelf) -> None:
    [fact, *_] = shelf.source.facts(shelf.reports[0].id)
    assert reach_of("无人机巡查", Scope(shelf.reports), shelf).has(fact)
