"""Words and character pairs: spans, the pruned dictionary, and what jieba would break."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language import tokens
from retrieval.language.fold import fold
from retrieval.language.tokens import Dictionary, Word, ranking_grams, ranking_words, using, words

TESTS = Path(__file__).parents[1]
FOLDERS = (TESTS.parent / "corpus", *(TESTS / "support/reports" / f"styles{n}" for n in ("", 2, 5)))
CORPUS = "\n".join(
    path.read_text("utf-8", "ignore") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))
)
TEXT = st.text(
    st.sampled_from("行政应诉案件双随机、一公开共22１２,.%·-年，。 \nabＡ應訴②\u3000😀"),
    max_size=60,
)


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


@pytest.fixture(scope="module")
def plain_jieba() -> Any:
    """jieba as it comes, with its whole dictionary and without its cache."""
    jieba = tokens._jieba()
    plain = jieba.Tokenizer()
    plain.FREQ, plain.total = plain.gen_pfdict(plain.get_dict_file())
    plain.initialized = True
    return plain


def test_the_fetched_dictionary_cuts_as_the_whole_one(plain_jieba: Any) -> None:
    dictionary = Dictionary.full()
    assert dictionary.total == plain_jieba.total
    for run in set(re.findall(r"[\u4e00-\u9fff]+", CORPUS)):
        assert list(dictionary.cut(run)) == plain_jieba.lcut(run, HMM=False)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=12))
def test_any_characters_are_cut_as_by_the_whole_one(plain_jieba: Any, text: str) -> None:
    assert list(Dictionary.full().cut(text)) == plain_jieba.lcut(text, HMM=False)


@given(st.text(st.sampled_from("行政复议诉讼法律明白人、д〇㐀𠀀éα々鿿"), max_size=20))
def test_letters_that_are_no_chinese_are_cut_as_by_jieba(plain_jieba: Any, text: str) -> None:
    for run in re.findall(r"[^\W\d_a-z]+", text):
        assert list(Dictionary.full().cut(run)) == plain_jieba.lcut(run, HMM=False)


def test_a_bucket_is_fetched_once_and_only_when_met() -> None:
    asked: list[str] = []

    def fetch(characters: Sequence[str]) -> dict[str, str]:
        asked.extend(characters)
        return {"案": "案件 7"} if "案" in characters else {}

    with using(Dictionary(fetch, 100)):
        assert ranking_words("案件，案件") == ["案件", "案件"]
        assert ranking_words("件案件") == ["件", "案件"]
    assert asked == sorted("案件")


def test_using_ends_with_its_block() -> None:
    full = Dictionary.full()
    with using(Dictionary(lambda _: {}, full.total)):
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
