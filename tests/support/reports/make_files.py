"""Makes report files in every format, with the defects that real ones have.

``python tests/support/reports/make_files.py FOLDER`` writes them all, to look at or to ingest.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

TITLE = "云岭县石桥镇2023年度法治政府建设情况报告"
OPENING = "2023年，石桥镇认真贯彻落实习近平法治思想，全面推进依法行政。现将有关情况报告如下："
# (text, depth of heading or 0): one report, told in every format.
BODY = (
    ("一、主要举措和成效", 1),
    ("（一）加强组织领导", 2),
    (
        "镇党委全年召开法治专题会议6次，班子成员述法11人次，组织执法人员培训5期、参训人员312人次，持证率达到100%。",
        0,
    ),
    ("（二）化解矛盾纠纷", 2),
    (
        "全年共排查矛盾纠纷186件，化解179件，化解成功率96.2%；接待来访49批52人次，办理行政应诉案件3件，无败诉案件。",
        0,
    ),
    ("二、存在的不足", 1),
    ("一是执法力量薄弱，持证人员仅12名；二是普法形式单一，针对性有待加强。", 0),
    ("三、2024年工作安排", 1),
    ("计划开展法治宣传不少于20场次，力争矛盾纠纷化解成功率达到98%以上。", 0),
)
TABLE = (
    ("指标", "2022年", "2023年"),
    ("行政检查（次）", "975", "1,620"),
    ("立案（件）", "24", "31"),
    ("合计", "999", "1651"),
)


def lines(title: str = TITLE) -> list[str]:
    """Return the report as lines of text."""
    return [title, "", OPENING, *(text for text, _ in BODY)]


def text_file(encoding: str = "utf-8", line_end: str = "\n") -> bytes:
    return (line_end.join(lines()) + line_end).encode(encoding)


def wrapped_text(width: int = 30) -> bytes:
    """Return the report as a converter leaves it that breaks lines at a width."""
    out = [TITLE, ""]
    for text in lines()[2:]:
        text = text if text[:1] in "一二三（" and len(text) < width else "　　" + text
        out += [text[at : at + width] for at in range(0, len(text), width)]
    return "\n".join(out).encode()


# ---- Word -------------------------------------------------------------------------------------


def docx_file(build: Callable[[Any], None] | None = None, *, numbered: bool = False) -> bytes:
    """Return the report as .docx; ``build`` may add to it; ``numbered`` leaves marks to Word."""
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(OPENING)
    number = _add_numbering(document) if numbered else 0
    for text, depth in BODY:
        paragraph = document.add_paragraph(_without_mark(text) if numbered and depth else text)
        if numbered and depth:
            _number(paragraph, number, depth - 1)
    if build:
        build(document)
    return _saved(document)


def _without_mark(text: str) -> str:
    return text.split("）", 1)[1] if text.startswith("（") else text.split("、", 1)[1]


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _xml(source: str) -> Any:
    from docx.oxml import parse_xml

    names = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return parse_xml(source.replace(" NS", f" {names}", 1))


def _add_numbering(document: Any) -> int:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, style, text in (
            (0, "chineseCountingThousand", "%1、"), (1, "chineseCounting", "（%2）"), (2, "decimal", "%3."))
    )  # fmt: skip
    root = document.part.numbering_part.element
    abstract = _xml(f'<w:abstractNum NS w:abstractNumId="77">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(_xml('<w:num NS w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def _number(paragraph: Any, number: int, depth: int) -> None:
    paragraph._p.get_or_add_pPr().append(
        _xml(f'<w:numPr NS><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def add_table(document: Any) -> None:
    document.add_paragraph("表1 两年执法情况对比")
    table = document.add_table(rows=0, cols=3)
    for row in TABLE:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text


def add_merged_table(document: Any) -> None:
    """Add a table with a head of two rows, and a figure over two columns."""
    document.add_paragraph("表2 案件办理情况（单位：件）")
    grid = (("类别", "2023年", "2023年"), ("类别", "受理", "办结"), ("复议", "12", "11"),
            ("应诉", "5", "4"), ("信访", "88", "88"))  # fmt: skip
    table = document.add_table(rows=5, cols=3)
    for row, texts in zip(table.rows, grid, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for one, other in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((4, 1), (4, 2))):
        kept = table.cell(*one).text
        table.cell(*one).merge(table.cell(*other)).text = kept


def add_text_box(document: Any) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>文本框：全年发放资料3000余份。</w:t></w:r></w:p></w:txbxContent>"
    document.add_paragraph("全年开展宣传28场。")._p.append(
        _xml(
            '<w:r NS><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def add_revisions(document: Any) -> None:
    """Add a paragraph with deleted, inserted and hidden text, a tab, a break and a field."""
    paragraph = document.add_paragraph("全年立案")
    for part in (
        "<w:del NS><w:r><w:delText>99</w:delText></w:r></w:del>",
        "<w:ins NS><w:r><w:t>24</w:t></w:r></w:ins>",
        "<w:r NS><w:rPr><w:vanish/></w:rPr><w:t>777</w:t></w:r>",
        '<w:r NS><w:instrText> HYPERLINK "http://example.org/555" </w:instrText></w:r>',
        "<w:r NS><w:t>件。</w:t><w:br/><w:t>全年结案22件。</w:t></w:r>",
    ):
        paragraph._p.append(_xml(part))


def docx_with_footnote() -> bytes:
    """Return the report with a footnote, which python-docx cannot make itself."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    def build(document: Any) -> None:
        notes = (
            '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            '<w:footnote w:id="1"><w:p><w:r><w:t>含简易程序案件20件。</w:t></w:r></w:p></w:footnote></w:footnotes>'
        )
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        paragraph = document.add_paragraph("全年作出行政处罚34件")
        paragraph._p.append(_xml('<w:r NS><w:footnoteReference w:id="1"/></w:r>'))
        paragraph.add_run("，无一被撤销。")

    return docx_file(build)


