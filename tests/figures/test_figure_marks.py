"""What a careful reader marked in fourteen reports is found, and nothing else."""

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
sys.path.insert(0, str(Path(__file__).parents[1] / "support" / "reports"))
import figure_marks as marks
import make_files as make

SAMPLES = marks.load_samples()
OWN = [sample for sample in SAMPLES if sample.report.parent.name == "figures"]


@cache
def scored(name: str) -> marks.Score:
    return marks.judge(next(sample for sample in SAMPLES if sample.report.name == name))


def whole() -> marks.Score:
    total = marks.Score()
    for sample in SAMPLES:
        total.add(scored(sample.report.name))
    return total


def test_the_sample_is_large_enough() -> None:
    assert len(SAMPLES) >= 10
    assert sum(mark.counts for sample in SAMPLES for mark in sample.marks) >= 300


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.report.stem)
def test_the_sample_passes_over_no_numeral(sample: marks.Sample) -> None:
    assert marks.unlisted(sample) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.report.stem)
def test_each_report_is_read_nearly_whole(sample: marks.Sample) -> None:
    score = scored(sample.report.name)
    assert score.recall >= 0.98, score.missed
    assert score.precision >= 0.98, score.wrong


def test_recall_and_precision() -> None:
    total = whole()
    assert total.recall >= 0.98, total.missed
    assert total.precision >= 0.98, total.wrong


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("value", 1),
        ("unit", 1),
        ("year", 0.98),
        ("kind", 0.98),
        ("approx", 0.98),
        ("measure", 0.95),
    ],
)
def test_what_is_found_is_read_rightly(name: str, floor: float) -> None:
    total = whole()
    assert total.checked[name] >= 100
    assert total.right(name) >= floor, total.differing[name]


@pytest.mark.parametrize("sample", OWN, ids=lambda sample: sample.report.stem)
@pytest.mark.parametrize("ending", ["docx", "html", "pdf"])
def test_the_same_in_other_formats(sample: marks.Sample, ending: str, tmp_path: Path) -> None:
    text = sample.report.read_text(encoding="utf-8")
    file = tmp_path / f"{sample.report.stem}.{ending}"
    file.write_bytes(make.FROM_TEXT[ending](text))
    score = marks.judge(sample, file)
    assert score.recall >= 0.98, score.missed
    assert score.precision >= 0.98, score.wrong
