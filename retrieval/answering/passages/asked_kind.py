"""Of which kind the answer to a question without a figure is: a person, a day, a reason, a name …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from retrieval.answering.asking.enumeration_words import any_of as in_series
from retrieval.answering.asking.question import Question
from retrieval.answering.lists.wanted import Wanted
from retrieval.answering.texts.answer_types import listed
from retrieval.answering.texts.asking_words import AskingWords, find_asking_words
from retrieval.answering.texts.text_target import TextTarget

Kind = Literal[
    "why", "when", "often", "where", "chief", "person", "who", "called", "name", "sort", "stage", "result",
    "several", "thing", "manner",
]  # fmt: skip
# 某某是谁, 谁是某某, 姓什么: somebody is asked for by name, not who did something.
_BY_NAME = re.compile(r"是谁[呢啊呀]?[?？。]*$|^谁是|谁是|姓[什甚啥]|哪[一]?位[?？。]*$")
# How a court decided is told in few words; how else a matter was dealt with, in any.
_JUDGED = re.compile("[判裁]|胜诉|败诉")
_WHICH_ONE = re.compile(r"是?哪[一]?[个家位名件项条份种类][的呢]?[?？。]*$")


@dataclass(frozen=True, slots=True)
class AskedKind:
    """The ``kind`` asked for and the noun that asks (哪个|社区), empty where none does.

    ``count`` where so many are asked for by name.
    """

    kind: Kind
    head: str = ""
    count: int | None = None


def asked_kind(question: Question, wanted: Wanted, target: TextTarget | None) -> AskedKind | None:
    """Return of which kind the answer is; None where no wording of the question shows it."""
    asked = find_asking_words(question)
    if asked is not None and asked.kind == "why":
        return AskedKind("why")
    if any(head in listed("told", "ways") for head in wanted.heads):
        return AskedKind("manner", wanted.heads[0])
    if "双方" in question.folded and asked is not None:
        # Two that stand against each other: nothing shows in a sentence that it names them both.
        return None
    if wanted.several and (wanted.heads or wanted.count):
        return AskedKind("several", wanted.heads[0] if wanted.heads else "", wanted.count)
    if asked is not None and asked.kind in {"when", "often", "sort", "stage", "result"}:
        if asked.kind != "result" or _JUDGED.search(question.folded):
            return AskedKind(asked.kind)
        return AskedKind("manner")
    if asked is not None:
        return _named(question, target, asked)
    return AskedKind("manner") if in_series("manner", "asks").search(question.folded) else None


def _named(question: Question, target: TextTarget | None, asked: AskingWords) -> AskedKind | None:
    folded = question.folded
    chief = target is not None and target.chief
    if asked.kind == "who":
        if "什么人" in folded:
            # Of what sort they are: any wording for persons tells.
            return None
        if chief:
            return AskedKind("chief")
        if asked.called:
            return AskedKind("person", asked.head)
        noun = target is not None and bool(target.terms) and _is_of_persons(target)
        if noun and _BY_NAME.search(folded):
            return AskedKind("person", asked.head)
        return AskedKind("who", asked.head)
    if asked.kind == "where":
        # 什么地方性法规 asks for no place.
        return None if folded.startswith("性", asked.end) else AskedKind("where")
    if asked.kind == "name":
        head = re.sub(r"(?:得|最[多少高低大小]?|的)+$", "", asked.head)
        head = head if len(head) > 1 else ""
        if asked.called:
            return AskedKind("called", head)
        if head.endswith(listed("told", "meaning")):
            return None
        if head in listed("told", "names"):
            return AskedKind("called")
        return AskedKind("name", head) if head else None
    if asked.kind == "object" and _WHICH_ONE.search(folded):
        return AskedKind("name")
    return AskedKind("thing", asked.head)


def _is_of_persons(target: TextTarget) -> bool:
    """Return whether the last thing that a question names is a person (原告, 队长): who that is, is a name."""
    last = max(target.terms, key=lambda term: term.start).text
    return last.endswith((*listed("who", "persons"), *listed("who", "offices"), "长", "人", "告"))
