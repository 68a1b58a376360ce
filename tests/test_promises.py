"""The promises of every answer, over the real reports and questions of all sorts.

Each quote is a verbatim slice of its file at the line it names; each numeral of an answer
stands in its quotes, in the question, or in a computation that is shown; not_found carries
no value; nothing a person types makes it stumble.
"""

from __future__ import annotations

import json
import os
import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wire import answer_object
from retrieval.errors import UsageError
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.records import Answer
from tests.soak import how_many
from tests.support.mixtures import ASKING, CORPUS, TEXTS, WORDS, mixtures

# ``make mixtures`` asks 10,000.
MIXTURES = int(os.environ.get("MIXTURES", "300"))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    with Library.open(tmp_path_factory.mktemp("promises") / "库.db", create=True) as library:
        library.ingest([CORPUS])
        yield library


def check(answer: Answer) -> None:
    """Hold an answer against the files themselves, with no help from the program."""
    for evidence in (*answer.evidence, *answer.nearest):
        line = TEXTS[evidence.file].split("\n")[evidence.line - 1]
        assert evidence.quote and evidence.quote in line
        assert all(0 <= a < b <= len(evidence.quote) for a, b in evidence.highlights)
    assert answer.status in {"answered", "ambiguous", "not_found"}
    if answer.status == "not_found":
        assert not answer.values and not answer.evidence and answer.reason
    if answer.status == "answered" and answer.kind != "smalltalk":
        assert answer.evidence
    if answer.kind != "smalltalk" and answer.status != "not_found":
        carried = " ".join(
            [answer.question, answer.resolved]
            + [f"{e.quote} {e.title} {e.place} {e.year}" for e in answer.evidence]
            + [
                f"{v.value} {v.year}"
                for v in answer.values
                if v.derived or v.value == "0" or v.year
            ]
        )
        numerals = set(
            re.findall(r"\d+(?:\.\d+)?", fold(carried).replace(",", "").replace("，", ""))
        )
        stated = set(
            re.findall(r"\d+(?:\.\d+)?", fold(answer.text).replace(",", "").replace("，", ""))
        )
        assert stated <= numerals, (answer.text, stated - numerals)
    json.dumps(answer_object(answer), ensure_ascii=False)


def test_random_mixtures_of_the_reports_own_words(library: Library) -> None:
    for mixture in mixtures(MIXTURES):
        check(library.ask(mixture))


def test_random_conversations(library: Library) -> None:
    chance = random.Random(8)
    for _ in range(how_many(60, 150)):
        context: list[str] = []
        for _ in range(3):
            question = "".join(
                chance.choice(WORDS + ASKING * 40) for _ in range(chance.randint(1, 4))
            )
            check(library.ask(question, context))
            context.append(question)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(max_size=80))
def test_whatever_is_typed(library: Library, question: str) -> None:
    try:
        check(library.ask(question))
    except UsageError as error:
        assert error.message and error.hint


@settings(
    max_examples=how_many(20, 60), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    number=st.integers(min_value=0, max_value=10**6),
    unit=st.sampled_from(["件", "人次", "场", "户", "次"]),
    measure=st.sampled_from(["行政复议案件", "法律援助案件", "法治讲座", "矛盾纠纷", "执法培训"]),
)
def test_a_figure_written_into_a_report_is_the_figure_answered(
    tmp_path_factory: pytest.TempPathFactory, number: int, unit: str, measure: str
) -> None:
    folder = tmp_path_factory.mktemp("written")
    text = f"青禾街道2023年度法治政府建设情况报告\n2023年，青禾街道共办理{measure}{number}{unit}，成效明显。\n"
    (folder / "报告.txt").write_text(text, encoding="utf-8")
    with Library.open(folder / "库.db", create=True) as own:
        own.ingest([folder])
        answer = own.ask(f"青禾街道2023年{measure}有多少{unit}？")
    assert answer.status == "answered"
    assert [(v.value, v.unit) for v in answer.values] == [(str(number), unit)]
    assert f"{number}{unit}" in answer.evidence[0].quote
