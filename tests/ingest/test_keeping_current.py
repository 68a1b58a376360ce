"""What is in the library follows what is in the folder: archives, newer copies, vanished files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from shelf_of_files import pack, report, write

from retrieval.library import Library
from retrieval.records import IngestResult


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "库.db", create=True) as library:
        yield library


def told(results: tuple[IngestResult, ...]) -> dict[str, str]:
    return {result.file: result.outcome for result in results}


def files(library: Library) -> list[str]:
    return sorted(row.file for row in library.reports())


# Archives


def test_each_member_of_an_archive_is_a_report_of_its_own(library: Library, tmp_path: Path) -> None:
    archive = pack(
        tmp_path / "报告.zip",
        {
            "甲山镇2023.txt": report(),
            "2022/乙水镇.txt": report("乙水镇", 2022, 7),
            "坏.pdf": b"%PDF-1.4 \x00broken",
            "表.xlsx": b"PK",
            "README.txt": "说明",
            "__MACOSX/._甲山镇2023.txt": b"\x00",
        },
    )
    results = library.ingest([archive])
    assert told(results) == {
        "报告.zip/甲山镇2023.txt": "added",
        "报告.zip/2022/乙水镇.txt": "added",
        "报告.zip/坏.pdf": "failed",
        "报告.zip/表.xlsx": "failed",
    }
    assert all(r.message and r.hint for r in results if r.outcome == "failed")
    answer = library.ask("乙水镇2022年行政应诉案件多少件？")
    assert [value.value for value in answer.values] == ["7"]
    assert library.parsed("甲山镇2023.txt").report.file == "报告.zip/甲山镇2023.txt"
    with_location = library._store.origins(location=f"{archive.resolve()}!/甲山镇2023.txt")
    assert len(with_location) == 1


def test_members_are_kept_current_one_by_one(library: Library, tmp_path: Path) -> None:
    texts = {"甲.txt": report(), "乙.txt": report("乙水镇"), "丙.txt": report("丙石镇")}
    archive = pack(tmp_path / "报告.zip", texts)
    library.ingest([archive])
    assert set(told(library.ingest([archive])).values()) == {"unchanged"}
    del texts["丙.txt"]
    pack(archive, {**texts, "乙.txt": report("乙水镇", cases=23), "丁.txt": report("丁谷镇")})
    assert told(library.ingest([archive])) == {
        "报告.zip/甲.txt": "unchanged",
        "报告.zip/乙.txt": "replaced",
        "报告.zip/丁.txt": "added",
    }
    assert "报告.zip/丙.txt" in files(library)
    results = library.ingest([tmp_path], sync=True)
    assert [(r.file, r.outcome) for r in results if r.outcome == "removed"] == [
        ("报告.zip/丙.txt", "removed")
    ]
    assert files(library) == ["报告.zip/丁.txt", "报告.zip/乙.txt", "报告.zip/甲.txt"]


def test_an_archive_s_own_overrides_count_where_the_folder_s_are_silent(
    library: Library, tmp_path: Path
) -> None:
    pack(
        tmp_path / "报告.zip",
        {
            "子/甲.txt": report(),
            "子/乙.txt": report("乙水镇"),
            "子/reports.toml": '["甲.txt"]\nyear = 2019\n["乙.txt"]\nyear = 2019\n',
        },
    )
    write(tmp_path / "reports.toml", '["报告.zip/子/乙.txt"]\nyear = 2018\n')
    library.ingest([tmp_path / "报告.zip"])
    assert {row.file: row.year for row in library.reports()} == {
        "报告.zip/子/甲.txt": 2019,
        "报告.zip/子/乙.txt": 2018,
    }


def test_an_archive_that_cannot_be_opened_loses_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    archive = pack(tmp_path / "a" / "报告.zip", {"甲.txt": report(), "乙.txt": report("乙水镇")})
    library.ingest([archive])
    archive.write_bytes(archive.read_bytes()[:-30])
    (result,) = library.ingest([tmp_path / "a"], sync=True)
    assert result.outcome == "failed"
    assert len(library.reports()) == 2


def test_a_report_in_and_outside_of_an_archive_is_one(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "a" / "甲.txt", report())
    pack(tmp_path / "a" / "报告.zip", {"甲.txt": report()})
    results = library.ingest([tmp_path / "a"])
    assert sorted(told(results).values()) == ["added", "unchanged"]
    assert len(library.reports()) == 1


# Vanished files


def test_sync_removes_what_vanished_from_the_given_folder_only(
    library: Library, tmp_path: Path
) -> None:
    for place, folder in (("甲山镇", "a"), ("乙水镇", "a"), ("丙石镇", "ab"), ("丁谷镇", "b")):
        write(tmp_path / folder / f"{place}.txt", report(place))
    library.ingest([tmp_path / folder for folder in ("a", "ab", "b")])
    for folder, place in (("a", "乙水镇"), ("ab", "丙石镇"), ("b", "丁谷镇")):
        (tmp_path / folder / f"{place}.txt").unlink()
    assert "removed" not in told(library.ingest([tmp_path / "a"])).values()
    results = library.ingest([tmp_path / "a"], sync=True)
    assert told(results) == {"乙水镇.txt": "removed", "甲山镇.txt": "unchanged"}
    assert results[0].report and results[0].report.place == "乙水镇"
    assert files(library) == ["丁谷镇.txt", "丙石镇.txt", "甲山镇.txt"]


def test_a_file_that_moved_or_changed_its_name_did_not_vanish(
    library: Library, tmp_path: Path
) -> None:
    for name, place in (("甲.txt", "甲山镇"), ("乙.txt", "乙水镇")):
        write(tmp_path / "a" / name, report(place))
    library.ingest([tmp_path / "a"])
    (tmp_path / "a" / "旧").mkdir()
    (tmp_path / "a" / "甲.txt").rename(tmp_path / "a" / "旧" / "甲.txt")
    (tmp_path / "a" / "乙.txt").rename(tmp_path / "a" / "乙水.txt")
    assert told(library.ingest([tmp_path / "a"], sync=True)) == {
        "甲.txt": "unchanged",
        "乙水.txt": "replaced",
    }
    # The new location is kept: it can vanish in turn.
    (tmp_path / "a" / "旧" / "甲.txt").unlink()
    library.ingest([tmp_path / "a"], sync=True)
    assert files(library) == ["乙水.txt"]


def test_a_file_that_became_unreadable_keeps_its_report(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path / "a" / "甲.txt", report())
    library.ingest([file])
    file.write_bytes(b"")
    (result,) = library.ingest([tmp_path / "a"], sync=True)
    assert (result.outcome, "库里仍是上次读入的内容" in result.message) == ("failed", True)
    assert files(library) == ["甲.txt"]


# Copies of one report


@pytest.mark.parametrize("order", [("旧.txt", "新.txt"), ("新.txt", "旧.txt")])
def test_of_two_copies_the_newer_is_kept_in_whatever_order_they_come(
    library: Library, tmp_path: Path, order: tuple[str, str]
) -> None:
    write(tmp_path / "旧.txt", report(cases=21), when=1_700_000_000)
    write(tmp_path / "新.txt", report(cases=22), when=1_710_000_000)
    results = [library.ingest([tmp_path / name])[0] for name in order]
    assert results[0].outcome == "added"
    assert results[1].outcome == ("replaced" if order[1] == "新.txt" else "older")
    assert order[0] in results[1].message
    assert files(library) == ["新.txt"]
    # Neither is read again, and neither takes the other's place again.
    again = told(library.ingest([tmp_path / name for name in order]))
    assert again == {"新.txt": "unchanged", "旧.txt": "older"}
    (tmp_path / "新.txt").unlink()
    assert told(library.ingest([tmp_path], sync=True))["旧.txt"] == "added"
    assert [value.value for value in library.ask("甲山镇2023年行政应诉案件多少件").values] == ["21"]


def test_the_date_of_publication_counts_more_than_the_file_s(
    library: Library, tmp_path: Path
) -> None:
    published = "\n甲山镇人民政府\n2024年{month}月10日\n"
    write(tmp_path / "修订.txt", report(cases=23) + published.format(month=3), when=1_600_000_000)
    write(tmp_path / "初稿.txt", report(cases=22) + published.format(month=1), when=1_710_000_000)
    library.ingest([tmp_path / "修订.txt", tmp_path / "初稿.txt"])
    assert files(library) == ["修订.txt"]


@pytest.mark.parametrize(
    "other",
    [
        report("乙水镇"),
        report(year=2022),
        report(title="甲山镇2023年依法行政工作要点落实情况报告"),
    ],
    ids=["another place", "another year", "another title"],
)
def test_another_report_is_no_copy(library: Library, tmp_path: Path, other: str) -> None:
    write(tmp_path / "一" / "报告.txt", report())
    write(tmp_path / "二" / "报告.txt", other)
    library.ingest([tmp_path / "一", tmp_path / "二"])
    assert len(library.reports()) == 2


def test_towns_of_one_name_in_two_counties_are_two(library: Library, tmp_path: Path) -> None:
    for county in ("青石县", "白河县"):
        write(
            tmp_path / county / "报告.txt",
            report("城关镇", title=f"{county}城关镇2023年法治政府建设年度报告"),
        )
    library.ingest([tmp_path / "青石县", tmp_path / "白河县"])
    assert len(library.reports()) == 2


def test_reports_without_place_and_year_never_take_each_other_s_place(
    library: Library, tmp_path: Path
) -> None:
    for folder, cases in (("一", 5), ("二", 6)):
        text = f"工作总结\n\n本单位共办理行政应诉案件{cases}件，开展普法宣传{cases}场次。\n"
        write(tmp_path / folder / "总结.txt", text)
    library.ingest([tmp_path / "一", tmp_path / "二"])
    assert len(library.reports()) == 2


# Removing


def test_remove_by_any_key_all_or_none(library: Library, tmp_path: Path) -> None:
    for place in ("甲山镇", "乙水镇", "丙石镇"):
        write(tmp_path / "a" / f"{place}.txt", report(place))
    library.ingest([tmp_path / "a"])
    with pytest.raises(Exception, match="没有“丁谷镇”"):
        library.remove(["甲山镇 2023", "丁谷镇"])
    assert len(library.reports()) == 3
    removed = library.remove(["甲山镇 2023", "乙水镇.txt", "甲山镇.txt"])
    assert [row.place for row in removed] == ["甲山镇", "乙水镇"]
    assert files(library) == ["丙石镇.txt"]
    assert library.ask("甲山镇2023年行政应诉案件多少件").reason == "no_such_place"
    assert told(library.ingest([tmp_path / "a"]))["甲山镇.txt"] == "added"


def test_a_report_without_place_and_year_is_asked_for_by_its_title(
    library: Library, tmp_path: Path
) -> None:
    text = "法治建设工作总结\n\n共办理行政应诉案件5件，开展普法宣传8场次。\n"
    write(tmp_path / "总结.txt", text)
    (result,) = library.ingest([tmp_path / "总结.txt"])
    assert result.report and (result.report.place, result.report.year) == ("", None)
    answer = library.ask("《法治建设工作总结》里行政应诉案件多少件？")
    assert [value.value for value in answer.values] == ["5"]
