"""A Containerfile, read: its stages with their instructions."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


@dataclass(frozen=True)
class Instruction:
    """``word`` in capitals, and what stands behind it on one line."""

    word: str
    rest: str

    @property
    def paths(self) -> list[str]:
        """What a COPY names: sources, then the target; flags left out."""
        return [part for part in shlex.split(self.rest) if not part.startswith("--")]


def read_stages(path: Path) -> list[list[Instruction]]:
    """Return the instructions of each stage, its FROM first; what stands before belongs to none."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    stages: list[list[Instruction]] = []
    for line in lines:
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            stages.append([])
        if stages:
            stages[-1].append(Instruction(word, rest.strip()))
    return stages
