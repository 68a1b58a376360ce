"""The five reports of the corpus, read as a careful reader would."""

from pathlib import Path

import pytest

from retrieval.reading.files import read_overrides, read_report
from retrieval.reading.page import PAGE_INFO
from retrieval.records import ParsedReport

CORPUS = Path(__file__).parents[2] / "corpus"
FILES = sorted(CORPUS.glob("*.txt"))


@pytest.fixture(scope="module")
def reports() -> dict[str, ParsedReport]:
    return {path.stem: read_report(path) for path in FILES}


# Nothing but the text: what reports.toml says comes out of it too.
@pytest.mark.parametrize(
    ("stem", "name", "kind", "parents", "year", "title"),
    [
        ("联芳街道2023", "联芳街道", "街道", ("重庆市", "沙坪坝区"), 2023,
         "重庆市沙坪坝区人民政府联芳街道办事处关于2023年法治政府建设情况的报告"),
        ("嘉祥街道2023", "嘉祥街道", "街道", ("山东省", "济宁市", "嘉祥县"), 2023,
         "中共嘉祥街道工作委员会 嘉祥街道办事处2023年度法治政府建设报告"),
        ("谢家湾街道2021", "谢家湾街道", "街道", ("重庆市", "九龙坡区"), 2021,
         "谢家湾街道2021年度法治政府建设工作报告"),
        ("中梁镇2023", "中梁镇", "镇", ("重庆市", "沙坪坝区"), 2023,
         "重庆市沙坪坝区中梁镇人民政府关于2023年法治政府建设情况的报告"),
        ("华苑街道2022", "华苑街道", "街道", ("天津市", "南开区"), 2022,
         "南开区华苑街道2022年度法治政府建设情况报告"),
    ],
)  # fmt: skip
def test_whose_and_when(
    reports: dict[str, ParsedReport],
    stem: str,
    name: str,
    kind: str,
    parents: tuple[str, ...],
    year: int,
    title: str,
) -> None:
    report = reports[stem].report
    assert report.place is not None
    assert (report.place.name, report.place.kind, report.place.parents) == (name, kind, parents)
    assert (report.year, report.title) == (year, title)
    assert len(report.id) == 12 and report.sha256.startswith(report.id)


def test_overrides_of_the_corpus_are_taken(reports: dict[str, ParsedReport]) -> None:
    overrides = read_overrides(CORPUS)
    assert set(overrides) == {path.name for path in FILES}
    for path in FILES:
        report = read_report(path, overrides[path.name]).report
        assert report.place == reports[path.stem].report.place
        assert report.source == overrides[path.name]["source"]


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("联芳街道2023", {7: "review", 14: "leadership", 22: "leadership", 24: "shortcomings",
                     26: "shortcomings", 29: "plan", 37: "plan"}),
        ("嘉祥街道2023", {4: "review", 6: "review", 13: "review", 15: "shortcomings",
                     17: "leadership", 20: "leadership", 22: "plan", 23: "plan", 25: "plan",
                     26: "other"}),
        ("谢家湾街道2021", {2: "review", 4: "review", 20: "review", 22: "shortcomings"}),
        ("中梁镇2023", {5: "review", 10: "review", 32: "review", 36: "leadership",
                    44: "leadership", 48: "shortcomings", 52: "plan", 58: "plan", 1: "other"}),
        ("华苑街道2022", {7: "review", 28: "review", 30: "shortcomings", 33: "leadership",
                     42: "plan", 50: "plan"}),
    ],
)  # fmt: skip
def test_roles(reports: dict[str, ParsedReport], stem: str, expected: dict[int, str]) -> None:
    parsed = reports[stem]
    roles = {
        passage.sentences[0].pieces[0].line: parsed.sections[passage.section].role
        for passage in parsed.passages
    }
    assert {line: roles[line] for line in expected} == expected


@pytest.mark.parametrize(
    ("stem", "line", "path"),
    [
        ("嘉祥街道2023", 11, ("一、2023年度推进法治政府建设的主要举措和成效", "（五）法律顾问制度、公职律师制度完善")),
        ("联芳街道2023", 9, ("一、2023年度推进法治政府建设的主要措施和成效",
                        "（2） 坚持普法宣教，找准法治建设的“支撑点”")),
        ("华苑街道2022", 13, ("一、2022年推进法治政府建设的主要举措和成效",
                         "（二）坚持依法行政，提高党政服务效能", "3.严格规范公正文明执法")),
        ("中梁镇2023", 14, ("一、推进法治政府建设的主要举措和成效", "（一）强化组织领导，压实法治政府建设责任")),
        ("谢家湾街道2021", 12, ("四、以完善体制机制为重点,持续提高依法决策水平",)),
        ("中梁镇2023", 5, ()),
    ],
)  # fmt: skip
def test_paths(
    reports: dict[str, ParsedReport], stem: str, line: int, path: tuple[str, ...]
) -> None:
    parsed = reports[stem]
    found = [p for p in parsed.passages if p.sentences[0].pieces[0].line == line]
    assert [parsed.sections[p.section].path for p in found] == [path]


@pytest.mark.parametrize(
    ("stem", "line", "sentence"),
    [
        ("嘉祥街道2023", 11, "行政应诉工作取得较好成绩，全年共22件行政应诉案件，其中受县政府委托承办5件。"),
        ("嘉祥街道2023", 6, "（一）强化法治理念，增强依法行政意识。"),
        ("嘉祥街道2023", 8, "在“谁执法谁普法”工作开展方面，一是开展专项法治宣传。"),
        ("联芳街道2023", 25, "二是平安法治板块队伍建设需进一步加强。"),
        ("联芳街道2023", 20, "一是协调部门现场办公。"),
        ("谢家湾街道2021", 11, "截至目前,累计召开党工委会35次、行政办公会19次,对符合“三重一大”范畴的事项均通过集中讨论决策。"),
        ("谢家湾街道2021", 20, "一是健全“3+1”群众工作机制。"),
        ("中梁镇2023", 10, "一是坚持党对法治政府建设的全面领导。"),
    ],
)  # fmt: skip
def test_sentences(reports: dict[str, ParsedReport], stem: str, line: int, sentence: str) -> None:
    texts = [
        s.text for p in reports[stem].passages for s in p.sentences if s.pieces[0].line == line
    ]
    assert sentence in texts


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_every_sentence_is_a_slice_of_the_raw_file(path: Path) -> None:
    raw = path.read_text(encoding="utf-8-sig").split("\n")
    parsed = read_report(path)
    for passage in parsed.passages:
        for sentence in passage.sentences:
            slices = [raw[p.line - 1][p.start : p.end] for p in sentence.pieces]
            assert sentence.text == "".join(slices) == sentence.text.strip()
            assert "bookmark" not in sentence.text


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_figure_of_the_text_is_left_out(path: Path) -> None:
    """Every character of the body is in a passage or a heading."""
    parsed = read_report(path)
    headings = {line for s in parsed.sections for line in s.path}
    said = "".join(s.text for p in parsed.passages for s in p.sentences) + "".join(headings)
    for line in parsed.report.lines:
        text = line.replace("[bookmark: _GoBack]", "").strip()
        assert all(part in said for part in text.split("。"))


def test_titles_and_marks_stand_aside(reports: dict[str, ParsedReport]) -> None:
    for parsed in reports.values():
        first = parsed.passages[0]
        assert parsed.sections[first.section].path == PAGE_INFO
    jiaxiang = reports["嘉祥街道2023"]
    assert jiaxiang.sections[-1].path == PAGE_INFO
