"""What piece of text a question asks for: its kind, the noun asked for, and the terms around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from retrieval.answering.answer_types import (
    any_of,
    asking_nouns,
    listed,
    name_types,
    prepositions,
    same_preposition,
    type_of,
)  # fmt: skip
from retrieval.answering.goal import read_goal
from retrieval.answering.masking import MASK
from retrieval.answering.question import Question
from retrieval.answering.question_words import words_of
from retrieval.language.terms import Term, find_terms
from retrieval.language.tokens import words
from retrieval.language.wording import alternation

TargetKind = Literal["name", "who", "when", "where", "often", "why", "result", "reporter", "object"]
_TIME_ASKED = re.compile(
    r"(?<!\d)\d{1,2}月(?:份|\d{1,2}日|底|初|中旬|上旬|下旬|末)?|年初|年底|年末|年中"
)
_QUOTED = re.compile(r"[“「\"《]([^”」\"》]{2,30})[”」\"》]")
_STOP = re.compile(r"[,，。?？!！;；\s]")


@dataclass(frozen=True, slots=True)
class TextTarget:
    """``terms`` must be accounted for by the evidence; ``musts`` are wordings that must stand there.

    ``head`` is the noun asked for and ``ends`` how its name may end. ``left`` and ``right`` are
    the question's own wording beside the asking word (以 | 为主题).
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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The asking word at ``[start, end)`` of the folded question, its noun (``head``) at ``at``."""

    kind: TargetKind
    start: int
    end: int
    head: str = ""
    at: int = 0
    called: bool = False


def read_target(question: Question) -> TextTarget | None:
    """Return what text the question asks for, or None where it asks for none."""
    asked = None if _asks_otherwise(question) else _find_asked(question)
    if asked is None:
        return None
    if asked.called and any(q.value > 1 and q.end == asked.at for q in question.numbers):
        # The names of twelve are a list.
        return None
    kind = type_of(asked.head) if asked.kind == "name" else None
    masked = _blanked(_restored(question), asked.start, asked.end)
    if question.folded.startswith(asked.head, asked.at):
        masked = _blanked(masked, asked.at, asked.at + len(asked.head))
    times = tuple(
        m.group()
        for m in _TIME_ASKED.finditer(question.folded)
        if not asked.start <= m.start() < asked.end
    )
    for wording in times:
        at = question.folded.find(wording)
        masked = _blanked(masked, at, at + len(wording))
    content, light = _terms(masked, question)
    named = kind is not None or (asked.called and bool(asked.head))
    if asked.head in listed("quoted", "awards") and not any(not t.is_light for t in content):
        # 得了什么荣誉: whatever the report tells of an award.
        content = (Term("获评", "获评", "action", asked.start, asked.end),)
    if kind and kind.document:
        content = _of_documents(content, asked)
    if not any(not t.is_light for t in content) and not times and not (named and question.places):
        return None
    left, right = _beside(question, asked)
    cue = _cue(left)
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
    )  # fmt: skip


def _of_documents(content: tuple[Term, ...], asked: _Asked) -> tuple[Term, ...]:
    """Return the terms with the sort of document asked for (规范性文件), and its making where nothing
    else is said of it (出了什么规范性文件)."""
    sorts = tuple(t for t in find_terms(asked.head) if t.kind == "thing" and len(t.text) > 2)
    if any(not t.is_light for t in content):
        return (*content, *sorts)
    return (Term("制定", "制定", "action", asked.start, asked.end), *sorts)


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
        masked = masked[: match.start()] + match.group() + masked[match.end() :]
    return masked


def _asks_otherwise(question: Question) -> bool:
    """Return whether several things are asked for, or figures to be compared."""
    if any_of("asking", "several").search(question.folded):
        return True
    if any_of("asking", "foremost").search(question.folded):
        # 哪个部门最优秀: nothing shows which of the names is.
        return True
    goal = read_goal(question)
    return goal is not None and goal.aim not in {"who", "sum"}


def _find_asked(question: Question) -> _Asked | None:
    """Return the asking stretch; the likelier kinds are looked for first."""
    folded = question.folded
    for kind in ("why", "often", "when"):
        if match := any_of("asking", kind).search(folded):
            return _Asked(kind, match.start(), match.end())
    if moment := _moment_at_end(folded):
        return moment
    if (match := _called_at_end(folded)) and (head := _noun_before(folded[: match.start()])):
        start = folded.rfind(head, 0, match.start())
        if head.endswith(listed("who", "offices")):
            return _Asked("who", match.start(), match.end(), called=True)
        if implied := _implied(head):
            head, start = implied, match.start()
        return _Asked("name", match.start(), match.end(), head, start, called=True)
    for kind in ("result", "who", "where"):
        if (match := any_of("asking", kind).search(folded)) and not _goes_on(folded, match):
            reporter = kind == "where" and _asks_reporter(question, match.group()[-2:])
            if kind == "where" and folded[: match.start()].endswith(_partners()):
                kind = "who"
            return _Asked("reporter" if reporter else kind, match.start(), match.end())  # type: ignore[arg-type]
    return _which(question)


def _moment_at_end(folded: str) -> _Asked | None:
    """Return what a bare noun at the question's end asks for (挂牌时间, 签订日期; 办理时间: how long)."""
    bare = folded.rstrip("?？。 是")
    noun = next((word for word in listed("asking", "moment") if bare.endswith(word)), "")
    if not noun or len(bare) < len(noun) + 2:
        return None
    start = len(bare) - len(noun)
    takes = bare[:start].endswith(listed("asking", "taking"))
    return _Asked("often" if takes else "when", start, len(bare))


