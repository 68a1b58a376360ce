"""A claim held against the clauses that speak of it: what they say, deny, or leave open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.answering.asking.question_words import pattern_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.evidence.statements import Statement, find_statements, met_in, surfaces
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.yesno.affirmed import (
    MET,
    SINGLE,
    accomplished,
    brings,
    denies_all,
    is_zero,
    names_all,
    says_all,
    says_as_much,
)
from retrieval.answering.yesno.claim import Claim, find_all_mark
from retrieval.figures.clauses import Clause, split_clauses
from retrieval.language.fold import fold
from retrieval.language.quantities import find_quantities
from retrieval.language.terms import Term, find_terms, similarity
from retrieval.language.wording import load_wording
from retrieval.records import Quantity

# Statements this near the best one in score must not say the contrary.
_CLOSE = 0.06
_YEAR = re.compile(r"(20\d{2})年")
_DENIED_QUALITY = re.compile(r"(?:不够?|未能?|没有?|并非)$")
_TITLE = re.compile(r"《[^》]*》")
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch ``[start, end)`` of a sentence that settles the claim; ``holds`` says how."""

    report: str
    passage: int
    sentence: int
    start: int
    end: int
    holds: bool
    score: float


def find_in_clauses(claim: Claim, scope: Scope, shelf: Shelf, asked: str) -> Finding | None:
    """Return the clause that settles what is claimed (denials aside), None where none does.

    ``asked`` is the folded question. The clause must hold the predicate, its sentence the subject; plans settle nothing.
    """
    content = [t for t in claim.terms if not t.is_light]
    statements = find_statements(content, scope, shelf, most=60, predicate_decides=True)
    found = []
    for statement in statements:
        if not is_settled_text(shelf, statement.report, statement.passage, statement.sentence):
            continue
        finding = _judge(claim, content, statement, shelf, asked)
        if finding is not None:
            found.append(finding)
    if not found or (not scope.places and len({f.report for f in found}) > 1):
        return None
    found.sort(key=lambda f: -f.score)
    best = found[0]
    near = [f for f in found if best.score - f.score <= _CLOSE]
    if any(f.holds is not best.holds for f in near):
        return None
    return next((f for f in near if claim.having and _founds(f, shelf)), best)


def _founds(found: Finding, shelf: Shelf) -> bool:
    """Return whether a stretch tells that a thing was set up, the best proof that there is one."""
    passage = shelf.source.parsed(found.report).passages[found.passage]
    text = fold(passage.sentences[found.sentence].text)[found.start : found.end]
    return pattern_of("yesno", "founded").search(text) is not None


def is_settled_text(shelf: Shelf, report: str, passage: int, sentence: int) -> bool:
    """Return whether a sentence tells of what has been, not of what is planned."""
    parsed = shelf.source.parsed(report)
    here = parsed.passages[passage]
    if parsed.sections[here.section].role == "plan":
        return False
    year = parsed.report.year
    for number, earlier in enumerate(here.sentences[: sentence + 1]):
        text = _without_titles(fold(earlier.text))
        opens_plan = re.match(r"\W*(?:20\d{2}年|下一?步|明年|今后)", text) is not None
        if number < sentence and not opens_plan:
            continue
        if pattern_of("yesno", "ahead").search(text):
            return False
        if (
            year is not None
            and any(int(m.group(1)) > year for m in _YEAR.finditer(text))
            and (
                number < sentence
                or not re.search(r"延至|延期|推迟|转入|顺延|结转|以前|之前|年[^，]{0,6}前", text)
            )
        ):
            return False
    return True


