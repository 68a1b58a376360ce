"""Which year a figure is of, and whether it is a result, a target or a change."""

from __future__ import annotations

import re

from retrieval.language.fold import fold
from retrieval.language.numerals import parse_chinese
from retrieval.language.wording import load_wording
from retrieval.records import FactKind, Report

_YEAR = re.compile(r"(?<!\d)(20\d{2}|19\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})\s*年")
_TITLES = re.compile(r"《[^》]*》|“[^”]{0,30}”")
_RATIO_TO = re.compile(r"(?:与|和|同|较|比)(20\d{2})年(?:度|同期)?相比")
# 比要求的90学时多3学时: what something is held against, and by how much it differs.
_THAN = re.compile(r"(?:比|较)[^,，]{1,12}$")
_DIFFERS = re.compile(r"\s*(?:多|少|高|低|增|减|降|升|上升|下降|提高)")
# 高于预期目标0.4个百分点 is a distance from the target, 完成任务的113% a share of it.
_AGAINST = re.compile(r"(?:高于|低于|高出|超出|超过|优于|好于)[^,，]*$")
_SHARE_OF_TASK = re.compile(r"(?:目标|任务|计划)(?:数|量|值)?的\s*$")
_BASED_ON = re.compile(r"(?:比|较|与|同|相比|相较于|相对于|较之)\s*$")
_SINCE = re.compile(r"^\s*(?:度)?(?:以来|起|至今|开始)")
_TO_LEVEL = re.compile(
    r"(?:降|增|升|减|提高|提升|上升|下降|增加|减少|增长|压缩|缩短|扩大|回落|降低|上涨)(?:至|到|为)|达到?了?\s*$"
)
_OUT_OF = re.compile(r"(?:由|从|自|比|较)\s*$")
_MOVED_FROM = re.compile(r"(?:由|从|自)\s*$")
_MADE_INTO = re.compile(r"\d[^,，\d]{1,4}[一-鿿]{2,4}(?:至|到|为|成)了?\s*$")
_FROM = re.compile(r"(?:由|从|自)(?:[^,，]{0,12})\s*$")


# 2018年12月31日前发布的文件: the date says which are meant, not when they were counted.
_DATED_BEFORE = re.compile(
    r"^\s*(?:\d{1,2}月(?:\d{1,2}[日号])?|底|末|度)*(?:以|之)?[前后](?:[^，,；;。]{0,4})?"
    r"(?:发布|印发|制定|出台|颁布|施行|公布|登记|立案|受理|颁发|取得|签订|建成|修建|建设|出生|参加)的"
)


def find_years(folded: str) -> list[tuple[int, int, int, bool]]:
    """Return (year, start, end, is_base) for the years named in a folded wording.

    Years inside titles of documents don't count; ``is_base`` marks a year that something
    else is compared with (`比2022年`).
    """
    if "年" not in folded:
        return []
    blank = _TITLES.sub(lambda match: " " * len(match.group()), folded)
    found = []
    for match in _YEAR.finditer(blank):
        rest = blank[match.end() :]
        if _SINCE.match(rest) or _DATED_BEFORE.match(rest):
            continue
        digits = match.group(1)
        year = int(digits) if digits.isdigit() else int(parse_chinese(digits) or 0)
        found.append(
            (year, match.start(), match.end(), bool(_BASED_ON.search(blank[: match.start()])))
        )
    return found


def relative_years(
    folded: str, year: int | None, *, ahead: bool = False
) -> list[tuple[int, int, int, bool]]:
    """Return years named by words (去年, 上年, 明年) relative to ``year``, that of 今年.

    ``ahead``: the wording stands in the plan for the next year, to which ``year`` is 上年.
    """
    if year is None:
        return []
    wording = load_wording()
    found = []
    for pattern, offset in (
        (wording.before_last, -2), (wording.last_year, 0 if ahead else -1), (wording.next_year, 1),
    ):  # fmt: skip
        for match in pattern.finditer(folded):
            if wording.carried.match(folded, match.end()):
                continue
            base = bool(_BASED_ON.search(folded[: match.start()]))
            found.append((year + offset, match.start(), match.end(), base))
    return found


_DELIVERED = re.compile(r"(20\d{2})年\d{1,2}月\d{1,2}日在.{4,60}会议?上")


def find_now(report: Report) -> int | None:
    """Return the year in which a report was read out, where it says so at its head
    (2024年1月16日在…会议上), or in which it is retold as news: 去年 is then the year before that one."""
    for line in report.lines[:12]:
        if match := _DELIVERED.search(fold(line)):
            return int(match.group(1))
    return _retold_in(report)


