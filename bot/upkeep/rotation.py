"""Backups in a folder: a name with the time for each new one, and the oldest taken away."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

_NAME = re.compile(r"fazhi-[0-9]{8}-[0-9]{6}(-[0-9]+)?\.zip")


def new_name(folder: Path, now: datetime) -> Path:
    """Return a name in ``folder`` that is not taken; names sort as the times do."""
    stem = now.strftime("fazhi-%Y%m%d-%H%M%S")
    file = folder / f"{stem}.zip"
    number = 1
    while file.exists():
        file = folder / f"{stem}-{number}.zip"
        number += 1
    return file


def expire(folder: Path, keep: int) -> tuple[Path, ...]:
    """Delete all but the ``keep`` newest backups in ``folder``; return those that went.

    Only files with names that :func:`new_name` gives are looked at.
    """
    backups = sorted(
        (file for file in folder.iterdir() if _NAME.fullmatch(file.name)),
        key=lambda file: (file.stem.split("-")[1:3], len(file.stem), file.stem),
    )
    old = tuple(backups[: max(0, len(backups) - keep)])
    for file in old:
        file.unlink(missing_ok=True)
    return old
