"""What a follow-up names: a part or a sort of what was spoken of, or another thing."""

from __future__ import annotations

import re

from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.language.terms import Term

_KIND_OF = re.compile(r"类的?(?:呢|有?(?:多少|几)[^\s]{0,2})?\s*[？?。]?$")
_SORT_OF = re.compile(r"的呢?\s*[？?。]?$")
_SO_MANY_OF = re.compile(r"的[有是占共]?(?:多少|几)[^\s的]{0,2}\s*[？?。]?$")


def names_part(asked: Question) -> bool:
    """Return whether the new question says that it is about a part (其中, 里面)."""
    return asked.asks_any("followup.part") or bool(
        pattern_of("followup", "part").search(asked.folded)
    )


def is_part(asked: Question, before: Question) -> bool:
    """Return whether the new question asks for a part or another act of the old subject."""
    if not before.content:
        return False
    if names_sort(asked):
        return True
    things = any(_names_thing(term) for term in asked.content)
    if things and pattern_of("followup", "pronouns").search(asked.folded):
        # 他们有几名调解员: as often the place's own as part of those spoken of.
        return False
    return not things or names_part(asked)


def _names_thing(term: Term) -> bool:
    """Return whether a term names what is counted, rather than an act, a sort or an outcome of it."""
    if term.text in words_of("followup", "sorts") or is_spent(term):
        return False
    return term.kind == "thing" or (term.kind == "word" and len(term.text) > 1)


def is_spent(term: Term) -> bool:
    """Return whether a term is a verb that stands for a thing (花了 for 投资): what the money went
    into was spoken of before."""
    return term.kind == "thing" and term.text.endswith("了")


def names_sort(asked: Question) -> bool:
    """Return whether the new question only says of which sort (一审的呢, 垃圾分类类几件)."""
    if _KIND_OF.search(asked.folded):
        return True
    if asked.places or asked.asks_any("text"):
        return False
    sort = _SORT_OF.search(asked.folded) and not any(map(_names_thing, asked.content))
    return bool(sort or _SO_MANY_OF.search(asked.folded))
