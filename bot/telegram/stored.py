"""An Answer as the text that the state file keeps, and back. The trace is not kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from retrieval.records import Answer, Choice, Evidence, Value


def dump_answer(answer: Answer) -> str:
    """Return the answer as JSON."""
    fields = asdict(answer)
    del fields["trace"]
    return json.dumps(fields)


def load_answer(text: str) -> Answer:
    """Return the answer that ``dump_answer`` wrote; equal to it but for the trace."""
    fields: dict[str, Any] = json.loads(text)
    fields["values"] = tuple(Value(**value) for value in fields["values"])
    for name in ("evidence", "nearest"):
        fields[name] = tuple(_evidence(item) for item in fields[name])
    fields["choices"] = tuple(Choice(**choice) for choice in fields["choices"])
    fields["suggestions"] = tuple(fields["suggestions"])
    # An answer stored by a release before has no such field.
    fields["lacking"] = tuple(fields.get("lacking", ()))
    return Answer(**fields)


def _evidence(fields: dict[str, Any]) -> Evidence:
    spans = tuple((start, end) for start, end in fields.pop("highlights"))
    return Evidence(**fields, highlights=spans)
