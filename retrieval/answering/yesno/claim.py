"""What a yes/no question claims: of what, whether of all, under denial, with which figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from retrieval.answering.asking.mask import ASKED_TWICE, MASK
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.numerals import parse_numeral
from retrieval.language.terms import DENIED, Term
from retrieval.language.tokens import words
from retrieval.records import Quantity

# 有…吗 asks whether there is one; 持有, 没有, 只有 do not.
_HAS = re.compile(r"(?<![没所持享拥具只仍未仅都均])有(?!关|效|序|力|限|人(?![民大])|没有|无)")
# Wordings that ask, though they hold a denial.
_ASKING = re.compile(
    rf"有没有|有没|有无|{ASKED_TWICE}|能不能|是否|不是吗|(?:了|过)?没有?\s*[?？。]*$"
    # A year or a (masked) place may follow behind a gap: 领导到庭没有 2021年.
    rf"|(?:了|过)?没有?[\s，,（(](?:[\s，,（()）{MASK}]|(?:19|20)?\d\d年度?)*$"
)
_DENIES = re.compile(r"没有|没能|没|尚未|从未|未|无|零|不存在|不是")
_CLAIMING = re.compile(r"(?:[了有是为共到过]|是在)\s*$")
_NONE_OF_ALL = re.compile(r"[都均全也是]没有(?=[吗吧的了?？,，]|$)")
_DONE = re.compile(r"[了过完](?:吗|没|没有|吧|\s*[？?]?$)|是否已|有没有.*[了过]|已经?.*(?:吗|吧)")
# 不合格 is one word, whatever the segmentation says.
_BOUTS = frozenset({"场", "次", "回"})
_PER_HEAD = frozenset({"人均", "户均", "件均"})
_NUMERAL_BEFORE = re.compile(r"[\d一二三四五六七八九十百千两]$")
_PREFIXED = re.compile(r"[不未非]$")
_PARTICLES = "的了过吗呢吧在把被和与及是有"
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_RANK = re.compile(r"第([一二三四五六七八九十\d]{1,3})(?:名|位)?(?=[吗吧了?？，, ]|$|对|是)")
# These ask for yes or no, however politely.
_WHETHER = re.compile(r"(?:吗|没有|了没|没)[\s?？。]*$|是不是|有没有|是否|([一-鿿]{1,2})没\1")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed. ``terms`` are all that evidence must account for, without denials.

    ``subject`` and ``predicate`` share them out; ``of_all`` for 都, 全部; ``denies`` where
    the question supposes that it is not so; ``having`` where it asks whether there is such a
    thing; ``done`` whether it was done; ``times`` where it names a part of the year. ``supposed`` is the figure the question claims,
    ``pinned`` one that only names its subject (这26件都…).
    """

    terms: tuple[Term, ...]
    subject: tuple[Term, ...]
    predicate: tuple[Term, ...]
    of_all: bool = False
    denies: bool = False
    having: bool = False
    done: bool = False
    planned: bool = False
    times: bool = False
    supposed: Quantity | None = None
    pinned: Quantity | None = None


def read_claim(question: Question) -> Claim | None:
    """Return what the question claims; None where it is a request or claims nothing."""
    text = _without_places(question)
    # 帮我查一下…吗 is politeness, 介绍一下… a request.
    if pattern_of("yesno", "requests").search(text[:6]) and not _WHETHER.search(text):
        return None
    mark = find_all_mark(text)
    supposed, pinned = _share_numbers(question, text, mark)
    terms = [
        t
        for t in _terms(question, text)
        if supposed is None or t.end <= supposed.start or t.start >= supposed.end
    ]
    content = [t for t in terms if not t.is_light]
    if not content or _has_lost_verb(text, content):
        return None
    planned = pattern_of("yesno", "planned").search(text) is not None
    subject, predicate = _split(content, mark, planned=planned and pinned is not None)
    if (
        mark is None
        and len(content) > 1
        and _is_having(text)
        and text[content[-2].end : content[-1].start] == "的"
    ):
        # 有没有脱管的矫正人员 asks for 脱管.
        subject, predicate = (*content[:-2], content[-1]), (content[-2],)
    elif outcome := _outcome(content):
        # 打输过官司吗 asks for 败诉.
        subject, predicate = tuple(t for t in content if t != outcome), (outcome,)
    masked = _ASKING.sub(lambda m: MASK * len(m.group()), text)
    claims_none = _denies(masked, question, content)
    having = not mark and supposed is None and _is_having(text)
    return Claim(
        tuple(terms), subject, predicate,
        of_all=mark is not None, denies=claims_none, having=having,
        done=_DONE.search(text) is not None,
        planned=planned,
        times=pattern_of("yesno", "times").search(text) is not None,
        supposed=supposed, pinned=pinned,
    )  # fmt: skip


