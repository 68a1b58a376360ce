"""The numbers that Word makes for headings and lists, which stand nowhere in a file's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = "零一二三四五六七八九"
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    suffix: str


@dataclass(slots=True)
class Numbering:
    """Counts along a document, paragraph by paragraph; ask in reading order."""

    levels: dict[str, dict[int, _Level]]
    abstract: dict[str, str]
    styles: dict[str, tuple[str, int]]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """Return the mark before a ``w:p`` element as Word shows it; empty for none or a bullet."""
        number, depth = self._numbered(paragraph)
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.abstract.get(number, number), [0] * 9)
        starts = self.levels[number]
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (8 - depth)
        if level.format in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = starts.get(at)
            count = counts[at] or (other.start if other else 1)
            return format_number(count, other.format if other else "decimal")

        text = re.sub(r"%([1-9])", shown, level.text)
        return text + (" " if level.suffix == "space" or text[-1:].isdigit() else "")

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "", 0
        style = _value(properties.find(f"{_W}pStyle"))
        number, depth = self.styles.get(style, ("", 0))
        own = properties.find(f"{_W}numPr")
        if own is not None:
            number = _value(own.find(f"{_W}numId")) or number
            depth = _whole(_value(own.find(f"{_W}ilvl")), depth)
        return number, min(max(depth, 0), 8)


def read_numbering(numbering: Any | None, styles: Any | None) -> Numbering:
    """Return the counter for a document from its ``w:numbering`` and ``w:styles`` elements."""
    abstracts: dict[str, dict[int, _Level]] = {}
    levels: dict[str, dict[int, _Level]] = {}
    abstract_of: dict[str, str] = {}
    for element in () if numbering is None else numbering.findall(f"{_W}abstractNum"):
        abstracts[element.get(f"{_W}abstractNumId", "")] = dict(_read_levels(element))
    for element in () if numbering is None else numbering.findall(f"{_W}num"):
        number = element.get(f"{_W}numId", "")
        base = _value(element.find(f"{_W}abstractNumId"))
        levels[number] = dict(abstracts.get(base, {}))
        abstract_of[number] = base
        for override in element.findall(f"{_W}lvlOverride"):
            depth = _whole(override.get(f"{_W}ilvl"), 0)
            levels[number].update(_read_levels(override))
            start = _value(override.find(f"{_W}startOverride"))
            old = levels[number].get(depth)
            if start and old:
                # A restarted list counts on its own from there.
                levels[number][depth] = _Level(old.format, old.text, _whole(start, 1), old.suffix)
                abstract_of[number] = f"{base}/{number}"
    return Numbering(levels, abstract_of, dict(_read_styles(styles)))


def format_number(count: int, style: str) -> str:
    """Return ``count`` in one of Word's number formats; decimal where the format is not known."""
    make = _FORMATS.get(style)
    return make(count) if make and count > 0 else str(count)


def _read_levels(element: Any) -> Iterable[tuple[int, _Level]]:
    for level in element.findall(f"{_W}lvl"):
        yield (
            _whole(level.get(f"{_W}ilvl"), 0),
            _Level(
                format=_value(level.find(f"{_W}numFmt")) or "decimal",
                text=_value(level.find(f"{_W}lvlText")),
                start=_whole(_value(level.find(f"{_W}start")), 1),
                suffix=_value(level.find(f"{_W}suff")) or "tab",
            ),
        )


def _read_styles(styles: Any | None) -> Iterable[tuple[str, tuple[str, int]]]:
    """Yield (style, (list, depth)) for the paragraph styles that number, inherited ones too."""
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in () if styles is None else styles.findall(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        based[name] = _value(style.find(f"{_W}basedOn"))
        number = style.find(f"{_W}pPr/{_W}numPr")
        if number is not None and number.find(f"{_W}numId") is not None:
            depth = _whole(_value(number.find(f"{_W}ilvl")), 0)
            found[name] = (_value(number.find(f"{_W}numId")), depth)
    for name in based:
        at, steps = name, 0
        while at and at not in found and steps < 12:
            at, steps = based.get(at, ""), steps + 1
        if at in found:
            yield name, found[at]


def _value(element: Any | None) -> str:
    return "" if element is None else str(element.get(f"{_W}val", ""))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,5}", text) else default


def _chinese(count: int, digits: str = _CHINESE, ten: str = "十", hundred: str = "百") -> str:
    if count >= 1000:
        return "".join(digits[int(d)] for d in str(count))
    hundreds, rest = divmod(count, 100)
    tens, ones = divmod(rest, 10)
    text = digits[hundreds] + hundred if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else digits[tens]) + ten
    elif hundreds and ones:
        text += digits[0]
    return text + (digits[ones] if ones else "")


def _roman(count: int) -> str:
    text = ""
    for value, sign in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):  # fmt: skip
        text += sign * (count // value)
        count %= value
    return text


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "koreanDigital": _chinese,
    "chineseLegalSimplified": lambda n: _chinese(n, _FINANCIAL, "拾", "佰"),
    "ideographLegalTraditional": lambda n: _chinese(n, _FINANCIAL, "拾", "佰"),
    "ideographDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join("〇一二三四五六七八九"[int(d)] for d in str(n)),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(ord(d) + 0xFEE0) for d in str(n)),
    "upperRoman": lambda n: _roman(n % 4000),
    "lowerRoman": lambda n: _roman(n % 4000).lower(),
    "upperLetter": lambda n: _letter(n).upper(),
    "lowerLetter": _letter,
}