def _goes_on(folded: str, match: re.Match[str]) -> bool:
    """Return whether the wording is the beginning of a longer one (在哪 of 在哪个社区)."""
    which = any_of("asking", "which").match(folded, folded.find("哪", match.start()))
    return "哪" in match.group() and which is not None and which.end() > match.end()


def _partners() -> tuple[str, ...]:
    """Return the prepositions that stand before a partner: 联合哪里 asks who."""
    return same_preposition("联合")


def _called_at_end(folded: str) -> re.Match[str] | None:
    """Return the wording that asks for a name, where the question ends with it."""
    for match in any_of("asking", "called").finditer(folded):
        if not folded[match.end() :].strip(" 呢啊呀的?？。"):
            return match
    return None


def _which(question: Question) -> _Asked | None:
    folded = question.folded
    match = None
    for match in any_of("asking", "which").finditer(folded):
        if not any(mention.start <= match.start() < mention.end for mention in question.places):
            break
    if match is None:
        return None
    head, stop = _noun_after(folded, match.end())
    at = stop - len(head)
    if not head and (found := _whose(folded, match)):
        return found
    if head and _asks_reporter(question, head):
        return _Asked("reporter", match.start(), match.end(), head, at)
    if head in listed("who", "heads"):
        return _Asked("who", match.start(), match.end(), head, at)
    if head and head not in listed("object", "heads"):
        return _Asked("name", match.start(), match.end(), head, at)
    return _Asked("object", match.start(), stop)


def _whose(folded: str, match: re.Match[str]) -> _Asked | None:
    """Return what 哪家 at the end asks for: the noun before it (律所是哪家), or the kind of name
    that such a noun implies (法律顾问是哪家); None where that noun names no kind."""
    if folded[match.end() :].strip(" 呢啊呀的?？。"):
        return None
    before = re.sub(
        r"(?:是|为|请|聘|找|用|选|聘请|聘任)?[的了]?(?:是|为)?$", "", folded[: match.start()]
    )
    noun = next((noun for noun in asking_nouns() if before.endswith(noun) and type_of(noun)), "")
    if noun:
        return _Asked("name", match.start(), match.end(), noun, len(before) - len(noun))
    implied = _implied(before)
    return _Asked("name", match.start(), match.end(), implied, match.start()) if implied else None


