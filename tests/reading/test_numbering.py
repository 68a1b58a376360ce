"""The numbers Word makes: levels, restarts, styles that number, and marks that are no numbers."""

from lxml import etree

from retrieval.reading.numbering import Numbering, read_numbering

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(depth: int, style: str, text: str, start: int = 1, suffix: str = "nothing") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, nums: str, styles: str = "") -> Numbering:
    root = etree.fromstring(
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{nums}</w:numbering>'
    )
    return read_numbering(root, etree.fromstring(f"<w:styles {W}>{styles}</w:styles>"))


def paragraph(number: int, depth: int = 0) -> etree._Element:
    return etree.fromstring(
        f'<w:p {W}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p>'
    )


def styled(style: str) -> etree._Element:
    return etree.fromstring(f'<w:p {W}><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>')


ONE = '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
LEVELS = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%1.%3", suffix="space")
)


def test_deeper_levels_begin_anew() -> None:
    count = numbering(LEVELS, ONE)
    marks = [count.mark(paragraph(5, depth)) for depth in (0, 1, 1, 2, 0, 1)]
    assert marks == ["一、", "（一）", "（二）", "一.1 ", "二、", "（一）"]


def test_a_list_may_begin_elsewhere_or_anew() -> None:
    restart = (
        '<w:num w:numId="6"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    )
    count = numbering(LEVELS, ONE + restart)
    assert [count.mark(paragraph(n)) for n in (5, 5, 6, 6, 5)] == [
        "一、",
        "二、",
        "四、",
        "五、",
        "三、",
    ]


def test_two_lists_of_one_kind_count_together() -> None:
    count = numbering(LEVELS, ONE + '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>')
    assert [count.mark(paragraph(n)) for n in (5, 7)] == ["一、", "二、"]


def test_styles_number_and_hand_it_on() -> None:
    styles = (
        '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
        '<w:style w:styleId="X"><w:basedOn w:val="Y"/></w:style><w:style w:styleId="Y"><w:basedOn w:val="X"/></w:style>'
    )
    count = numbering(LEVELS, ONE, styles)
    assert [count.mark(styled(s)) for s in ("H1", "H1b", "X")] == ["一、", "二、", ""]


def test_bullets_and_unknown_lists_have_no_number() -> None:
    count = numbering(level(0, "bullet", "●"), ONE)
    assert count.mark(paragraph(5)) == "" and count.mark(paragraph(99)) == ""
    assert count.mark(paragraph(0)) == ""
    assert count.mark(etree.fromstring(f"<w:p {W}/>")) == ""
