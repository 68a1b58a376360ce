"""Of several figures that fit, those that are plainly what is asked for: 身份证 is no 临时身份证 where
the report tells both, and who has a licence is not only who got one this year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked, Candidate
from retrieval.answering.evidence.nearness import class_of, is_beside, label_keys, own_clause
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.plainly_asked import plain_word
from retrieval.language.fold import fold
from retrieval.language.pairs import shares_pair
from retrieval.language.terms import Term, find_terms
from retrieval.records import Fact

# What was done with permits is no count of the matters that need one.
_DONE, _MATTERS = re.compile(r"[办批审发]了"), "事项"
# At the head of a word these say which of them are meant.
_NARROWING = frozenset("新首再重副")
# These say nothing of which thing is meant that stands behind them.
DONE_WITH = frozenset({"办理", "核发", "制发", "发放", "签发", "受理", "共有", "现有", "实有"})
# Where more is said than what was done with what, the rest tells which is meant.
_FEW_TERMS = 2
# What is new is a part of what there is, but 新收 are all that came in; and asking for it.
_NEW, _ASKS_NEW = (
    re.compile(r"^(?:年内|当年|其中)?新(?!闻|兴|冠|农村|收)"),
    re.compile(r"新|增|当年|年内|刚"),
)
# People say these of whatever is counted; other units tell what is meant (户, 起, 名).
_SAID_OF_ALL = frozenset({"", "件", "个", "人", "次", "家", "项"})
# A reading in just the unit asked for may be so much worse than another.
_NEAR = 0.12
# What a leader took on himself is a few of them.
_LED = re.compile(r"亲自|带头(?!人)|带队|包案|领办|包保|督办")
_SENT = re.compile(r"(?:制发|发出|下发|印发|出具|送达|下达)(?P<letter>.{3,})$")
# Before those for whom something was done (为105家企业开展体检).
_FOR_WHOM = ("为", "对", "向", "给", "帮助")


def put_plain_first(group: Sequence[Candidate], asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the candidates without those that are narrower than what is asked for, or stand
    elsewhere than their words, where another is plainly it."""
    kept = list(group)
    if len(kept) < 2:
        return kept
    if asked.unit not in _SAID_OF_ALL:
        near = [c for c in kept if kept[0].score - c.score <= _NEAR]
        kept = [c for c in near if c.fact.quantity.unit == asked.unit] or kept
    halves = [whole for c in kept if _is_half(c.fact, asked) and (whole := shelf.whole_of(c.fact))]
    if wholes := [c for c in kept if c.fact in halves]:
        kept = wholes
    if _DONE.search(asked.wording) and _MATTERS not in asked.wording and asked.unit != "项":
        kept = [c for c in kept if not _needs_one(c.fact)] or kept
    if not _ASKS_NEW.search(asked.wording):
        kept = [c for c in kept if not _NEW.match(c.fact.label)] or kept
    if not _LED.search(asked.wording):
        kept = [c for c in kept if not _LED.search(c.fact.label + c.fact.topic)] or kept
    kept = [c for c in kept if not _was_sent(c.fact, asked)] or kept
    if word := plain_word(asked):
        keys = {t.key for t in asked.terms if not t.is_light}
        kept = _without_outcomes(_without_denials(kept, word), word, keys)
    kept = _in_own_words(kept, shelf)
    return _plainly_named(kept, asked, shelf)


def is_narrowed(terms: Sequence[Term], told: str) -> bool:
    """Return whether a question asks for new ones, or first ones, and the wording ``told`` does not
    say so (新办执法证: 取得执法证的11名)."""
    return any(t.text[0] in _NARROWING and t.text[0] not in told for t in terms)


def _is_half(fact: Fact, asked: Asked) -> bool:
    """Return whether a figure is called by a half of what is asked for (来访167件 of 来信来访)."""
    label = fold(fact.label)
    return bool(label) and any(label in t.text and label != t.text for t in asked.terms)


def _needs_one(fact: Fact) -> bool:
    """Return whether a figure counts matters that something has to be got for (许可事项94项); 来信来访
    事项66件 are what was done."""
    return fact.label.endswith(_MATTERS) and fact.quantity.unit in {"项", "个"}


