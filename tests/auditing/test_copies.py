"""Sentences that another report has word for word."""

from __future__ import annotations

from pathlib import Path

from retrieval.audit_records import Finding
from tests.auditing.audited import library_of, report_of

STORY = "青石镇探索“板凳夜话”工作法，动员退休教师和老党员{}人挂牌上岗，走街串巷倾听家长里短{}次，把难事商量在院坝里。"
COMMON = "全年收到行政复议申请22件，受理行政复议案件20件，其中维持9件、驳回5件、撤销3件、终止3件。"


def copies(folder: Path, reports: dict[str, str]) -> list[Finding]:
    with library_of(folder, reports) as library:
        audits = library.audit(off=["last_year", "growth"])
    return [f for audit in audits for f in audit.findings if f.kind == "copied"]


def test_from_another_places_report_with_its_own_name_in_it(tmp_path: Path) -> None:
    theirs = STORY.replace("青石镇", "白沙镇").format(48, 320)
    reports = {
        "白沙.txt": report_of(theirs, year=2022, place="白沙镇"),
        "青石.txt": report_of(STORY.format(52, 410)),
    }
    (finding,) = copies(tmp_path, reports)
    assert "白沙镇2022年" in finding.message
    assert "48→52、320→410" in finding.message
    ours, other = finding.evidence
    assert (ours.file, other.file) == ("青石.txt", "白沙.txt")
    assert [ours.quote[slice(*span)] for span in ours.highlights] == ["52", "410"]
    assert [other.quote[slice(*span)] for span in other.highlights] == ["48", "320"]


def test_from_the_places_own_year_before_figures_and_all(tmp_path: Path) -> None:
    reports = {
        "2022.txt": report_of(STORY.format(48, 320), year=2022),
        "2023.txt": report_of(STORY.format(48, 320), year=2023),
    }
    (finding,) = copies(tmp_path, reports)
    assert finding.evidence[0].file == "2023.txt"
    assert "数字也没有改动" in finding.message


def test_what_every_report_says_is_no_copy(tmp_path: Path) -> None:
    creed = "坚持以习近平新时代中国特色社会主义思想为指导，扎实做好各项工作，推动街道治理水平不断迈上新台阶。"
    reports = {
        "白沙.txt": report_of(COMMON, creed, "一是宣传不够。", place="白沙镇"),
        "青石.txt": report_of(COMMON, creed, "一是宣传不够。"),
    }
    assert copies(tmp_path, reports) == []


def test_a_sentence_of_many_places_is_the_countys_own(tmp_path: Path) -> None:
    places = ("白沙镇", "青石镇", "梅岭镇", "松口镇", "竹溪镇", "枫林镇", "荷塘镇")
    reports = {
        f"{place}.txt": report_of(STORY.replace("青石镇", place).format(40 + at, 300), place=place)
        for at, place in enumerate(places)
    }
    assert copies(tmp_path, reports) == []
