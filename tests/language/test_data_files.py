"""The knowledge files: each loads, each is described, and whatever is wrong in one is named."""

from __future__ import annotations

import ast
import re
import shutil
import string
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from retrieval.answering.asking import enumeration_words, question_words
from retrieval.answering.asking.of_whom import load_givers
from retrieval.answering.asking.sorts import load_sorts
from retrieval.answering.evidence import templates
from retrieval.answering.excluding import counted_in
from retrieval.answering.excluding.must_say import load_rules
from retrieval.answering.texts import answer_types
from retrieval.auditing import wording as audit
from retrieval.errors import DataFileError
from retrieval.language import (
    data,
    everyday,
    kindred,
    lexicon,
    not_amounts,
    offices,
    restated,
    units,
    whole_parts,
    wording,
)
from retrieval.language.bare_deeds import load_deeds, measure_nouns
from retrieval.language.divisions import Divisions
from retrieval.language.near_acts import (
    implied,
    item_words,
    joint_names,
    named_aside,
    near_acts,
    never_alone,
    outcomes,
    told_of_whole,
    wider_kin,
)
from retrieval.language.spoken_verbs import vague_verbs
from retrieval.language.terms import function_words
from retrieval.reading import headings, outline, page
from tests.soak import sample

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "retrieval").rglob("*.py"))


def every_list(read: Callable[[str, str], object], file: str) -> Callable[[], None]:
    """Return a loader that reads each list of a file whose lists are read when needed."""

    def load() -> None:
        for section, table in data.load_toml(file).items():
            for key, value in table.items() if isinstance(table, dict) else ():
                # Lists of lists have readers of their own.
                if not (isinstance(value, list) and value and isinstance(value[0], list)):
                    read(section, key)

    return load


def every_template() -> None:
    slots = dict.fromkeys(SLOTS, "")
    for section, table in data.load_toml("templates.toml").items():
        for key in table:
            templates.say(section, key, **slots)


def slots_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


SLOTS = {
    slot
    for table in data.load_toml("templates.toml").values()
    for template in table.values()
    for slot in slots_of(template)
}


def headings_words() -> None:
    headings._role_cues()
    outline._paragraph_words()
    page._page_words()


def enumerations() -> None:
    every_list(enumeration_words.listed, "enumerations.toml")()
    enumeration_words.ordinal_pattern()
    enumeration_words.alike("问题")


def named_things() -> None:
    every_list(answer_types.listed, "answer_types.toml")()
    answer_types.asking_nouns()


def offices_and_zones() -> None:
    assert offices.office_endings()
    assert offices.office_words()
    assert offices.zone_bodies()
    assert offices.ordinary_words()


def every_question_word() -> None:
    every_list(question_words.words_of, "question_words.toml")()
    load_givers()
    load_sorts()


def every_near_act() -> None:
    for load in (
        near_acts,
        never_alone,
        wider_kin,
        joint_names,
        outcomes,
        load_deeds,
        measure_nouns,
    ):
        load()
    for key in data.load_toml("near_acts.toml")["aside"]:
        named_aside(key)
    implied()
    told_of_whole(penal=True)
    for key in ("kinds", "heads", "plain"):
        item_words(key)


def every_counted_kind() -> None:
    counted_in.load_kinds()
    for key in ("ends", "for_whom"):
        counted_in.ending(key)
    for key in ("disputes", "works"):
        counted_in.subjects(key)


def audit_words() -> None:
    audit.audit_kinds()
    for row in ("sets", "rates"):
        audit.word_rows(row)
    for key in data.load_toml("audit.toml")["words"]:
        audit.words(key)
    for key in data.load_toml("audit.toml")["say"]:
        audit.tell(key, **dict.fromkeys(AUDIT_SLOTS, ""))


AUDIT_SLOTS = {
    slot for text in data.load_toml("audit.toml")["say"].values() for slot in slots_of(text)
}


