"""Folders of small reports, as the tests of reading them in need them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

TEXT = """{title}

一、主要举措
{year}年，{place}共办理行政应诉案件{cases}件，开展普法宣传35场次。
二、存在的不足
普法形式还不够多样。
"""


def report(place: str = "甲山镇", year: int = 2023, cases: int = 22, title: str = "") -> str:
    title = title or f"{place}{year}年法治政府建设年度报告"
    return TEXT.format(title=title, place=place, year=year, cases=cases)


def write(file: Path, text: str, *, when: float = 0) -> Path:
    """Write a file; ``when`` it was written, in seconds, if not now."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    if when:
        os.utime(file, (when, when))
    return file


def pack(file: Path, members: Mapping[str, str | bytes], *, year: int = 2024) -> Path:
    """Write an archive whose members were written in ``year``."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (year, 1, 2, 3, 4, 6)), content)
    return file
