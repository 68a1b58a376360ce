"""Collects FAQ files as tests, a test a case, against the reports in corpus/ or the file's own 语料."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.faq.cases import Case, FaqFile
from bot.faq.libraries import Libraries
from bot.faq.load import SUFFIXES, load_file
from bot.faq.report import failure_lines
from bot.faq.run import RunResult, run_case, whole_line
from bot.terminal import Style

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LIBRARIES = pytest.StashKey[Libraries]()


def pytest_configure(config: pytest.Config) -> None:
    # Nothing is read before the first case runs.
    config.stash[LIBRARIES] = Libraries(CORPUS)
    config.add_cleanup(config.stash[LIBRARIES].close)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if file_path.suffix in SUFFIXES:
        return FaqModule.from_parent(parent, path=file_path)
    return None


class FaqModule(pytest.File):
    """A FAQ file."""

    def collect(self) -> Iterator[pytest.Item]:
        file = load_file(self.path)
        if file.problems:
            raise self.CollectError("\n".join(map(str, file.problems)))
        for case in file.cases:
            yield FaqItem.from_parent(self, name=case.id, case=case, file=file)


class FaqItem(pytest.Item):
    """A case with all its wordings. One with 已知问题 must fail, until the key is taken out."""

    def __init__(self, *, case: Case, file: FaqFile, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]
        self.case = case
        self.file = file
        if case.known_issue:
            self.add_marker(pytest.mark.xfail(reason=case.known_issue, strict=True))

    def runtest(self) -> None:
        library = self.config.stash[LIBRARIES].of(self.file)
        results = list(run_case(self.case, library, whole_line(library)))
        failing = [result for result in results if not result.deciding.judgement.ok]
        if failing:
            raise FaqFailure(failing)
        for result in results:
            if result.verdict == "drift":
                reason = result.deciding.judgement.reasons[0]
                self.warn(pytest.PytestWarning(f"{self.case.id} {reason}"))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        if isinstance(excinfo.value, FaqFailure):
            lines = [line for run in excinfo.value.runs for line in failure_lines(run, Style())]
            return "\n".join(lines)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.case.line - 1, f"{self.case.id} {self.case.turns[0].text}"


class FaqFailure(Exception):  # noqa: N818 - a failed expectation, as pytest's own are called
    """Some wordings of a case did not get what the file expects."""

    def __init__(self, runs: list[RunResult]) -> None:
        super().__init__(f"{len(runs)} wordings")
        self.runs = runs
