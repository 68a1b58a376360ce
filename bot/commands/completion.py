"""``fazhi completion``: the script that makes a shell complete subcommands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from retrieval.errors import UsageError

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print the completion script for SHELL, e.g. fazhi completion bash >> ~/.bashrc."""
    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"不支持 {shell}", f"可选：{'、'.join(SHELLS)}")
    # source() of the bash class asks bash for its version; the script itself is a template.
    completer = kind(ctx.find_root().command, {}, "fazhi", "_FAZHI_COMPLETE")
    click.echo(completer.source_template % completer.source_vars())
    return 0
