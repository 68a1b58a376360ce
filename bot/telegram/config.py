"""What the bot needs to know before it starts, checked; the token is never shown."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.database import chats_path, database_path, logbook_path
from bot.settings import Settings
from bot.telegram.backoff import Backoff
from bot.telegram.listening import Address
from retrieval.errors import ConfigError

_TOKEN = re.compile(r"[A-Za-z0-9:_-]+")
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOW = (
    "向 @BotFather 要一个，再设 FAZHI_TELEGRAM_TOKEN，或把它写进文件并设 FAZHI_TELEGRAM_TOKEN_FILE"
)
_PORT = 8443
_METRICS_PORT = 9464


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are pushed: ``url`` as Telegram reaches it, ``host`` and ``port`` as we listen.

    An empty ``secret`` is replaced by a random one at each start. Port 0 takes any free one.
    """

    url: str
    host: str = "127.0.0.1"
    port: int = _PORT
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Config:
    """The bot's settings. ``allowed`` None lets everyone ask; otherwise nobody else may."""

    token: str = field(repr=False)
    api: str
    state: Path
    owners: frozenset[int] = frozenset()
    allowed: frozenset[int] | None = None
    webhook: Webhook | None = None
    paced: bool = True
    chart_font: Path | None = None
    metrics: Address | None = None
    log_format: str = "logfmt"
    log_questions: bool = False
    logbook: Path | None = None
    backoff: Backoff = field(default_factory=Backoff)

    @property
    def on_loopback(self) -> bool:
        """Return whether the Bot API server is on this machine: no proxy stands before it."""
        return urlsplit(self.api).hostname in _LOOPBACK


def load_config(settings: Settings, environment: Mapping[str, str] | None = None) -> Config:
    """Return the bot's settings. Raises ConfigError, without the token, for what is wrong."""
    environment = os.environ if environment is None else environment
    api = (settings.text("telegram.api") or "").rstrip("/")
    if urlsplit(api).scheme not in ("http", "https") or not urlsplit(api).hostname:
        raise ConfigError(
            f"Bot API 地址不对：{api or '（空）'}",
            "写成 https://api.telegram.org 或 http://主机:端口",
        )
    library = database_path(settings)
    allowed = settings.ids("allowed")
    # An empty list in the environment is a list all the same: nobody but the owners.
    if allowed is None and "FAZHI_ALLOWED" in environment:
        allowed = ()
    listen = (settings.text("metrics.listen") or "").strip()
    return Config(
        token=_token(settings),
        api=api,
        state=chats_path(library),
        owners=frozenset(settings.ids("owners") or ()),
        allowed=None if allowed is None else frozenset(allowed),
        webhook=_webhook(settings, environment),
        chart_font=settings.path("charts.font") if "charts.font" in settings.origins else None,
        metrics=_address(listen, _METRICS_PORT) if listen else None,
        log_format=settings.text("log.format") or "logfmt",
        log_questions=settings.flag("log.questions"),
        logbook=logbook_path(library),
    )


def _token(settings: Settings) -> str:
    token = (settings.text("telegram.token") or "").strip()
    file = settings.path("telegram.token_file")
    if not token and file is not None:
        try:
            token = file.read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(f"令牌文件读不出：{file}", "请检查路径、权限和编码") from error
    if not token:
        raise ConfigError("没有 Telegram 机器人令牌", _HOW)
    if not _TOKEN.fullmatch(token):
        raise ConfigError("Telegram 机器人令牌里有不该有的字符", f"只复制令牌本身；{_HOW}")
    return token


def _webhook(settings: Settings, environment: Mapping[str, str]) -> Webhook | None:
    url = _read(settings, environment, "webhook.url").rstrip("/")
    if not url:
        return None
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise ConfigError(f"推送地址不对：{url}", "写成 https://域名（反向代理的公开地址）")
    address = _address(_read(settings, environment, "webhook.listen"), _PORT)
    secret = _read(settings, environment, "webhook.secret")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise ConfigError("推送密钥不对", "1 到 256 个字母、数字、_ 或 -；不设则每次启动随机生成")
    return Webhook(url, address.host, address.port, secret)


def _address(text: str, port: int) -> Address:
    """Return the address written as ``host:port``; what is left out is loopback and ``port``."""
    host, _, number = text.rpartition(":")
    if number and not (number.isdecimal() and int(number) < 65536):
        raise ConfigError(f"监听地址不对：{text}", f"写成 127.0.0.1:{port}")
    # An IPv6 address stands in brackets, so that its colons are not the port's.
    return Address(host.strip("[]") or "127.0.0.1", int(number) if number else port)


def _read(settings: Settings, environment: Mapping[str, str], key: str) -> str:
    """Return a text setting that older configuration tables may not have a row for."""
    if key in settings.origins:
        return settings.text(key) or ""
    return environment.get("FAZHI_" + key.replace(".", "_").upper(), "").strip()