def _judge(
    claim: Claim, content: Sequence[Term], statement: Statement, shelf: Shelf, asked: str
) -> Finding | None:
    parsed = shelf.source.parsed(statement.report)
    text = fold(parsed.passages[statement.passage].sentences[statement.sentence].text)
    clause = text[statement.start : statement.end]
    predicate = _predicate_in(claim, content, clause)
    if predicate is None or not _is_of_year(clause, parsed.report.year):
        return None
    if claim.pinned is not None and not _tells(claim.pinned, text):
        return None
    pinned = claim.pinned is not None and _tells(claim.pinned, clause)
    if not pinned and not _names_subject(content, predicate, text) and not claim.having:
        return None
    holds, end = _polarity(claim, predicate, clause, text, statement)
    if holds is None:
        return None
    if claim.having and not names_all(
        content, predicate, clause, text, statement, shelf, holds=holds
    ):
        return None
    start = _start_of(content, text, statement)
    if holds and claim.of_all and _is_of_another_office(content, clause):
        return None
    if holds and not says_as_much(claim, content, predicate, clause, text[start:end], asked):
        return None
    return Finding(
        statement.report, statement.passage, statement.sentence, start, end, holds, statement.score
    )


def _tells(figure: Quantity, text: str) -> bool:
    """Return whether a wording holds a figure, however it is written (两件, 2 件)."""
    return figure.text in text or any(
        (q.value, q.unit) == (figure.value, figure.unit) for q in find_quantities(text)
    )


def _predicate_in(claim: Claim, content: Sequence[Term], clause: str) -> Term | None:
    """Return the term that the clause must affirm or deny, if it holds it."""
    wanted = claim.predicate or tuple(content[-1:])
    if not all(met_in(t, clause) >= (MET if len(t.text) > 1 else SINGLE) for t in wanted):
        return None
    return wanted[-1]


def _is_of_year(clause: str, year: int | None) -> bool:
    if load_wording().last_year.search(clause):
        return False
    years = (int(m.group(1)) for m in _YEAR.finditer(_without_titles(clause)))
    return all(year is None or told == year for told in years)


def _without_titles(text: str) -> str:
    """Return the text without titles: their years are not what it speaks of."""
    return _TITLE.sub("", text)


def _names_subject(content: Sequence[Term], predicate: Term, sentence: str) -> bool:
    """Return whether the sentence names what the predicate is said of."""
    subject = [t for t in content if t != predicate]
    return not subject or any(met_in(t, sentence) >= MET for t in subject)


def _is_of_another_office(content: Sequence[Term], clause: str) -> bool:
    """Return whether somebody's office is asked about that a clause does not name: 负责人出庭应诉率100% says
    nothing of how often the mayor came."""
    offices = listed("who", "offices")
    return any(t.text in offices and t.text not in clause for t in content)


def _polarity(
    claim: Claim, predicate: Term, clause: str, sentence: str, statement: Statement
) -> tuple[bool | None, int]:
    """Return whether the clause affirms the predicate (None: it leaves it open), and its end."""
    at = _where(predicate, clause)
    if _names_only_rule(claim, predicate, clause):
        return None, statement.end
    if claim.of_all and denies_all(clause):
        return False, statement.end
    behind = _denied_behind(sentence, statement.end)
    if behind is not None:
        return False, behind
    denial = _denial_before(clause, at)
    if denial is not None:
        if claim.of_all and denial.group() in {"无", "零"} and find_all_mark(clause):
            return None, statement.end
        return False, statement.end
    qualities = [t for t in claim.predicate if t.kind == "quality"]
    if any(_DENIED_QUALITY.search(clause[: _where(t, clause)]) for t in qualities):
        # 报备不及时 denies that it was 及时, wherever the act stands.
        return False, statement.end
    if (claim.done or claim.of_all) and _is_called_off(claim, clause):
        return False, statement.end
    if claim.done and predicate.kind == "thing":
        # 拓宽项目因意见分歧较大，决定暂缓实施: what became of it stands in the next clause.
        follows = next((c for c in split_clauses(sentence) if c.start > statement.end), None)
        if follows and _is_called_off(claim, follows.text):
            return False, follows.end
    if pattern_of("yesno", "zero").search(clause[at:]) or is_zero(claim, clause):
        return False, statement.end
    if pattern_of("yesno", "unfinished").search(clause):
        return (False, statement.end) if claim.done or claim.of_all else (None, statement.end)
    if load_wording().target.search(clause) and not load_wording().target_except.search(clause):
        return None, statement.end
    if claim.of_all or claim.pinned is not None:
        full = says_all(clause) or "100%" in clause
        return (True if full or not claim.of_all else None), statement.end
    intended = next(iter(pattern_of("yesno", "intended").finditer(clause[:at])), None)
    if intended and "已" not in clause[:at]:
        return None, statement.end
    if claim.having and not brings(clause, at, claim):
        return None, statement.end
    acts = [t for t in claim.terms if t.kind == "action"]
    acted = any(met_in(t, sentence) >= MET for t in acts)
    if claim.done and predicate.kind == "thing" and not acted and not accomplished(clause, at):
        return None, statement.end
    return True, statement.end


