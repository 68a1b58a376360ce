"""The command line over the scripted library: what the terminal tests start as a process."""

from __future__ import annotations

import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from fake_library import FakeLibrary


class Openable(FakeLibrary):
    @classmethod
    def open(cls, path: Path, *, create: bool = False, disk_from: int = 0) -> Openable:
        return cls()


def install() -> None:
    module = types.ModuleType("retrieval.library")
    module.Library = Openable  # type: ignore[attr-defined]
    sys.modules["retrieval.library"] = module


if __name__ == "__main__":
    install()
    from bot.cli import main

    main()
