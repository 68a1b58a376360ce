"""What a report lists over sentences, passages and headings: items in order, under their frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from retrieval.answering.asking.enumeration_words import any_of, ordinal_pattern, place_in_series
from retrieval.answering.lists.points import MARK, Group, Item, Stretch, mark_length, mark_style
from retrieval.language.fold import fold
from retrieval.reading.headings import parts_of, role_of
from retrieval.reading.turns import fault_lead
from retrieval.records import PAGE_AROUND, ParsedReport, Passage, Role

# What is told under a heading is shown with it up to so many characters.
_SHOWN = 120

# 重点做好三件事 announces them.
_SO_MANY = re.compile(r"(?:[两二三四五六七八九十]|\d)(?:[件项]|个?方面)[^，,。；;]{0,4}$")


@lru_cache(maxsize=64)
def find_groups(parsed: ParsedReport) -> tuple[Group, ...]:
    """Return every list of a report: headings under a heading, marked items, 一是…二是…."""
    groups: list[Group] = []
    for number, section in enumerate(parsed.sections):
        if section.path[:1] == (PAGE_AROUND,):
            continue
        if headings := _headings_under(parsed, number):
            groups.append(Group(number, section.path, headings))
        passages = [p for p in parsed.passages if p.section == number]
        groups.extend(_counted_groups(number, section.path, passages))
        groups.extend(
            _with_last_heading(parsed, group)
            for group in _numbered_groups(number, section.path, passages)
        )
        groups.extend(_colon_groups(number, section.path, passages))
    return tuple(groups)


def role_group(parsed: ParsedReport, role: Role, asked: str = "") -> Group | None:
    """Return what the part of a report with ``role`` lists, or None where there is no such part.

    Its headings if it has any, else its marked items, else its sentences one by one. Of
    several parts with the role, the one whose heading shares a word of ``asked``.
    """
    numbers = [
        i for i, s in enumerate(parsed.sections) if s.role == role and s.path[:1] != (PAGE_AROUND,)
    ]
    if not numbers and role == "leadership":
        # It may stand under the heading of what was done.
        numbers = [
            i for i, s in enumerate(parsed.sections) if s.path and role_of(s.path[-1]) == role
        ]
    # A section that a table interrupts goes on under the same heading.
    tops = list(
        {s.path: i for i in reversed(numbers) if len((s := parsed.sections[i]).path) == 1}.values()
    )
    tops.reverse()
    if len(tops) > 1:
        word = next((w for w in any_of("generic", "parts").findall(asked)), None)
        named = [i for i in tops if word and word in parsed.sections[i].path[0]]
        if named:
            tops = named[:1]
        elif len(tops) > 2:
            return Group(tops[0], (), tuple(_heading_item(parsed, i) for i in tops))
    # What falls short under a heading of its own comes before what is said of it elsewhere.
    heads = {parsed.sections[i].path for i in tops}
    numbers = [i for i in numbers if not heads or parsed.sections[i].path[:1] in heads]
    own = [group for group in find_groups(parsed) if group.section in (tops or numbers)]
    if own:
        return max(own, key=lambda group: len(group.items))
    passages = [p for p in parsed.passages if p.section in numbers]
    items = tuple(item for item in _plain_items(passages, role) if len(item.text) > 1)
    return (
        Group(numbers[0], parsed.sections[numbers[0]].path, items, marked=False) if items else None
    )


def part_group(parsed: ParsedReport, number: int) -> Group | None:
    """Return what the ``number``-th top heading of a report lists, or None."""
    tops = [s.path for s in parsed.sections if len(s.path) == 1 and s.path != (PAGE_AROUND,)]
    tops = list(dict.fromkeys(tops))
    if not 1 <= number <= len(tops):
        return None
    own = [g for g in find_groups(parsed) if parsed.sections[g.section].path == tops[number - 1]]
    return max(own, key=lambda group: len(group.items), default=None)


def _heading_item(parsed: ParsedReport, number: int) -> Item:
    section = parsed.sections[number]
    heading = section.path[-1]
    skip = mark_length(heading)
    at = max(parsed.report.lines[section.first_line - 1].find(heading), 0)
    return Item(
        heading[skip:].rstrip(" 。：:"),
        rest=tuple(_told_under(parsed, number)),
        line=section.first_line,
        column=at + skip,
    )


def _told_under(parsed: ParsedReport, number: int) -> Iterator[Stretch]:
    """Yield what stands right under a heading, as far as it is short enough to be shown with it."""
    size = 0
    for passage in parsed.passages:
        if passage.section != number or passage.headers:
            continue
        for index, sentence in enumerate(passage.sentences):
            start = len(parsed.sections[number].path[-1])
            start = start if sentence.text.startswith(parsed.sections[number].path[-1]) else 0
            length = len(sentence.text.rstrip()) - start
            if size and size + length > _SHOWN:
                return
            if length > 1:
                size += length
                yield Stretch(passage.index, index, start, len(sentence.text))


def _with_last_heading(parsed: ParsedReport, group: Group) -> Group:
    """Return a group with the point that follows it and was taken for a heading (a short one, with
    nothing under it)."""
    path = parsed.sections[group.section].path
    following = group.section + 1
    if not 0 < following < len(parsed.sections):
        return group
    child = parsed.sections[following]
    line = parsed.report.lines[child.first_line - 1].strip()
    is_point = line.endswith(("。", "；")) and line.rstrip("。；").endswith(child.path[-1])
    is_empty = is_point or not any(p.section == following for p in parsed.passages)
    if not path or child.path[:-1] != path or not is_empty or not MARK.match(fold(child.path[-1])):
        return group
    return replace(group, items=(*group.items, _heading_item(parsed, following)))


def _headings_under(parsed: ParsedReport, number: int) -> tuple[Item, ...]:
    path = parsed.sections[number].path
    if not path:
        return ()
    children = [
        i
        for i, s in enumerate(parsed.sections)
        if len(s.path) == len(path) + 1
        and s.path[:-1] == path
        # A heading without a number of its own is a table's caption.
        and MARK.match(fold(s.path[-1]))
        and s.path[-1] in parsed.report.lines[s.first_line - 1]
    ]
    items = {(i, -1): _heading_item(parsed, i) for i in children}
    # A point told in one long sentence is no heading, but stands in the row all the same.
    styles = {mark_style(parsed.sections[i].path[-1]) for i in children}
    for passage in parsed.passages if children else ():
        text = passage.sentences[0].text if passage.sentences else ""
        if (
            passage.section > children[0]
            and parsed.sections[passage.section].path == path
            and MARK.match(fold(text))
            and mark_style(text) in styles
        ):
            items[passage.section, passage.index] = _passage_item(passage, mark_length(text))
    return tuple(items[at] for at in sorted(items)) if len(items) > 1 else ()


def _passage_item(passage: Passage, skip: int) -> Item:
    """Return a whole passage as an item, without the mark that its first ``skip`` characters are."""
    item = _sentence_item(passage, 0, skip, len(passage.sentences[0].text))
    for index in range(1, len(passage.sentences)):
        whole = Stretch(passage.index, index, 0, len(passage.sentences[index].text))
        item = _extended(item, whole)
    return item


def _counted_groups(number: int, path: tuple[str, ...], passages: list[Passage]) -> Iterator[Group]:
    """Yield the runs 一是…二是…, over the sentences and passages of a section."""
    items: list[Item] = []
    intro, series, position = "", -1, -1
    for passage in passages:
        for index, sentence in enumerate(passage.sentences):
            marks = list(ordinal_pattern().finditer(fold(sentence.text)))
            text_end = len(sentence.text)
            before = marks[0].start() if marks else text_end
            if items and not marks and items[-1].lead and items[-1].lead.passage == passage.index:
                stretch = Stretch(passage.index, index, 0, text_end)
                items[-1] = _extended(items[-1], stretch)
            elif not items:
                intro = sentence.text[:before] if before else intro
            for at, mark in enumerate(marks):
                found = place_in_series(mark.group("word"))
                if found != (series, position + 1):
                    if len(items) > 1:
                        yield _group(number, path, intro, items)
                    items, series, position = [], -1, -1
                    intro = sentence.text[: mark.start()] or intro
                    if found[1] != 0:
                        continue
                series, position = found
                end = marks[at + 1].start() if at + 1 < len(marks) else text_end
                start = mark.end()
                items.append(_sentence_item(passage, index, start, end))
    if len(items) > 1:
        yield _group(number, path, intro, items)


def _group(number: int, path: tuple[str, ...], intro: str, items: list[Item]) -> Group:
    passages = {item.lead.passage for item in items if item.lead}
    one = passages.pop() if len(passages) == 1 else None
    return Group(number, (*path, intro) if intro else path, tuple(items), passage=one)


def _extended(item: Item, stretch: Stretch) -> Item:
    return Item(item.text, item.lead, (*item.rest, stretch))


def _sentence_item(passage: Passage, index: int, start: int, end: int) -> Item:
    text = passage.sentences[index].text
    while start < end and text[start] in " \u3000,，、:：":
        start += 1
    while end > start and text[end - 1] in " \u3000;；。，,":
        end -= 1
    return Item(text[start:end], Stretch(passage.index, index, start, end))


def _numbered_groups(
    number: int, path: tuple[str, ...], passages: list[Passage]
) -> Iterator[Group]:
    """Yield passages that each begin with a number of their own (1. …, （一）…)."""
    items: list[Item] = []
    intro = ""
    for passage in passages:
        text = passage.sentences[0].text if passage.sentences else ""
        heading = path[-1] if path else ""
        # 5.12345热线 is the fifth point where four came before it, a number elsewhere.
        next_mark = re.match(rf"\s*{len(items) + 1}\s*[.．、]", fold(text))
        if (next_mark or MARK.match(fold(text))) and not (heading and text.startswith(heading)):
            skip = next_mark.end() if next_mark else mark_length(text)
            items.append(_passage_item(passage, skip))
        elif not items:
            intro = text
    if len(items) > 1:
        yield Group(number, (*path, intro) if intro else path, tuple(items))


def _colon_groups(number: int, path: tuple[str, ...], passages: list[Passage]) -> Iterator[Group]:
    """Yield the sentences of a passage that follow one ending in a colon (目标如下：)."""
    for passage in passages:
        for index, sentence in enumerate(passage.sentences[:-2]):
            if fold(sentence.text).rstrip().endswith((":", "：")):
                items = [
                    _sentence_item(passage, later, 0, len(passage.sentences[later].text))
                    for later in range(index + 1, len(passage.sentences))
                ]
                yield Group(number, (*path, sentence.text), tuple(items), passage=passage.index)
                break


def _announces(lead: str) -> bool:
    """Return whether the words before a colon announce a list: a numbered point's own name (（一）人手
    不足：…) does not, unless it names the part."""
    if any_of("ordinals", "announces").search(lead) is None and not (
        _SO_MANY.search(lead) or parts_of(lead)
    ):
        return False
    return MARK.match(lead) is None or role_of(lead) is not None


def _plain_items(passages: list[Passage], role: Role) -> Iterator[Item]:
    """Yield the sentences of passages without marks, and what 比如 lists in them, as items.

    A review says in each paragraph's first sentence what the paragraph is about.
    """
    for passage in passages:
        if role == "review" and any_of("opening", "words").search(fold(passage.text)):
            continue
        sentences = passage.sentences[:1] if role == "review" else passage.sentences
        for index, sentence in enumerate(sentences):
            folded = fold(sentence.text)
            announced = fault_lead(folded) if role == "shortcomings" else 0
            start = announced or mark_length(sentence.text)
            if announced == len(folded):
                continue
            if example := any_of("ordinals", "examples").search(folded, start):
                for clause in re.finditer(r"[^，,]+", folded[example.end() :]):
                    a, b = example.end() + clause.start(), example.end() + clause.end()
                    yield _sentence_item(passage, index, a, b)
                continue
            colon = re.search(r"[：:]", folded) if index == 0 and not announced else None
            if colon and not _announces(folded[: colon.start()]):
                colon = None
            yield _sentence_item(
                passage, index, colon.end() if colon else start, len(sentence.text)
            )