def _names_only_rule(claim: Claim, predicate: Term, clause: str) -> bool:
    """Return whether the clause speaks of the rule for an act (落实负责人出庭应诉工作规定), which
    tells nothing of the act itself, and no rule is asked for."""
    rule = pattern_of("yesno", "rules")
    if predicate.kind != "action" or any(rule.search(t.text) for t in claim.terms):
        return False
    ends = [t.end for t in find_terms(clause) if similarity(predicate.key, t.key) >= MET]
    return ends != [] and all(rule.match(clause[end:]) for end in ends)


def _is_called_off(claim: Claim, clause: str) -> bool:
    """Return whether the clause says that it did not come about (取消, 暂缓), unless that is asked."""
    match = pattern_of("yesno", "called_off").search(clause)
    return match is not None and not any(match.group() in t.text for t in claim.terms)


def _where(term: Term, clause: str) -> int:
    places = [clause.find(word) for word in (term.text, *surfaces(term)) if word in clause]
    # Named by a longer word with the same head: 被拖欠工资 for 工资.
    places += [t.start for t in find_terms(clause) if similarity(term.key, t.key) >= MET]
    return min(places) if places else len(clause)


def _denial_before(clause: str, at: int) -> re.Match[str] | None:
    """Return the word before position ``at`` that denies what stands there."""
    excepted = [m.span() for m in pattern_of("yesno", "denial_except").finditer(clause)]
    found = None
    for match in pattern_of("yesno", "denial").finditer(clause):
        inside = any(a <= match.start() < b for a, b in excepted)
        if match.start() < at and not inside and not _ended(clause[match.start() : at]):
            found = match
    return found


def _ended(wording: str) -> bool:
    """Return whether a denial says all it has to say before the next item (范围不明确、机构不健全)."""
    return re.match(r"不[^、，]{1,3}、", wording) is not None


def _denied_behind(sentence: str, end: int) -> int | None:
    """Return the end of a denial behind a colon (进京上访：未发生), None where there is none."""
    if sentence[end : end + 1] not in {":", "："}:
        return None
    following: Iterable[Clause] = (c for c in split_clauses(sentence) if c.start > end)
    nearest = next(iter(following), None)
    if nearest is None:
        return None
    text = nearest.text.strip(" 。")
    return (
        nearest.end if pattern_of("yesno", "denied_behind").match(text) and len(text) <= 8 else None
    )


def _start_of(content: Sequence[Term], sentence: str, statement: Statement) -> int:
    """Return where the quoted stretch begins: at the clause that names the subject."""
    missing = [t for t in content if met_in(t, sentence[statement.start : statement.end]) < MET]
    start = statement.start
    for clause in reversed([c for c in split_clauses(sentence) if c.parent is None]):
        if clause.start >= statement.start or not missing:
            continue
        if statement.end - clause.start > _LONGEST:
            break
        if any(met_in(t, clause.text) >= MET for t in missing):
            start = clause.start
            missing = [t for t in missing if met_in(t, clause.text) < MET]
    return start


def is_of_only_one(found: Finding, shelf: Shelf) -> bool:
    """Return whether the sentence tells of one case alone (当被告1件，一审胜诉)."""
    sentence = shelf.source.parsed(found.report).passages[found.passage].sentences[found.sentence]
    counts = re.findall(r"(\d+|[一二两三四五六七八九十百]+)(?:件|起|宗|例)", fold(sentence.text))
    return counts != [] and set(counts) <= {"1", "一"}
