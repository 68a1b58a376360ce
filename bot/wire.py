"""An Answer for programs: the JSON object of CONTRACT, and values as CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict

from bot.links import page_url, url_cell, url_column
from retrieval.errors import FazhiError
from retrieval.records import Answer, Evidence, Value

CSV_COLUMNS = (
    "question", "status", "place", "year", "measure", "value", "unit", "approx", "derived",
    "file", "line", "quote",
)  # fmt: skip


def answer_object(answer: Answer, identity: object = None) -> dict[str, object]:
    """Return the answer object of CONTRACT; ``identity`` is the caller's own id for it."""
    return {
        "id": identity,
        "question": answer.question,
        "understood": answer.understood,
        "status": answer.status,
        "kind": answer.kind,
        "text": answer.text,
        "values": [_value(value) for value in answer.values],
        "evidence": [evidence_object(item) for item in answer.evidence],
        "nearest": [evidence_object(item) for item in answer.nearest],
        "choices": [asdict(choice) for choice in answer.choices],
        "suggestions": list(answer.suggestions),
        "reason": answer.reason,
        "resolved": answer.resolved,
        "answer_id": answer.answer_id or None,
        "elapsed_ms": round(answer.elapsed_ms, 3),
    }


def error_object(error: FazhiError, identity: object = None) -> dict[str, object]:
    """Return the error object of CONTRACT."""
    body = {"code": error.code, "message": error.message, "hint": error.hint}
    return {"id": identity, "status": "error", "error": body}


def to_line(data: object) -> str:
    """Return ``data`` as JSON on one line; lone surrogates, which no UTF-8 can carry, escaped."""
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data)
    return text


def csv_header() -> str:
    """Return the header row of ``--csv``, without a line end."""
    return _row((*CSV_COLUMNS, *url_column()))


def csv_rows(answer: Answer) -> list[str]:
    """Return a CSV row a value; one row with an empty value where the answer states none."""
    if not answer.values:
        blank = (*[""] * 8, *url_cell(None))
        return [_row((answer.question, answer.status, answer.place, answer.year, *blank))]
    rows = []
    for value in answer.values:
        shown = None if value.evidence is None else answer.evidence[value.evidence]
        source = ("", "", "") if shown is None else (shown.file, shown.line, shown.quote)
        rows.append(_row((
            answer.question, answer.status, value.place, value.year, value.measure, value.value,
            value.unit, value.approx, value.derived, *source, *url_cell(shown),
        )))  # fmt: skip
    return rows


def _value(value: Value) -> dict[str, object]:
    return {
        "value": value.value,
        "unit": value.unit,
        "approx": value.approx,
        "measure": value.measure,
        "place": value.place,
        "year": value.year,
        "derived": value.derived,
        "evidence": value.evidence,
    }


def evidence_object(item: Evidence) -> dict[str, object]:
    """Return a quote as CONTRACT has it, with the address of its page where one is configured."""
    url = page_url(item)
    linked = {"url": url} if url else {}
    return {**asdict(item), "highlights": [list(span) for span in item.highlights], **linked}


def _row(cells: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(["" if c is None else c for c in cells])
    return buffer.getvalue()
