"""What can be set, and where each setting came from: flag, environment, project file, user's file.

A setting is one row of ``SETTINGS``; nothing else has to change to add one. In a file it is
written ``key = …``, a dot in the key being a table (``[telegram]``); in the environment
``FAZHI_`` and the key in capitals.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.folders import config_folder
from retrieval.errors import ConfigError

SettingKind = Literal["path", "text", "url", "ids", "flag", "choice", "number"]
Plain = str | int | bool | Path | tuple[int, ...] | None

FILE_NAME = "fazhi.toml"
# Variables that are no settings: how the program runs, not what it does.
OTHER_VARIABLES = frozenset({"FAZHI_HOME", "FAZHI_DEBUG", "FAZHI_MAKE_QUESTION"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set. ``secret`` ones are never printed."""

    key: str
    kind: SettingKind
    default: Plain
    help: str
    choices: tuple[str, ...] = ()
    secret: bool = False

    @property
    def variable(self) -> str:
        """Return the environment variable of this setting."""
        return "FAZHI_" + self.key.replace(".", "_").upper()


SETTINGS: tuple[Setting, ...] = (
    Setting("db", "path", None, "数据库文件；不设时用本机数据目录里的 fazhi.db"),
    Setting(
        "ranking.disk_from", "number", 20_000, "段落有这么多时，检索索引放到数据库旁的文件夹里"
    ),
    Setting(
        "tables.ahead",
        "number",
        10,
        "报告多时，读入后自动把最常报的这么多个指标的对照备好；0 为不备",
    ),
    Setting("color", "choice", "auto", "颜色", choices=("auto", "always", "never")),
    Setting("history", "flag", True, "问答是否记住输入过的问题"),
    Setting("browse.url", "url", None, "fazhi browse 所在的网址；设了就给每条引文附上链接"),
    Setting("charts.font", "path", None, "图里用的中文字体文件；不设则在本机找"),
    Setting("telegram.token", "text", None, "Telegram 机器人令牌", secret=True),
    Setting("telegram.token_file", "path", None, "存放令牌的文件"),
    Setting("telegram.api", "text", "https://api.telegram.org", "Bot API 服务器地址"),
    Setting("webhook.url", "text", None, "Telegram 推送到的公开网址；不设则轮询"),
    Setting("webhook.listen", "text", None, "本机监听的地址:端口，默认 127.0.0.1:8443"),
    Setting("webhook.secret", "text", None, "推送请求必须带的暗号；不设则自动生成", secret=True),
    Setting("log.format", "choice", "logfmt", "机器人日志一行的写法", choices=("logfmt", "json")),
    Setting("log.questions", "flag", False, "机器人是否记下问题原文，供 fazhi log 查看"),
    Setting("metrics.listen", "text", None, "机器人的指标与健康检查在本机监听的地址:端口"),
    Setting("owners", "ids", (), "管理员的用户编号"),
    Setting("allowed", "ids", None, "允许提问的用户或群编号；不设则人人可问"),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Origin:
    """A setting's value and, in Chinese, where it came from."""

    value: Plain
    source: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting resolved. The typed readers raise KeyError for a key not in ``SETTINGS``."""

    origins: Mapping[str, Origin]

    def path(self, key: str) -> Path | None:
        """Return a path setting, or None where it is not set."""
        value = self.origins[key].value
        return value if isinstance(value, Path) else None

    def text(self, key: str) -> str | None:
        """Return a text or choice setting, or None where it is not set."""
        value = self.origins[key].value
        return value if isinstance(value, str) else None

    def ids(self, key: str) -> tuple[int, ...] | None:
        """Return a list of user or chat ids; None where it is not set (not the same as empty)."""
        value = self.origins[key].value
        return value if isinstance(value, tuple) else None

    def flag(self, key: str) -> bool:
        """Return a yes-or-no setting."""
        return self.origins[key].value is True

    def number(self, key: str) -> int:
        """Return a whole-number setting, 0 where it is not set."""
        value = self.origins[key].value
        return value if isinstance(value, int) else 0


def load_settings(
    flags: Mapping[str, str | Path | None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Return all settings: flag before environment before files before default.

    Raises ConfigError for an unknown key (naming the nearest known one), a value of the
    wrong kind, or a file that is not TOML.
    """
    environment = os.environ if environment is None else environment
    found: dict[str, Origin] = {s.key: Origin(s.default, "默认") for s in SETTINGS}
    for file in (config_folder() / FILE_NAME, Path(FILE_NAME)):
        for key, value in _read_file(file).items():
            found[key] = Origin(_convert(_BY_KEY[key], value, str(file), file), f"文件 {file}")
    _check_variables(environment)
    for setting in SETTINGS:
        text = environment.get(setting.variable)
        if text:
            value = _convert(setting, text, setting.variable, None)
            found[setting.key] = Origin(value, f"环境变量 {setting.variable}")
    for key, flag in (flags or {}).items():
        if flag is not None:
            option = "--" + key
            found[key] = Origin(_convert(_BY_KEY[key], str(flag), option, None), f"参数 {option}")
    return Settings(found)


def nearest(word: str, known: tuple[str, ...], cutoff: float = 0.5) -> str | None:
    """Return the known word most like ``word``, or None where none is like it."""
    import difflib

    close = difflib.get_close_matches(word, known, n=1, cutoff=cutoff)
    return close[0] if close else None


def _read_file(file: Path) -> dict[str, object]:
    """Return the file's settings by key, tables flattened; empty where there is no file."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"配置文件读不出：{file}", f"请检查文件权限与编码（UTF-8）：{error}"
        ) from error
    # Imported here: most people have no such file.
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"配置文件 {file} 格式有误：{error}", '文字要加引号，例如 db = "…"'
        ) from error
    flat: dict[str, object] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{name}": inner for name, inner in value.items()})
        else:
            flat[key] = value
    for key in flat:
        if key not in _BY_KEY:
            raise _unknown(f"配置文件 {file} 里的 {key}", key, tuple(_BY_KEY))
    return flat


def _check_variables(environment: Mapping[str, str]) -> None:
    """Refuse a variable that is a slip of a known one: FAZHI_ALOWED would let everybody in."""
    known = tuple(setting.variable for setting in SETTINGS)
    for name in environment:
        if not name.startswith("FAZHI_") or name in known or name in OTHER_VARIABLES:
            continue
        if nearest(name, known, cutoff=0.85):
            raise _unknown(f"环境变量 {name}", name, known)


def _unknown(where: str, key: str, known: tuple[str, ...]) -> ConfigError:
    guess = nearest(key, known)
    hint = f"是不是 {guess}？" if guess else ""
    return ConfigError(f"不认识的设置：{where}", f"{hint}可用的有：{'、'.join(known)}")


def _convert(setting: Setting, value: object, where: str, file: Path | None) -> Plain:
    """Return ``value`` as the setting's kind; a relative path in a file is relative to the file."""
    match setting.kind, value:
        case "path", str() if value:
            path = Path(value).expanduser()
            return file.parent / path if file else path
        case "text", str():
            return value
        case "url", str() if value.startswith(("http://", "https://")):
            return value
        case "choice", str() if value in setting.choices:
            return value
        case "flag", bool():
            return value
        case "flag", str() if value.lower() in _FLAGS:
            return _FLAGS[value.lower()]
        case "number", int() if not isinstance(value, bool):
            return value
        case "number", str() if value.strip().isdecimal():
            return int(value)
        case "ids", list() | str():
            # With a Chinese keyboard the comma comes out wide.
            parts = value if isinstance(value, list) else re.sub("[,，、]", " ", value).split()
            if all(_is_id(part) for part in parts):
                return tuple(int(part) for part in parts)
    remedy = {
        "path": "请写文件路径",
        "text": "请写文字",
        "url": "请写网址，例如 http://127.0.0.1:8001",
        "choice": f"可选：{'、'.join(setting.choices)}",
        "flag": "请写 true 或 false",
        "number": "请写整数",
        "ids": "请写数字编号，多个用逗号隔开",
    }[setting.kind]
    shown = "（不显示）" if setting.secret else f"“{value}”"
    raise ConfigError(f"{where}：{setting.key} 的值 {shown} 不对", remedy)


_FLAGS = {
    "1": True, "true": True, "yes": True, "on": True, "是": True,
    "0": False, "false": False, "no": False, "off": False, "否": False,
}  # fmt: skip


def _is_id(part: object) -> bool:
    if isinstance(part, bool):
        return False
    # Group chats have negative ids.
    return isinstance(part, int) or (isinstance(part, str) and bool(re.fullmatch(r"-?\d+", part)))
