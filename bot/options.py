"""The options that every subcommand takes, before its name or after, and what they come to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from bot.database import open_library
from bot.progress import Progress
from bot.settings import Settings, load_settings
from bot.terminal import Style, style_of

if TYPE_CHECKING:
    from retrieval.library import Library

Function = TypeVar("Function", bound=Callable[..., Any])
_PREFIX = "fazhi."


def shared_options(function: Function) -> Function:
    """Add ``--db`` and ``--color``; the one nearer the end of the line wins."""
    for decorate in (
        click.option(
            "--color",
            type=click.Choice(["auto", "always", "never"]),
            expose_value=False,
            callback=_remember,
            help="Colour: auto, always or never.",
        ),
        click.option(
            "--db",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_remember,
            help="The database file.",
        ),
    ):
        function = decorate(function)
    return function


def current_settings(ctx: click.Context) -> Settings:
    """Return the settings of this call, the flags given before or after the subcommand included."""
    flags = {
        key.removeprefix(_PREFIX): value
        for key, value in ctx.meta.items()
        if key.startswith(_PREFIX)
    }
    return load_settings(flags)


def style_for(ctx: click.Context, stream: TextIO | None = None) -> Style:
    """Return the style of this call for a stream, standard output by default."""
    return style_of(stream or sys.stdout, current_settings(ctx).text("color") or "auto")


def open_from(ctx: click.Context, *, create: bool = False) -> Library:
    """Return the library that this call works on, closed when the call ends.

    Progress of a first filling goes to standard error.
    """
    library = open_library(current_settings(ctx), create=create, progress=Progress(), notice=notice)
    ctx.find_root().call_on_close(library.close)
    return library


def notice(text: str) -> None:
    """Write a line for the person, not for the data, to standard error."""
    click.echo(text, err=True)


def _remember(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is not None and parameter.name:
        # ``meta`` is shared by the group and its subcommand.
        ctx.meta[_PREFIX + parameter.name] = value
