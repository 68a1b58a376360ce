"""Lists: shortcomings, measures, plans, what leaders did, named groups, enumerations, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answering.asking.enumeration_words import any_of, listed
from retrieval.answering.asking.question import Question
from retrieval.answering.asking.question_words import pattern_of, words_of
from retrieval.answering.evidence.scope import Scope
from retrieval.answering.evidence.shelf import Shelf
from retrieval.answering.lists.extremes import asks_for_kind, find_group
from retrieval.answering.lists.list_candidates import Candidate, find_candidates, gathered
from retrieval.answering.lists.listing import answer_items, offer_reports
from retrieval.answering.lists.outline import part_group, role_group
from retrieval.answering.lists.points import Group, Item, Stretch
from retrieval.answering.lists.wanted import Wanted, counted_name, read_wanted
from retrieval.answering.texts.accounting import speaks_of
from retrieval.answering.texts.span_people import is_called
from retrieval.language.fold import fold
from retrieval.language.terms import Term
from retrieval.records import Answer, Fact, ParsedReport, Report, Role

# Readings nearer than this to each other are both possible.
_CLOSE = 0.05
# A question that doesn't ask for several things gets a list only where it fits this well.
_SURE = 1.15
# A first sentence no longer than this may be the heading of its point.
_NAMING = 14
_WHICH = re.compile(r"哪些|哪几")
# 被拘留的两个人叫什么: their names, and nothing else that the report lists.
_PERSONS_CALLED = re.compile(
    r"(?:[两二三四五六七八九十\d]|[这那几])[个名位](?:人|同志|[一-鿿]{2,5})(?:分别|各|都)?(?:是)?(?:叫|姓|名字|姓名)"
)
_ASKS: tuple[tuple[str, Role], ...] = (
    ("list.shortcomings", "shortcomings"),
    ("list.plans", "plan"),
    ("list.measures", "review"),
)

# A list itself is asked for, and not only spoken of (清单哪天公布的).
_SEVERAL = re.compile(r"哪些|哪几|哪[两三四五六七八九十]|列[出一举]|罗列|都有")


def answer_list(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return every item asked for, in order and each quoted; None where no list accounts for it.

    Where several reports have such a list and the question names none, the answer is
    ambiguous and offers them.
    """
    wanted = read_wanted(question)
    counts = bool(question.unit_class) and not _WHICH.search(question.folded)
    if question.asks_any("compare.who") and not question.places:
        return None
    if question.asks_any("text.when") and not _SEVERAL.search(question.folded):
        # 履职清单哪天公布的: a day, whatever the list holds.
        return None
    if counts or not (_asks_list(question) or wanted.count or _wants_target(question, wanted)):
        return None
    if wanted.part and (answer := _by_part(question, wanted.part, scope, shelf)):
        return answer
    if (role := _role(question, wanted, scope)) and not wanted.figures:
        answer = _by_role(question, wanted, role, scope, shelf)
        if answer is not None:
            return answer
    if answer := _by_wording(question, wanted, scope, shelf):
        return answer
    if named := counted_name(question, wanted):
        answer = _by_wording(question, named, scope, shelf)
    return answer or _by_kinds(question, scope, shelf)


