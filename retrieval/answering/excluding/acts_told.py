"""Which act a figure's surroundings tell of it: what was done to its whole, what it is about, and what
came of it. Each rule returns its reason in Chinese, or nothing where it has no objection.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from retrieval.answering.asking.asked import Asked
from retrieval.answering.evidence.nearness import (
    alike,
    class_of,
    kind_of,
    label_keys,
    names,
    own_things,
)
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.excluding.listed_parts import units_alike
from retrieval.language.fold import fold
from retrieval.language.near_acts import outcomes
from retrieval.language.terms import Term
from retrieval.records import Fact

# Asked so, the cases themselves are meant.
_AS_CASES = re.compile(r"案|类|[件起]")


def of_another_act(
    fact: Fact, content: Sequence[Term], facts: Mapping[int, Fact], shelf: Shelf
) -> str:
    """Return whether the whole that a figure is a part of was done something else, and the asked act
    is told of another figure (受理316件，办结309件，其中取水许可94件: none of them is of 受理)."""
    # 申请 within 许可申请不予许可 is no act that is asked for: that one stands first or last.
    act = next((t for t in (*content[-1:], *content[:1]) if t.kind == "action"), None)
    whole = facts[fact.part_of] if fact.part_of is not None else None
    if whole is None or act is None or shelf.is_in_table(fact):
        return ""
    if _says_act(act, fact) or _says_act(act, whole):
        return ""
    sisters = [f for f in facts.values() if f.part_of == fact.part_of and units_alike(f, fact)]
    # Of what was told before the whole they may be the parts, too, unless they add up to the whole.
    certain = sum(f.quantity.value for f in sisters) == whole.quantity.value
    other = next(
        (
            f
            for f in shelf.facts_beside(whole)
            if f.part_of is None
            and units_alike(f, whole)
            and (certain or f.quantity.start > whole.quantity.start)
            and _says_act(act, f)
            and not (_tells_outcome(f) and act.key not in outcomes())
        ),
        None,
    )
    return f"“{act.text}”说的是{other.quantity.text}" if other else ""


def _tells_outcome(fact: Fact) -> bool:
    """Return whether a label tells what became of some (调解成功), which is another act than 调解."""
    return any(key in outcomes() for key in label_keys(fact))


def of_what_it_is_about(
    fact: Fact, content: Sequence[Term], asked: Asked, facts: Mapping[int, Fact]
) -> str:
    """Return whether a figure is a part of something unasked, and says only what that is about: of
    行政诉讼72件，其中工伤认定类58件 none tells how many 工伤 were 认定."""
    whole = facts[fact.part_of] if fact.part_of is not None else None
    acts = [term for term in content if term.kind == "action"]
    if whole is None or not acts or asked.unit or _AS_CASES.search(asked.wording):
        return ""
    own = own_things(whole)
    unasked = (
        class_of(whole) == "case"
        and own
        and not any(alike(t, key) >= 0.34 for t in content for key in own)
    )
    if not unasked or any(_says_as_act(act, fact) for act in acts):
        return ""
    return f"说的是“{own[0]}”里的"


def of_what_came_of_it(fact: Fact, content: Sequence[Term], asked: Asked, shelf: Shelf) -> str:
    """Return whether it is asked what was done (化解了几件), and the report tells right behind a figure
    how many of them already were: 包案化解信访事项5件，已化解4件."""
    for act in content:
        done = act.kind == "action" and asked.wording.startswith("了", act.end)
        if not done or not _says_act(act, fact):
            continue
        for other in shelf.facts_beside(fact):
            between = shelf.folded_sentence(fact)[fact.quantity.end : other.quantity.start]
            if (
                other.quantity.start > fact.quantity.end
                # 整改1549条，其中重大隐患14条，已整改13条 tells of those 14.
                and "其中" not in between
                and units_alike(other, fact)
                and fold(other.label).startswith(f"已{act.text}")
                and not fold(fact.label).startswith("已")
            ):
                return f"“已{act.text}”的是{other.quantity.text}"
    return ""


def _says_as_act(act: Term, fact: Fact) -> bool:
    """Return whether a label has an act as such, not within the name of a thing (工伤认定类)."""
    return any(kind_of(key) == "action" and alike(act, key) >= 0.5 for key in label_keys(fact))


def _says_act(act: Term, fact: Fact) -> bool:
    return names(act, fact.label) or any(alike(act, key) >= 0.5 for key in label_keys(fact))
