"""Which act a figure is of: its own, what was done to some of all (公开了的申请), and that of the whole
which it is a part of. Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    IN_LABEL,
    IN_TOPIC,
    SAME_SCOPE,
    alike,
    class_of,
    kind_of,
    label_keys,
    met,
    names,
)
from retrieval.language.terms import Term
from retrieval.records import Fact

# Right before an act that goes on.
_STILL = re.compile(r"[还正尚仍]在[^，,。]{0,6}$")
# 县政府收到…申请: the other side of applying.
_RECEIVED = re.compile(r"[一-鿿]{0,8}?(?:[收接]到|共收|新收)")
# What is left of a list, and asking for it.
_REST = re.compile(r"其他|其它|其余")
_ASKS_REST = re.compile(r"其他|其它|其余|剩|别的|余下|另外")


def find_other_act(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Return why a figure is not of the act that is asked for, empty where it may be."""
    return (
        _act_verdict(asked, content, fact)
        or _done_verdict(asked, content, fact)
        or _whole_act_verdict(content, fact)
        or _rest_verdict(asked, content, fact)
    )


def _act_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure whose own act is another than the asked one; what something was done to
    (公开了的申请) is no act."""
    acts = [
        term
        for term in content
        if term.kind == "action" and not asked.wording.endswith("了的", 0, term.start)
    ]
    label = label_keys(fact)
    if (
        acts
        and asked.beside_follows
        and acts[-1] in asked.beside
        and fact.label.endswith(acts[-1].text)
    ):
        # 收了多少申请: what stands behind 多少 is counted, not done.
        acts.pop()
    if (
        len(acts) > 1
        and asked.wording.endswith("的", 0, acts[-1].start)
        and any(alike(acts[-2], key) >= 0.5 for key in label)
    ):
        # 实际行使的下放权限: what was delegated names the powers, what was done stands before.
        acts.pop()
    own = _acts(fact)
    # Of several acts (受委托承办的案件办结了几件) the last is the one asked for.
    if (
        acts
        and own
        and not any(alike(acts[-1], key) >= 0.5 for key in label)
        and not names(acts[-1], fact.label)
        and not _goes_on(acts[-1], asked.wording, fact)
        and not came_in(acts[-1], fact)
        and not _is_part_of_done(acts, own, fact)
    ):
        return f"是“{own[0]}”，不是“{acts[-1].text}”"
    return ""


def _is_part_of_done(acts: Sequence[Term], own: Sequence[str], fact: Fact) -> bool:
    """Return whether a figure is a part of what was done, and its own act is asked for, too (拆除违建38处，
    其中新增违建5处, asked how many new ones were 拆除)."""
    return (
        fact.part_of is not None
        and met(acts[-1], fact) >= IN_TOPIC
        and all(any(alike(t, key) >= 0.5 for t in acts[:-1]) for key in own)
    )


def came_in(act: Term, fact: Fact) -> bool:
    """Return whether a figure counts what came in of an act that others did: who asks how many
    applied is told 收到行政复议申请92件."""
    return fact.label.endswith(act.text) and _RECEIVED.match(fact.label) is not None


def _goes_on(act: Term, wording: str, fact: Fact) -> bool:
    """Return whether an act is asked for as going on (还在二审审理) and told so (二审审理中)."""
    return f"{act.text}中" in fact.label and _STILL.search(wording, 0, act.start) is not None


def _done_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out a figure of all where those are asked for to which something was done (公开了的申请):
    its label has to say that as an act, not within the name of the thing (信息公开申请)."""
    for term in content:
        done = asked.wording[term.start : term.end].endswith("了") or asked.wording.startswith(
            "了", term.end
        )
        end = asked.wording.find("的", term.end)
        given = term.text.startswith("予以") or asked.wording.endswith("予以", 0, term.start)
        done = done and end in {term.end, term.end + 1}
        if term.kind != "action" or not (done or given):
            continue
        if not (names(term, fact.label) or any(alike(term, key) >= 0.9 for key in _acts(fact))):
            return f"没有写明是“{term.text}”了的"
    return ""


def _whole_act_verdict(content: Sequence[Term], fact: Fact) -> str:
    """Rule out a part without an act of its own of a whole to which something else was done, where the
    act asked for stands in another sentence (拆除违建87处，其中新生违建3处, asked what was 整改)."""
    acts = [term for term in content if term.kind == "action"]
    if fact.part_of is None or not acts or _acts(fact) or met(acts[-1], fact) >= SAME_SCOPE:
        return ""
    if class_of(fact) not in {"place", "household"}:
        # Of documents 发文, 印发, 出台 and 制定 are told for one another; cases are 受理 or 立案.
        return ""
    topic = [key for key, near in fact.cues if IN_TOPIC <= near < IN_LABEL]
    whole = [key for key in topic if kind_of(key) == "action"]
    if not whole or any(alike(acts[-1], key) >= 0.5 for key in whole):
        return ""
    return f"是“{whole[0]}”的，不是“{acts[-1].text}”"


def _rest_verdict(asked: Asked, content: Sequence[Term], fact: Fact) -> str:
    """Rule out the rest of a list (其他25件), which is asked for by such a word only, or by what was
    done with it (其余移交6条)."""
    rest = fact.part_of is not None and _REST.match(fact.label)
    done = fact.label[rest.end() :] if rest else ""
    if any(t.kind == "action" and names(t, done[: len(t.text) + 1]) for t in content):
        return ""
    return "是其余的" if rest and _ASKS_REST.search(asked.wording) is None else ""


def _acts(fact: Fact) -> list[str]:
    return [key for key in label_keys(fact) if kind_of(key) == "action"]
