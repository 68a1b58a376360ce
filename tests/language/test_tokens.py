"""Words and character pairs: spans, the pruned dictionary, and what jieba would break."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language import tokens
from retrieval.language.fold import fold
from retrieval.language.tokens import Dictionary, Word, ranking_grams, ranking_words, using, words

CORPUS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
)
TEXT = st.text(st.sampled_from("行政应诉案件双随机、一公开共22１２,.%·-年，。 \nabＡ應訴②\u3000😀"), max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共22件行政应诉案件", ["共", "22", "件", "行政", "应诉", "案件"]),
        ("检查1,234次", ["检查", "1234", "次"]),
        ("检查１，２３４次", ["检查", "1", "234", "次"]),
        ("检查１,２３４次", ["检查", "1234", "次"]),
        ("合格率98.5%。", ["合格率", "98.5%"]),
        ("双随机、一公开", ["双随机一公开"]),
        ("“双随机，一公开”监管", ["双随机一公开", "监管"]),
        ("3·15活动", ["3·15", "活动"]),
        ("八五普法", ["八五普法"]),
        ("十四五，2023年", ["十四五", "2023", "年"]),
        ("應訴", ["应诉"]),
        ("WiFi", ["wifi"]),
        ("。！ \n", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.text for word in words(text)] == expected


@pytest.mark.parametrize("text", ["27×24件", "12·45件", "312·4%"])
def test_a_policy_is_not_taken_out_of_a_number(text: str) -> None:
    assert {"7×24", "12·4"}.isdisjoint(ranking_words(text))


def test_spans_count_in_the_original() -> None:
    assert words("　共１２件") == (Word("共", 1, 2), Word("12", 2, 4), Word("件", 4, 5))


@given(TEXT)
def test_words_are_ordered_and_leave_out_only_what_is_no_word(text: str) -> None:
    folded, end = fold(text), 0
    for word in words(text):
        assert word.start >= end
        assert not any(char.isalnum() for char in folded[end : word.start])
        kept = [char for char in folded[word.start : word.end] if char.isalnum()]
        assert kept == [char for char in word.text if char.isalnum()]
        end = word.end
    assert not any(char.isalnum() for char in folded[end:])


def test_pruned_dictionary_cuts_its_text_as_the_full_one() -> None:
    full = Dictionary.full()
    pruned = Dictionary(full.within(CORPUS), full.total)
    assert len(pruned.entries) < len(full.entries) / 50
    with using(pruned):
        cut = words(CORPUS)
    assert cut == words(CORPUS)


@given(st.text(st.sampled_from("行政应诉案件出庭率研究生命起源"), max_size=30))
def test_pruning_never_changes_the_cut_of_the_text_pruned_for(text: str) -> None:
    full = Dictionary.full()
    with using(Dictionary(full.within(text), full.total)):
        cut = words(text)
    assert cut == words(text)


def test_common_words_are_few_and_whole() -> None:
    common = Dictionary.full().common()
    assert len(common) < 12_000
    assert {"多少", "哪些", "诉讼"} <= {entry for entry, frequency in common.items() if frequency}
    assert all(word[:end] in common for word in common for end in range(1, len(word)))


def test_using_ends_with_its_block() -> None:
    full = Dictionary.full()
    with using(Dictionary({}, full.total)):
        assert ranking_words("案件") == ["案", "件"]
    assert ranking_words("案件") == ["案件"]


def test_grams() -> None:
    assert ranking_grams("办结12件，好") == ["办", "结", "办结", "12", "件", "好"]
    assert ranking_grams("１,２３４ Ab") == ["1234", "ab"]


@given(TEXT)
def test_grams_come_from_the_text(text: str) -> None:
    folded = fold(text).replace(",", "").replace("-", "")
    assert all(gram in folded for gram in ranking_grams(text))


def test_policies_have_one_normal_name_each() -> None:
    spellings = [
        spelling
        for line in (tokens._POLICIES).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
        for spelling in {fold(word) for word in line.split()}
    ]
    assert len(spellings) == len(set(spellings))


def test_jieba_is_loaded_on_use_only_and_caches_nothing(tmp_path: Path) -> None:
    code = (
        "import sys, logging\n"
        "from retrieval.language import tokens\n"
        "assert 'jieba' not in sys.modules\n"
        "tokens.words('行政应诉案件')\n"
        "assert 'jieba' in sys.modules and 'pkg_resources' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={"TMPDIR": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(tmp_path.iterdir()) == []