def without_finding(claim: Claim, folded: str) -> Claim | None:
    """Return the claim without the verb that only says how its subject came to light (查出的|隐患都整改
    了吗, 收的|捐款公示了吗); None where it has none, or nothing else is said of it."""
    found = words_of("yesno", "found")
    kept = tuple(
        t
        for t in claim.subject
        if not ({t.text, t.key} & set(found) and folded.startswith("的", t.end))
    )
    if not kept or len(kept) == len(claim.subject):
        return None
    return replace(
        claim,
        subject=kept,
        terms=tuple(t for t in claim.terms if t in (*kept, *claim.predicate) or t.is_light),
    )


def _has_lost_verb(text: str, content: Sequence[Term]) -> bool:
    """Return whether a verb of which no term is left stands at the question's end (能上会吗)."""
    tail = text[content[-1].end :]
    return re.match(r"[能会可][一-鿿]{2,3}[吗么]", tail) is not None


def _outcome(content: Sequence[Term]) -> Term | None:
    """Return the outcome (败诉) that a question's bare last noun (官司) only completes."""
    if len(content) < 2 or content[-1].kind != "thing":
        return None
    return content[-2] if contrary_of(content[-2]) else None


def contrary_of(term: Term) -> str:
    """Return the outcome that excludes ``term`` where it is said of all (胜诉 of 败诉), else nothing."""
    pairs = [tuple(group.split()) for group in words_of("yesno", "contrary")]
    # Both ways: 全胜诉了吗 is denied by one 败诉.
    pairs += [(other, one) for one, other in pairs]
    return next((other for one, other in pairs if one in (term.key, term.text)), "")


def find_all_mark(folded: str) -> re.Match[str] | None:
    """Return the last word that means every one (都, 全部, 全覆盖), None where there is none."""
    excepted = [
        m.span()
        for m in pattern_of("yesno", "all_except").finditer(folded)
        # 公安|全都 holds no 安全, 11人|均 no 人均.
        if not any(word.start < m.start() < word.end for word in words(folded))
        and not (m.group() in _PER_HEAD and _NUMERAL_BEFORE.search(folded[: m.start()]))
    ]
    found = None
    for match in pattern_of("yesno", "all").finditer(folded):
        if not any(a < match.end() and match.start() < b for a, b in excepted):
            found = match
    return found


def _without_places(question: Question) -> str:
    text = question.folded
    for mention in question.places:
        text = text[: mention.start] + MASK * (mention.end - mention.start) + text[mention.end :]
    return _YEAR.sub(lambda m: MASK * len(m.group()), text)


def _is_having(text: str) -> bool:
    if pattern_of("yesno", "acted").search(text):
        return False
    return pattern_of("yesno", "having").search(text) is not None or _HAS.search(text) is not None


def _denies(masked: str, question: Question, content: Sequence[Term]) -> bool:
    """Return whether the question supposes that something is not so (没有发生吧, 零败诉)."""
    if any(t.key.startswith(DENIED) for t in question.terms) or _NONE_OF_ALL.search(masked):
        return True
    excepted = [m.span() for m in pattern_of("yesno", "denial_except").finditer(masked)]
    for match in _DENIES.finditer(masked):
        # 三无船舶 denies nothing.
        inside = any(a <= match.start() < b for a, b in excepted) or any(
            term.start < match.start() < term.end for term in content
        )
        follows = any(0 <= t.start - match.end() <= 3 for t in content)
        if not inside and follows:
            return True
    return False


