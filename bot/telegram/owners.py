"""What owners may do: add reports by sending files, look at the figures, reopen the library."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from telegram import Document, Message, Update

from bot.telegram.cards import error_blocks, ingest_blocks
from bot.telegram.delivery import target_of
from bot.telegram.rich import bold, line
from bot.telegram.services import Context, Services, services_of, speaker_of
from retrieval.errors import FazhiError, LibraryError
from retrieval.records import IngestResult

# Telegram gives bots no larger file.
MOST_BYTES = 20 * 1024 * 1024
_LONGEST_NAME = 120


async def on_document(update: Update, context: Context) -> None:
    """Read a report that an owner sent; decline it from anyone else, in private chats."""
    services, message = services_of(context), update.effective_message
    assert message is not None
    if message.document is None:
        return
    if not services.access.is_owner(speaker_of(update).person):
        if message.chat.type == "private":
            text = "谢谢，但只有管理员可以添加报告。您可以直接提问。"
            await services.delivery.send(target_of(message), (line(text),))
        return
    if message.chat.type == "private":
        await _ingest(services, message, message.document)


async def ingest(update: Update, context: Context) -> None:
    """Read the report in the message that the command replies to."""
    services, message = services_of(context), update.effective_message
    assert message is not None
    if not await _is_owner(services, update, message):
        return
    replied = message.reply_to_message
    if replied is None or replied.document is None:
        text = "把报告文件（txt、docx、html、pdf，或装着它们的 zip）直接发给我，或用 /ingest 回复一份文件。"
        await services.delivery.send(target_of(message), (line(text),))
        return
    await _ingest(services, message, replied.document)


async def stats(update: Update, context: Context) -> None:
    """Show how much the bot is used: no names, no questions."""
    services, message = services_of(context), update.effective_message
    assert message is not None
    if not await _is_owner(services, update, message):
        return
    figures = services.state.figures()
    rows = [line(f"{label}：{figures.get(name, 0)}") for name, label in _STATS]
    reports = len(await services.desk.reports())
    blocks = (line(bold("使用情况")), line(f"报告：{reports}"), *rows)
    await services.delivery.send(target_of(message), blocks)


async def reload(update: Update, context: Context) -> None:
    """Open the library again, as after a restore."""
    services, message = services_of(context), update.effective_message
    assert message is not None
    if not await _is_owner(services, update, message):
        return
    try:
        count = await services.desk.reload()
    except FazhiError as error:
        await services.delivery.send(target_of(message), error_blocks(error))
        return
    await services.delivery.send(target_of(message), (line(f"资料库已重新打开：{count} 份报告。"),))


_STATS = (
    ("people", "正在对话的人"),
    ("answered", "已回答"),
    ("ambiguous", "反问"),
    ("not_found", "未找到"),
    ("smalltalk", "寒暄"),
    ("errors", "出错"),
    ("good", "👍"),
    ("bad", "👎"),
    ("inactive", "停用的聊天"),
)


async def _is_owner(services: Services, update: Update, message: Message) -> bool:
    if services.access.is_owner(speaker_of(update).person):
        return True
    if message.chat.type == "private":
        await services.delivery.send(target_of(message), (line("只有管理员可以用这个命令。"),))
    return False


async def _ingest(services: Services, message: Message, document: Document) -> None:
    target = target_of(message)
    if (document.file_size or 0) > MOST_BYTES:
        text = "文件太大：最多 20 MB。请拆开，或在服务器上用 fazhi ingest 读入。"
        await services.delivery.send(target, (line(text),))
        return
    if services.uploads.exceeded(message.from_user.id if message.from_user else 0):
        await services.delivery.send(target, (line("上传太频繁，请稍后再发。"),))
        return
    try:
        results = await _fetch_and_read(services, document)
    except OSError:
        # Its own words are English and name folders of the server.
        unkept = LibraryError("文件存不下来", "请检查服务器的磁盘空间后再发")
        await services.delivery.send(target, error_blocks(unkept))
        return
    except FazhiError as error:
        await services.delivery.send(target, error_blocks(error))
        return
    await services.delivery.send(target, ingest_blocks(results))


async def _fetch_and_read(services: Services, document: Document) -> tuple[IngestResult, ...]:
    with TemporaryDirectory(prefix="fazhi-upload-") as folder:
        path = Path(folder) / safe_name(document.file_name or "")
        file = await document.get_file()
        await file.download_to_drive(path)
        return await services.desk.ingest([path])


def safe_name(name: str) -> str:
    """Return a file name without folders or what a file system might take amiss."""
    flat = re.sub(r"[\x00-\x1f/\\:*?\"<>|]+", "_", name).strip(" .")
    stem, dot, ending = flat.rpartition(".")
    if not dot:
        return flat[:_LONGEST_NAME] or "报告.txt"
    return f"{stem[:_LONGEST_NAME] or '报告'}.{ending[:10]}"
