"""What a question sets aside, and what only ends a word before it, asks for nothing."""

from __future__ import annotations

import pytest

from retrieval.answering.asking.mask import MASK
from retrieval.answering.asking.question import parse_question
from retrieval.answering.asking.set_aside import mask_set_aside
from retrieval.answering.evidence.shelf import Shelf
from tests.answering.shelves import shelf_fixture

shelf = shelf_fixture(
    {"a.txt": "松河县柳塘镇人民政府2023年法治政府建设情况报告\n\n一、举措\n立案9件，罚款2万元。\n"}
)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("罚款先不管，立案几件", "立案几件"),
        ("货车的不说，出租车不说，水上的几件", "水上的几件"),
        ("罚款就不说了，立案几件", "立案几件"),
        ("负责人该出庭没出庭的几次", "负责人没出庭的几次"),
        ("应检未检的学校几所", "未检的学校几所"),
        ("该办的没办几件", "没办几件"),
        ("应办几件没办几件", "应办几件没办几件"),
        ("全县各部门一共罚了多少钱", "一共罚了多少钱"),
        ("各部门分别罚了多少钱", "各部门分别罚了多少钱"),
        # Nothing is asked behind it, or it asks itself.
        ("立案几件，罚款先不说", "立案几件，罚款先不说"),
        ("有几件不管，还剩几件", "有几件不管，还剩几件"),
        ("不管罚款还是警告，一共几件", "不管罚款还是警告，一共几件"),
        ("管不管的立案几件", "管不管的立案几件"),
    ],
)
def test_a_clause_set_aside_is_not_asked(asked: str, left: str) -> None:
    assert mask_set_aside(asked).replace(MASK, "") == left


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("柳塘镇官司输掉的比例", ["官司输", "比例"]),
        ("柳塘镇专职法制员几名", ["专职", "法制"]),
        ("柳塘镇掉了几个井盖", ["掉", "井盖"]),
        ("柳塘镇普法占了多少钱", ["普法"]),
        ("柳塘镇普法占了多少", ["普法", "占比"]),
        ("柳塘镇法治考核第几名", ["法治考核"]),
    ],
)
def test_what_ends_a_word_is_no_word(asked: str, words: list[str], shelf: Shelf) -> None:
    assert [t.text for t in parse_question(asked, shelf.gazetteer).content] == words
