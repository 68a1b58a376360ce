"""Checks of this machine: program and packages, disk, fonts, who may read what is secret."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from retrieval.errors import ConfigError
from retrieval.records import Check

_PACKAGES = ("jieba", "rank-bm25", "sqlite-utils", "python-telegram-bot")
# Room for a backup or for a new copy while reports are read in, and some to spare.
_ROOM_TIMES = 3
_ROOM_LEAST = 100 << 20
_SAMPLE = "法治政府建设年度报告"


def check_versions() -> Check:
    """Return the versions of the program and of what it is built on."""
    rows = [f"fazhi {version('fazhi')}", f"Python {platform.python_version()}"]
    rows.append(f"SQLite {sqlite3.sqlite_version}")
    missing = []
    for package in _PACKAGES:
        try:
            rows.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        return Check("版本", f"缺少 {'、'.join(missing)}", "重新安装：pip install --upgrade fazhi")
    return Check("版本", "，".join(rows))


def check_disk(database: Path) -> Check:
    """Return whether the disk of ``database`` has room for a backup and for new reports."""
    folder = next((parent for parent in database.absolute().parents if parent.is_dir()), Path("/"))
    size = database.stat().st_size if database.is_file() else 0
    free = shutil.disk_usage(folder).free
    detail = f"{folder} 还剩 {_size(free)}，数据库 {_size(size)}"
    if free < max(_ROOM_LEAST, size * _ROOM_TIMES):
        return Check("磁盘", detail, "腾出空间，或用 --db 换一个位置", serious=False)
    return Check("磁盘", detail)


def check_fonts(chosen: Path | None) -> Check:
    """Return whether charts can be drawn: matplotlib, and a font that has Chinese."""
    try:
        from bot.charts.fonts import find_font

        font = find_font(_SAMPLE, chosen)
    except ImportError:
        return Check(
            "图表", "没有 matplotlib，不能画图", "要画图：pip install 'fazhi[charts]'", False
        )
    except ConfigError as error:
        return Check("图表", error.message, error.hint, serious=False)
    return Check("图表", f"字体 {font.name}")


def check_private(files: dict[str, Path]) -> Check:
    """Return whether others on this machine may read one of ``files``, named by what they hold."""
    there = {name: file for name, file in files.items() if file.is_file()}
    for name, file in there.items():
        if file.stat().st_mode & 0o077:
            return Check("保密", f"别的用户能读{name}：{file}", f"chmod 600 {file}", serious=False)
    return Check("保密", "、".join(there) + "只有本用户可读" if there else "还没有要保密的文件")


def _size(count: int) -> str:
    megabytes = count / (1 << 20)
    return f"{megabytes:.1f} MB" if megabytes < 1024 else f"{megabytes / 1024:.1f} GB"
