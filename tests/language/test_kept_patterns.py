"""Kept patterns match what compiled ones do; what is damaged or foreign is compiled as ever."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from retrieval.language.kept_patterns import KeptPatterns

PATTERNS = (
    (r"(?P<count>\d{1,3}(?:,\d{3})+|\d+)(?P<unit>[件起宗名])?", 0),
    (r"(?<![时动好行])([一-鿿])[没不](?=\1)", 0),
    ("行政应诉|行政复议|行政诉讼", 0),
    (r"^\s*(?:第(?P<part>[一二三四五六七八九十]+)部分)?", re.MULTILINE),
    ("vs|KM", re.IGNORECASE),
    *((f"第{number}件[^，。；]{{0,{number}}}案", 0) for number in range(1, 20)),
)
TEXTS = (
    "全年1,234件行政复议，第3件某某案；VS 12名",
    "去不去\n第二部分 去没去",
    "",
    "第12件甲乙丙丁案",
)
Kept = Callable[[], KeptPatterns]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "__pycache__" / "a.patterns"


@pytest.fixture
def kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """Return what makes the patterns of the file anew, as the next process would find them."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    ours = compiler.compile

    def begin() -> KeptPatterns:
        compiler.compile = ours
        re.purge()
        made = KeptPatterns(file)
        assert made.supply()
        return made

    yield begin
    compiler.compile = ours
    re.purge()


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that Python parses from now on, as it does to compile them."""
    texts: list[str] = []
    parser: Any = re._parser  # type: ignore[attr-defined]
    parse = parser.parse

    def noted(text: str, *rest: Any) -> Any:
        texts.append(text)
        return parse(text, *rest)

    monkeypatch.setattr(parser, "parse", noted)
    return texts


def compile_all() -> list[re.Pattern[str]]:
    return [re.compile(text, flags) for text, flags in PATTERNS]


def seen(pattern: re.Pattern[str]) -> object:
    found = [[(m.span(), m.groups(), m.lastgroup) for m in pattern.finditer(t)] for t in TEXTS]
    return pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex), found


def test_what_is_kept_matches_like_what_is_compiled(kept: Kept, parsed: list[str]) -> None:
    first = kept()
    compiled = [seen(pattern) for pattern in compile_all()]
    assert first.keep() == len(PATTERNS)
    kept()
    parsed.clear()
    assert [seen(pattern) for pattern in compile_all()] == compiled
    assert parsed == []


def test_a_changed_pattern_and_other_flags_are_compiled(kept: Kept, parsed: list[str]) -> None:
    first = kept()
    compile_all()
    first.keep()
    kept()
    parsed.clear()
    assert re.compile("行政应诉|行政复议").fullmatch("行政复议")
    assert re.compile("vs|KM").search("KM") and not re.compile("vs|KM").search("km")
    assert parsed == ["行政应诉|行政复议", "vs|KM"]


@pytest.mark.parametrize(
    "damage", [lambda b: b[:-1], lambda b: b[:40], lambda b: b"", lambda b: b"x" + b[1:],
               lambda b: b[:-9] + bytes([b[-9] ^ 1]) + b[-8:]],
)  # fmt: skip
def test_a_damaged_file_is_not_believed(
    kept: Kept, file: Path, parsed: list[str], damage: Callable[[bytes], bytes]
) -> None:
    first = kept()
    compile_all()
    first.keep()
    file.write_bytes(damage(file.read_bytes()))
    again = kept()
    parsed.clear()
    compile_all()
    assert len(parsed) == len(PATTERNS)
    assert again.keep() == len(PATTERNS)


def test_a_few_are_not_written(kept: Kept, file: Path) -> None:
    first = kept()
    for text, flags in PATTERNS[:3]:
        re.compile(text, flags)
    assert first.keep() == 0 and not file.exists()


def test_those_of_many_questions_are_not_written(kept: Kept, file: Path) -> None:
    first = kept()
    for number in range(700):
        re.compile(f"问题{number}")
    assert first.keep() == 0 and not file.exists()


def test_nothing_is_written_where_python_writes_nothing(
    kept: Kept, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept()
    compile_all()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "dont_write_bytecode", True)
        assert first.keep() == 0
    file.parent.write_text("a file where the folder should be", encoding="utf-8")
    assert first.keep() == 0


def test_a_full_file_begins_anew(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, parsed: list[str]
) -> None:
    monkeypatch.setattr("retrieval.language.kept_patterns._MOST", len(PATTERNS) + 5)
    first = kept()
    compile_all()
    first.keep()
    second = kept()
    for number in range(20):
        re.compile(f"又{number}")
    assert second.keep() == 20
    kept()
    parsed.clear()
    re.compile("又7")
    assert parsed == []
    re.compile(PATTERNS[0][0])
    assert parsed == [PATTERNS[0][0]]


def test_another_python_compiles_as_ever(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    monkeypatch.delattr(compiler, "_code")
    before = compiler.compile
    patterns = KeptPatterns(file)
    assert not patterns.supply()
    assert compiler.compile is before
    assert patterns.keep() == 0


def test_a_python_that_takes_its_code_otherwise_compiles_as_ever(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kept()
    compiled = [re.compile(text, flags) for text, flags in PATTERNS]
    assert first.keep()
    kept()

    def refuse(*_: object) -> re.Pattern[str]:
        raise TypeError

    monkeypatch.setattr("retrieval.language.kept_patterns._pattern", refuse)
    again = [re.compile(text, flags) for text, flags in PATTERNS]
    assert [p.findall(t) for p in again for t in TEXTS] == [
        p.findall(t) for p in compiled for t in TEXTS
    ]
