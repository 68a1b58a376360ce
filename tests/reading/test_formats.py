"""Every format and defect: the same report comes out, and what cannot be read says why."""

import os
import random
import shutil
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "support" / "reports"))
import make_files as make

from retrieval.errors import UnreadableReport
from retrieval.figures.facts import find_facts
from retrieval.language.numerals import format_number as format_number_of
from retrieval.reading.docx import read_docx
from retrieval.reading.extract import Extract
from retrieval.reading.files import read_report, read_reports
from retrieval.reading.formats import find_format
from retrieval.reading.html import read_html
from retrieval.reading.isolate import extract_in_child
from retrieval.reading.numbering import format_number
from retrieval.reading.page import PAGE_INFO
from retrieval.reading.pdf import read_pdf
from retrieval.reading.unzip import check_zip
from retrieval.records import ParsedReport

# Copies of the report in one file, for those that repeat it.
REPEATED = {"版式_双栏.pdf": 4, "版式_多页.pdf": 6}

# The report's figures in reading order, and what some files hold beside them.
FIGURES = [
    "6次", "11人次", "5期", "312人次", "100%", "186件", "179件", "96.2%", "49批", "52人次", "3件",
    "0件", "12名", "20场次 target", "98% target",
]  # fmt: skip
_TABLE = ["975次", "1620次", "24件", "31件"]
MORE_FIGURES = {
    "文档_表格.docx": _TABLE, "网页.html": _TABLE, "网页_GB2312.htm": _TABLE,
    "网页_表格布局.html": _TABLE, "网页_编码写错.html": _TABLE, "网页存档.mht": _TABLE,
    "版式_表格.pdf": _TABLE, "假扮的.doc": _TABLE,
    "文档_合并单元格.docx": ["12件", "11件", "5件", "4件", "88件"],
    "文档_文本框.docx": ["28场", "3000份"],
    "文档_修订.docx": ["24件", "22件"],
    "文档_脚注.docx": ["34件", "0", "20件"],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reports")
    make.write_all(path)
    return path


@cache
def read(path: Path) -> ParsedReport:
    return read_report(path)


def said(parsed: ParsedReport) -> list[str]:
    return [
        s.text
        for p in parsed.passages
        for s in p.sentences
        if parsed.sections[p.section].path != PAGE_INFO
    ]


def flat(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u00a0")


@pytest.mark.parametrize("name", make.FILES)
def test_the_report_comes_out_of_every_format(folder: Path, name: str) -> None:
    parsed = read(folder / name)
    report = parsed.report
    assert report.title.replace("\u200b", "") == make.TITLE
    assert report.place is not None
    assert (report.place.name, report.place.parents, report.year) == ("石桥镇", ("云岭县",), 2023)
    text = flat("".join(said(parsed)))
    for paragraph, depth in make.BODY:
        if not depth:
            assert text.count(flat(paragraph)) == REPEATED.get(name, 1), paragraph
    paths = {path for s in parsed.sections if (path := tuple(map(flat, s.path))) != PAGE_INFO}
    assert {("一、主要举措和成效", "（二）化解矛盾纠纷"), ("二、存在的不足",)} <= paths
    roles = {flat(s.path[-1]): s.role for s in parsed.sections if s.path}
    assert roles["（一）加强组织领导"] == "review"
    assert roles["二、存在的不足"] == "shortcomings"
    assert roles["三、2024年工作安排"] == "plan"


def test_there_is_a_file_for_every_format_and_defect() -> None:
    assert len(make.FILES) >= 20 and len(make.BAD_FILES) >= 10
    assert set(MORE_FIGURES) <= set(make.FILES)


@pytest.mark.parametrize("name", make.FILES)
def test_the_figures_of_every_file(folder: Path, name: str) -> None:
    facts = find_facts(read(folder / name))
    found = [
        f"{format_number_of(fact.quantity.value)}{fact.quantity.unit}"
        + (" target" if fact.kind == "target" and not fact.none else "")
        for fact in facts
    ]
    plain = [f.removesuffix(" target") for f in found]
    own = len(FIGURES) * REPEATED.get(name, 1)
    assert found[:own] == FIGURES * REPEATED.get(name, 1)
    more = MORE_FIGURES.get(name, [])
    assert plain[own:] == more


@pytest.mark.parametrize("name", make.FILES)
def test_sentences_are_slices_of_the_extracted_lines(folder: Path, name: str) -> None:
    parsed = read(folder / name)
    for passage in parsed.passages:
        for sentence in passage.sentences:
            cut = [parsed.report.lines[p.line - 1][p.start : p.end] for p in sentence.pieces]
            assert sentence.text == "".join(cut)


@pytest.mark.parametrize(
    "name",
    ["文档_表格.docx", "网页.html", "网页_GB2312.htm", "网页_表格布局.html", "版式_表格.pdf"],
)
def test_tables_keep_labels_heads_and_cells(folder: Path, name: str) -> None:
    parsed = read(folder / name)
    table = next(p for p in parsed.passages if p.headers)
    assert table.headers == make.TABLE[0]
    assert [s.text for s in table.sentences] == ["\t".join(row) for row in make.TABLE[1:]]
    assert flat(parsed.sections[table.section].path[-1]) == "表1两年执法情况对比"


def test_a_merged_figure_is_given_to_no_column(folder: Path) -> None:
    parsed = read(folder / "文档_合并单元格.docx")
    table = next(p for p in parsed.passages if p.headers)
    assert table.headers == ("类别", "2023年受理", "2023年办结")
    assert [s.text for s in table.sentences] == ["复议\t12\t11", "应诉\t5\t4", "信访\t\t"]
    assert "信访  88" in said(parsed)


@pytest.mark.parametrize(
    ("name", "expected", "absent"),
    [
        ("文档_文本框.docx", "文本框：全年发放资料3000余份。", "Fallback"),
        ("文档_修订.docx", "全年立案24件。", "99"),
        ("文档_修订.docx", "全年结案22件。", "777"),
        ("文档_修订.docx", "全年立案24件。", "555"),
        ("文档_脚注.docx", "注：含简易程序案件20件。", "separator"),
        ("文档_脚注.docx", "全年作出行政处罚34件，无一被撤销。", "separator"),
        ("网页.html", "（二）化解矛盾纠纷", "9999"),
        ("网页.html", "（二）化解矛盾纠纷", "8888"),
        ("网页.html", "（二）化解矛盾纠纷", "6688120"),
        ("网页.html", "（二）化解矛盾纠纷", "23,680,452"),
        ("版式_多页.pdf", "（二）化解矛盾纠纷", "石桥镇人民政府文件"),
        ("版式_多页.pdf", "（二）化解矛盾纠纷", "- 2 -"),
    ],
)
def test_what_is_seen_is_read_and_nothing_else(
    folder: Path, name: str, expected: str, absent: str
) -> None:
    parsed = read(folder / name)
    texts = said(parsed) + [s.path[-1] for s in parsed.sections if s.path]
    assert texts.count(expected) >= 1
    assert not any(absent in text for text in texts)


def test_a_text_box_is_read_once(folder: Path) -> None:
    assert said(read(folder / "文档_文本框.docx")).count("文本框：全年发放资料3000余份。") == 1


def test_the_page_tells_issuer_and_date(folder: Path) -> None:
    report = read(folder / "网页.html").report
    assert (report.issuer, report.published) == ("云岭县石桥镇人民政府", "2024-01-19")


@pytest.mark.parametrize("name", make.BAD_FILES)
def test_what_cannot_be_read_says_why(folder: Path, name: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        read_report(folder / name)
    assert name in caught.value.message and caught.value.hint
    assert make.BAD_FILES[name][1] in caught.value.message


def test_digits_of_a_pdf_are_neither_torn_nor_run_together() -> None:
    text = "全年共调解矛盾纠纷1586件，成功率98.5%。"
    for spacing in (0, 1, 4):
        assert read_pdf(make.pdf_lines(text, spacing=spacing), "f").lines == (text,)
        row = read_pdf(
            make.pdf_lines("指标情况对比数量 12 15 2023 100", spacing=spacing), "f"
        ).lines[0]
        assert row.split() == ["指标情况对比数量12", "15", "2023", "100"]


def test_labels_with_figures_are_no_columns() -> None:
    rows = [f"指标{chr(0x7532 + n)}{'　' * 22}{n * 3}" for n in range(12)]
    lines = read_pdf(make.pdf_lines(*rows), "f").lines
    assert len(lines) == 12
    assert all(
        line.split() == [row.split("　")[0], row.split("　")[-1]]
        for line, row in zip(lines, rows, strict=True)
    )


def test_a_bad_member_does_not_cost_the_others(tmp_path: Path) -> None:
    file = tmp_path / "两份.zip"
    file.write_bytes(
        make.zip_file(
            {
                "甲/好.docx": make.docx_file(),
                "乙/坏.docx": b"PK\x03\x04",
                "好.txt": make.text_file(),
            }
        )
    )
    results = list(read_reports(file, {"好.txt": {"year": 2020}}))
    assert [r.file for r in results] == [
        "两份.zip/甲/好.docx",
        "两份.zip/乙/坏.docx",
        "两份.zip/好.txt",
    ]
    assert [r.parsed is not None for r in results] == [True, False, True]
    assert results[2].parsed is not None and results[2].parsed.report.year == 2020
    with pytest.raises(UnreadableReport, match="3 个文件"):
        read_report(file)


def test_old_word_files_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "旧.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    with pytest.raises(UnreadableReport, match="LibreOffice") as caught:
        read_report(file)
    assert "docx" in caught.value.hint


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script in place of LibreOffice")
def test_old_word_files_go_through_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(make.docx_file())
    office = tmp_path / "soffice"
    office.write_text(
        f'#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\n/bin/cp "{made}" "$2/report.docx"\n'
    )
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    file = tmp_path / "旧.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert read_report(file).report.title == make.TITLE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice itself")
def test_old_word_files_with_libreoffice_itself(tmp_path: Path) -> None:
    made = tmp_path / "旧.docx"

    def build(document: Any) -> None:
        make.add_table(document)
        # Word never ends a document with a table.
        document.add_paragraph("特此报告。")

    made.write_bytes(make.docx_file(build, numbered=True))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(made)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    parsed = read_report(tmp_path / "out" / "旧.doc")
    assert parsed.report.title == make.TITLE
    assert ("一、主要举措和成效", "（二）化解矛盾纠纷") in [s.path for s in parsed.sections]
    assert next(p for p in parsed.passages if p.headers).headers == make.TABLE[0]


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script in place of LibreOffice")
def test_a_reader_that_hangs_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "soffice"
    office.write_text("#!/bin/sh\nexec sleep 600\n")
    office.chmod(office.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(UnreadableReport, match="已停止"):
        extract_in_child("doc", b"\xd0\xcf\x11\xe0", "旧.doc", seconds=2)


@pytest.mark.skipif(sys.platform != "linux", reason="memory limits are the system's")
def test_a_reader_that_eats_memory_is_stopped() -> None:
    page = b"<html><body>" + b"<div><p>x" * 3_000_000
    with pytest.raises(UnreadableReport) as caught:
        extract_in_child("html", page, "大.html", memory=200 * 1024 * 1024)
    assert caught.value.hint


def test_deep_nesting_is_no_harm() -> None:
    page = b"<html><body>" + b"<div>" * 5_000 + "<p>全年共调解矛盾纠纷12件，效果良好。</p>".encode()
    try:
        extract = extract_in_child("html", page, "深.html")
    except UnreadableReport as error:
        assert error.hint
    else:
        assert isinstance(extract, Extract)


def test_too_many_members_or_too_big_are_refused() -> None:
    with pytest.raises(UnreadableReport, match="过大"):
        check_zip(make.zip_file({f"{n}.txt": b"" for n in range(5001)}), "多.zip")
    with pytest.raises(UnreadableReport, match="过大"):
        check_zip(make.zip_bomb(), "弹.zip")


@pytest.mark.parametrize(
    ("count", "style", "shown"),
    [
        (1, "chineseCounting", "一"), (10, "chineseCountingThousand", "十"), (11, "chineseCounting", "十一"),
        (20, "chineseCounting", "二十"), (105, "chineseCounting", "一百零五"), (3, "decimalEnclosedCircle", "③"),
        (4, "upperRoman", "IV"), (27, "lowerLetter", "aa"), (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"), (7, "没有的格式", "7"), (0, "chineseCounting", "0"),
    ],
)  # fmt: skip
def test_numbers_as_word_writes_them(count: int, style: str, shown: str) -> None:
    assert format_number(count, style) == shown


READERS = {"docx": read_docx, "pdf": read_pdf, "html": read_html}
SOUND = {
    "docx": make.docx_file(make.add_merged_table, numbered=True),
    "pdf": make.pdf_file(table=True),
    "html": make.html_file(),
}


@pytest.mark.parametrize("kind", READERS)
@given(seed=st.integers(0, 2**32 - 1), changes=st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_mutated_files_are_read_or_refused(kind: str, seed: int, changes: int) -> None:
    data = mutate(SOUND[kind], random.Random(seed), changes)
    try:
        extract = READERS[kind](data, "f")
    except UnreadableReport as error:
        assert error.hint
    else:
        assert all(isinstance(line, str) and "\n" not in line for line in extract.lines)


@given(seed=st.integers(0, 2**32 - 1), changes=st.integers(1, 20))
@settings(max_examples=25, deadline=None)
def test_mutated_xml_inside_a_sound_package(seed: int, changes: int) -> None:
    chance = random.Random(seed)
    parts = (
        "word/document.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/_rels/document.xml.rels",
    )
    data = make._with_part(
        SOUND["docx"], chance.choice(parts), lambda old: mutate(old, chance, changes)
    )
    try:
        read_docx(data, "f")
    except UnreadableReport as error:
        assert error.hint


@given(
    data=st.binary(max_size=300),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xd0\xcf\x11\xe0", b"{\\rtf1"]
    ),
)
@settings(deadline=None)
def test_any_bytes_have_a_format(data: bytes, start: bytes) -> None:
    try:
        kind = find_format(start + data, "f")
    except UnreadableReport as error:
        assert error.hint
    else:
        assert kind in {"text", "html", "docx", "pdf", "doc", "zip"}


def mutate(data: bytes, chance: random.Random, changes: int) -> bytes:
    out = bytearray(data)
    for _ in range(changes):
        at = chance.randrange(max(len(out), 1))
        match chance.randrange(4):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + chance.randrange(1, 200)]
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 200)]
            case _:
                out[at:at] = bytes(chance.randrange(256) for _ in range(8))
    return bytes(out)
