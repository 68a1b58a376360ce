"""An answer against what was expected: right, drifted, or in which way wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.faq.amounts import Amount, parse_amount
from bot.faq.cases import Expectation, Source
from bot.faq.keys import OUTCOME_NAMES
from retrieval.records import Answer, Evidence

# wrong: answered, but something else. invented: answered where nothing was to be said.
# missed: not answered. quote: right, but the line shown is not the expected one.
Verdict = Literal["pass", "drift", "wrong", "invented", "missed", "quote", "other"]
LineOf = Callable[[Evidence], str]

# Kinds that state just what was asked: a further figure in them is a wrong one.
EXACT_KINDS = ("number", "yesno")
_DENIES = ("否", "不", "没", "未", "无", "并非", "并不", "并没", "并未", "非")
_AFFIRMS = (
    "是",
    "有",
    "对",
    "已",
    "都",
    "全",
    "均",
    "会",
    "能",
    "达",
    "存在",
    "属实",
    "确实",
    "做到",
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons: expected against got, for people."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Return whether the answer was right, its line moved or not."""
        return self.verdict in ("pass", "drift")


def judge(expected: Expectation, answer: Answer, line_of: LineOf) -> Judgement:
    """Return the verdict on ``answer``; ``line_of`` gives the whole line of a piece of evidence."""
    got = "smalltalk" if answer.kind == "smalltalk" else answer.status
    if got != expected.status:
        wanted = _wanted(expected)
        reason = f"应为 {wanted}  实得 {outcome_of(answer)}"
        return Judgement(_status_verdict(expected.status, got), (reason,))
    for check in (_check_amounts, _check_verdict, _check_words, _check_sources, _check_rest):
        judgement = check(expected, answer)
        if judgement is not None:
            return _as_miss(judgement) if _merely_quoted(expected, answer) else judgement
    return _check_quotes(expected, answer, line_of)


def outcome_of(answer: Answer) -> str:
    """Return what came, in a few words: the figures stated, or the outcome's name."""
    if answer.kind == "smalltalk":
        return OUTCOME_NAMES["smalltalk"]
    if answer.status == "answered" and answer.values:
        return "、".join(f"{value.value}{value.unit}" for value in answer.values)
    name = OUTCOME_NAMES[answer.status]
    return f"{name}（{answer.reason}）" if answer.reason else name


def _wanted(expected: Expectation) -> str:
    if expected.written:
        return "、".join(text.replace(" ", "") for text in expected.written)
    return OUTCOME_NAMES[expected.status]


def _status_verdict(expected: str, got: str) -> Verdict:
    if got == "answered":
        return "invented"
    if expected == "answered" or (expected, got) == ("ambiguous", "not_found"):
        return "missed"
    return "other"


def _merely_quoted(expected: Expectation, answer: Answer) -> bool:
    """Return whether only passages were shown where an answer was wanted: that claims nothing."""
    return answer.kind == "passage" and expected.kind != "passage" and not answer.values


def _as_miss(judgement: Judgement) -> Judgement:
    if judgement.verdict != "wrong":
        return judgement
    return Judgement("missed", ("只列出段落", *judgement.reasons))


def _check_amounts(expected: Expectation, answer: Answer) -> Judgement | None:
    if not expected.amounts:
        return None
    stated = [(v, parse_amount(v.value + v.unit)) for v in answer.values]
    lacking = [
        text
        for text, amount in zip(expected.written, expected.amounts, strict=True)
        if not any(got is not None and amount.same_as(got) for _, got in stated)
    ]
    extra: list[str] = []
    only = expected.only_amounts
    if only is None:
        only = (expected.kind or answer.kind) in EXACT_KINDS
    if only:
        extra = [
            f"{value.value}{value.unit}"
            for value, got in stated
            if not value.derived and not _is_expected(got, expected.amounts)
        ]
    if not lacking and not extra:
        return None
    reason = f"应为 {_wanted(expected)}  实得 {outcome_of(answer)}"
    if answer.lacking and not extra:
        # It says itself which half it has not.
        return Judgement("missed", (reason,))
    return Judgement("wrong", (reason + (f"（多出 {'、'.join(extra)}）" if extra else ""),))