LOADERS: dict[str, Callable[[], object]] = {
    "answer_types.toml": named_things,
    "audit.toml": audit_words,
    "concepts.toml": lexicon.load_lexicon,
    "counted_in.toml": every_counted_kind,
    "divisions.tsv": Divisions.load,
    "enumerations.toml": enumerations,
    "function_words.txt": function_words,
    "headings.toml": headings_words,
    "kindred.toml": lambda: kindred.kindred("搬到"),
    "must_say.toml": load_rules,
    "near_acts.toml": every_near_act,
    "nonquantities.toml": not_amounts.fixed_phrases,
    "offices.toml": offices_and_zones,
    "question_words.toml": every_question_word,
    "restated.toml": restated.read_restated,
    "templates.toml": every_template,
    "units.toml": units.load_units,
    "vague_verbs.txt": vague_verbs,
    "whole_parts.toml": whole_parts.load_words,
    "wording.toml": wording.load_wording,
    **dict.fromkeys(data.data_files("everyday"), lambda: everyday.find_everyday("开除")),
}
# These are read together by one loader, whatever their names: a few stand for all of them.
ALIKE = set(data.data_files("everyday"))
FILES = sorted({*LOADERS} - ALIKE | {*sample(sorted(ALIKE), 3)})


def forget() -> None:
    """Let everything be read again, as in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith("retrieval."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
    data._READY.clear()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let the program read a copy of the files, to be broken by the test."""
    shutil.copytree(data.FOLDER, tmp_path / "data")
    monkeypatch.setattr(data, "FOLDER", tmp_path / "data")
    forget()
    yield tmp_path / "data"
    forget()


@pytest.mark.parametrize("file", FILES)
def test_each_file_loads(file: str, copied: Path) -> None:
    LOADERS[file]()


