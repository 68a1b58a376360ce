"""What the command-line parser has to say, in Chinese and with a remedy."""

from __future__ import annotations

import click


def in_chinese(error: click.ClickException) -> tuple[str, str]:
    """Return the message and the remedy for a mistake on the command line."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    see_help = f"用法见：{context.command_path if context else 'fazhi'} --help"
    match error:
        case click.NoSuchOption():
            near = "、".join(error.possibilities or ())
            return f"没有 {error.option_name} 这个选项", f"是不是 {near}？" if near else see_help
        case click.MissingParameter():
            return f"还缺参数 {_name(error.param)}", see_help
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 用法不对：{error.message}", see_help
        case click.BadParameter():
            return f"参数 {_name(error.param)} 不对", _remedy(error)
        case click.FileError():
            return f"文件打不开：{error.ui_filename}", error.message
        case click.UsageError() if "Missing command" in error.message:
            return "还缺子命令", see_help
        case click.UsageError() if "No such command" in error.message:
            return (
                f"没有这个子命令：{error.message.rpartition(' ')[2].strip(chr(39) + '.')}",
                see_help,
            )
        case click.UsageError() if "unexpected extra argument" in error.message:
            return f"多了参数：{error.message.rpartition('(')[2].rstrip(')')}", see_help
    return error.format_message(), see_help


def _remedy(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"可选：{'、'.join(map(str, kind.choices))}"
    return "这里要写整数" if kind is click.INT else error.message


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    return (
        parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name
    )
