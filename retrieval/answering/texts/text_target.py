"""What piece of text a question asks for: its kind, the noun asked for, and the terms around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrieval.answering.asking.goal import read_goal
from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.who_tells import asks_who_tells
from retrieval.answering.texts.answer_types import (
    NameType,
    any_of,
    listed,
    prepositions,
    same_preposition,
    seats,
    type_of,
)
from retrieval.answering.texts.asking_words import AskingWords, TargetKind, find_asking_words
from retrieval.answering.texts.faults import fault_term
from retrieval.answering.texts.grounds import asks_ground, ground_of_report
from retrieval.answering.texts.target_terms import read_terms
from retrieval.language.terms import DENIED, Term, find_terms

_TIME_ASKED = re.compile(
    r"(?<![\d一二三四五六七八九十])(?:\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|\d{1,2}日|底|初|中旬|上旬|下旬|末)?|年初|年底|年末|年中"
)
# 给了 at most stands between a verb that hands over and the asking word.
_MOST_BETWEEN = 2
_QUOTED = re.compile(r"[“「\"《]([^”」\"》]{2,30})[”」\"》]")


@dataclass(frozen=True, slots=True)
class TextTarget:
    """``terms`` must be accounted for by the evidence; ``musts`` are wordings that must stand there.

    ``head`` is the noun asked for and ``ends`` how its name may end. ``left`` and ``right`` are
    the question's own wording beside the asking word (以 | 为主题). ``person`` is what someone
    asked for by name is (律师叫什么); ``chief`` where the head of the place itself is asked for,
    ``grounded`` where it is asked by which document something was done.
    """

    kind: TargetKind
    terms: tuple[Term, ...]
    head: str = ""
    ends: tuple[str, ...] = ()
    bare: bool = False
    document: bool = False
    called: bool = False
    left: str = ""
    right: str = ""
    cues: tuple[str, ...] = ()
    musts: tuple[str, ...] = ()
    light: tuple[Term, ...] = field(default=())
    person: str = ""
    chief: bool = False
    grounded: bool = False


def read_target(question: Question) -> TextTarget | None:
    """Return what text the question asks for, or None where it asks for none."""
    asked = None if _asks_otherwise(question) else find_asking_words(question)
    if asked is None:
        return None
    if asked.called and any(q.value > 1 and q.end == asked.at for q in question.numbers):
        # The names of twelve are a list.
        return None
    kind = type_of(asked.head) if asked.kind == "name" else None
    masked = _blanked(_restored(question), asked.start, asked.end)
    if question.folded.startswith(asked.head, asked.at):
        masked = _blanked(masked, asked.at, asked.at + len(asked.head))
    if seat := _seat_before(question.folded, asked):
        masked = _blanked(masked, *seat)
    told = [
        m for m in _TIME_ASKED.finditer(question.folded) if not asked.start <= m.start() < asked.end
    ]
    times = tuple(m.group() for m in told)
    for m in told:
        masked = _blanked(masked, m.start(), m.end())
    masked = _without_end_of_office(masked, question)
    content, light = read_terms(masked, question)
    if asked.kind == "why" and (fault := fault_term(question.folded)):
        content = (*content, fault)
    chief = asked.kind == "who" and _asks_chief(question, content)
    if chief:
        content = ()
    named = kind is not None or (asked.called and bool(asked.head))
    if asked.head in listed("quoted", "awards") and not any(not t.is_light for t in content):
        # 得了什么荣誉: whatever the report tells of an award.
        content = (Term("获评", "获评", "action", asked.start, asked.end),)
    grounded = bool(kind and kind.document) and asks_ground(question.folded[: asked.start])
    if kind and kind.document:
        itself = ground_of_report(question.folded, asked.start) if grounded else ()
        content = itself or _of_documents(content, asked)
    if (
        not any(not t.is_light for t in content)
        and not times
        and not (chief or (named and question.places))
    ):
        return None
    left, right = _beside(question, asked)
    cue = asked.cue or _cue(left)
    content = _reworded(content, kind, asked, cue)
    quoted = tuple(inner for inner in _QUOTED.findall(question.folded))
    # A quoted name stands there whole; what it is made of says nothing beside it.
    beside = tuple(t for t in content if not any(t.text in name for name in quoted))
    content = beside if any(not t.is_light for t in beside) else content
    ends = kind.ends if kind else ((asked.head,) if asked.head else ())
    if asked.kind == "who":
        ends = listed("who", "ends")
    return TextTarget(
        asked.kind, content, asked.head, ends, bool(kind and kind.bare), bool(kind and kind.document),
        asked.called, left, right, same_preposition(cue), (*times, *quoted), light,
        _person(asked), chief, grounded,
    )  # fmt: skip


def _person(asked: AskingWords) -> str:
    """Return what someone asked for by name is, where that is no office that one holds."""
    held = asked.head in (*listed("who", "offices"), *listed("who", "chief"))
    return asked.head if asked.called and asked.kind == "who" and not held else ""


def _asks_chief(question: Question, content: tuple[Term, ...]) -> bool:
    """Return whether nothing is asked but who heads the place (一把手是谁, 某某局长是谁)."""
    told = any_of("who", "chief").search(question.folded)
    if told is None:
        return not content and _office_end(question) >= 0
    return all(told.start() <= term.start and term.end <= told.end() for term in content)


def _office_end(question: Question) -> int:
    """Return where 长 stands behind a place's name that it makes an office of (水利局|长), else -1."""
    return next(
        (
            m.end
            for m in question.places
            if m.text.endswith(("局", "镇", "乡", "县", "区", "市"))
            and question.folded.startswith("长", m.end)
        ),
        -1,
    )


