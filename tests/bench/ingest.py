"""How long reading a folder in takes, one report after the other and on all cores.

``python tests/bench/ingest.py [COUNT]`` varies the packaged reports, and every fifth one is a
Word file, whose format is read in a process of its own.
"""

from __future__ import annotations

import random
import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from docx import Document  # noqa: E402

from retrieval.index.store import Store  # noqa: E402
from retrieval.ingest import ingest  # noqa: E402

NAMES = "青白金石清云松柏东西南北安平乐福新和永长"


def write_reports(folder: Path, count: int, *, word_every: int = 5) -> None:
    """Write ``count`` reports, each of a place of its own and with figures of its own."""
    chance = random.Random(1)
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "corpus").glob("*.txt"))]
    for number in range(count):
        text = texts[number % len(texts)]
        place = f"{NAMES[number % 20]}{NAMES[number // 20 % 20]}{NAMES[number // 400 % 20]}镇"
        text = re.sub("中梁镇|(?:华苑|嘉祥|联芳|谢家湾)街道", place, text)
        text = re.sub(r"\d+(?=[件次人户])", lambda _: str(chance.randint(1, 999)), text)
        if word_every and number % word_every == 0:
            document = Document()
            for line in text.splitlines():
                document.add_paragraph(line)
            document.save(str(folder / f"{number:04}{place}.docx"))
        else:
            (folder / f"{number:04}{place}.txt").write_text(text, encoding="utf-8")


def measure(folder: Path, database: Path, workers: int | None) -> float:
    """Return the seconds that reading the folder into a new database takes."""
    began = time.perf_counter()
    with Store.open(database, create=True) as store:
        results = ingest(store, [folder], workers=workers)
        assert all(result.outcome == "added" for result in results)
    return time.perf_counter() - began


def main(count: int) -> None:
    """Print both times, measured in turn so that a busy machine troubles both alike, and the ratio."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        write_reports(folder, count)
        rounds = [
            [measure(folder, Path(name) / f"{turn}{w}.db", w) for w in (0, None)]
            for turn in range(3)
        ]
        serial, parallel = (sorted(times)[1] for times in zip(*rounds, strict=True))
        print(
            f"{count} 份：逐份 {serial:.1f} 秒，并行 {parallel:.1f} 秒，{serial / parallel:.2f} 倍"
        )
        began = time.perf_counter()
        with Store.open(Path(name) / "0None.db") as store:
            results = ingest(store, [folder])
            assert all(result.outcome == "unchanged" for result in results)
        print(f"未变再读：{time.perf_counter() - began:.2f} 秒")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
