"""The frame of a report: title, salutation, signature, date, and the fields of its web page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.language.fold import fold
from retrieval.reading.headings import is_marked, role_of
from retrieval.reading.info_box import read_box
from retrieval.reading.page import is_page_line
from retrieval.reading.stretch import Stretch
from retrieval.reading.years import read_years

_TOLD = "文件或网页的信息栏"
_HEAD = 20
_LONGEST_HEAD = 60
_TAIL = 6
_LONGEST = 70
_COMPLETE = re.compile(
    r"(?:报告|总结|情况|汇报|通报|年报|工作要点|公告|公示)(?:[（(][^）)]{1,20}[）)])?[》”]?$"
)
_TELLING = re.compile(r"法治|依法|行政|普法|司法|20\d\d")
_REST = re.compile(r"(?:的)?(?:情况)?(?:的)?(?:工作)?(?:报告|总结|汇报|情况)$")
_DATE = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(
    r"20\d\d年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DOCUMENT_NUMBER = re.compile(
    r"^[^\s，。]{2,14}[〔\[［(（]\s*20\d\d\s*[〕\]］)）]\s*第?\d{1,4}号(?:\s*签发人\s*[:：]\s*\S{2,4}(?:\s\S)?)?$"
)
_BODY = re.compile(
    r"^(?:20\d\d年(?:度)?(?:来|以来|是|，|,)|一年来|近年来|根据|按照|为|今年)|[。；]|如下[:：]?$"
)
# A report that was read out says so under its title: when and where, and who spoke.
_DELIVERED = re.compile(r"^[—\-－―（( ]*20\d\d年\d{1,2}月\d{1,2}日在.{4,60}会议?上[）)]?$")
_SPEAKER = re.compile(
    r"^(.{2,20}?)代?(?:省长|市长|县长|区长|州长|旗长|乡长|镇长|主任|局长)\s+[一-鿿·]{1,8}(?:\s[一-鿿])?$"
)
_ORGANISATION = re.compile(
    r"(?:人民政府|政府|办事处|委员会|党工委|党委|街道|[局厅镇乡县区市]|管委会|办公室|委|中心|支队|大队|政府办)$"
)
_BEGINS_AMID = re.compile(r"^(?:关于|20\d\d年|\d{4}-\d{4}年|年度|法治政府|情况|工作)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body: ``aside`` are the positions of the paragraphs it is read from.

    ``organisations`` are the names of bodies in head and signature, as written. ``origins``
    says in Chinese where title, issuer and published were found, if they were.
    """

    title: str
    aside: frozenset[int]
    issuer: str
    published: str | None
    organisations: tuple[str, ...]
    origins: Mapping[str, str]


def find_frame(paragraphs: Sequence[Stretch], told: Mapping[str, str]) -> Frame:
    """Return title, issuer, date and the paragraphs that hold them; what is not there is empty.

    ``told`` is what the file says of itself (title, issuer, published): it counts where
    the text's own lines are silent.
    """
    box = read_box([paragraph.text for paragraph in paragraphs])
    fields = {**told, **box.fields}
    head = _find_head(paragraphs, box.values)
    title, used = _pick_title([(at, paragraphs[at].text) for at in head])
    aside = {*_aside_in_head(paragraphs, head, title, used), *box.values}
    foot = _find_foot(paragraphs)
    aside |= set(foot) | set(_find_signature(paragraphs[: foot.start], set(head)))
    below = _of_the_page(paragraphs, foot)
    written = [paragraphs[at].text for at in sorted(aside)]
    own = [paragraphs[at].text for at in sorted(aside) if at not in below]
    organisations = [text for text in map(_without_speaker, own) if _is_organisation(text)]
    told_title, told_issuer = (_tidy(fields.get(key, "")) for key in ("title", "issuer"))
    told_date = find_date(fields.get("published", ""))
    issuer = told_issuer or (_tidy(organisations[-1]) if organisations else "")
    published = told_date or next(filter(None, map(find_date, written)), None)
    origins = {
        "title": "正文开头" if title else told_title and _TOLD,
        "issuer": (told_issuer and _TOLD) or (issuer and "抬头或落款"),
        "published": (told_date and _TOLD) or (published and "抬头或落款"),
    }
    return Frame(
        title=title or told_title,
        aside=frozenset(aside),
        issuer=issuer,
        published=published,
        organisations=tuple(map(_tidy, organisations)),
        origins={key: origin for key, origin in origins.items() if origin},
    )