def docx_with_entities() -> bytes:
    """Return a .docx whose text is an XML entity that grows without end."""
    bomb = '<!DOCTYPE b [<!ENTITY a "12件">' + "".join(
        f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";" * 1}{("&a" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(9)
    ) + "]>"  # fmt: skip
    return _with_part(
        docx_file(),
        "word/document.xml",
        lambda old: old.replace(b"<w:document", bomb.encode() + b"<w:document", 1),
    )


def _with_part(package: bytes, path: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data) if info.filename == path else data)
    return buffer.getvalue()


# ---- web pages ----------------------------------------------------------------------------------


def html_file(encoding: str = "utf-8", *, declared: str = "", layout_table: bool = False) -> bytes:
    """Return the report as a government site serves it."""
    paragraphs = "".join(
        f"<p style='text-indent:2em'><strong>{text}</strong></p>"
        if depth
        else f"<p>　　{_spans(text)}</p>"
        for text, depth in ((OPENING, 0), *BODY)
    )
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in TABLE)
    body = f"<div class='TRS_Editor'><style>.a{{}}</style>{paragraphs}<p>表1 两年执法情况对比</p><table border=1>{rows}</table></div>"
    if layout_table:
        body = f"<table width='100%'><tr><td>{body}</td></tr></table>"
    menu = "".join(
        f"<li><a href='/{n}'>{n}</a></li>"
        for n in (
            "首页",
            "政务公开",
            "政务服务",
            "互动交流",
            "走进云岭，了解云岭，热爱云岭，建设云岭，共12项",
        )
    )
    page = f"""<!DOCTYPE html>
<html><head><meta charset="{declared or encoding}"><title>{TITLE}_云岭县人民政府门户网站</title>
<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2024-01-19 10:26">
<meta name="ContentSource" content="云岭县石桥镇人民政府">
<script>var visits = "全年共9999件，全年共9999件，全年共9999件。";</script></head>
<body><div class="header"><ul class="nav">{menu}</ul></div>
<div class="crumb">当前位置：首页 &gt; 政府信息公开 &gt; 法治政府建设年度报告</div>
<h1>{TITLE}</h1>
<table class="xxgk"><tr><td>索引号：</td><td>YL0027-2024-000153</td><td>发布机构：</td><td>云岭县石桥镇人民政府</td></tr>
<tr><td>发布日期：</td><td>2024-01-19</td><td>浏览次数：</td><td>1286</td></tr></table>
<div id="main">{body}</div><p style="display:none">隐藏的文字，共8888件，不在页面上，不应当读到。</p>
<div class="share">分享到：微信 微博</div>
<div class="footer"><p>主办单位：云岭县人民政府办公室，承办单位：云岭县大数据中心，联系电话：0000-6688120</p>
<p>网站标识码：0000270031 ICP备00002788号 累计访问量：23,680,452</p></div></body></html>"""
    return page.encode(encoding)


def _spans(text: str) -> str:
    # Word pasted into an editor: every number in a span of its own.
    return "".join(f'<span lang="EN-US">{c}</span>' if c.isdigit() else c for c in text).replace(
        "，", "，&nbsp;", 1
    )