@pytest.mark.parametrize("file", [f for f in FILES if f.endswith(".toml")])
@pytest.mark.parametrize("text", ["a = [\n", "extra = 1\n"], ids=["torn", "without its lists"])
def test_a_file_that_is_torn_or_lacks_all(file: str, text: str, copied: Path) -> None:
    (copied / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        STRICT.get(file, LOADERS[file])()
    assert caught.value.file == file
    assert caught.value.hint


# Files whose lists are read by name: what is asked for must be there.
STRICT: dict[str, Callable[[], object]] = {
    "question_words.toml": lambda: question_words.words_of("number", "words"),
    "templates.toml": lambda: templates.say("number", "one", who="", measure="", amount=""),
}

CONCEPT = '\n[[concept]]\nname = "{name}"\nkind = "{kind}"\nwords = {words}\n'


def concept(name: str = "新概念", kind: str = "thing", words: str = "[]", more: str = "") -> str:
    return CONCEPT.format(name=name, kind=kind, words=words) + more


ADDED: list[tuple[str, str, str, str]] = [
    ("everyday/staff.toml", '\nnew = [["开除"]]\n', "things.new：开除", "两段文字"),
    ("everyday/staff.toml", '\nnew = [["开除", " "]]\n', "things.new：开除， ", "两段文字"),
    ("everyday/money.toml", '\nnew = ["开除 辞退"]\n', "things.new", "一列非空文字"),
    ("everyday/publicity.toml", '\nnew = "开除"\n', "acts.new", "几列文字"),
    ("everyday/money.toml", '\n[act]\nnew = [["开除", "辞退"]]\n', "everyday", "不认识的键 act"),
    ("concepts.toml", concept(name=""), "[[concept]]", "没有 name"),
    ("concepts.toml", concept(kind="ding"), "新概念", "kind 是 'ding'"),
    ("concepts.toml", concept(kind="word"), "新概念", "kind 是 'word'"),
    ("concepts.toml", concept(words='"甲乙"'), "新概念.words", "一列非空文字"),
    ("concepts.toml", concept(words='["甲乙", ""]'), "新概念.words", "一列非空文字"),
    ("concepts.toml", concept(words="[12]"), "新概念.words", "一列非空文字"),
    ("concepts.toml", concept(words='["新"]'), "新概念", "只有一个字"),
    ("concepts.toml", concept(words='["行政应诉"]'), "新概念", "“行政应诉”已属于“行政应诉”"),
    ("concepts.toml", concept(more='spoken = ["ＬＡＷＳＵＩＴ"]\n'), "新概念", "“lawsuit”已属于"),
    ("concepts.toml", concept(more='spokn = ["新词"]\n'), "新概念", "不认识的键 spokn"),
    (
        "counted_in.toml",
        '\n[[kind]]\nends = ["甲"]\ncounted_in = ["cases"]\n',
        "kind",
        "没有“cases”这一类单位",
    ),
    ("counted_in.toml", '\n[[kind]]\ncounted_in = ["case"]\n', "kind", "没有写全"),
    ("units.toml", '\n[[class]]\nname = "new"\nunits = ["件"]\n', "件", "同时属于两个类"),
    ("units.toml", '\n[[class]]\nname = "new"\n', "new.units", "一列非空文字"),
    ("units.toml", '\n[[class]]\nname = "new"\nunit = []\n', "new", "不认识的键 unit"),
    ("question_words.toml", '\n[new]\nwords = "甲"\n', "new.words", "一列非空文字"),
    ("question_words.toml", '\n[new]\nwords = ["甲", ""]\n', "new.words", "一列非空文字"),
    ("enumerations.toml", '\n[new]\nwords = ["甲", 1]\n', "new.words", "一列非空文字"),
    ("answer_types.toml", '\n[[named]]\nasks = ["甲乙"]\n', "[[named]] ends", "一列非空文字"),
    ("answer_types.toml", "\n[[named]]\nask = []\n", "[[named]]", "不认识的键 ask"),
    ("headings.toml", "\n[role.ending]\nwords = []\n", "role", "不认识的键 ending"),
    ("headings.toml", '\n[role.other]\npairs = [["甲"]]\n', "role.other.pairs", "两个词一组"),
    ("headings.toml", '\n[role.other]\nword = ["甲"]\n', "role.other", "不认识的键 word"),
    ("offices.toml", '\n"某某局" = "某局"\n', "short.某某局", "一列非空文字"),
    ("templates.toml", '\n[new]\none = "{who}{amuont}。"\n', "[new] one", "用了没有的空 {amuont}"),
    ("templates.toml", '\n[new]\none = "{who{amount}。"\n', "[new] one", "花括号不成对"),
    ("templates.toml", '\n[new]\none = "{}。"\n', "[new] one", "用了没有的空 {}"),
    ("templates.toml", '\n[new]\none = ["{who}"]\n', "[new] one", "缺少这条模板"),
    ("divisions.tsv", "河北省 石家庄市 新县\n", "行", "不是三栏"),
    ("divisions.tsv", "\t石家庄市\t新县\n", "行", "不是三栏"),
]


@pytest.mark.parametrize(("file", "addition", "entry", "problem"), ADDED)
def test_a_wrong_entry_is_named(
    file: str, addition: str, entry: str, problem: str, copied: Path
) -> None:
    with (copied / file).open("a", encoding="utf-8") as stream:
        stream.write(addition)
    with pytest.raises(DataFileError) as caught:
        LOADERS[file]()
    assert caught.value.file == file
    assert entry in caught.value.entry
    assert problem in caught.value.message
    assert caught.value.hint


# What the program reads by name and what is complained of when the name is misspelt.
RENAMED = [
    ("wording.toml", "[none.units]", "none.units"),
    ("wording.toml", "markers", "none.markers"),
    ("wording.toml", "[target]", "target"),
    ("headings.toml", "starts", "starts"),
    ("headings.toml", "keys", "page"),
    ("offices.toml", "endings", "endings"),
    ("offices.toml", "[short]", "short"),
    ("nonquantities.toml", "phrases", "phrases"),
    ("enumerations.toml", "rows", "rows"),
    ("answer_types.toml", "[quoted]", "[quoted]"),
    ("units.toml", "units", "不认识的键"),
    ("audit.toml", "[rates]", "rates"),
    ("audit.toml", "[names]", "names"),
    ("audit.toml", "numbering", "numbering"),
]


@pytest.mark.parametrize(("file", "name", "entry"), RENAMED)
def test_a_missing_or_misspelt_entry_is_named(
    file: str, name: str, entry: str, copied: Path
) -> None:
    text = (copied / file).read_text(encoding="utf-8")
    misspelt = name[:-1] + "x]" if name.endswith("]") else name + "x"
    broken = re.sub(rf"(?m)^{re.escape(name)}", misspelt, text, count=1)
    assert broken != text
    (copied / file).write_text(broken, encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        LOADERS[file]()
    assert caught.value.file == file
    assert entry in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("question_words.toml", {"words_of", "pattern_of", "edge_pattern"}),
        ("enumerations.toml", {"enumeration_words.listed", "enumeration_words.any_of"}),
        ("answer_types.toml", {"answer_types.listed", "answer_types.any_of"}),
    ],
)
def test_every_list_that_the_code_reads_is_there(file: str, names: set[str]) -> None:
    tables = data.load_toml(file)
    read = {
        (values[0], values[1]) for name, values, _ in calls() if name in names and len(values) > 1
    }
    assert read
    assert {(s, k) for s, k in read if s not in tables or k not in tables[s]} == set()


