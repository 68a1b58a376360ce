"""Random mixtures: words of the corpus, and of those who ask about it, thrown together."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in sorted(CORPUS.glob("*.txt"))}
WORDS = sorted(
    {w for text in TEXTS.values() for w in re.findall(r"[一-鿿]{2,4}|\d+[件次人%户]?", text)}
)
ASKING = ["多少", "几件", "多少次", "有没有", "吗", "是什么", "哪些", "比", "和", "为什么", "变化", "最多", "其中", "呢", "2022年", "2023年", "嘉祥街道", "中梁镇", "率", "？"]  # fmt: skip


def mixtures(count: int, seed: int = 20231204) -> Iterator[str]:
    """Yield ``count`` mixtures of one to six words, the same ones for the same ``seed``."""
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(
            chance.choice(WORDS if chance.random() < 0.7 else ASKING)
            for _ in range(chance.randint(1, 6))
        )