def mht_file() -> bytes:
    """Return the page as a browser saves it in one file."""
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    mail = MIMEMultipart("related")
    mail["Subject"] = "page"
    mail.attach(MIMEText(html_file(declared="gb2312").decode(), "html", "utf-8"))
    return mail.as_bytes()


# ---- PDF ------------------------------------------------------------------------------------------


def pdf_file(
    *, columns: int = 1, table: bool = False, repeat: int = 1, password: str = ""
) -> bytes:
    """Return the report as PDF, lines broken at the margin, with running heads and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password or None)
    page = _Page(canvas, A4, columns)
    page.centred(TITLE, 18)
    for text, depth in (*(((OPENING, 0), *BODY) * repeat),):
        page.paragraph(text, indent=0 if depth else 2)
    if table:
        page.table("表1 两年执法情况对比", TABLE)
    page.end()
    canvas.save()
    return buffer.getvalue()


class _Page:
    """Sets type on a canvas, column by column, page by page."""

    def __init__(self, canvas: Any, size: tuple[float, float], columns: int) -> None:
        self.canvas, (self.width, self.height) = canvas, size
        self.columns, self.column, self.number = columns, 0, 0
        self.top = 90
        self.begin()

    def begin(self) -> None:
        self.number += 1
        self.canvas.setFont("STSong-Light", 9)
        self.canvas.drawString(72, self.height - 40, "云岭县石桥镇人民政府文件")
        self.canvas.drawCentredString(self.width / 2, 30, f"- {self.number} -")
        self.y = self.height - self.top

    def end(self) -> None:
        self.canvas.showPage()

    def left(self) -> float:
        return 72 + self.column * (self.width - 144 + 24) / self.columns

    def characters(self) -> int:
        gutter = 24 * (self.columns - 1)
        return int((self.width - 144 - gutter) / self.columns / 12)

    def centred(self, text: str, size: int) -> None:
        self.canvas.setFont("STSong-Light", size)
        self.canvas.drawCentredString(self.width / 2, self.y, text)
        self.y -= 40
        # Below a title over the whole page, all columns begin.
        self.top = 130

    def paragraph(self, text: str, indent: int) -> None:
        self.canvas.setFont("STSong-Light", 12)
        rest, room = text, self.characters() - indent
        while rest:
            if self.y < 80:
                self.next_column()
            self.canvas.drawString(self.left() + 12 * indent, self.y, rest[:room])
            rest, room, indent = rest[room:], self.characters(), 0
            self.y -= 20

    def next_column(self) -> None:
        self.column += 1
        if self.column == self.columns:
            self.column, self.top = 0, 90
            self.end()
            self.begin()
        self.canvas.setFont("STSong-Light", 12)
        self.y = self.height - self.top

    def table(self, caption: str, rows: tuple[tuple[str, ...], ...]) -> None:
        self.paragraph(caption, 0)
        self.rows(rows)

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        width = min(130, int((self.width - 144) / len(rows[0])))
        if self.y < 80 + 20 * len(rows):
            self.next_column()
        self.y += 12
        for row in rows:
            for at, cell in enumerate(row):
                self.canvas.rect(72 + width * at, self.y - 20, width, 20)
                self.canvas.drawString(76 + width * at, self.y - 15, cell)
            self.y -= 20
        self.y -= 20


def pdf_lines(*texts: str, spacing: float = 0) -> bytes:
    """Return a PDF of these lines, its characters ``spacing`` points apart."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number, text in enumerate(texts):
        line = canvas.beginText(60, 700 - 20 * number)
        line.setFont("STSong-Light", 12)
        line.setCharSpace(spacing)
        line.textLine(text)
        canvas.drawText(line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned_pdf() -> bytes:
    """Return a PDF whose page is a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(Image.new("L", (200, 300), 200)), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


# ---- archives ---------------------------------------------------------------------------------------


def zip_file(members: dict[str, bytes], *, gbk_names: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(_GbkInfo(name) if gbk_names else name, data)
    return buffer.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    """A member whose name is written as old Chinese archivers do: GBK, without the UTF-8 flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def zip_bomb() -> bytes:
    return zip_file({"炸弹.txt": b"0" * 60_000_000})


# ---- any text in another format -----------------------------------------------------------------


def _blocks(text: str) -> list[str | list[list[str]]]:
    """Return the paragraphs of a text, and its tables (lines with tabs) as rows of cells."""
    blocks: list[str | list[list[str]]] = []
    for line in filter(str.strip, text.splitlines()):
        if "\t" not in line:
            blocks.append(line)
        elif blocks and isinstance(blocks[-1], list):
            blocks[-1].append(line.split("\t"))
        else:
            blocks.append([line.split("\t")])
    return blocks


def text_to_docx(text: str) -> bytes:
    from docx import Document

    document = Document()
    for block in _blocks(text):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = value
    return _saved(document)


def text_to_html(text: str) -> bytes:
    body = "".join(
        f"<p>　　{_spans(block)}</p>"
        if isinstance(block, str)
        else "<table>"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in block)
        + "</table>"
        for block in _blocks(text)
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<div class="nav"><a href="/">首页</a><a href="/1">政务公开</a></div><div class="content">{body}</div>
<div class="footer"><p>网站标识码：0000270031 联系电话：0000-6688120</p></div></body></html>"""
    return page.encode()


def text_to_pdf(text: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    page = _Page(canvas, A4, 1)
    title, *blocks = _blocks(text)
    page.centred(str(title), 16)
    for block in blocks:
        if isinstance(block, str):
            page.paragraph(block, indent=2)
        else:
            page.rows(block)
    page.end()
    canvas.save()
    return buffer.getvalue()


FROM_TEXT: dict[str, Callable[[str], bytes]] = {
    "docx": text_to_docx,
    "html": text_to_html,
    "pdf": text_to_pdf,
}

FILES: dict[str, Callable[[], bytes]] = {
    "文本.txt": text_file,
    "文本_GB18030.txt": lambda: text_file("gb18030", "\r\n"),
    "文本_UTF16.txt": lambda: text_file("utf-16"),
    "文本_折行.txt": wrapped_text,
    "文本_零宽字符.txt": lambda: "\u200b".join(text_file().decode()).encode(),
    "文档.docx": docx_file,
    "文档_自动编号.docx": lambda: docx_file(numbered=True),
    "文档_表格.docx": lambda: docx_file(add_table),
    "文档_合并单元格.docx": lambda: docx_file(add_merged_table),
    "文档_文本框.docx": lambda: docx_file(add_text_box),
    "文档_修订.docx": lambda: docx_file(add_revisions),
    "文档_脚注.docx": docx_with_footnote,
    "网页.html": html_file,
    "网页_GB2312.htm": lambda: html_file("gb18030", declared="gb2312"),
    "网页_表格布局.html": lambda: html_file(layout_table=True),
    "网页_编码写错.html": lambda: html_file("utf-8", declared="gb2312"),
    "网页存档.mht": mht_file,
    "版式.pdf": pdf_file,
    "版式_双栏.pdf": lambda: pdf_file(columns=2, repeat=4),
    "版式_多页.pdf": lambda: pdf_file(repeat=6),
    "版式_表格.pdf": lambda: pdf_file(table=True),
    "压缩包.zip": lambda: zip_file({"内/报告.docx": docx_file()}),
    "压缩包_旧编码.zip": lambda: zip_file({"石桥镇报告.txt": text_file("gb18030")}, gbk_names=True),
    "假扮的.doc": html_file,
    "假扮的.pdf": docx_file,
}

BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "空.docx": (lambda: b"", "空"),
    "半截.docx": (lambda: docx_file()[:2000], "损坏"),
    "不是文档.docx": (lambda: zip_file({"word/document.xml": b"<w:document"}), "损坏"),
    "实体炸弹.docx": (docx_with_entities, "可疑"),
    "扫描件.pdf": (scanned_pdf, "扫描件"),
    "加密.pdf": (lambda: pdf_file(password="secret"), "密码"),
    "半截.pdf": (lambda: pdf_file()[:900], "PDF"),
    "压缩炸弹.zip": (zip_bomb, "炸弹"),
    "越界.zip": (lambda: zip_file({"../../etc/报告.txt": text_file()}), "越界"),
    "套娃.zip": (lambda: zip_file({"里.zip": zip_file({"a.txt": text_file()})}), "压缩包"),
    "没有报告.zip": (lambda: zip_file({"a.png": b"x"}), "没有报告"),
    "表格.docx": (lambda: zip_file({"xl/workbook.xml": b"<a/>"}), "表格"),
    "旧XML.doc": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        "2003",
    ),
    "图片.txt": (lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "图片"),
    "空网页.html": (lambda: b"<html><body><script>1</script></body></html>", "网页"),
}


def write_all(folder: Path) -> None:
    """Write every file into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in (FILES | {n: m for n, (m, _) in BAD_FILES.items()}).items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
