"""Figures chosen over all reports: what comes back, and through which indexes."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator

import pytest

from retrieval.index import fact_table, spots
from retrieval.index.fact_table import BESIDE, CUES_WITH, OF_PASSAGES, ONE, Sought, finding
from retrieval.index.store import Store
from retrieval.library import Library
from retrieval.records import Fact

TEXTS = {
    "云栖镇2022.txt": "2022年，云栖镇共办理行政应诉案件3件。面积40平方米。",
    "云栖镇2023.txt": "2023年，云栖镇共办理行政应诉案件5件，比2022年的3件增加2件。受理信访49批52人次。",
    "雾山乡2023.txt": "2023年，雾山乡组织法治培训4场，办理行政应诉案件7件。",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("table")
    for name, text in TEXTS.items():
        title = f"{name.removesuffix('.txt')}年法治政府建设年度报告"
        (folder / name).write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as library:
        library.ingest([folder])
    with Store.open(folder / "库.db") as store:
        yield store


def amounts(facts: list[Fact]) -> list[str]:
    return sorted(fact.quantity.text for fact in facts)


CASES = Sought(("行政应诉",))


def test_cues_are_found_by_a_pair_of_characters(store: Store) -> None:
    cues = store.fact_table.cues_with(["应诉"])
    assert "行政应诉" in cues
    assert all("应诉" in cue for cue in cues)
    assert store.fact_table.cues_with([]) == ()


def test_figures_are_those_of_the_terms_reports_and_years(store: Store) -> None:
    table = store.fact_table
    [own] = [r.id for r in store.reports() if r.file.startswith("雾山")]
    every = table.find([CASES], 1)
    assert amounts(every) == sorted(
        f.quantity.text
        for r in store.reports()
        for f in store.facts(r.id)
        if "行政应诉" in dict(f.cues)
    )
    assert amounts(table.find([CASES], 1, [own])) == amounts([f for f in every if f.report == own])
    years = {r.id: r.year for r in store.reports()}
    in_2022 = table.find([CASES], 1, None, (2022,))
    assert {f.period or years[f.report] for f in in_2022} == {2022}
    # The report of 2023 tells 2022's figure, too.
    assert len({f.report for f in in_2022}) == 2
    assert all(
        f.kind != "actual" or f.period in {None, years[f.report]}
        for f in table.find([CASES], 1, None, ())
    )
    assert table.find([], 0) == []


def test_many_reports_and_few_have_the_same_figures(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [r.id for r in store.reports()][1:]
    few = store.fact_table.find([CASES], 1, reports)
    monkeypatch.setattr(fact_table, "_FEW_REPORTS", 0)
    assert few == store.fact_table.find([CASES], 1, reports) != []


def test_the_figures_of_passages_are_those_of_their_reports(store: Store) -> None:
    every = {
        (report.id, number): fact
        for report in store.reports()
        for number, fact in enumerate(store.facts(report.id))
    }
    passages = {(fact.report, fact.passage) for fact in every.values()}
    found = store.fact_table.of_passages([*passages, ("none", 0)])
    assert found.pop(("none", 0)) == {}
    assert found.keys() == passages
    assert {(r, n): f for (r, _), own in found.items() for n, f in own.items()} == every


def test_figures_meet_as_many_terms_as_they_must(store: Store) -> None:
    training, area = Sought(("培训",)), Sought((), ("平方米",))
    both = [CASES, training]
    one_or_other = store.fact_table.find(both, 1)
    assert {"4场", "7件"} <= set(amounts(one_or_other))
    assert all(dict(f.cues).keys() >= {"行政应诉"} for f in store.fact_table.find(both, 2))
    assert len(store.fact_table.find(both, 2)) < len(one_or_other)
    assert amounts(store.fact_table.find([area], 1)) == ["40平方米"]
    uncounted = dataclasses.replace(CASES, counts=False)
    assert store.fact_table.find([uncounted], 1) == []
    assert amounts(store.fact_table.find([uncounted], 0)) == amounts(
        store.fact_table.find([CASES], 0)
    )


def test_single_figures_are_those_of_their_report(store: Store) -> None:
    for report in store.reports():
        for number, fact in enumerate(store.facts(report.id)):
            assert store.fact_table.one(report.id, number) == fact
            assert store.fact_table.beside(fact) == tuple(
                other
                for other in store.facts(report.id)
                if (other.passage, other.sentence, other.label)
                == (fact.passage, fact.sentence, fact.label)
                and other.quantity.unit != fact.quantity.unit
            )


def test_sentences_read_ahead_are_those_read_one_by_one(store: Store) -> None:
    facts = [fact for report in store.reports() for fact in store.facts(report.id)]
    with Store.open(store.path) as ahead:
        ahead.read_ahead(facts)
        for fact in facts:
            key = (fact.report, fact.passage, fact.sentence)
            assert ahead.spot(*key) == store.spot(*key)
            [line, *_] = [piece.line for piece in store.spot(*key).sentence.pieces]
            assert ahead.line(fact.report, line) == store.lines(fact.report)[line - 1]
    assert store.line(facts[0].report, 10_000) is None


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (CUES_WITH, 1),
        (finding(2, "many", (2023,)), 11),
        (finding(2, "few", (2023,)), 14),
        (finding(1, "none", ()), 5),
        (OF_PASSAGES, 1),
        (BESIDE, 5),
        (ONE, 2),
        (f"SELECT s.text {spots.ONE_SPOT}", 3),
        (f"SELECT s.text {spots.MANY_SPOTS}", 1),
        (spots.ONE_LINE, 2),
    ],
)
def test_no_table_is_gone_through(store: Store, sql: str, values: int) -> None:
    plan = sqlite3.connect(store.path).execute(f"EXPLAIN QUERY PLAN {sql}", ["[]"] * values)
    steps = [row[3] for row in plan]
    tables = "|".join(steps)
    assert not [
        step for step in steps if step.startswith("SCAN") and "VIRTUAL" not in step
        and "found" not in step and "subquery" not in step
    ], tables  # fmt: skip
    assert "SEARCH" in tables
