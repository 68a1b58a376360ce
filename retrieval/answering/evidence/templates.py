"""The sentences that answers are made of (``templates.toml``)."""

from __future__ import annotations

from retrieval.language.templates import fill

_FILE = "templates.toml"


def say(section: str, key: str, **slots: str) -> str:
    """Return a template filled with ``slots``; DataFileError for a template or slot that isn't there."""
    return fill(_FILE, section, key, **slots)
