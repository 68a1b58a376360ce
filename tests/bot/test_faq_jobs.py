"""``fazhi faq run --jobs``: the same comes out, whatever the number of processes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.cli import run
from bot.faq import jobs
from retrieval.library import Library

Faq = Callable[..., tuple[int, str, str]]

REPORT = """{place}2023年法治政府建设年度报告

一、主要举措
{place}全年办理行政应诉案件{count}件。培养法律明白人{more}名。
"""
FILE = """
用例:
  - {{编号: {name}-1, 问: {place}行政应诉案件多少件, 同义问法: [{place}打了几场行政官司], 数值: {count} 件}}
  - {{编号: {name}-2, 对话: [{{问: {place}法律明白人有多少}}, {{问: 那行政应诉案件呢, 数值: {count} 件}}]}}
  - {{编号: {name}-3, 问: {place}法律明白人多少名, 数值: {count} 名}}
  - {{编号: {name}-4, 问: {place}的无人机有几架, 已知问题: 没有, 应为: 未找到}}
"""
PLACES = ("甲山镇", "乙水镇", "丙川镇")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files against the one corpus, the longer one last, one against a corpus of its own."""
    for number, place in enumerate(PLACES):
        own = tmp_path / ("一处" if number < 2 else "别处")
        own.mkdir(exist_ok=True)
        count, more = 21 + number, 40 + number
        text = REPORT.format(place=place, count=count, more=more)
        (own / f"{place}.txt").write_text(text, encoding="utf-8")
        cases = FILE.format(name="甲乙丙"[number], place=place, count=count)
        head = "语料: 别处\n" if number == 2 else ""
        (tmp_path / f"{3 - number}.yaml").write_text(head + cases, encoding="utf-8")
    return tmp_path


@pytest.fixture
def faq(folder: Path, capsys: pytest.CaptureFixture[str]) -> Faq:
    """Run FAQ files; return the exit code and both outputs, without the time it took."""

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["faq", "run", *arguments])
        out, err = capsys.readouterr()
        return code, re.sub(r'\d+\.\d s|"(?:seconds|elapsed_ms)": ?[\d.]+', '"": 0', out), err

    return call


@pytest.fixture
def in_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads in place of processes, for what needs no process to show it."""
    monkeypatch.setattr(jobs, "processes", ThreadPoolExecutor)


def test_several_processes_give_what_one_does(folder: Path, faq: Faq) -> None:
    given = (str(folder), "--corpus", str(folder / "一处"), "--json")
    code, out, err = faq(*given)
    assert code == 1
    runs = json.loads(out)["runs"]
    assert [one["id"][0] for one in runs] == [*"丙" * 5, *"乙" * 5, *"甲" * 5]
    assert faq(*given, "--jobs", "2") == (code, out, err)


@pytest.mark.usefixtures("in_threads")
@pytest.mark.parametrize("options", [(), ("--brief", "--strict"), ("--id", "乙")])
def test_whatever_is_wanted_of_them(folder: Path, faq: Faq, options: tuple[str, ...]) -> None:
    given = (str(folder), "--corpus", str(folder / "一处"), *options)
    code, out, err = faq(*given)
    assert code == 1
    assert "✘ 乙-3" in out
    assert faq(*given, "--jobs", "3") == (code, out, err)


@pytest.mark.usefixtures("in_threads")
def test_a_corpus_that_can_not_be_read_is_named_as_without(folder: Path, faq: Faq) -> None:
    given = (str(folder), "--corpus", str(folder / "一处"))
    (folder / "别处" / "空.txt").write_text("", encoding="utf-8")
    code, out, err = faq(*given)
    assert (code, out) == (2, "")
    assert "空.txt" in err
    assert faq(*given, "--jobs", "2") == (code, out, err)


@pytest.mark.usefixtures("in_threads")
def test_the_database_at_hand_is_what_is_asked(folder: Path, faq: Faq) -> None:
    database = folder / "库.db"
    with Library.open(database, create=True) as library:
        library.ingest([folder / "一处"])
    given = (str(folder / "2.yaml"), str(folder / "3.yaml"), "--db", str(database))
    code, out, err = faq(*given)
    assert "8 例" in out
    assert faq(*given, "--jobs", "2") == (code, out, err)


def test_a_library_is_cut_into_portions_that_are_not_too_large() -> None:
    sizes = [5, 1, 9, 2, 2, 3]
    assert list(jobs.cut(range(6), sizes, 7)) == [[0, 1], [2], [3, 4, 5]]
    assert list(jobs.cut([4], sizes, 1)) == [[4]]
