"""All checks of an installation, in the order in which one would look."""

from __future__ import annotations

from collections.abc import Iterator

from bot.database import chats_path, database_path, logbook_path, open_library
from bot.settings import Settings
from bot.upkeep.machine import check_disk, check_fonts, check_private, check_versions
from retrieval.errors import FazhiError
from retrieval.records import Check


def check_settings(settings: Settings) -> Iterator[Check]:
    """Yield what is wrong with settings that are well-formed, or that nothing is."""
    wrong = False
    for key, holds in (("charts.font", "字体"), ("telegram.token_file", "令牌")):
        file = settings.path(key)
        if file is not None and not file.is_file():
            wrong = True
            yield Check("设置", f"{key}：没有这个文件：{file}", f"改正设置，或放好{holds}文件")
    owners, allowed = settings.ids("owners"), settings.ids("allowed")
    if allowed is not None and not allowed and not owners:
        wrong = True
        yield Check("设置", "名单是空的，也没有管理员：谁也不能提问", "设 allowed 或 owners", False)
    if not wrong:
        files = {o.source for o in settings.origins.values() if o.source.startswith("文件 ")}
        yield Check("设置", "、".join(sorted(files)) or "没有配置文件，用默认值与环境变量")


def check_database(settings: Settings) -> Iterator[Check]:
    """Yield what each check of the library came to; one row where it can't be opened."""
    from retrieval.library import Library

    path = database_path(settings)
    try:
        # The default database is made on first use: to have none yet is no illness.
        with open_library(settings) as library:
            unsure = [row for row in library.reports() if not row.place or not row.year]
        yield from Library.check(path)
    except FazhiError as error:
        yield Check("数据库", error.message, error.hint)
        return
    if unsure:
        remedy = "fazhi reports --check 看缘由，在 reports.toml 里写明"
        yield Check("地区与年份", f"{len(unsure)} 份报告不明", remedy, serious=False)
    else:
        yield Check("地区与年份", "每份报告都有")


def check_all(settings: Settings, *, online: bool) -> Iterator[Check]:
    """Yield every check; with ``online`` Telegram is asked too, where a bot is set up."""
    yield check_versions()
    yield from check_settings(settings)
    yield from check_database(settings)
    path = database_path(settings)
    yield check_disk(path)
    yield check_fonts(settings.path("charts.font"))
    secrets = {"聊天记录": chats_path(path), "提问记录": logbook_path(path)}
    if token_file := settings.path("telegram.token_file"):
        secrets["令牌文件"] = token_file
    yield check_private(secrets)
    if online:
        from bot.telegram.checkup import check_telegram

        yield from check_telegram(settings)
