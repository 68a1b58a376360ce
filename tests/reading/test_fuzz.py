"""Every reader on real files with bytes changed: read or refused kindly, never a crash or a hang."""

import random
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "support" / "reports"))
import make_files as make

from retrieval.errors import FazhiError
from retrieval.figures.facts import find_facts
from retrieval.reading import isolate
from retrieval.reading.files import read_reports

_SECONDS = 30
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "全年办理案件12件。".encode("utf-16-le") * 60
SOURCES = {
    **make.FILES,
    "文本_Big5.txt": lambda: make.text_file().decode().encode("big5", "replace"),
    "文本_UTF8有BOM.txt": lambda: make.text_file("utf-8-sig"),
    "旧.doc": lambda: _OLD_WORD,
    "富文本.rtf": lambda: b"{\\rtf1\\ansi\\ansicpg936 " + make.text_file("gb18030") + b"}",
    "套着三份.zip": lambda: make.zip_file(
        {"甲.txt": make.text_file(), "乙/乙.html": make.html_file(), "丙.docx": make.docx_file()}
    ),
    "压缩炸弹.zip": make.zip_bomb,
}


@cache
def source(name: str) -> bytes:
    return SOURCES[name]()


@pytest.fixture(autouse=True)
def readers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the readers run in this process, so that what they raise is seen; without LibreOffice."""
    monkeypatch.setattr(isolate._Self, "expendable", True)
    monkeypatch.setenv("PATH", "")


@pytest.mark.parametrize("name", SOURCES)
@given(seed=st.integers(0, 2**32 - 1), changes=st.integers(1, 30))
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_changed_files_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, seed: int, changes: int
) -> None:
    file = tmp_path_factory.getbasetemp() / f"fuzz-{name}"
    file.write_bytes(mutate(source(name), random.Random(seed), changes))
    began = time.monotonic()
    check_reading(file)
    assert time.monotonic() - began < _SECONDS


@given(data=st.binary(max_size=2000), name=st.sampled_from(sorted(SOURCES)))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_under_any_name(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    file = tmp_path_factory.getbasetemp() / f"bytes-{name}"
    file.write_bytes(data)
    check_reading(file)


@given(cut=st.floats(0, 1), name=st.sampled_from(sorted(SOURCES)))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_files_cut_off_anywhere(
    tmp_path_factory: pytest.TempPathFactory, cut: float, name: str
) -> None:
    data = source(name)
    file = tmp_path_factory.getbasetemp() / f"cut-{name}"
    file.write_bytes(data[: int(len(data) * cut)])
    check_reading(file)


def check_reading(file: Path) -> None:
    """Read a file to its figures; an error must be one of ours and say what to do."""
    try:
        results = list(read_reports(file))
    except FazhiError as error:
        assert error.hint
        return
    for result in results:
        if result.parsed is None:
            assert result.error is not None and result.error.hint
            continue
        for fact in find_facts(result.parsed):
            sentence = result.parsed.passages[fact.passage].sentences[fact.sentence]
            quantity = fact.quantity
            assert sentence.text[quantity.start : quantity.end] == quantity.text


def mutate(data: bytes, chance: random.Random, changes: int) -> bytes:
    """Return ``data`` with bytes changed, cut out, doubled, moved, or put in."""
    out = bytearray(data)
    for _ in range(changes):
        at = chance.randrange(max(len(out), 1))
        size = chance.randrange(1, 200)
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + size]
            case 2:
                out[at:at] = out[at : at + size]
            case 3:
                piece = out[at : at + size]
                del out[at : at + size]
                to = chance.randrange(max(len(out), 1))
                out[to:to] = piece
            case _:
                out[at:at] = bytes(chance.randrange(256) for _ in range(8))
    return bytes(out)