def _without_end_of_office(masked: str, question: Question) -> str:
    at = _office_end(question)
    return _blanked(masked, at, at + 1) if at >= 0 else masked


def _reworded(
    content: tuple[Term, ...], kind: NameType | None, asked: AskingWords, cue: str
) -> tuple[Term, ...]:
    """Return the terms as reports put them: what was not done, whose firm it is, who gave an honour."""
    if asked.kind == "why":
        content = tuple(_as_undone(term) for term in content)
    if kind and kind.implied and content and all(t.is_light for t in content):
        # 请了哪家律所: whatever the report tells of its lawyer.
        post = kind.implied[0]
        return (Term(post, post, "thing", asked.start, asked.end),)
    if any(term.key == "获评" for term in content):
        # A title that was given is named by its own name, not as a title.
        content = tuple(t for t in content if t.key != "荣誉") or content
    if asked.kind in {"who", "name"} and len(cue) > 1:
        # 送到|哪个单位, 递交|给了|哪家法院: the cue stands for the act.
        others = tuple(
            t for t in content if not (t.text == cue and asked.start - t.end <= _MOST_BETWEEN)
        )
        content = others if any(not t.is_light for t in others) else content
    return content


def _as_undone(term: Term) -> Term:
    """Return 没办完 as the denial of 办完, whatever concept it is read for."""
    bare = term.text.lstrip("还没尚未有")
    if term.text[:1] not in {"没", "未", "还", "尚"} or not bare or bare == term.text:
        return term
    return Term(f"{DENIED}{bare}", f"{DENIED}{bare}", "word", term.start, term.end)


def _of_documents(content: tuple[Term, ...], asked: AskingWords) -> tuple[Term, ...]:
    """Return the terms with the sort of document asked for (规范性文件), and its making where nothing
    else is said of it (出了什么规范性文件)."""
    sorts = tuple(t for t in find_terms(asked.head) if t.kind == "thing" and len(t.text) > 2)
    if any(not t.is_light for t in content):
        return (*content, *sorts)
    return (Term("制定", "制定", "action", asked.start, asked.end), *sorts)


def _seat_before(folded: str, asked: AskingWords) -> tuple[int, int] | None:
    """Return where the wording stands that asks for a seat (调解站|设在|哪个村): no word of the thing."""
    end = asked.start + folded.startswith("在", asked.start)
    seat = next((word for word in seats() if folded.endswith(word, 0, end)), "")
    return (end - len(seat), end) if seat else None


def _cue(left: str) -> str:
    """Return the preposition before the asking word: 由, 与; of 委托给 the verb says more."""
    bare = left.rstrip("了过的是")
    for end in (bare, bare.rstrip("给到至")):
        verb = next((w for w in prepositions() if len(w) > 1 and end.endswith(w)), "")
        if verb:
            return verb
    return next((word for word in prepositions() if left.endswith(word)), "")


def _blanked(masked: str, start: int, end: int) -> str:
    return masked[:start] + MASK * (end - start) + masked[end:]


def _restored(question: Question) -> str:
    """Return the masked question with the words back that ask elsewhere and tell here (判决)."""
    masked = question.masked
    for match in any_of("asking", "telling").finditer(question.folded):
        if not any(m.start <= match.start() < m.end for m in question.places):
            masked = masked[: match.start()] + match.group() + masked[match.end() :]
    return masked


def _asks_otherwise(question: Question) -> bool:
    """Return whether several things are asked for, or figures to be compared."""
    if asks_who_tells(question):
        return False
    if any_of("asking", "several").search(question.folded):
        return True
    if any_of("asking", "foremost").search(question.folded):
        # 哪个部门最优秀: nothing shows which of the names is.
        return True
    goal = read_goal(question)
    return goal is not None and goal.aim not in {"who", "sum"}


def _beside(question: Question, asked: AskingWords) -> tuple[str, str]:
    """Return up to four characters of the question at each side of the asking stretch."""
    before = question.folded[: asked.start]
    for mention in question.places:
        if mention.end <= asked.start:
            before = question.folded[mention.end : asked.start]
    told = question.folded.startswith(asked.head, asked.at)
    end = (
        max(asked.end, asked.at + len(asked.head))
        if asked.at >= asked.start and told
        else asked.end
    )
    after = re.split(r"[,，。?？!！;；\s]", question.folded[end:])[0]
    return before[-4:], after.lstrip("".join(listed("object", "closings")))[:6]
