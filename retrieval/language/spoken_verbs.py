"""Everyday verbs that people use for many acts (办, 搞, 发), as the data file lists them."""

from __future__ import annotations

from functools import cache

from retrieval.language.data import read_data

VAGUE_FILE = "vague_verbs.txt"


@cache
def vague_verbs() -> frozenset[str]:
    """Return the verbs that people use for many acts, as the data file lists them."""
    lines = read_data(VAGUE_FILE).splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