@pytest.mark.parametrize(("file", "function"), [("templates.toml", "say"), ("audit.toml", "tell")])
def test_every_sentence_that_the_code_says_has_a_template_with_its_slots(
    file: str, function: str
) -> None:
    tables = data.load_toml(file)
    said = [(*(v if len(v) == 2 else ("say", *v)), k) for name, v, k in calls() if name == function]
    assert said
    for section, key, given in said:
        assert key in tables[section], f"[{section}] {key}"
        slots = slots_of(tables[section][key])
        assert slots <= given, f"[{section}] {key} uses {slots - given}"


@cache
def calls() -> tuple[tuple[str, list[Any], set[str]], ...]:
    """Return (function, literal text arguments, keyword names) of the calls in the code."""
    return tuple(found for file in SOURCES for found in calls_in(file))


def calls_in(file: Path) -> Iterator[tuple[str, list[Any], set[str]]]:
    """Yield the calls in one file.

    A function whose name several modules have is told by the module that it came from.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    origin = {
        alias.asname or alias.name: f"{(node.module or '').rpartition('.')[2]}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in nodes:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        values = [a.value for a in node.args if isinstance(a, ast.Constant)]
        unpacked = any(keyword.arg is None for keyword in node.keywords)
        literal = len(values) == len(node.args) and all(isinstance(v, str) for v in values)
        if literal and not unpacked:
            names = {keyword.arg for keyword in node.keywords if keyword.arg}
            for name in {node.func.id, origin.get(node.func.id, node.func.id)}:
                yield name, values, names


def test_every_file_is_loaded_and_described() -> None:
    kept = [name for name in data.data_files() if name.endswith((".toml", ".tsv", ".txt"))]
    assert {name for name in kept if not name.endswith(".txt")} == {
        name for name in LOADERS if not name.endswith(".txt")
    }
    described = (data.FOLDER / "README.md").read_text(encoding="utf-8")
    named = {re.sub(r"^(\w+)/\w+\.", r"\1/*.", name) for name in kept}
    assert [name for name in sorted(named) if f"`{name}`" not in described] == []


def test_a_further_file_of_everyday_words_is_read(copied: Path) -> None:
    rows = '[acts]\nnew = [["轰走", "驱离"]]\n'
    (copied / "everyday" / "another.toml").write_text(rows, encoding="utf-8")
    assert [word.official for word in everyday.find_everyday("轰走")] == [("驱离",)]


def test_a_file_of_everyday_words_without_any_is_named(copied: Path) -> None:
    (copied / "everyday" / "another.toml").write_text("# 以后再写\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        everyday.find_everyday("轰走")
    assert caught.value.file == "everyday/another.toml"
    assert "两个表都没有" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("file", ["templates.toml", "audit.toml"])
def test_the_slots_of_a_template_are_named_beside_it(file: str) -> None:
    lines = data.read_data(file).splitlines()
    for line in lines:
        if re.match(r"\w+ = \"", line) and "{" in line:
            template, _, remark = line.rpartition("#")
            assert slots_of(template) <= set(re.findall(r"\w+", remark)), line
