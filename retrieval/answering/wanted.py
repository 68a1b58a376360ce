"""What a question wants listed: how many, things of which name, and the phrases it quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.answering.enumeration_words import any_of, listed
from retrieval.answering.enumerations import NUMBERED
from retrieval.answering.question import Question
from retrieval.language.numerals import parse_numeral
from retrieval.language.terms import Term
from retrieval.language.tokens import words

_WHICH = re.compile(
    r"(?:哪些个?|哪几?|哪[“「]?(?:[二两三四五六七八九十]+|\d+)|什么样的?|什么|啥样的?|啥|何种)"
    r"(?:个|项|类|种|级|方面的?|大|条|张|家|位|名|所|部|份|点|步)?"
)
_ASKED_COUNT = re.compile(r"哪[“「]?(?P<n>[二两三四五六七八九十]+|[2-9])")
_NUMBERED = re.compile(rf"(?<![一-九\d.+]){NUMBERED}")
_QUOTED = re.compile(r"[“「\"《]([^”」\"》]{2,30})[”」\"》]")
_LABEL_END = re.compile(r"是|指|包括|包含|都|分别|有哪|具体|有什么|[，。？?、的”」\"“「]|$")
_ASKING = "是指有哪些什么啥呢吗？?几个"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``count`` items, each a ``head`` (窗口, 法律, …), of what ``terms`` speak of.

    ``label`` is a numbered name (四个台账, 六个最) and ``quoted`` what stands in quotation
    marks: both must be in the report as they are, up to the way the number is written.
    """

    terms: tuple[Term, ...]
    count: int | None = None
    heads: tuple[str, ...] = ()
    label: str = ""
    quoted: tuple[str, ...] = ()

    def head_in(self, key: str) -> bool:
        """Return whether what is asked for is one of a list of ``[heads]``."""
        return any(head in listed("heads", key) for head in self.heads)


def read_wanted(question: Question) -> Wanted:
    """Return what the question wants listed."""
    folded = _without_places(question)
    asked = _ASKED_COUNT.search(folded)
    number = asked or _NUMBERED.search(folded)
    count = _value(number.group("n")) if number else None
    label = _label(folded)
    quoted = tuple(
        inner for inner in _QUOTED.findall(folded) if not re.fullmatch(r"[一二两三四五六七八九十]+.", inner)
    )
    generic = listed("generic", "words")
    terms = tuple(
        term
        for term in question.content
        if not (asked and asked.start() <= term.start < asked.end())
        and not _NUMBERED.fullmatch(term.text) and term.key not in generic and term.text not in generic
    )
    return Wanted(terms, count, _heads(folded, question), label, quoted)


def _without_places(question: Question) -> str:
    text = question.folded
    for mention in question.places:
        text = text[: mention.start] + "\x00" * (mention.end - mention.start) + text[mention.end :]
    return text.replace("\x00", " ")


def _value(numeral: str) -> int | None:
    value = parse_numeral(numeral)
    return int(value) if value is not None else None


def _label(folded: str) -> str:
    """Return the longest numbered name (四个台账), without its number's spelling settled."""
    best = ""
    for match in _NUMBERED.finditer(folded):
        if folded[: match.start()].endswith("哪"):
            continue
        end = _LABEL_END.search(folded, match.end())
        name = folded[match.start() : end.start() if end else len(folded)].strip()
        best = max(best, name, key=len)
    return best


def _heads(folded: str, question: Question) -> tuple[str, ...]:
    """Return the words that may name what is asked for: those behind 哪些, else the last before it."""
    match = None
    for match in _WHICH.finditer(folded):
        rest = folded[match.end() :].lstrip("”」\"")
        if rest.strip(_ASKING + "，。 ") and not any_of("closing", "words").match(rest):
            break
    if match is None:
        return ()
    rest = folded[match.end() :]
    after = [term.text for term in question.terms if term.start >= match.end() and term.start - match.end() <= 6]
    plain = [word.text for word in words(rest[:8])]
    if rest.strip(_ASKING + "，。 ”"):
        singles = [plain[0]] if plain and plain[0] in {"人", "法", "事", "书", "村"} else []
        return tuple(dict.fromkeys([*after[:2], *singles, *plain[:2]]))
    before = [term.text for term in question.terms if term.end <= match.start()]
    return tuple(before[-1:])


def same_name(label: str, text: str) -> bool:
    """Return whether ``text`` holds ``label``, 四 and 4 being one, quotation marks aside."""
    return _spelled(label) in _spelled(text)


def _spelled(text: str) -> str:
    bare = re.sub(r"[“”「」\"‘’\s]", "", text)
    return bare.translate(str.maketrans("一二三四五六七八九两", "1234567892"))
