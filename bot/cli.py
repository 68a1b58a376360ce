"""The command ``fazhi``: its subcommands, and how every call ends.

A subcommand's module is imported only when it is called, so that ``fazhi ask`` does not pay
for the chat or for Telegram.
"""

from __future__ import annotations

import errno
import gc
import logging
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click
from click_default_group import DefaultGroup

from bot.messages import in_chinese
from bot.options import shared_options
from retrieval.errors import FazhiError, UsageError

COMMANDS = {
    "ask": "bot.commands.ask",
    "chat": "bot.commands.chat",
    "ingest": "bot.commands.ingest",
    "reports": "bot.commands.reports",
    "show": "bot.commands.show",
    "facts": "bot.commands.facts",
    "plans": "bot.commands.plans",
    "browse": "bot.commands.browse",
    "verify": "bot.commands.verify",
    "compare": "bot.commands.compare",
    "audit": "bot.commands.audit",
    "remove": "bot.commands.remove",
    "faq": "bot.commands.faq",
    "backup": "bot.commands.backup",
    "restore": "bot.commands.restore",
    "doctor": "bot.commands.doctor",
    "config": "bot.commands.config",
    "completion": "bot.commands.completion",
    "telegram": "bot.commands.telegram",
    "log": "bot.commands.log",
}
DEFAULT = "ask"
INTERRUPTED = 130
# 128 + SIGPIPE, as a shell reports it: whoever read us has heard enough.
BROKEN_PIPE = 141
INTERNAL = 70
_DISK = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超出允许的大小",
    errno.EROFS: "文件系统只读",
    errno.EIO: "磁盘出错",
}


class LazyGroup(DefaultGroup):  # type: ignore[misc]
    """Subcommands imported on demand; a call that names none is a question for ``ask``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all subcommands, imported or not."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand, or ``ask`` with the name as the question's first word."""
        if cmd_name not in COMMANDS:
            _refuse_slip(cmd_name)
        name = cmd_name if cmd_name in COMMANDS else DEFAULT
        if name not in self.commands:
            self.add_command(import_module(COMMANDS[name]).command, name)
        command: click.Command | None = super().get_command(ctx, cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Return what the subcommand does; click itself would leave a broken pipe with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _silence_stdout()
            ctx.exit(BROKEN_PIPE)


def _refuse_slip(word: str) -> None:
    """Raise UsageError for a mistyped subcommand: nobody asks a question of one English word."""
    if word.isascii() and word.isalpha():
        from bot.settings import nearest

        guess = nearest(word, tuple(COMMANDS), cutoff=0.6)
        if guess:
            raise UsageError(f"没有 {word} 这个命令", f"是不是 fazhi {guess}？")


@click.group(
    cls=LazyGroup,
    default=DEFAULT,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 answered, 1 not found, 2 usage, 3 ambiguous, 4 no reports, "
    "5 configuration, 70 internal, 130 interrupted.",
)
@click.option("--version", is_flag=True, help="Print the version.")
@shared_options
@click.pass_context
def cli(ctx: click.Context, version: bool) -> int:
    """Answer questions about Chinese rule-of-law annual reports, each figure with its line.

    \b
    Examples:
      fazhi 嘉祥街道2023年有多少件行政应诉案件
      fazhi ask --json 中梁镇2023年人民调解员多少名
      fazhi ingest 我的报告/ --db 我的.db
      fazhi chat
      fazhi faq run tests/faq
    """
    if version:
        from importlib.metadata import version as installed

        click.echo(f"fazhi {installed('fazhi')}")
    elif ctx.invoked_subcommand is None:
        return int(ctx.invoke(import_module(COMMANDS["chat"]).command))
    return 0


def main() -> NoReturn:
    """Run the command line and leave with the exit code that CONTRACT names."""
    # What starting up makes is kept: to look through it for garbage takes a twentieth of a call.
    gc.set_threshold(200_000)
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run one call and return its exit code; no error of any kind leaves as a traceback."""
    _speak_utf8()
    _keep_logs_quiet()
    try:
        code = cli.main(args=arguments, prog_name="fazhi", standalone_mode=False)
        sys.stdout.flush()
    except FazhiError as error:
        return _complain(error.message, error.hint, error.exit_code)
    except click.ClickException as error:
        return _complain(*in_chinese(error), UsageError.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return BROKEN_PIPE
    except OSError as error:
        return _complain_of_disk(error) if error.errno in _DISK else _apologise(error)
    except Exception as error:  # noqa: BLE001 - the last stop: the person gets an apology, not a trace
        return _apologise(error)
    return code if isinstance(code, int) else 0


def _complain(message: str, hint: str, code: int) -> int:
    click.echo(f"{message}\n  → {hint}" if hint else message, err=True)
    return code


def _complain_of_disk(error: OSError) -> int:
    """Say that something could not be written, as an answer sent into a file on a full disk."""
    _silence_stdout()
    where = f"：{error.filename}" if error.filename else ""
    return _complain(
        f"写不出去{where}（{_DISK[error.errno or 0]}）", "请腾出空间或换一个位置再试", INTERNAL
    )


def _apologise(error: Exception) -> int:
    if os.environ.get("FAZHI_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    hint = "再试一次；若仍如此，请设 FAZHI_DEBUG=1 重跑，把显示的内容发给维护者"
    return _complain(f"对不起，程序内部出错了（{type(error).__name__}）。", hint, INTERNAL)


def _speak_utf8() -> None:
    """Chinese must leave through any pipe: an ASCII or Latin locale would raise at the first word."""
    for stream in (sys.stdout, sys.stderr):
        if "utf" not in (stream.encoding or "").lower() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _keep_logs_quiet() -> None:
    """Keep what is meant for a maintainer off a person's terminal, unless it was asked for."""
    if os.environ.get("FAZHI_DEBUG") != "1":
        logging.getLogger("retrieval").addHandler(logging.NullHandler())


def _silence_stdout() -> None:
    """Give the interpreter's closing flush somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
