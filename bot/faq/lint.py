"""What is doubtful in FAQ files beyond their form: doubled numbers, quotes that stand nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from typing import TYPE_CHECKING

from bot.faq.amounts import Amount, parse_amount
from bot.faq.cases import Case, Expectation, FaqFile, Problem, Source
from bot.faq.libraries import Libraries
from retrieval.records import Report

if TYPE_CHECKING:
    from retrieval.library import Library

_NUMERAL = re.compile(
    r"(?:百分之|第)?[0-9０-９零〇一二两三四五六七八九十百千万亿][0-9０-９零〇一二两三四五六七八九十百千万亿,，.．/分之余多个]*"
    r"[^0-9０-９，。；、,;]{0,4}"
)
_LEADING = re.compile(r"[0-9][0-9.,]*")


def lint(files: Sequence[FaqFile], libraries: Libraries) -> tuple[Problem, ...]:
    """Return every problem, by file and line: of form, and what the reports show."""
    problems = [problem for file in files for problem in file.problems]
    problems += _doubled(files)
    for file in files:
        reports = _reports(libraries.of(file))
        for case in file.cases:
            problems += _check_case(case, reports)
    return tuple(sorted(problems, key=lambda problem: (problem.file, problem.line)))


def _doubled(files: Iterable[FaqFile]) -> list[Problem]:
    """Return numbers used in two files, and wordings used by two cases of one file."""
    problems = []
    numbers: dict[str, Case] = {}
    for file in files:
        wordings: dict[str, Case] = {}
        for case in file.cases:
            other = numbers.setdefault(case.id, case)
            if other.file != case.file:
                where = f"{other.file}:{other.line}"
                problems.append(
                    Problem(case.file, case.line, f"编号 {case.id} 与 {where} 重复", "换一个编号")
                )
            if len(case.turns) > 1:
                continue
            for text in (case.turns[0].text, *case.variants):
                same = wordings.setdefault(text, case)
                if same is not case:
                    message = f"{case.id} 的问法“{text}”在 {same.id} 里已有"
                    problems.append(Problem(case.file, case.line, message, "删去一个，或改问法"))
    return problems


def _reports(library: Library) -> tuple[Report, ...]:
    return tuple(library.parsed(summary.id).report for summary in library.reports())


def _check_case(case: Case, reports: Sequence[Report]) -> list[Problem]:
    problems = []
    for turn in case.turns:
        if turn.expected is None:
            continue
        for message, remedy in _check_expectation(turn.expected, reports):
            problems.append(Problem(case.file, case.line, f"{case.id}：{message}", remedy))
    return problems


def _check_expectation(expected: Expectation, reports: Sequence[Report]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for source in expected.sources:
        if expected.status == "answered" and not _among(source, reports):
            name = f"{source.place}{source.year or ''}{source.file}"
            found.append((f"库里没有出处“{name}”的报告", "检查地区、年份或文件名"))
    named = [r for s in expected.sources for r in _among(s, reports)] or list(reports)
    for quote in expected.quotes:
        if not any(quote in line for report in named for line in report.lines):
            elsewhere = any(quote in line for report in reports for line in report.lines)
            remedy = "它在别的报告里，检查出处" if elsewhere else "从报告里逐字复制，不要改标点"
            found.append((f"原文“{quote}”不在报告里", remedy))
    if expected.quotes and expected.kind in ("", "number"):
        found += [
            (f"数值“{written}”不在原文里", "检查数值与原文是否对应；没有数字的说法（如“无”）写 0")
            for written in _not_in_quotes(expected)
        ]
    return found


def _among(source: Source, reports: Sequence[Report]) -> list[Report]:
    """Return the reports that a source may mean; by year of a figure, the year after may tell it."""
    kept = []
    for report in reports:
        if source.file and report.file != source.file:
            continue
        place = report.place.name if report.place else ""
        if source.place and source.place not in "".join(report.lines) and source.place != place:
            continue
        if source.year and report.year and report.year not in (source.year, source.year + 1):
            continue
        kept.append(report)
    return kept


def _not_in_quotes(expected: Expectation) -> list[str]:
    stated = [
        amount
        for quote in expected.quotes
        for match in _NUMERAL.finditer(quote)
        for end in range(len(match[0]), 0, -1)
        if (amount := parse_amount(match[0][:end])) is not None
    ]
    quoted = {amount.value for amount in stated} | {Fraction(0)}
    return [
        written
        for written, amount in zip(expected.written, expected.amounts, strict=True)
        if not _is_computed(amount, expected.amounts)
        # A table's cell leaves the unit, and with it a 万, to the header.
        and quoted.isdisjoint((amount.value, _bare(written)))
    ]


def _bare(written: str) -> Fraction | None:
    match = _LEADING.match(written)
    amount = parse_amount(match[0]) if match else None
    return amount.value if amount else None


def _is_computed(amount: Amount, amounts: Sequence[Amount]) -> bool:
    """Return whether ``amount`` is the sum or the difference of two others of the case."""
    others = [other.value for other in amounts if other is not amount]
    return any(
        amount.value in (left + right, left - right) for left, right in permutations(others, 2)
    )