def find_date(text: str) -> str | None:
    """Return the first date in ``text`` as YYYY-MM-DD, or None."""
    folded = read_years(text)
    match = _DATE.search(folded)
    if match:
        year, month, day = (int(g) for g in match.groups())
    else:
        match = _CHINESE_DATE.search(folded)
        if not match:
            return None
        year = int(match[0][:4])
        month, day = _small_number(match[1]), _small_number(match[2])
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _small_number(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    digits = "零一二三四五六七八九"
    return (max(digits.find(tens), 1) * 10 if ten else 0) + max(digits.find(ones[:1] or "零"), 0)


def _find_head(paragraphs: Sequence[Stretch], values: frozenset[int]) -> list[int]:
    """Return the positions of the short lines before the body begins, the page's own left out."""
    head: list[int] = []
    complete = False
    for at, paragraph in enumerate(paragraphs[:_LONGEST_HEAD]):
        text = paragraph.text
        if at in values or is_page_line(text):
            continue
        if len(head) == _HEAD:
            break
        if is_marked(text) or len(text) > _LONGEST or _BODY.search(read_years(text)):
            break
        if complete and not _belongs_to_head(text, [paragraphs[i].text for i in head]):
            break
        head.append(at)
        complete = complete or (_COMPLETE.search(fold(text)) is not None and len(text) > 6)
        if text.endswith(("：", ":")):
            break
    return head


def _belongs_to_head(text: str, before: Sequence[str]) -> bool:
    bare = _bare(text)
    return (
        _is_organisation(text)
        or _is_date_line(text)
        or _DELIVERED.match(read_years(text)) is not None
        or _SPEAKER.match(text) is not None
        or text.endswith(("：", ":"))
        or _DOCUMENT_NUMBER.match(fold(text)) is not None
        or (_COMPLETE.search(fold(text)) is not None and role_of(text) != "plan" and "法治" in text)
        or (len(text) <= 8 and _REST.fullmatch(text) is not None)
        or any(bare and bare in _bare(b) for b in before)
    )


def _pick_title(head: Sequence[tuple[int, str]]) -> tuple[str, list[int]]:
    """Return the title among the lines of the head, and the positions it was joined from."""
    lines = [
        (at, text)
        for at, text in head
        if not text.endswith(("：", ":"))
        and not _is_date_line(text)
        and not _DOCUMENT_NUMBER.match(fold(text))
    ]
    titles = [
        joined
        for end, (_, text) in enumerate(lines)
        if _COMPLETE.search(fold(text)) and (joined := _join_title(lines, end))
    ]
    # 「工作报告」 is the name of a column on the site; a report's title says more.
    telling = [t for t in titles if _TELLING.search(read_years(t[0]))]
    if telling or titles:
        return (telling or titles)[0]
    likely = [(_tidy(text), [at]) for at, text in lines if _TELLING.search(read_years(text))]
    return likely[0] if likely else ("", [])


def _join_title(lines: Sequence[tuple[int, str]], end: int) -> tuple[str, list[int]]:
    """Return the title that line ``end`` completes, with the lines before that belong to it."""
    if end + 1 < len(lines) and len(lines[end + 1][1]) <= 8 and _REST.fullmatch(lines[end + 1][1]):
        end += 1
    start = end
    while start > 0 and _needs_what_is_before([t for _, t in lines[start : end + 1]]):
        before = lines[start - 1][1]
        joined = "".join(t for _, t in lines[start : end + 1])
        if end - start >= 3 or (len(joined) > 8 and _COMPLETE.search(fold(before))):
            break
        start -= 1
    used = lines[start : end + 1]
    return _tidy("".join(t for _, t in used)), [at for at, _ in used]


def _needs_what_is_before(lines: Sequence[str]) -> bool:
    first = read_years(lines[0])
    if _is_organisation(lines[0]):
        return False
    undated = not re.search(r"20\d\d", read_years("".join(lines)))
    return _BEGINS_AMID.match(first) is not None or len(first) <= 8 or undated


def _aside_in_head(
    paragraphs: Sequence[Stretch], head: Sequence[int], title: str, used: Sequence[int]
) -> list[int]:
    """Return the head's positions that are not body text: all but a first line of the body."""
    if not used:
        return [
            at
            for at in head
            if _is_date_line(paragraphs[at].text) or paragraphs[at].text.endswith(("：", ":"))
        ]
    kept: list[int] = []
    for at in head:
        text = paragraphs[at].text
        if at <= used[-1] or _belongs_to_head(text, [title]):
            kept.append(at)
    return kept


def _find_foot(paragraphs: Sequence[Stretch]) -> range:
    """Return the positions from the first line of the page's foot to the end."""
    own = len(paragraphs)
    while own > 0 and _is_foot_line(paragraphs[own - 1].text):
        own -= 1
    # Without a line that is surely the page's, short lines at the end are the report's own.
    start = next((i for i in range(own, len(paragraphs)) if is_page_line(paragraphs[i].text)), None)
    return range(len(paragraphs) if start is None else start, len(paragraphs))


def _of_the_page(paragraphs: Sequence[Stretch], foot: range) -> range:
    """Return the foot's positions below the page's own line: who is named there runs the site.

    Whoever signed may stand under 附件 and what it lists.
    """
    page = (at for at in foot if is_page_line(paragraphs[at].text))
    first = next((at for at in page if not paragraphs[at].text.startswith("附件")), foot.stop)
    return range(first, foot.stop)


def _is_foot_line(text: str) -> bool:
    if is_page_line(text):
        return True
    return len(text) <= 60 and not is_marked(text) and not re.search(r"[。；：:]$|\t", text)


def _find_signature(paragraphs: Sequence[Stretch], head: set[int]) -> list[int]:
    """Return the positions of who signed and when, at the end of the report."""
    found: list[int] = []
    at = len(paragraphs) - 1
    while at >= 0 and is_page_line(paragraphs[at].text):
        at -= 1
    for position in range(at, max(at - _TAIL, -1), -1):
        text = paragraphs[position].text
        if is_page_line(text):
            continue
        if position in head or not (_is_date_line(text) or _is_organisation(text)):
            break
        found.append(position)
    return found


def _is_date_line(text: str) -> bool:
    bare = re.sub(r"[（()）\s]", "", read_years(text))
    return len(bare) <= 14 and find_date(bare) is not None


def _without_speaker(text: str) -> str:
    match = _SPEAKER.match(text)
    return match.group(1) if match else text


def _is_organisation(text: str) -> bool:
    return (
        2 < len(text) <= 45
        and not is_marked(text)
        and re.search(r"[，。；：、]|20\d\d", fold(text)) is None
        and _ORGANISATION.search(fold(text)) is not None
    )


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    # Two characters of Chinese need no space between them unless two names stand there.
    return text.strip("《》") if text.startswith("《") and text.endswith("》") else text


def _bare(text: str) -> str:
    return re.sub(r"[\s《》“”\"()（）]", "", fold(text))
