"""The year that a report is about, which is not always the year in its title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.language.fold import fold

_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_WRITTEN = re.compile(r"[二2][〇零○0][一二三1-3][〇零○一二三四五六七八九\d](?=年)")
_SPACED = re.compile(r"(?<=(?<!\d)20\d\d)\s+(?=年)|(?<=(?<!\d)20\d\d年)\s+(?=度)")
# A year, but not an end of a span of years (2021-2025年).
_YEAR = r"(?<![\d~至-])(20[0-4]\d)(?:年度|年)(?!\s*[-~至]\s*\d)"
_ANY = re.compile(_YEAR)
_EXPLICIT = re.compile(r"(?<![\d~至-])(20[0-4]\d)年度")
_COVERED = re.compile(
    _YEAR
    + r".{0,12}?(?:法治政府建设|依法行政|法治建设|依法治|普法|工作)(?:年度)?.{0,6}?(?:情况|报告|总结)"
)
_BODY_CUES = (
    re.compile(rf"现[将就]{_YEAR}"),
    re.compile(rf"(?:^|[。；\s]){_YEAR}(?:以来)?[，,]"),
    re.compile(
        rf"{_YEAR}.{{0,14}}?(?:主要举措|主要措施|成效|不足|第一责任人|工作总结|主要做法|工作情况|工作回顾)"
    ),
)
_NEXT_CUE = re.compile(
    rf"{_YEAR}.{{0,24}}?(?:工作计划|主要安排|工作安排|工作思路|工作打算|下一步|工作任务|主要任务|总体要求|重点工作|预期目标)"
)
_LONGEST_HEADING = 60
_FILE = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


class Found(NamedTuple):
    """A year and, in Chinese, where it was taken from."""

    year: int | None
    note: str


def read_years(text: str) -> str:
    """Return ``text`` folded, years written 2023年 that stand as 二〇二三年 or 2023 年."""
    spelled = _WRITTEN.sub(lambda m: m[0].translate(_DIGITS), fold(text))
    return _SPACED.sub("", spelled)


def find_year(title: str, body: Sequence[str], published: str | None, file_stem: str) -> Found:
    """Return the year covered: from the title, else the body, else the date or the file's name."""
    told = _count_cues(body)
    titled = _year_of_title(title)
    if titled:
        before = titled - 1
        explicit = _EXPLICIT.search(read_years(title))
        if not explicit and told[before] >= 2 and told[before] > told[titled]:
            return Found(before, f"年份：标题写{titled}年，正文通篇说的是{before}年，取{before}年")
        return Found(titled, "年份：取自标题")
    if told:
        year, count = told.most_common(1)[0]
        if count > 0:
            return Found(year, "年份：取自正文")
    named = _FILE.search(read_years(file_stem))
    if published:
        year, month = int(published[:4]), int(published[5:7])
        guess = year - 1 if month <= 6 else year
        if not named or int(named[1]) in {guess, year}:
            return Found(guess, f"年份：由发布日期{published}推定，请核对")
    if named:
        return Found(int(named[1]), "年份：取自文件名")
    return Found(None, "年份：没有找到，可在 reports.toml 里写明 year")


def _year_of_title(title: str) -> int | None:
    text = read_years(title)
    for pattern in (_EXPLICIT, _COVERED, _ANY):
        match = pattern.search(text)
        if match:
            return int(match[1])
    return None


def _count_cues(body: Sequence[str]) -> Counter[int]:
    """Return how often the body says of a year that it is the one reported on."""
    told: Counter[int] = Counter()
    for at, paragraph in enumerate(body):
        text = read_years(paragraph[:400])
        planned = _NEXT_CUE.search(text)
        if planned and at > 2:
            # What a heading plans for is the year after the one reported on.
            told[int(planned[1]) - 1] += len(text) <= _LONGEST_HEADING
            continue
        for cue in _BODY_CUES:
            match = cue.search(text)
            if match:
                told[int(match[1])] += 1
    return told
