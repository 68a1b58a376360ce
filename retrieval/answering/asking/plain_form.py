"""A question in its plain form, before it is read: 咋 is 怎么, 到底多少 is 多少, …么 asks like …吗.

What stands here changes how a question is worded and never what it asks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from retrieval.answering.asking.question_words import words_of
from retrieval.errors import DataFileError
from retrieval.language.units import load_units
from retrieval.language.wording import alternation

_FILE, _SECTION = "question_words.toml", "plain"
# What asks for a number; 哪几, 几乎 and 几何 do not.
HOW_MANY = r"(?:多少|(?<!哪)几(?![乎何]))"
_ASKS = rf"(?:{HOW_MANY}|哪|谁|什么|怎|有没有|是不是|是否)"
_END = r"[\s,，?？。！!~～]*$"
# At the very end these ask for yes or no: 有败诉么, no 什么 and no 干嘛.
_WHETHER = re.compile(rf"(?<![什怎这那多要干])(?:么|嘛)(?={_END})")
# 哪3个 asks like 哪三个, and gives no figure.
_WHICH_SO_MANY = re.compile(r"哪(?P<n>[2-9])(?=[个家项件名位条种类份处所起村户大])")
_NUMERALS = "〇一二三四五六七八九"
# 2024年的上一年 is 2023年; 2024年上年 is not: that is told of 2024.
_YEAR_BESIDE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?的(?:(?P<before>[上前]一?年|头年)|[后下次]一?年)(?!度)"
)


def put_plainly(folded: str) -> str:
    """Return a folded question in the wording that the rules know best, nothing said or left out.

    A word for the sum (一共) says nothing where one of several askings has it, or each of them by
    itself: nothing is to be added up then.
    """
    text = _dialect().sub(lambda m: _forms()[m.group()], folded)
    text = _YEAR_BESIDE.sub(_year_beside, text)
    text = _WHICH_SO_MANY.sub(lambda m: "哪" + _NUMERALS[int(m["n"])], text)
    text = _WHETHER.sub("吗", _really().sub("", text))
    askings = [match.start() for match in re.finditer(HOW_MANY, text)]
    for match in reversed(list(_in_all().finditer(text))):
        others = sum(at >= match.end() for at in askings) > 1
        if others or match["each"]:
            text = text[: match.start("sum")] + text[match.end("sum") :]
    for pattern in (_ending(), _is_it_written()):
        if (ending := pattern.search(text)) and ending.start("end") > 1:
            text = text[: ending.start("end")]
    return text


def _year_beside(match: re.Match[str]) -> str:
    return f"{int(match['year']) + (-1 if match['before'] else 1)}年"


@cache
def _forms() -> Mapping[str, str]:
    """Return the plain form of each word of dialect or chat."""
    rows = words_of(_SECTION, "forms")
    if unpaired := next((row for row in rows if len(row.split()) != 2), None):
        raise DataFileError(
            _FILE,
            f"{_SECTION}.forms",
            f"“{unpaired}”不是两个词",
            "写成“咋 怎么”：先说法，后通用的说法",
        )
    forms = dict(row.split() for row in rows)
    counted = {f"好多{unit}": f"多少{unit}" for unit in (*load_units().class_of, "钱")}
    return {**forms, **counted}


@cache
def _dialect() -> re.Pattern[str]:
    return re.compile(alternation(tuple(_forms())))


@cache
def _really() -> re.Pattern[str]:
    """Return a pattern for 到底 and its like before what asks, with 是, 有 or 一共 between at most."""
    really, together = (
        alternation(words_of(*key)) for key in ((_SECTION, "really"), ("number", "together"))
    )
    return re.compile(rf"{really}(?=(?:[是有共]|{together})?{_ASKS})")


@cache
def _in_all() -> re.Pattern[str]:
    together = alternation(words_of("number", "together"))
    return re.compile(rf"(?P<each>各自?|分别)?(?P<sum>{together})(?=[是有]?{HOW_MANY})")


@cache
def _is_it_written() -> re.Pattern[str]:
    """Return a pattern for 报告里有写吗 behind what asks for a figure already (败诉率，报告里有写吗); of a thing
    it asks whether it is mentioned."""
    figure = rf"(?:{HOW_MANY}[^,，]{{0,8}}|[率数额量次款例比重])"
    return re.compile(
        rf"{figure}(?P<end>[,，\s]*{alternation(words_of(_SECTION, 'written'))}{_END})"
    )


@cache
def _ending() -> re.Pattern[str]:
    endings = alternation(words_of(_SECTION, "endings"))
    return re.compile(rf"(?P<end>(?:[\s,，?？。！!]*{endings})+{_END})")
