"""Which report a person means by a few words: an id, a file name, a place and year, a title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from retrieval.errors import LibraryError
from retrieval.language.fold import fold
from retrieval.records import Report

_SHORTEST_PREFIX = 4
_SHOWN = 5


def pick_report(key: str, reports: Sequence[Report]) -> Report:
    """Return the one report that ``key`` names.

    Tried in this order: id, file name (with or without its ending), the beginning of an
    id, place with or without year (``嘉祥街道 2023``, ``嘉祥2023年``), title. LibraryError
    names the nearest keys where none fits and all that fit where several do.
    """
    wanted = _squeezed(key)
    for keys_of in _WAYS:
        found = [report for report in reports if wanted in {_squeezed(k) for k in keys_of(report)}]
        if not found and keys_of is _ids and len(wanted) >= _SHORTEST_PREFIX:
            found = [report for report in reports if report.id.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        if found:
            shown = "、".join(report_key(report, reports) for report in found[:_SHOWN])
            raise LibraryError(f"“{key}”对应 {len(found)} 份报告", f"请写清是哪一份：{shown}")
    raise LibraryError(f"库里没有“{key}”这份报告", _nearest(key, reports))


def report_key(report: Report, reports: Iterable[Report]) -> str:
    """Return a short key that names ``report`` alone: place and year if these do, else its id."""
    if report.place is None:
        return report.id
    key = " ".join([report.place.name, *([str(report.year)] if report.year else [])])
    alike = [
        other
        for other in reports
        if other.place and (other.place.name, other.year) == (report.place.name, report.year)
    ]
    return key if len(alike) == 1 else report.id


def _ids(report: Report) -> Iterable[str]:
    return (report.id,)


def _files(report: Report) -> Iterable[str]:
    # A member of an archive goes by its own name too: 2023.zip/甲镇.docx, 甲镇.docx.
    own = report.file.rpartition("/")[2]
    return [key for name in (report.file, own) for key in (name, name.rpartition(".")[0] or name)]


def _places(report: Report) -> Iterable[str]:
    place = report.place
    if place is None:
        return ()
    parents = ["".join(place.parents[at:]) for at in range(len(place.parents))]
    names = [place.name, *place.aliases, *(parent + place.name for parent in parents)]
    return [
        key for name in names for key in (name, f"{name}{report.year}", f"{name}{report.year}年")
    ]


def _titles(report: Report) -> Iterable[str]:
    return (report.title,)


_WAYS: tuple[Callable[[Report], Iterable[str]], ...] = (_files, _ids, _places, _titles)


def _squeezed(key: str) -> str:
    """Return ``key`` folded, without spaces and the stops people put between place and year."""
    return re.sub(r"[\s·,，、]+", "", fold(key))


def _nearest(key: str, reports: Sequence[Report]) -> str:
    keys = {report_key(report, reports): report for report in reports}
    names = {name: key for key, report in keys.items() for name in (key, report.file, report.title)}
    # Imported here: a cold answer has no use for it.
    import difflib

    near = difflib.get_close_matches(key, names, n=3, cutoff=0.4)
    shown = "、".join(dict.fromkeys(names[name] for name in near))
    return f"最接近的是：{shown}" if shown else "用 fazhi reports 查看库里的报告"
