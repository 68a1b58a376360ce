"""Plain words of questions and what reports write for the same deed: for sentences, not for figures."""

from __future__ import annotations

from functools import cache

from retrieval.language.data import check_keys, strings, tables_at, word_list
from retrieval.language.everyday import official_words
from retrieval.language.fold import fold
from retrieval.language.places import LEVEL

_FILE = "kindred.toml"
# Characters at a verb's end that only say that it is over (整合完 for 整合).
_ENDINGS = ("完", "掉", "好", "成", "到", "过", "了", "的", "着")
# Adverbs before a state that say how much (比较集中 for 集中).
_DEGREES = ("比较", "较为", "特别", "非常", "主要", "相对", "普遍", "更加")
# What is called 难 in a question (取证难).
_HARD = ("困难", "不易", "难度大", "较难")


@cache
def kindred(word: str) -> tuple[str, ...]:
    """Return the words that a report may have for ``word``, none where it has none of its own."""
    found = list(_written().get(word, ()))
    bare = _bare(word)
    if bare != word:
        found += [bare, *_written().get(bare, ())]
    if LEVEL.fullmatch(word):
        # 市里评的, 县里考的.
        found += [
            f"{word[0]}级",
            f"全{word[0]}",
            *(f"{word[0]}{body}" for body in word_list(_FILE, "level", "bodies")),
        ]
    if bare.endswith("难") and len(bare) > 2:
        found += [f"{bare[:-1]}{hard}" for hard in _HARD]
    return tuple(dict.fromkeys(found))


@cache
def spoken(word: str) -> tuple[str, ...]:
    """Return the kindred words of ``word`` and those that reports write for it where it is everyday
    speech (开张: 启用, 运行). Where sentences are looked for, never to tell a figure by."""
    return tuple(dict.fromkeys((*kindred(word), *official_words(word))))


def _bare(word: str) -> str:
    """Return a word without how it ended, how much it was so, or by whom it was borne (被)."""
    for lead in (*_DEGREES, "被"):
        if word.startswith(lead) and len(word) - len(lead) > 1:
            return _bare(word[len(lead) :])
    if word.endswith(_ENDINGS) and len(word) > 2:
        return _bare(word[:-1])
    return word


@cache
def _written() -> dict[str, tuple[str, ...]]:
    """Return for each word of a question the words of reports; DataFileError where the file is wrong."""
    found: dict[str, tuple[str, ...]] = {}
    for number, table in enumerate(tables_at(_FILE, "kin"), start=1):
        entry = f"第 {number} 个 [[kin]]"
        check_keys(_FILE, entry, table, {"said", "written"})
        written = tuple(map(fold, strings(_FILE, f"{entry} written", table.get("written"))))
        for said in strings(_FILE, f"{entry} said", table.get("said")):
            word = fold(said)
            found[word] = (*found.get(word, ()), *(w for w in written if w != word))
    return found