def _implied(wording: str) -> str:
    """Return the kind of name that a noun at the end of ``wording`` implies, as it is asked for; else nothing."""
    return next(
        (kind.asks[0] for kind in name_types() if kind.implied and wording.endswith(kind.implied)),
        "",
    )


def _asks_reporter(question: Question, head: str) -> bool:
    """Return whether 哪个街道 means the place that reports: the question names none."""
    return not question.places and head in listed("places", "heads")


def _noun_after(folded: str, start: int) -> tuple[str, int]:
    """Return the noun that 哪个 or 什么 asks for, and where it ends: at once behind it, at the
    end of what describes it (什么走访企业的方案), or the first that is known."""
    stop = _STOP.search(folded, start)
    rest = folded[start : stop.start() if stop else len(folded)]
    for noun in asking_nouns():
        if rest.startswith(noun) and _stands_alone(rest, 0, len(noun)):
            return noun, start + len(noun)
    described = re.match(rf"(.+的)({alternation(asking_nouns())})[呢啊]?$", rest)
    if described:
        return described.group(2), start + described.end(2)
    plain = _before_edge(rest)
    found = [
        (plain.find(noun) + len(noun), -len(noun), noun)
        for noun in asking_nouns()
        if len(noun) > 1
        and noun in plain
        and _stands_alone(rest, plain.find(noun), plain.find(noun) + len(noun))
    ]
    if found:
        end, _, noun = min(found)
        return noun, start + end
    return (plain, start + len(plain)) if len(plain) > 1 else ("", start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether ``[start, end)`` is cut out of no longer word (法律 of 法律顾问, 会 of 会议)."""
    if any(
        t.start <= start and end <= t.end and t.end - t.start > end - start
        for t in find_terms(text, question=True)
    ):
        return False
    return not any(
        w.start <= start and end <= w.end and w.end - w.start > end - start for w in words(text)
    )


def _before_edge(rest: str) -> str:
    """Return the beginning of ``rest`` up to the first verb or preposition."""
    for word in words(rest[:16]):
        if word.text in listed("edges", "words") or word.text in listed("object", "closings"):
            return rest[: word.start]
    return rest[:16]


def _noun_before(before: str) -> str:
    """Return the noun at the end of ``before`` (…工作法 | 叫什么)."""
    bare = before.rstrip(" 的,，是")
    for noun in asking_nouns():
        if bare.endswith(noun):
            return noun
    last = next(iter(reversed(words(bare))), None)
    return last.text if last is not None and len(last.text) > 1 and last.end == len(bare) else ""


def _beside(question: Question, asked: _Asked) -> tuple[str, str]:
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


def _terms(masked: str, question: Question) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the terms that must be accounted for, and the light ones that only speak in favour."""
    dropped = {*words_of("drop", "words"), *words_of("target", "words")}
    first_place = question.places[0].start if question.places else 0
    terms = [
        term
        for term in find_terms(masked, question=True)
        if MASK not in term.text
        and len(term.text) > 1
        and (term.kind != "word" or term.key not in dropped)
        and (term.kind != "word" or term.start >= first_place)
    ]
    soft = listed("soft", "words")
    terms = [_without_aspect(term) for term in terms]
    content = [t for t in terms if not t.is_light]
    hard = [t for t in content if t.text not in soft]
    rest = [t for t in terms if t.is_light or t.text in soft]
    if hard:
        return tuple(hard), tuple(rest)
    return tuple(content or rest), tuple(rest if content else ())


def _without_aspect(term: Term) -> Term:
    """Return a word without what only says that it began (开始运行 asks for 运行)."""
    lead = next((word for word in listed("soft", "leads") if term.text.startswith(word)), "")
    if term.kind != "word" or len(term.text) - len(lead) < 2 or not lead:
        return term
    rest = term.text[len(lead) :]
    return replace(term, key=rest, text=rest, start=term.start + len(lead))
