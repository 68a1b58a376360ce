"""A library with a few scripted answers: what bot/ needs to be tested without the knowledge side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retrieval.errors import LibraryError, UsageError
from retrieval.records import (
    Answer,
    Choice,
    Evidence,
    IngestResult,
    ParsedReport,
    Place,
    Report,
    ReportSummary,
    Trace,
    Value,
    Vocabulary,
)

LINES = (
    "嘉祥街道2023年度法治政府建设报告",
    "",
    "行政应诉工作取得较好成绩，全年共22件行政应诉案件，其中受县政府委托承办5件。",
    "调解组织共排查矛盾纠纷860件。",
)
QUOTE = LINES[2]
EVIDENCE = Evidence(
    "r1",
    LINES[0],
    "嘉祥街道",
    2023,
    "嘉祥街道2023.txt",
    3,
    "一、成效 > （五）行政应诉",
    QUOTE,
    ((16, 19),),
)
ANSWER = Answer(
    question="嘉祥街道2023年有多少件行政应诉案件",
    understood="嘉祥街道 · 2023年 · 行政应诉案件 · 数量",
    status="answered",
    kind="number",
    text="嘉祥街道2023年共有22件行政应诉案件。",
    values=(Value("22", "件", "行政应诉案件", "嘉祥街道", 2023, evidence=0),),
    evidence=(EVIDENCE,),
    place="嘉祥街道",
    year=2023,
    measure="行政应诉案件",
    resolved="嘉祥街道2023年有多少件行政应诉案件",
    elapsed_ms=1.4,
    trace=Trace(
        rule="number.label",
        considered=(("行政应诉案件 22件", 8.2, "选中"), ("承办 5件", 3.1, "缺“行政应诉”")),
        passages=(("嘉祥街道2023 第3行", 8.2),),
        notes=("地区取自问题",),
    ),
)
AMBIGUOUS = Answer(
    question="行政应诉案件多少件",
    understood="行政应诉案件 · 数量",
    status="ambiguous",
    kind="number",
    text="有两处报告写了行政应诉案件，要问哪一处？",
    choices=(
        Choice("嘉祥街道2023年", "嘉祥街道2023年有多少件行政应诉案件"),
        Choice("中梁镇2023年", "中梁镇2023年有多少件行政应诉案件"),
    ),
    resolved="行政应诉案件多少件",
)
NOT_FOUND = Answer(
    question="嘉祥街道2023年GDP是多少",
    understood="嘉祥街道 · 2023年 · GDP",
    status="not_found",
    kind="number",
    text="嘉祥街道2023年的报告里没有写GDP。",
    nearest=(EVIDENCE,),
    reason="not_reported",
    place="嘉祥街道",
    year=2023,
    resolved="嘉祥街道2023年GDP是多少",
)
HELLO = Answer("你好", "寒暄", "answered", "smalltalk", "您好，请直接提问。")
SCRIPT = (("应诉案件多少", AMBIGUOUS), ("应诉", ANSWER), ("GDP", NOT_FOUND), ("你好", HELLO))


class FakeLibrary:
    """Answers by the first scripted word in the question; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.closed = False
        self.opened: Path | None = None

    def ask(self, question: str, context: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(context)))
        if not question.strip():
            raise UsageError("问题是空的", "请写上要问什么")
        if question == "炸":
            raise RuntimeError("wires crossed")
        for word, answer in SCRIPT:
            if word in question:
                return answer
        return NOT_FOUND

    def reports(self) -> tuple[ReportSummary, ...]:
        return (
            ReportSummary(
                "r1", "嘉祥街道", ("济宁市", "嘉祥县"), 2023, LINES[0], "嘉祥街道2023.txt", 3, 3
            ),
        )

    def parsed(self, key: str) -> ParsedReport:
        if key not in ("r1", "嘉祥街道2023.txt", "嘉祥街道 2023"):
            raise LibraryError(f"没有这份报告：{key}", "有：嘉祥街道2023.txt")
        report = Report(
            "r1", LINES[0], Place("嘉祥街道"), 2023, "", "嘉祥街道2023.txt", "0" * 64, LINES
        )
        return ParsedReport(report, (), ())

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            ("嘉祥街道", "中梁镇"), (2023,), ("行政应诉案件", "矛盾纠纷"), {"嘉祥": "嘉祥街道"}
        )

    def facts(self, key: str | None = None) -> tuple[()]:
        return ()

    def context_of(self, report_id: str, line: int, around: int = 2) -> tuple[tuple[int, str], ...]:
        first, last = max(1, line - around), min(len(LINES), line + around)
        return tuple((n, LINES[n - 1]) for n in range(first, last + 1))

    def ingest(
        self, paths: object, *, progress: object = None, sync: bool = False
    ) -> tuple[IngestResult, ...]:
        return (
            IngestResult("嘉祥街道2023.txt", "added", self.reports()[0]),
            IngestResult("坏.pdf", "failed", None, "文件是空的", "请换一份"),
        )

    def close(self) -> None:
        self.closed = True
