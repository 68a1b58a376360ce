"""How long reading a folder in takes, one report after the other, on all cores, and by format.

``python tests/bench/ingest.py [COUNT]`` varies the packaged reports, and every fifth one is a
Word file, whose format is read in a process of its own. Then the same reports are read in each
format by one process, from the file to the database, and the time is told as a multiple of bare
jieba (``HMM=False``) over the same text.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "support" / "reports"))

import make_files  # noqa: E402
from docx import Document  # noqa: E402

from retrieval.index.store import Store  # noqa: E402
from retrieval.ingest import ingest  # noqa: E402

NAMES = "青白金石清云松柏东西南北安平乐福新和永长"


def write_reports(folder: Path, count: int, *, word_every: int = 5) -> None:
    """Write ``count`` reports, each of a place of its own and with figures of its own."""
    for number, text in enumerate(vary_texts(count)):
        place = place_name(number)
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


def vary_texts(count: int) -> list[str]:
    """Return ``count`` reports as texts, each of a place of its own and with figures of its own."""
    chance = random.Random(1)
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "corpus").glob("*.txt"))]
    varied = []
    for number in range(count):
        text = re.sub(
            "中梁镇|(?:华苑|嘉祥|联芳|谢家湾)街道", place_name(number), texts[number % len(texts)]
        )
        varied.append(re.sub(r"\d+(?=[件次人户])", lambda _: str(chance.randint(1, 999)), text))
    return varied


def place_name(number: int) -> str:
    return f"{NAMES[number % 20]}{NAMES[number // 20 % 20]}{NAMES[number // 400 % 20]}镇"


FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "docx": make_files.text_to_docx,
    "html": make_files.text_to_html,
    "pdf": make_files.text_to_pdf,
    "zip": lambda text: make_files.zip_file({"报告.txt": text.encode()}),
}


def measure_formats(folder: Path, count: int, rounds: int = 5) -> dict[str, float]:
    """Return format → how many times as long as bare jieba reading takes (medians)."""
    import jieba

    texts = vary_texts(count)
    jieba.initialize()
    for ending, make in FORMATS.items():
        (folder / ending).mkdir(parents=True)
        for number, text in enumerate(texts):
            (folder / ending / f"{number}.{ending}").write_bytes(make(text))
    ratios: dict[str, list[float]] = {ending: [] for ending in FORMATS}
    for turn in range(rounds):
        for ending in FORMATS:
            began = time.perf_counter()
            for text in texts:
                jieba.lcut(text, HMM=False)
            bare = time.perf_counter() - began
            whole = measure(folder / ending, folder / f"{ending}{turn}.db", 1)
            ratios[ending].append(whole / bare)
    return {ending: statistics.median(values) for ending, values in ratios.items()}


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
        multiples = measure_formats(Path(name) / "formats", 40)
        told = "，".join(f"{ending} {ratio:.1f}" for ending, ratio in multiples.items())
        print(f"一个进程读入，是单用 jieba 切同样文字的倍数：{told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