_LAST_YEAR = re.compile("去年|上年")
# What a report says that looks back from its own year: then 去年 is the year before it.
_OWN_YEAR = re.compile(
    r"今年|本年|年内|当年|[比较与同]\s*(?:去年|上年)|(?:去年|上年)度?(?:同期|相比|结转|底|末)"
)
_RETOLD = 3


def _retold_in(report: Report) -> int | None:
    """Return the year in which news tell of a report: the year after its own, in which it was
    published, where 去年 opens it and is all that it calls its year, outside the title."""
    if report.year is None or (report.published or "")[:4] != str(report.year + 1):
        return None
    body = [fold(line).strip() for line in report.lines if line.strip() != report.title]
    told = sum(len(_LAST_YEAR.findall(line)) for line in body)
    opens = any(line.startswith("去年") for line in body)
    own = any(_OWN_YEAR.search(line) or f"{report.year}年" in line for line in body)
    return report.year + 1 if opens and told >= _RETOLD and not own else None


# Nothing but the figure of another year, to be compared with: 2021年为353件.
_ASIDE = re.compile(r"20\d{2}年(?:度|同期)?(?:则|仅|只)?(?:为|是|有)\s*[\d.,万余多]+\D{1,3}")
_COMPARES = re.compile(
    r"\s*(?:同比|环比|[比较](?:上年|去年|上一年|前一年|同期|上年同期|去年同期))?(?:增长|增加|上升|提高|减少|下降|降低)"
)


class PeriodReader:
    """Follows the years through one sentence; ask it clause by clause, from left to right."""

    def __init__(
        self, report_year: int | None, now: int | None = None, *, ahead: bool = False
    ) -> None:
        """Start from the year that the report is about; 今年 is the year ``now``, the same
        unless the report says otherwise. ``ahead``: in the plan for the next year."""
        self._report_year = report_year
        self._now = report_year if now is None else now
        self._ahead = ahead and now is None
        self.standing = report_year
        self.base: int | None = None
        self._before_aside = report_year
        self._last = ""

    def enter(self, clause: str) -> None:
        """Note the years that a clause sets for what follows, at its end."""
        last, self._last = self._last, fold(clause).strip()
        # 2022年，… sets the year for what follows; 上年提出的目标 only says whose target it is.
        if match := _RATIO_TO.search(clause):
            self.base = int(match.group(1))
        named = [
            entry for entry in find_years(clause) if not entry[3] and not clause[: entry[1]].strip()
        ]
        if named:
            self._before_aside = self.standing
            self.standing = named[-1][0]
        elif _COMPARES.match(clause) and _ASIDE.fullmatch(last):
            # …348件，2021年为353件，比上年下降1.4%，罚没款190万元: the year before was an aside.
            self.standing = self._before_aside
        elif len(clause.strip()) <= 4 and (relative := self._relative(clause)):
            self.standing = relative[-1][0]
        elif load_wording().this_year.match(clause.strip()):
            self.standing = self._report_year

    def of(self, left: str) -> tuple[int | None, bool]:
        """Return the year for a figure after ``left`` (its clause so far), and whether the
        figure is the base of a comparison (`比2022年的13件`)."""
        years = self._years(left)
        after_aside = _COMPARES.match(left) and _ASIDE.fullmatch(self._last)
        standing = self._before_aside if after_aside else self.standing
        if not years:
            return standing, False
        year, start, end, is_base = max(years, key=lambda entry: entry[2])
        if (_TO_LEVEL.search(left[end:]) and _OUT_OF.search(left[:start])) or (
            _MADE_INTO.search(left[end:]) and _MOVED_FROM.search(left[:start])
        ):
            # 由2022年的61批降至49批, 由上年的278项调整为254项: the second figure is this year's.
            return standing, False
        direct = re.fullmatch(r"(?:度|同期)?(?:[^，,]{0,10}的)?\s*", left[end:]) is not None
        if is_base and not direct:
            plain = [entry for entry in years if not entry[3]]
            return (plain[-1][0] if plain else standing), False
        return year, is_base

    def names_year(self, left: str) -> bool:
        """Return whether ``left`` itself names a year, in digits or as 上年."""
        return bool(self._years(left))

    def looks_back(self, left: str) -> bool:
        """Return whether ``left`` says by a word, not as a comparison, that it tells of a year
        gone by (去年我市增长6.4%)."""
        return any(
            not base and self.standing is not None and year <= self.standing
            for year, _, _, base in self._relative(left)
        )

    def _relative(self, text: str) -> list[tuple[int, int, int, bool]]:
        return relative_years(text, self._now, ahead=self._ahead)

    def _years(self, text: str) -> list[tuple[int, int, int, bool]]:
        found = find_years(text) + self._relative(text)
        return sorted(found, key=lambda entry: entry[1])


