"""Lines of text to a ParsedReport: where every format meets."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from retrieval.language.places import place_kind
from retrieval.reading.extract import Extract
from retrieval.reading.head import Frame, find_frame
from retrieval.reading.outline import build_outline
from retrieval.reading.page import is_page_line
from retrieval.reading.paragraphs import find_paragraphs
from retrieval.reading.reporter import FoundPlace, find_reporter, make_place
from retrieval.reading.stretch import Stretch
from retrieval.reading.years import Found, find_year
from retrieval.records import ParsedReport, Place, Report

_BODY_SAMPLE = 400
_FRAMED = (
    ("title", "标题", "没有找到，用文件名代替"),
    ("issuer", "发布机构", "没有找到"),
    ("published", "发布日期", "没有找到"),
)


def parse_report(
    extract: Extract, *, file: str, data: bytes, override: Mapping[str, object]
) -> ParsedReport:
    """Return the report that a file's text holds; ``data`` are the file's bytes, its identity.

    ``override`` (an entry of reports.toml, checked already) wins over what the text tells.
    """
    lines = extract.lines
    paragraphs = find_paragraphs(lines)
    frame = find_frame(paragraphs, extract.fields)
    body = _body_of(paragraphs, frame)
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = _text(override, "title") or frame.title
    published = _text(override, "published") or frame.published
    year = _decide_year(override, frame, body, published, stem)
    reporter = _decide_place(override, frame, title, body, stem)
    sections, passages = build_outline(paragraphs, lines, frame.aside, year.year)
    digest = hashlib.sha256(data).hexdigest()
    report = Report(
        id=digest[:12],
        title=title or stem,
        place=reporter.place,
        year=year.year,
        issuer=_text(override, "issuer") or frame.issuer or "",
        file=file,
        sha256=digest,
        lines=lines,
        published=published,
        source=_text(override, "source"),
        notes=(*_frame_notes(override, frame), *reporter.notes, year.note, *extract.notes),
    )
    return ParsedReport(report, sections, passages)


def _body_of(paragraphs: Sequence[Stretch], frame: Frame) -> list[str]:
    kept = (p.text for at, p in enumerate(paragraphs) if at not in frame.aside)
    return [text for text in kept if not is_page_line(text)][:_BODY_SAMPLE]


def _text(override: Mapping[str, object], key: str) -> str | None:
    value = override.get(key)
    return value if isinstance(value, str) else None


def _frame_notes(override: Mapping[str, object], frame: Frame) -> list[str]:
    """Return where title, issuer and date were taken from."""
    notes = []
    for key, label, missing in _FRAMED:
        origin = " reports.toml" if key in override else frame.origins.get(key)
        notes.append(f"{label}：取自{origin}" if origin else f"{label}：{missing}")
    return notes


def _decide_year(
    override: Mapping[str, object],
    frame: Frame,
    body: Sequence[str],
    published: str | None,
    stem: str,
) -> Found:
    year = override.get("year")
    if isinstance(year, int):
        return Found(year, "年份：取自 reports.toml")
    return find_year(frame.title, body, published, stem)


def _decide_place(
    override: Mapping[str, object], frame: Frame, title: str, body: Sequence[str], stem: str
) -> FoundPlace:
    found = find_reporter(title, frame.organisations, frame.issuer, body, stem)
    if not {"place", "kind", "parents"} & set(override):
        return found
    name = _text(override, "place") or (found.place.name if found.place else "")
    if not name:
        return found
    known: Place | None = found.place if found.place and found.place.name == name else None
    kind = _text(override, "kind") or (known.kind if known else place_kind(name))
    given = override.get("parents")
    parents = (
        tuple(str(p) for p in given)
        if isinstance(given, list | tuple)
        else (known.parents if known else ())
    )
    notes = tuple(n for n in found.notes if n[:2] == "地区") if "place" not in override else ()
    set_by = "、".join(
        label
        for key, label in (("place", "地区"), ("kind", "类别"), ("parents", "上级"))
        if key in override
    )
    return FoundPlace(make_place(name, kind, parents), (*notes, f"{set_by}：取自 reports.toml"))
