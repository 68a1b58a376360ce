"""Files as they come: encodings, line ends, overrides, and what cannot be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import DataFileError, UnreadableReport
from retrieval.reading.decode import MAX_BYTES, MAX_LINE, decode, split_lines
from retrieval.reading.files import read_overrides, read_report

TEXT = "石桥镇2023年度法治政府建设报告\n\n一、主要成效\n全年共调解矛盾纠纷１２件，办结率100%。\n"
TRADITIONAL = (
    "石橋鎮2023年度法治政府建設報告\n\n一、主要成效\n全年共調解矛盾糾紛12件，辦結率100%。\n"
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", TEXT), ("utf-8-sig", TEXT), ("gb18030", TEXT), ("gb2312", TEXT),
        ("utf-16", TEXT), ("utf-16-le", TEXT), ("utf-16-be", TEXT), ("big5", TRADITIONAL),
        ("utf-8", TRADITIONAL), ("gb18030", TRADITIONAL),
    ],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(
    tmp_path: Path, encoding: str, text: str, line_end: str
) -> None:
    file = tmp_path / "报告.txt"
    file.write_bytes(text.replace("\n", line_end).encode(encoding))
    report = read_report(file).report
    assert "\n".join(report.lines) + "\n" == text
    assert report.year == 2023
    assert report.place is not None and report.place.name in {"石桥镇", "石橋鎮"}


def test_lines_are_counted_as_in_the_file() -> None:
    assert split_lines("甲\r\n\n乙\r丙\u2028丁\n\n", "f") == ("甲", "", "乙", "丙\u2028丁", "")
    assert split_lines("甲", "f") == ("甲",)


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\r\n\t", b"\x00" * 50, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
     b"\xff\xfe", "\ufeff \n".encode()],
)  # fmt: skip
def test_what_is_no_text_is_refused_kindly(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "坏.txt"
    file.write_bytes(data)
    with pytest.raises(UnreadableReport) as caught:
        read_report(file)
    assert "坏.txt" in caught.value.message and caught.value.hint


def test_too_much_is_refused(tmp_path: Path) -> None:
    for name, data in (("大.txt", b"a" * (MAX_BYTES + 1)), ("长.txt", b"a" * (MAX_LINE + 1))):
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(UnreadableReport):
            read_report(file)


def test_folders_and_missing_files(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "没有.txt"):
        with pytest.raises(UnreadableReport):
            read_report(path)


def test_a_few_broken_bytes_do_not_cost_the_report(tmp_path: Path) -> None:
    file = tmp_path / "断.txt"
    file.write_bytes((TEXT * 30).encode()[:-2])
    assert read_report(file).report.year == 2023


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "f")
    except UnreadableReport as error:
        assert error.hint
    else:
        assert decoded.text.strip()


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8", "surrogatepass"), "f")
    except UnreadableReport:
        return
    if decoded.encoding == "utf-8":
        assert decoded.text == text.removeprefix("\ufeff")


def test_overrides_win(tmp_path: Path) -> None:
    file = tmp_path / "报告.txt"
    file.write_text(TEXT, encoding="utf-8")
    override: dict[str, object] = {
        "place": "石桥镇", "kind": "镇", "parents": ["某省", "某县"], "year": 2022,
        "title": "另题", "issuer": "某办", "published": "2023-02-01", "source": "https://example.org",
    }  # fmt: skip
    report = read_report(file, override).report
    assert report.place is not None
    assert report.place.parents == ("某省", "某县")
    assert "某县石桥镇" in report.place.aliases
    assert (report.year, report.title, report.issuer) == (2022, "另题", "某办")
    assert (report.published, report.source) == ("2023-02-01", "https://example.org")
    assert sum("reports.toml" in note for note in report.notes) >= 2


@pytest.mark.parametrize(
    ("toml", "entry"),
    [
        ('["a.txt"]\nyeer = 2023', "a.txt.yeer"),
        ('["a.txt"]\nyear = "2023"', "a.txt.year"),
        ('["a.txt"]\nyear = true', "a.txt.year"),
        ('["a.txt"]\nparents = "重庆市"', "a.txt.parents"),
        ('["a.txt"]\nplace = ""', "a.txt.place"),
        ('["a.txt"]\npublished = "去年"', "a.txt.published"),
        ('"a.txt" = 5', "a.txt"),
        ("[", "文件"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, toml: str, entry: str) -> None:
    (tmp_path / "reports.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_overrides(tmp_path)
    assert caught.value.entry == entry and caught.value.hint
    assert "reports.toml" in caught.value.message


def test_no_overrides_no_matter(tmp_path: Path) -> None:
    assert read_overrides(tmp_path) == {}
