"""A library whose answers the test writes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from retrieval.errors import UsageError
from retrieval.records import (
    Answer,
    Choice,
    Evidence,
    IngestResult,
    ReportSummary,
    Value,
    Vocabulary,
)

TITLE = "甲镇2023年法治政府建设年度报告"
QUOTE = "全年共办理行政应诉案件22件，败诉0件，<已>公开&归档。"
LINES = ("一、工作情况", "（一）应诉", QUOTE, "（二）培训", "举办培训3场。")
EVIDENCE = Evidence(
    "r1", TITLE, "甲镇", 2023, "甲镇2023.txt", 3, "一、工作情况 > （一）应诉", QUOTE, ((11, 14),)
)
ANSWER = Answer(
    question="",
    understood="甲镇 · 2023年 · 行政应诉案件",
    status="answered",
    kind="number",
    text="甲镇2023年行政应诉案件为22件。",
    values=(Value("22", "件", "行政应诉案件", "甲镇", 2023, evidence=0),),
    evidence=(EVIDENCE,),
    place="甲镇",
    year=2023,
    measure="行政应诉案件",
)
CHOICES = (Choice("甲镇2023年", "甲镇2023年案件几件"), Choice("乙镇2023年", "乙镇2023年案件几件"))
AMBIGUOUS = replace(ANSWER, status="ambiguous", text="要问哪一处？", choices=CHOICES, values=())
SUMMARY = ReportSummary("r1", "甲镇", ("某县",), 2023, TITLE, "甲镇2023.txt", 3, 2)


class ScriptedShelf:
    """Says 22 to everything, but for what ``script`` knows; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.script: dict[str, Answer | Exception | Callable[[str], Answer]] = {}
        self.lines: Sequence[str] = LINES
        self.ingested: list[tuple[str, bytes]] = []
        self._lock = threading.Lock()

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        # The bot tries out its examples by itself as it starts.
        if not question.endswith("有多少？"):
            with self._lock:
                self.asked.append((question, tuple(context)))
        for word, answer in self.script.items():
            if word in question:
                if isinstance(answer, Exception):
                    raise answer
                if callable(answer):
                    answer = answer(question)
                return replace(answer, question=question, resolved=answer.resolved or question)
        return replace(ANSWER, question=question, resolved=question)

    def reports(self) -> tuple[ReportSummary, ...]:
        return (SUMMARY,)

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(("甲镇",), (2023,), ("行政应诉案件",))

    def context_of(self, report_id: str, line: int, around: int = 2) -> tuple[tuple[int, str], ...]:
        if report_id != "r1" or line > len(self.lines):
            raise UsageError("没有这一行")
        first, last = max(1, line - around), min(len(self.lines), line + around)
        return tuple((n, self.lines[n - 1]) for n in range(first, last + 1))

    def ingest(self, paths: Sequence[Path]) -> tuple[IngestResult, ...]:
        self.ingested += [(path.name, path.read_bytes()) for path in paths]
        return tuple(IngestResult(path.name, "added", SUMMARY) for path in paths)

    def close(self) -> None:
        """Nothing is open."""
