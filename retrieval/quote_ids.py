"""An answer's id: its quotes as references that find them again, with nothing stored anywhere.

A reference holds which report (20 bits of a digest of its place and year, or of its file's
name where these are unknown: they outlive a new edition of the file), the line, the quote's
length and 30 bits of a digest of its text. It holds nothing of the question and no text. The
id is the references of all the quotes, those of one report together, and a check character,
in the 32 characters of Crockford's base32: one quote takes 14 to 16 characters.

    8zq4  b  26  7m3kq0  t     report, line 11, length, quote's digest, check character
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from retrieval.errors import UsageError
from retrieval.records import Evidence, Report

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {char: at for at, char in enumerate(_ALPHABET)} | {"o": 0, "i": 1, "l": 1}
_REPORT_CHARS = 4
_QUOTE_CHARS = 6
# No line and no quote has a number of more digits; longer ones are slips.
_NUMBER_CHARS = 6
_PARTED = "-"
_HINT = "编号由小写字母和数字组成，照 answer_id 或 /why 里的原样输入"


@dataclass(frozen=True, slots=True)
class QuoteRef:
    """A quote as an id names it: by digests, ``line`` and ``length`` being as they were then."""

    report: str
    line: int
    length: int
    digest: str


def answer_id(quotes: Iterable[Evidence], reports: Iterable[Report]) -> str:
    """Return the id of an answer with these quotes, out of these reports; empty without quotes.

    The same quotes give the same id, whatever was asked.
    """
    by_id = {report.id: report_digest(report) for report in reports}
    refs = [
        QuoteRef(by_id[item.report], item.line, len(item.quote), quote_digest(item.quote))
        for item in quotes
    ]
    groups = [
        report + "".join(f"{_number(r.line)}{_number(r.length)}{r.digest}" for r in group)
        for report, group in groupby(dict.fromkeys(refs), key=lambda ref: ref.report)
    ]
    body = _PARTED.join(groups)
    return body + _check_character(body) if body else ""


def read_answer_id(text: str) -> tuple[QuoteRef, ...]:
    """Return the references that an id holds; UsageError for anything that is no id.

    Capitals and the look-alikes o, i and l are read as what they stand for.
    """
    cleaned = re.sub(r"\s", "", text).lower()
    values = [_VALUES.get(char) for char in cleaned.replace(_PARTED, "")]
    if not values or None in values:
        raise UsageError(f"“{text.strip()}”不是答案编号", _HINT)
    plain = "".join(char if char == _PARTED else _ALPHABET[_VALUES[char]] for char in cleaned)
    body, check = plain[:-1], plain[-1]
    refs = [ref for group in body.split(_PARTED) for ref in _read_group(group, text)]
    if _check_character(body) != check:
        raise UsageError(f"编号“{text.strip()}”抄错了：校验不对", _HINT)
    return tuple(refs)


def report_digest(report: Report) -> str:
    """Return the characters that stand for a report: the same for every edition of it."""
    if report.place is None or report.year is None:
        name = report.file.rpartition("/")[2]
    else:
        name = "\n".join([*report.place.parents, report.place.name, str(report.year)])
    return _digest(name, _REPORT_CHARS)


def quote_digest(text: str) -> str:
    """Return the characters that stand for a quote's text."""
    return _digest(text, _QUOTE_CHARS)


def find_quote(ref: QuoteRef, lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the line, counted from 1, and the text of the quote; None where no line holds it.

    Looked for at its own line first, then line by line away from there.
    """
    order = sorted(range(1, len(lines) + 1), key=lambda number: abs(number - ref.line))
    for number in order:
        line = lines[number - 1]
        for start in range(len(line) - ref.length + 1):
            text = line[start : start + ref.length]
            if quote_digest(text) == ref.digest:
                return number, text
    return None


def _read_group(group: str, whole: str) -> Iterable[QuoteRef]:
    report, at = group[:_REPORT_CHARS], _REPORT_CHARS
    if len(group) <= _REPORT_CHARS:
        raise _cut_off(whole)
    while at < len(group):
        line, at = _read_number(group, at, whole)
        length, at = _read_number(group, at, whole)
        digest, at = group[at : at + _QUOTE_CHARS], at + _QUOTE_CHARS
        if len(digest) < _QUOTE_CHARS or not line or not length:
            raise _cut_off(whole)
        yield QuoteRef(report, line, length, digest)


def _cut_off(text: str) -> UsageError:
    return UsageError(f"编号“{text.strip()}”不完整，或者抄错了", _HINT)


def _number(value: int) -> str:
    """Return a number in characters of four bits, the lowest first; a fifth bit says more follow."""
    chars = []
    while value > 15:
        chars.append(_ALPHABET[16 + value % 16])
        value //= 16
    return "".join(chars) + _ALPHABET[value]


def _read_number(text: str, at: int, whole: str) -> tuple[int, int]:
    """Return the number that begins at ``at``, and where it ends."""
    value = 0
    for place, char in enumerate(text[at : at + _NUMBER_CHARS]):
        digit = _ALPHABET.index(char)
        value += (digit % 16) << (4 * place)
        if digit < 16:
            return value, at + place + 1
    raise _cut_off(whole)


def _digest(text: str, chars: int) -> str:
    # A half of a surrogate pair is no text, but may stand in a damaged file.
    raw = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    number = int.from_bytes(raw, "big")
    return "".join(_ALPHABET[number >> (5 * at) & 31] for at in range(chars))


def _check_character(body: str) -> str:
    """Return Luhn's check character mod 32: it tells every single slip of the pen."""
    total = 0
    for at, char in enumerate(reversed(body.replace(_PARTED, ""))):
        value = _ALPHABET.index(char) * (2 - at % 2)
        total += value // 32 + value % 32
    return _ALPHABET[-total % 32]