def _by_kinds(question: Question, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return the kinds of a thing (官司都是哪几类) that the report counts side by side, each with
    its figure; None where no such list, or more than one, is of what was asked."""
    if not asks_for_kind(question):
        return None
    facts = find_group(question, question.terms, scope, shelf, fewer=False)
    if not facts:
        return None
    items = tuple(_counted_item(fact, shelf) for fact in facts)
    return answer_items(question, scope, shelf, facts[0].report, items, rule="list.kinds")


def _counted_item(fact: Fact, shelf: Shelf) -> Item:
    """Return a figure with its name as the report writes them, as an item."""
    sentence = shelf.source.parsed(fact.report).passages[fact.passage].sentences[fact.sentence]
    end = fact.quantity.end
    named = shelf.folded_sentence(fact).rfind(fold(fact.label), 0, fact.quantity.start)
    start = named if named >= 0 else fact.quantity.start
    return Item(sentence.text[start:end], Stretch(fact.passage, fact.sentence, start, end))


def _wants_target(question: Question, wanted: Wanted) -> bool:
    """Return whether the targets as such are asked for (2024年的预期目标), not one of them."""
    return (
        question.asks_any("target")
        and not wanted.terms
        and not question.asks_any("number", "measure")
    )


def _asks_list(question: Question) -> bool:
    return question.asks_any("list", "text.which", "meaning", "passage")


def _role(question: Question, wanted: Wanted, scope: Scope) -> Role | None:
    """Return the part of a report that the question asks for by its kind."""
    if any_of("generic", "leadership").search(question.folded):
        return "leadership"
    if question.asks_any("target") and (
        question.asks_any("list") or _wants_target(question, wanted)
    ):
        return "plan"
    years = {report.year for report in scope.reports}
    unreported = question.years and not years & set(question.years)
    if unreported and not wanted.terms and not question.asks_any("list.shortcomings"):
        # What is to be done in a year that has no report yet.
        return "plan"
    asked = next((role for ask, role in _ASKS if question.asks_any(ask)), None)
    # 有哪四个问题: of the report as such, where nothing else is named.
    at_large = all(term.text in wanted.heads for term in wanted.terms) and not wanted.quoted
    return (
        "shortcomings" if asked is None and at_large and wanted.head_in("shortcomings") else asked
    )


def _by_part(question: Question, part: int, scope: Scope, shelf: Shelf) -> Answer | None:
    """Return what the n-th part of the one report in scope lists."""
    reports = reports_of(question, scope, shelf, "review")
    group = part_group(shelf.source.parsed(reports[0].id), part) if len(reports) == 1 else None
    if group is None:
        return None
    return answer_items(question, scope, shelf, reports[0].id, group.items, rule="list.part")


def _by_role(
    question: Question, wanted: Wanted, role: Role, scope: Scope, shelf: Shelf
) -> Answer | None:
    found: list[tuple[Report, tuple[Item, ...], bool]] = []
    if role == "review" and not reports_of(question, scope, shelf, role):
        role = "plan"
    for report in reports_of(question, scope, shelf, role):
        group = role_group(shelf.source.parsed(report.id), role, question.folded)
        if group is None:
            continue
        parsed = shelf.source.parsed(report.id)
        heading = " ".join((*parsed.sections[group.section].path, *group.frame))
        left = [
            t
            for t in wanted.terms
            if not speaks_of(heading, t)
            and t.text not in _open_heads(wanted)
            and not _asks_for_role(t, question, role)
            # 教育法治工作 of a 教育局 is its work as a whole.
            and not (report.place and t.text in report.place.name)
        ]
        if wanted.quoted and not left:
            continue
        if left and (
            role in {"review", "leadership"} or _asks_why(question) or _wants_name(wanted)
        ):
            continue
        items = _narrowed(group, left, parsed)
        if items:
            named = role == "plan" and all(map(only_names, items))
            whole = bool(left) or role == "shortcomings" or named
            found.append((report, items, whole))
    if not found:
        return None
    if len(found) > 1:
        return offer_reports(question, scope, shelf, [(r.id, items[0]) for r, items, _ in found])
    report, items, whole = found[0]
    return answer_items(question, scope, shelf, report.id, items, whole=whole, rule=f"list.{role}")


def only_names(item: Item) -> bool:
    """Return whether an item's first sentence only names what the following ones tell."""
    return len(item.text) <= _NAMING and bool(item.rest)


def _asks_for_role(term: Term, question: Question, role: Role) -> bool:
    """Return whether a term belongs to the words that ask for the part (没解决 of 哪些问题没解决)."""
    keys = [ask.removeprefix("list.") for ask, asked in _ASKS if asked == role]
    if any(
        key in {"shortcomings", "measures"} and term.text in words_of("at_large", key)
        for key in keys
    ):
        return True
    return any(
        match.start() <= term.start and term.end <= match.end()
        for key in keys
        for match in pattern_of("list", key).finditer(question.folded)
    )


def _asks_why(question: Question) -> bool:
    return question.asks_any("text.why") and "list" not in question.asks


def _wants_name(wanted: Wanted) -> bool:
    """Return whether one thing is asked for by name (打算组建什么机构), not what is planned."""
    at_large = wanted.head_in("sections") or wanted.head_in("shortcomings")
    return bool(wanted.heads) and not wanted.several and not at_large


def _open_heads(wanted: Wanted) -> list[str]:
    return [head for head in wanted.heads if head in listed("heads", "open")]


def _narrowed(group: Group, left: Sequence[Term], parsed: ParsedReport) -> tuple[Item, ...]:
    """Return the items that speak of the terms the heading leaves open; all where it leaves none."""
    if not left:
        return group.items
    return tuple(
        item for item in group.items if all(speaks_of(full_text(item, parsed), t) for t in left)
    )


def full_text(item: Item, parsed: ParsedReport) -> str:
    """Return all sentences of an item."""
    rest = [parsed.passages[s.passage].sentences[s.sentence].text for s in item.rest]
    return " ".join((item.text, *rest))


def reports_of(
    question: Question, scope: Scope, shelf: Shelf, role: Role | None = None
) -> tuple[Report, ...]:
    """Return the reports of the years asked for; a plan for a year stands in the report before it."""
    reports = scope.reports or shelf.reports
    years = set(scope.years)
    if not years:
        return reports
    own = tuple(r for r in reports if r.year in years)
    before = tuple(r for r in reports if r.year is not None and r.year + 1 in years)
    if role != "plan":
        return own or (before if role is None else ())
    if any_of("generic", "next_year").search(question.folded):
        return own or before
    return before or own


def tells_of_year(stretch: Stretch | None, parsed: ParsedReport, scope: Scope) -> bool:
    """Return whether a sentence tells of the year asked for: in the report of the year before it,
    what is planned does."""
    if not scope.years or parsed.report.year in scope.years:
        return True
    if stretch is None:
        return False
    return parsed.sections[parsed.passages[stretch.passage].section].role == "plan"


def _by_wording(question: Question, wanted: Wanted, scope: Scope, shelf: Shelf) -> Answer | None:
    best: list[Candidate] = []
    names = _PERSONS_CALLED.search(question.folded) is not None
    for report in reports_of(question, scope, shelf):
        parsed = shelf.source.parsed(report.id)
        candidates = [
            c
            for c in find_candidates(wanted, parsed)
            if tells_of_year(c.items[0].lead, parsed, scope)
            if not names or all(is_called(item.text) for item in c.items)
        ]
        if (top := gathered(candidates)) is not None:
            best.append(top)
    best.sort(key=lambda c: -c.score)
    sure = 0.0 if question.asks_any("list") or wanted.count else _SURE
    if not best or best[0].score < sure:
        return None
    close = [c for c in best if best[0].score - c.score <= _CLOSE]
    if len(close) > 1:
        return offer_reports(question, scope, shelf, [(c.report, c.items[0]) for c in close])
    top = best[0]
    return answer_items(
        question,
        scope,
        shelf,
        top.report,
        top.items,
        open_ended=top.open_ended,
        rule="list.wording",
    )
