"""Checks of the way to Telegram: the token, how updates come, and this machine's clock."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx
from telegram import Bot, WebhookInfo
from telegram.error import EndPointNotFound, InvalidToken, TelegramError

from bot.settings import Settings
from bot.telegram.config import Config, load_config
from bot.telegram.requests import QuietRequest
from retrieval.errors import ConfigError
from retrieval.records import Check

_PATIENCE = 10.0
# A certificate or a signed request is refused by some servers beyond this.
_CLOCK_SECONDS = 60.0
# More than this waiting means that nobody takes them.
_MOST_PENDING = 100


def check_telegram(settings: Settings) -> tuple[Check, ...]:
    """Return what is known of the way to Telegram; the network is asked, for ten seconds at most.

    No check names the token.
    """
    try:
        config = load_config(settings)
    except ConfigError as error:
        return (Check("令牌", error.message, error.hint, serious=_is_wanted(settings)),)
    return asyncio.run(_checks(config))


def _is_wanted(settings: Settings) -> bool:
    """Return whether a token was set, and is wrong; who has no bot needs none."""
    keys = ("telegram.token", "telegram.token_file")
    return any(settings.origins[key].value is not None for key in keys)


async def _checks(config: Config) -> tuple[Check, ...]:
    request = QuietRequest(
        connect_timeout=_PATIENCE,
        read_timeout=_PATIENCE,
        httpx_kwargs={"trust_env": not config.on_loopback},
    )
    bot = Bot(
        config.token,
        base_url=f"{config.api}/bot",
        base_file_url=f"{config.api}/file/bot",
        request=request,
    )
    try:
        me = await bot.get_me()
        info = await bot.get_webhook_info()
    except (InvalidToken, EndPointNotFound):
        remedy = "在 @BotFather 处核对或重新生成，再改设置"
        return (Check("令牌", "Telegram 不接受这个令牌", remedy), await _clock(config))
    except TelegramError as error:
        remedy = "检查网络、代理与 FAZHI_TELEGRAM_API"
        return (Check("令牌", f"连不上 Telegram（{type(error).__name__}）", remedy),)
    finally:
        await bot.shutdown()
    return (Check("令牌", f"有效：@{me.username}"), _webhook(config, info), await _clock(config))


def _webhook(config: Config, info: WebhookInfo) -> Check:
    """Compare how updates are to come with what Telegram says it does."""
    pending = f"，等着取的 {info.pending_update_count} 条" if info.pending_update_count else ""
    if config.webhook is None:
        if info.url:
            remedy = "启动 fazhi telegram 会取消推送；若另有程序在用这个令牌，请换一个"
            return Check("接收", f"设的是轮询，Telegram 却推送到别处{pending}", remedy, False)
        if info.pending_update_count > _MOST_PENDING:
            return Check("接收", f"轮询{pending}", "机器人没有在取，请启动 fazhi telegram", False)
        return Check("接收", f"轮询{pending}")
    if not info.url.startswith(config.webhook.url):
        remedy = "启动（或重启）fazhi telegram 登记推送"
        return Check("接收", f"推送还没有登记到 {config.webhook.url}{pending}", remedy)
    if info.last_error_date and _is_recent(info.last_error_date):
        remedy = "检查反向代理、证书和 FAZHI_WEBHOOK_LISTEN"
        return Check("接收", f"推送出错：{info.last_error_message}{pending}", remedy)
    return Check("接收", f"推送到 {config.webhook.url}{pending}")


def _is_recent(moment: datetime) -> bool:
    return (datetime.now(UTC) - moment).total_seconds() < 3600


async def _clock(config: Config) -> Check:
    """Compare this machine's clock with the time that the server puts on its answers."""
    try:
        async with httpx.AsyncClient(
            timeout=_PATIENCE, trust_env=not config.on_loopback, follow_redirects=False
        ) as client:
            # The bare address: no token in it.
            response = await client.head(config.api)
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (httpx.HTTPError, KeyError, ValueError):
        return Check("时钟", "服务器没有报时，无从比较")
    off = (datetime.now(UTC) - theirs).total_seconds()
    if abs(off) > _CLOCK_SECONDS:
        remedy = "校准时间，如 timedatectl set-ntp true"
        return Check("时钟", f"与服务器相差 {abs(off):.0f} 秒", remedy, serious=False)
    return Check("时钟", "与服务器一致")
