"""The grammar file, read once."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

GRAMMAR: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "grammar.toml").read_text(encoding="utf-8")
)
