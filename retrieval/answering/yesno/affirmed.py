"""Whether a clause that affirms says as much as the question claims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import Statement, met_in, surfaces
from retrieval.answering.yesno.bounds import is_restricted
from retrieval.answering.yesno.claim import Claim, find_all_mark
from retrieval.language.fold import fold
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import Term, find_terms

# A term met this well stands in a wording.
MET = 0.85
# A single character can be met no better than this.
SINGLE = 0.7
# Right before 全覆盖, 全部 these say that some are left.
_NOT_ALL = re.compile(
    r"(?:尚未|还未|仍未|未能|没能|没有|并未|未|没|不|并非)(?:实现|做到|完成|达到|能)?$"
)
_EXCEPTING = re.compile(r"除[^，,]{1,14}?外")


def says_as_much(
    claim: Claim, content: Sequence[Term], predicate: Term, clause: str, quoted: str, asked: str
) -> bool:
    """Return whether an affirming stretch says all that the question claims."""
    if not all(_is_met(t, clause) for t in _compound(content, predicate)):
        return False
    acts = [t for t in content if t.kind == "action"]
    if not claim.of_all and not all(met_in(t, quoted) >= MET for t in acts):
        return False
    if _EXCEPTING.search(clause):
        return False
    if claim.of_all and is_restricted(clause, asked):
        return False
    for group in words_of("yesno", "needed"):
        verb, *others = group.split()
        if verb in asked and not any(word in quoted for word in (verb, *others)):
            return False
    return predicate.kind != "thing" or claim.of_all or _is_head(predicate, clause)


def _is_head(term: Term, clause: str) -> bool:
    """Return whether the clause names the thing itself, not another by it (行政复议指引)."""
    for word in (term.text, *surfaces(term)):
        at = clause.find(word)
        if at < 0:
            continue
        rest = clause[at + len(word) :]
        behind = next(iter(find_terms(rest)), None)
        if behind is None or behind.start > 0 or behind.is_light:
            return True
        if pattern_of("yesno", "tails").match(rest) or behind.kind == "action":
            return True
    return not any(word in clause for word in (term.text, *surfaces(term)))


def _compound(content: Sequence[Term], predicate: Term) -> list[Term]:
    """Return the terms that make one compound with the predicate (法治社会建设 of 实施方案)."""
    if predicate.kind != "thing":
        return []
    start, chain = predicate.start, []
    for term in reversed(content):
        if term.end != start or (
            term.kind == "action" and term.text not in words_of("yesno", "tails")
        ):
            # 成立 of 成立领导小组 is done to it, 建设 of 社会建设方案 is a part of its name.
            continue
        chain.append(term)
        start = term.start
    return chain


def names_all(
    content: Sequence[Term],
    predicate: Term,
    clause: str,
    sentence: str,
    statement: Statement,
    shelf: Shelf,
    *,
    holds: bool,
) -> bool:
    """Return whether all that is asked for is named near enough to say whether there is one.

    A denial may name the rest in its sentence; 有 must be said of all in one clause, or be a
    bare count (败诉1件) whose subject the sentence, or the one before it, names.
    """
    if all(_is_met(t, clause) for t in content):
        return True
    around = sentence
    if holds:
        focus = re.escape(predicate.text)
        if not re.search(rf"(?:^|[、，\s]|其中){focus}(?:案件)?[1-9]", clause):
            return False
        around = _whole_sentence(shelf, statement, predicate)
    return all(_is_met(t, around) for t in content)


def _is_met(term: Term, wording: str) -> bool:
    """Return whether a wording holds a term; a lone character (权) can be met no better."""
    return met_in(term, wording) >= (MET if len(term.text) > 1 else SINGLE)


def _whole_sentence(shelf: Shelf, statement: Statement, focus: Term) -> str:
    """Return the folded sentence with those before it that a semicolon joins to it, or with the one
    before where it begins with a bare count (败诉1件)."""
    sentences = shelf.source.parsed(statement.report).passages[statement.passage].sentences
    first = statement.sentence
    if first and re.match(rf"\s*{re.escape(focus.text)}\d", fold(sentences[first].text)):
        first -= 1
    while first and sentences[first - 1].text.rstrip().endswith(("；", ";")):
        first -= 1
    return fold("".join(s.text for s in sentences[first : statement.sentence + 1]))


def accomplished(clause: str, at: int) -> bool:
    """Return whether the clause says that something was done to what stands at ``at``: the
    question's own verb (拿到工资了吗) may be too plain to be asked for."""
    before = clause[: at + 1]
    return any(pattern_of("yesno", key).search(before) for key in ("brings", "accomplished")) or (
        pattern_of("yesno", "accomplished").search(clause[at:]) is not None
    )


def brings(clause: str, at: int, claim: Claim) -> bool:
    """Return whether the clause says that there is one: by what was done with it, or to get it."""
    if any(t.kind == "action" for t in claim.terms):
        return True
    if pattern_of("yesno", "brings").search(clause[: max(at, 0) + 1]):
        return True
    # 公职律师从23名增至31名, 现有公职律师5名: a count of the very thing.
    thing = next((w for w in (claim.predicate[-1].text,) if clause.startswith(w, at)), "")
    behind = clause[at + len(thing) :]
    return (
        bool(thing)
        and re.match(r"(?:共|现|已|有|总数|从[^，。]{2,14}|增至|达到?|至|为)*[1-9]", behind)
        is not None
    )


def denies_all(clause: str) -> bool:
    """Return whether a clause says that it is not so of every one: 法律顾问尚未全覆盖."""
    mark = find_all_mark(clause)
    return mark is not None and _NOT_ALL.search(clause[: mark.start()]) is not None


def says_all(clause: str) -> bool:
    """Return whether a clause speaks of every one: 平均每个乡镇7人 shares a figure out, no more."""
    mark = find_all_mark(clause)
    if mark is None:
        return False
    shared_out = mark.group().startswith("每") and (
        "平均" in clause or bool(find_quantities(clause[mark.end() :]))
    )
    return not shared_out


def is_zero(claim: Claim, clause: str) -> bool:
    """Return whether the clause says of an act asked for that there was none (规范性文件零出台)."""
    acts = (word for t in claim.terms if t.kind == "action" for word in (t.text, *surfaces(t)))
    return any(f"零{word}" in clause for word in acts)