def is_served(fact: Fact, asked: Asked, shelf: Shelf) -> bool:
    """Return whether a figure counts those for whom something was done, of which the question says
    nothing: of 为105家企业开展体检 there may be many more 企业."""
    text = shelf.folded_sentence(fact)
    # 案件为7件 tells a number, 为105家企业 for whom.
    behind = bool(fact.label) and text.startswith(fold(fact.label), fact.quantity.end)
    if not (behind and text[: fact.quantity.start].endswith(_FOR_WHOM)):
        return False
    clause = text[slice(*own_clause(text, fact))]
    named = [t for t in asked.terms if not t.is_light and t.text in fact.label]
    others = [t for t in asked.terms if not t.is_light and t not in named]
    return (
        bool(named)
        and all(t.kind in {"thing", "word"} for t in asked.terms)
        and not any(t.kind == "action" for t in asked.terms)
        and not any(char in clause for t in others for char in t.text)
    )


def _was_sent(fact: Fact, asked: Asked) -> bool:
    """Return whether letters are counted, of which the question says nothing, but only of what they
    were sent about (对不合格案卷所属单位发出意见书9份)."""
    sent = _SENT.search(fact.label)
    return (
        sent is not None
        and not shares_pair(sent["letter"], asked.wording)
        and not any(char in asked.wording for char in "发下印出送")
    )


def _without_denials(group: list[Candidate], word: str) -> list[Candidate]:
    """Return the candidates without statements of none where some are told by the same word (零投诉 in
    one matter, beside 举报投诉221件), and without rates of another name where some bear that word."""
    said = [c for c in group if word in fold(c.fact.label) and not c.fact.none]
    if not said:
        return group
    rates = word.endswith("率")
    return [c for c in group if not c.fact.none and (c in said or not rates)]


def _without_outcomes(group: list[Candidate], word: str, keys: set[str]) -> list[Candidate]:
    """Return the candidates without what came of another one that says all that is asked, too
    (调解矛盾纠纷6085件，调解成功6019件, asked for 调解)."""
    whole = [c.fact for c in group if word in c.fact.label or keys & set(label_keys(c.fact))]
    return [
        c
        for c in group
        if not any(
            fact.label == c.fact.topic
            and c.fact.part_of is None
            and c.fact.label != word
            and is_beside(fact, c.fact)
            and class_of(fact) == class_of(c.fact)
            for fact in whole
        )
    ]


def _in_own_words(group: list[Candidate], shelf: Shelf) -> list[Candidate]:
    """Return the candidates without a number that stands before words which another follows (向14个
    乡镇下放事项44项): those words tell of the latter."""
    behind = [c for c in group if c.fact.label and stands_behind_label(c.fact, shelf)]
    return [
        c
        for c in group
        if c in behind
        or not any(
            c.fact.label == other.fact.label and is_beside(c.fact, other.fact) for other in behind
        )
    ]


def stands_behind_label(fact: Fact, shelf: Shelf) -> bool:
    """Return whether a figure stands right behind what it is called (抓获嫌疑人19名); 19名民警 do not."""
    text = shelf.folded_sentence(fact)
    return text[: fact.quantity.start].rstrip().endswith(fold(fact.label))


def _plainly_named(group: list[Candidate], asked: Asked, shelf: Shelf) -> list[Candidate]:
    """Return the candidates without narrower compounds of the thing asked for (临时身份证) where one
    has it by itself, or behind a word that says nothing (办理居民身份证)."""
    thing = next((t.key for t in reversed(asked.terms) if t.kind == "thing"), "")
    if not thing or len(asked.terms) > _FEW_TERMS:
        return group
    narrowed = {id(c): _narrowed(fold(c.fact.label), thing, asked) for c in group}
    # 法治培训3期，培训210人次: who came is another count than how often.
    # Nor is 专题学法 of 党工委学法, which is some of it, plainer than that.
    facts, said = [c.fact for c in group], {t.text for t in asked.terms}
    plain = {
        class_of(c.fact)
        for c in group
        if narrowed[id(c)] == ""
        and (fold(c.fact.label) in said or shelf.whole_of(c.fact) not in facts)
    }
    return [c for c in group if not (narrowed[id(c)] and class_of(c.fact) in plain)]


def _narrowed(label: str, thing: str, asked: Asked) -> str | None:
    """Return what stands before a thing at the end of a label and makes it another one, empty where
    nothing does, None where the label ends otherwise or the question says the same."""
    terms = find_terms(label)
    if not terms or terms[-1].key != thing or terms[-1].end != len(label):
        return None
    if any(t.kind == "action" and t.text not in DONE_WITH for t in terms[:-1]):
        return None
    before = label[: terms[-1].start]
    for word in DONE_WITH:
        before = before.removeprefix(word)
    return None if before and shares_pair(before, asked.wording) else before
