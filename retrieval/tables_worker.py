"""The child process of ``tables_pool``: chooses the portion that standard input says."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from retrieval.answering.tables.tables_ahead import Portion
from retrieval.library import Library


def main(path: Path) -> int:
    """Choose the cells of a portion; return 0."""
    measures, part, parts = json.load(sys.stdin)
    with Library.open(path) as library:
        library.choose_cells(Portion(tuple(measures), part, parts))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