def _terms(question: Question, text: str) -> list[Term]:
    """Return the terms without denials, fillers and words for all; 不合格 stays whole."""
    ignored = set(words_of("yesno", "ignored"))
    found = []
    for term in question.terms:
        bare = replace(term, key=term.key.removeprefix(DENIED), text=term.text.removeprefix(DENIED))
        if bare.text in ignored or (bare.text in words_of("yesno", "all") and bare.kind == "word"):
            continue
        prefix = _PREFIXED.search(text[: bare.start])
        if prefix and bare.kind in {"word", "quality"} and not term.key.startswith(DENIED):
            word = prefix.group() + bare.text
            bare = Term(word, word, "word", bare.start - 1, bare.end)
        bare = _without_all(bare)
        found.append(_outcome_verb(bare) or _with_neighbour(bare, text, question.terms))
    return found


def _without_all(term: Term) -> Term:
    """Return a verb without the 全 or 都 that only stands before it (全交 for 交)."""
    is_word = any(word.text == term.text for word in words(term.text))
    if term.kind != "word" or is_word or term.text[:1] not in {"全", "都", "均"}:
        return term
    rest = term.text[1:]
    return Term(rest, rest, "word", term.start + 1, term.end)


def _outcome_verb(term: Term) -> Term | None:
    """Return the outcome that a lone verb means (没输 asks for 败诉; its denial stays in the text)."""
    verb = term.text.removeprefix("没")
    outcomes = dict(row.split() for row in words_of("yesno", "outcome_verbs"))
    if term.kind != "word" or verb not in outcomes:
        return None
    return Term(outcomes[verb], outcomes[verb], "action", term.end - len(verb), term.end)


def _with_neighbour(term: Term, text: str, terms: Sequence[Term]) -> Term:
    """Return a single character with the one before it: 到岗, 应检 say more than 岗, 检."""
    before = text[term.start - 1 : term.start] if term.start else ""
    if term.kind != "word" or len(term.text) > 1 or not "\u4e00" <= before <= "\u9fff":
        return term
    if any(len(w.text) > 1 and w.start < term.start <= w.end for w in words(text)):
        # 自己|发 holds no 己发.
        return term
    taken = any(t.start < term.start <= t.end for t in terms)
    if taken or before in words_of("yesno", "all") or before in _PARTICLES:
        return term
    word = before + term.text
    return Term(word, word, "word", term.start - 1, term.end)


def _split(
    content: Sequence[Term], mark: re.Match[str] | None, *, planned: bool
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Share the terms out: what stands behind the word for all is claimed of what stands before."""
    if mark:
        behind = tuple(t for t in content if t.end > mark.start() and t.start >= mark.start() - 1)
        before = tuple(t for t in content if t not in behind)
        if behind and before:
            return before, behind
    achieved = tuple(t for t in content if planned and _is_achieved(t.text))
    if achieved:
        return tuple(t for t in content if t not in achieved), achieved
    return tuple(content[:-1]), tuple(content[-1:])


def _share_numbers(
    question: Question, text: str, mark: re.Match[str] | None
) -> tuple[Quantity | None, Quantity | None]:
    """Return the figure that is claimed and the one that only names the subject."""
    if not question.numbers:
        return _rank_in(text) or _whole_in(text), None
    last = question.numbers[-1]
    if last.unit in _BOUTS and "官司" in text:
        # 打了三场官司 claims three cases.
        last = replace(last, unit="件")
    claimed = _CLAIMING.search(text[: last.start]) is not None
    if mark and mark.start() >= last.end and not claimed:
        return None, last
    if pattern_of("yesno", "planned").search(text) and _is_achieved(text) and _DONE.search(text):
        return None, last
    behind = [t for t in question.content if t.start >= last.end and t.kind == "action"]
    if behind and not claimed:
        return None, last
    return last, None


def _rank_in(text: str) -> Quantity | None:
    """Return a rank that the question claims in words alone (全区第一吗)."""
    match = _RANK.search(text)
    value = parse_numeral(match.group(1)) if match else None
    if match is None or value is None:
        return None
    return Quantity(match.group(), value, "", match.start(), match.end())


def _whole_in(text: str) -> Quantity | None:
    """Return 100% where the question says it in words alone."""
    match = re.search(r"百分之?百", text)
    if match is None:
        return None
    return Quantity(match.group(), Decimal(100), "%", match.start(), match.end())


def _is_achieved(tail: str) -> bool:
    return pattern_of("yesno", "achieved").search(tail) is not None
