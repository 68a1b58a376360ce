"""The store: what goes in comes out, in whole reports, for readers and writers at once."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_values import facts_of, parsed_reports, plain_entry

from retrieval.errors import DatabaseError, LibraryError
from retrieval.index.codec import number_from_text, number_to_text
from retrieval.index.store import Store
from retrieval.index.values import Entry

FIRST, SECOND = "a1b2c3d4e5f6", "0f0f0f0f0f0f"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "库.db", create=True)


@given(data=st.data())
def test_reports_and_facts_come_back_equal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    parsed = data.draw(parsed_reports)
    facts = data.draw(facts_of(parsed.report.id))
    path = tmp_path_factory.mktemp("round") / "a.db"
    with Store.open(path, create=True) as store:
        store.add(Entry(parsed, facts))
    with Store.open(path) as store:
        assert store.parsed(parsed.report.id) == parsed
        read = store.facts(parsed.report.id)
        assert read == facts
        assert [str(fact.quantity.value) for fact in read] == [
            str(fact.quantity.value) for fact in facts
        ]
        assert store.reports() == (dataclasses.replace(parsed.report, lines=()),)


@given(st.fractions() | st.decimals(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_digits_and_type(value: Decimal | Fraction) -> None:
    read = number_from_text(number_to_text(value))
    assert (type(read), str(read)) == (type(value), str(value))


def test_summary_counts_passages_and_figures(store: Store) -> None:
    store.add(plain_entry())
    (summary,) = store.summaries()
    assert (summary.place, summary.year) == ("青石街道", 2023)
    assert (summary.passages, summary.figures) == (2, 2)
    assert summary.parents == ("东山省", "青石县")


def test_report_without_place_and_year(store: Store) -> None:
    entry = plain_entry(year=None)
    report = dataclasses.replace(entry.parsed.report, place=None)
    store.add(dataclasses.replace(entry, parsed=dataclasses.replace(entry.parsed, report=report)))
    (summary,) = store.summaries()
    assert (summary.place, summary.year) == ("", None)


@pytest.mark.parametrize(
    "newer",
    [
        plain_entry(lines=("改过的一行。",)),
        plain_entry(report_id=SECOND, file="改名.txt", year=2022, location="/报告/甲.txt"),
        plain_entry(report_id=SECOND, location="/别处/报告.txt"),
    ],
    ids=["same content", "same place on disk", "same name, place and year"],
)
def test_a_newer_copy_replaces_the_older(store: Store, newer: Entry) -> None:
    assert store.add(plain_entry(location="/报告/甲.txt")).replaced == ()
    assert [origin.report for origin in store.add(newer).replaced] == [FIRST]
    assert [report.id for report in store.reports()] == [newer.parsed.report.id]
    assert store.parsed(newer.parsed.report.id) == newer.parsed
    assert len(store.passages()) == len(newer.parsed.passages)


@pytest.mark.parametrize(
    "other",
    [
        plain_entry(report_id=SECOND, year=2022, location="/二〇二二/报告.txt"),
        plain_entry(report_id=SECOND, place="白河镇", location="/白河/报告.txt"),
    ],
)
def test_another_report_of_the_same_file_name_stays_beside_it(store: Store, other: Entry) -> None:
    store.add(plain_entry(location="/报告/报告.txt"))
    assert store.add(other).replaced == ()
    assert len(store.reports()) == 2


def test_remove_leaves_nothing_of_the_report(store: Store) -> None:
    store.add(plain_entry())
    store.remove(FIRST)
    with pytest.raises(LibraryError):
        store.parsed(FIRST)
    assert (store.reports(), store.facts(FIRST), store.passages()) == ((), (), ())
    assert store.facts_with(["案件"]) == ()


def test_facts_are_found_by_all_their_terms(store: Store) -> None:
    store.add(plain_entry())
    store.add(plain_entry(place="白河镇", report_id=SECOND, lines=("共3件。",)))
    assert store.facts_with(["案件", "行政应诉", "案件"]) == ((SECOND, 0), (FIRST, 0), (FIRST, 1))
    assert store.facts_with(["案件", "没有的词"]) == ()
    assert store.facts_with([]) == ()


def test_terms_are_looked_up_through_the_index(store: Store) -> None:
    plan = sqlite3.connect(store.path).execute(
        "EXPLAIN QUERY PLAN SELECT report, fact FROM fact_terms WHERE term IN (?, ?) "
        "GROUP BY report, fact HAVING count(*) = 2",
        ("甲", "乙"),
    )
    steps = " ".join(row[3] for row in plan)
    assert "SEARCH fact_terms USING PRIMARY KEY (term=?)" in steps
    assert "SCAN" not in steps


def test_dictionary_is_fetched_by_first_character(store: Store) -> None:
    assert (store.dictionary_total(), store.dictionary_buckets(["案"])) == (0, {})
    store.learn_dictionary({"案": "案件 7 案子 2", "多": "多少 9"}, 18)
    assert store.dictionary_buckets(["多", "无", "案"]) == {"案": "案件 7 案子 2", "多": "多少 9"}
    store.learn_dictionary({"案": "案件 8"}, 8)
    assert (store.dictionary_total(), store.dictionary_buckets(["案"])) == (8, {"案": "案件 8"})
    assert store.dictionary_buckets(["多"]) == {}
    many = [chr(0x4E00 + n) for n in range(2_000)]
    store.learn_dictionary({char: f"{char} 1" for char in many}, 2_000)
    assert set(store.dictionary_buckets(many)) == set(many)


def test_measures_are_those_with_figures(store: Store) -> None:
    store.add(plain_entry())
    assert store.measures() == ("案件",)


def test_unknown_report_is_named(store: Store) -> None:
    with pytest.raises(LibraryError, match="没有这份报告：nowhere"):
        store.parsed("nowhere")


def test_a_failed_write_leaves_what_was_there(store: Store) -> None:
    store.add(plain_entry())
    broken = plain_entry(lines=("好的一行。", "坏的\ud800一行。"))
    with pytest.raises(UnicodeEncodeError):
        store.add(broken)
    assert store.parsed(FIRST) == plain_entry().parsed
    store.add(plain_entry(report_id=SECOND, place="白河镇"))
    assert len(store.reports()) == 2


def test_another_process_s_writing_is_noticed(store: Store) -> None:
    store.add(plain_entry())
    assert not store.refresh()
    assert store.parsed(FIRST) == plain_entry().parsed
    with Store.open(store.path) as other:
        other.add(plain_entry(lines=("新的一行。",)))
    assert store.refresh()
    assert store.parsed(FIRST).report.lines == ("新的一行。",)


def test_readers_go_on_while_a_report_is_written(store: Store) -> None:
    store.add(plain_entry())
    with Store.open(store.path) as reader, store._writing():
        store._database.execute("DELETE FROM lines")
        assert reader.parsed(FIRST) == plain_entry().parsed


def test_one_store_serves_several_threads(store: Store) -> None:
    store.add(plain_entry())
    seen: list[object] = []

    def read() -> None:
        for _ in range(20):
            store._forget()
            seen.append(store.parsed(FIRST) == plain_entry().parsed)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 80


def test_a_locked_database_is_said_to_be_busy(store: Store) -> None:
    blocker = sqlite3.connect(store.path, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    store._database.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(DatabaseError, match="另一个程序正在写数据库"):
        store.summaries()
    blocker.execute("ROLLBACK")
    assert store.summaries() == ()


def test_knowledge_is_kept_for_its_fingerprint_only(store: Store) -> None:
    assert store.knowledge("甲") == ""
    store.learn_knowledge("甲", "一")
    assert (store.knowledge("甲"), store.knowledge("乙")) == ("一", "")
    store.learn_knowledge("乙", "二")
    assert (store.knowledge("甲"), store.knowledge("乙")) == ("", "二")


def test_of_what_is_written_together_one_part_is_taken_back_by_itself(store: Store) -> None:
    with store.together():
        store.learn_knowledge("first", "kept")
        with pytest.raises(KeyError), store._writing() as database:
            database.execute("DELETE FROM meta")
            raise KeyError
        assert store.knowledge("first") == "kept"
    with pytest.raises(KeyError), store.together():
        store.learn_knowledge("second", "lost")
        raise KeyError
    with Store.open(store.path) as other:
        assert other.knowledge("first") == "kept"
        assert other.knowledge("second") == ""