def _is_expected(got: Amount | None, amounts: tuple[Amount, ...]) -> bool:
    return got is not None and any(amount.same_as(got) for amount in amounts)


def _check_verdict(expected: Expectation, answer: Answer) -> Judgement | None:
    if expected.verdict is None:
        return None
    text = answer.text.strip()
    # 不 and 没 come first: 不是 holds 是.
    said = False if text.startswith(_DENIES) else True if text.startswith(_AFFIRMS) else None
    if said is expected.verdict:
        return None
    wanted = "是" if expected.verdict else "否"
    return Judgement("wrong", (f"裁定应为 {wanted}  实得 {text[:12]}",))


def _check_words(expected: Expectation, answer: Answer) -> Judgement | None:
    text = _plain(answer.text)
    lacking = [word for word in expected.contains if _plain(word) not in text]
    surplus = [word for word in expected.excludes if _plain(word) in text]
    if not lacking and not surplus:
        return None
    reasons = []
    if lacking:
        reasons.append(f"答案里应有 {'、'.join(lacking)}")
    if surplus:
        reasons.append(f"答案里不应有 {'、'.join(surplus)}")
    # Where figures or a verdict decide, the wording is a lesser matter.
    decided = expected.amounts or expected.verdict is not None or answer.status != "answered"
    return Judgement("other" if decided else "wrong", tuple(reasons))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _check_sources(expected: Expectation, answer: Answer) -> Judgement | None:
    if answer.status == "not_found":
        return None
    lacking = [
        source
        for source in expected.sources
        if not any(_comes_from(source, answer, i) for i in range(len(answer.evidence)))
    ]
    if not lacking:
        return None
    names = "；".join(f"{s.place}{s.year or ''}{s.file}" for s in lacking)
    got = (
        "；".join(dict.fromkeys(f"{e.place}{e.year or ''}" for e in answer.evidence)) or "没有引文"
    )
    return Judgement("wrong", (f"出处应为 {names}  实得 {got}",))


def _comes_from(source: Source, answer: Answer, index: int) -> bool:
    """Return whether a quote fits: by its report, or by place and year of a figure that it carries."""
    item = answer.evidence[index]
    if source.file and item.file != source.file:
        return False
    carried = [value for value in answer.values if value.evidence == index]
    places = {item.place, *(value.place for value in carried)}
    years = {item.year, *(value.year for value in carried)}
    if source.year is not None and source.year not in years:
        return False
    return not source.place or any(
        place and (place.endswith(source.place) or source.place.endswith(place)) for place in places
    )


def _check_rest(expected: Expectation, answer: Answer) -> Judgement | None:
    reasons = []
    if expected.kind and answer.kind != expected.kind and answer.status == "answered":
        reasons.append(f"类型应为 {expected.kind}  实得 {answer.kind}")
    if expected.reason and answer.reason != expected.reason:
        reasons.append(f"原因应为 {expected.reason}  实得 {answer.reason}")
    labels = " ".join(f"{choice.label} {choice.question}" for choice in answer.choices)
    lacking = [word for word in expected.choices if word not in labels]
    if lacking:
        reasons.append(f"选项里应有 {'、'.join(lacking)}")
    return Judgement("other", tuple(reasons)) if reasons else None


def _check_quotes(expected: Expectation, answer: Answer, line_of: LineOf) -> Judgement:
    if answer.status == "not_found":
        return Judgement("pass")
    lines = [item.quote for item in answer.evidence] + [line_of(item) for item in answer.evidence]
    lacking = [quote for quote in expected.quotes if not any(quote in line for line in lines)]
    if not lacking:
        return Judgement("pass")
    shown = "；".join(f"{item.file} 第{item.line}行" for item in answer.evidence) or "没有引文"
    # With the figures and their report right, the same thing stands on another line too.
    if expected.amounts and expected.sources and answer.evidence:
        return Judgement("drift", (f"漂移：答案同，出处 “{lacking[0]}” → {shown}",))
    return Judgement("quote", (f"引文里应有 “{lacking[0]}”  实得 {shown}",))