def read_kind(
    left: str, before: str, right: str, unit_class: str, *, unit: str = "", whole: str = ""
) -> FactKind:
    """Return how a figure is meant, from the wording ``left`` of it and the clauses ``before``.

    ``whole`` is its clause up to it, where ``left`` is only its own part of that.
    """
    wording = load_wording()
    left, before, whole = fold(left), fold(before), fold(whole or left)
    points = unit.endswith("百分点")
    if wording.formerly.fullmatch(left.strip()):
        return "base"
    if _FROM.search(left) and re.match(
        r"\s*(?:[,，]?\s*)(?:\d[\d.]*[^\d\s,，]{1,3}?)?(?:增|降|升|减|提|下|上|扩|缩|压|变|调|到|至|跌|涨|跃|攀"
        r"|(?:精简|合并|整合|归并|撤并|梳理|优化)[一-鿿]{0,4}?[为至到成]"
        # Whatever the verb: 由上年的8人壮大到11人.
        r"|[一-鿿]{1,4}[到至](?=[约近超]?[0-9一二三四五六七八九十百千两]))",
        right,
    ):
        return "base"
    if _FORMER.search(left) and _MERGED.match(right):
        return "base"
    if _THAN.search(whole) and _DIFFERS.match(right):
        return "base"
    if points and _AGAINST.search(left):
        return "change"
    if _is_target(left, before) and not (unit_class == "rate" and _SHARE_OF_TASK.search(left)):
        return "target"
    if points:
        # A difference between rates is no rate.
        return "change"
    change = wording.change.search(left.rstrip("了约近 "))
    if _FELL_TO.search(whole):
        return "actual"
    if change and _is_change(whole, change.group(1), unit_class):
        return "change"
    if _MORE_THAN.search(left.rstrip("了约近 ")) and not _TO_LEVEL.search(left):
        return "change"
    return "actual"


# 由上年的96起降为58起: where it came from is told, so that 降为 is what it came to.
_FELL_TO = re.compile(
    r"(?:由|从|自)[^,，]*\d[^,，\d]{1,4}?(?:降低?|增[加长]?|上?升|下降|减少?|提[高升]|上涨|回落)为\s*[约近]?$"
)
# 将原有11个窗口整合为7个
_FORMER = re.compile(r"(?:原有|原来|原先)的?\s*$")
_MERGED = re.compile(
    r"[一-鿿]{0,8}?(?:精简|合并|整合|归并|撤并|优化|压减|缩减|调整|扩充)[一-鿿]{0,4}?[为至到成]\s*\d"
)

# 比上年多支出5.2万元: the verb stands between 多 and the figure.
_MORE_THAN = re.compile(
    r"[比较](?:上年|去年|上一年|前一年|同期|20\d{2}年|上年同期|去年同期)[^，,]{0,4}[多少增减](?!于|次)[一-鿿]{1,4}$"
)


def _is_change(left: str, word: str, unit_class: str) -> bool:
    # One character (多, 增) is a change only after a comparison; 提高办案3件 is no change at all.
    if len(word) == 1:
        return bool(re.search(r"比|较|同期|上年|去年|同比|环比", left))
    if word in {"同比", "环比"}:
        return unit_class in {"rate", "multiple"}
    return not re.search(r"新增加?$", left)


# 制定抽查计划42个 counts plans: what was made, not what is still to be done.
_MADE = re.compile(r"(?:制定|制订|编制|出台|印发|公布)[^,，]*(?:计划|规划)\s*$")


# 目标任务15件，实际受理18件: right before a figure the words that else name a paper set it as a task.
_TASK = re.compile(r"目标任务(?:数|量)?[为是:：]?\s*$")


def _is_target(left: str, before: str) -> bool:
    wording = load_wording()
    if wording.done.search(left):
        return False
    if _TASK.search(left):
        return True
    for text, pattern in ((left, wording.target), (before, wording.target_carried)):
        # What was really done ends the reach of 力争 and 年初计划.
        done = list(wording.done.finditer(text))
        text = text[done[-1].end() :] if done else text
        excepted = [match.span() for match in wording.target_except.finditer(text)]
        excepted += [match.span() for match in _MADE.finditer(text)]
        for match in pattern.finditer(text):
            if not any(start <= match.start() < end for start, end in excepted):
                return True
    return False
