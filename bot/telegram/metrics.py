"""The bot's figures for Prometheus. prometheus_client is imported here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from bot.telegram.observing import Answered, Outcome
from retrieval.records import ReportSummary

# The library answers within milliseconds; a message may wait seconds for its turn.
_ANSWER_BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_UPDATE_BUCKETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """An observer that counts. No label holds a person, a chat or a question."""

    def __init__(self) -> None:
        """Begin at nought, with a registry of its own."""
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "fazhi_questions",
            "Questions answered, by what became of them.",
            ("channel", "status", "kind"),
            registry=self._registry,
        )
        self._answer_seconds = Histogram(
            "fazhi_answer_seconds",
            "From a question being read to its answer being made.",
            buckets=_ANSWER_BUCKETS,
            registry=self._registry,
        )
        self._updates = Counter(
            "fazhi_updates",
            "Updates that came to their end.",
            ("type", "outcome"),
            registry=self._registry,
        )
        self._update_seconds = Histogram(
            "fazhi_update_seconds",
            "From an update's turn to its messages having left.",
            buckets=_UPDATE_BUCKETS,
            registry=self._registry,
        )
        self._errors = Counter(
            "fazhi_errors", "Errors met, by name.", ("name",), registry=self._registry
        )
        self._waiting = self._gauge("fazhi_updates_waiting", "Updates not yet answered.")
        self._parked = self._gauge("fazhi_updates_parked", "Updates kept in the state file.")
        self._silence = self._gauge(
            "fazhi_telegram_silence_seconds",
            "Since Telegram last answered or pushed; polling only.",
        )
        self._reports = self._gauge("fazhi_library_reports", "Reports in the library.")
        self._passages = self._gauge("fazhi_library_passages", "Passages in the library.")
        self._figures = self._gauge("fazhi_library_figures", "Figures in the library.")
        ProcessCollector(registry=self._registry)

    def answered(self, event: Answered) -> None:
        """Count a question."""
        answer = event.answer
        self._questions.labels(event.channel, answer.status, answer.kind).inc()
        self._answer_seconds.observe(event.seconds)

    def updated(self, kind: str, outcome: Outcome, seconds: float) -> None:
        """Count an update."""
        self._updates.labels(kind, outcome).inc()
        self._update_seconds.observe(seconds)

    def failed(self, where: str) -> None:
        """Count an error."""
        self._errors.labels(where).inc()

    def page(
        self, reports: Sequence[ReportSummary], waiting: int, parked: int, silence: float | None
    ) -> bytes:
        """Return all figures as Prometheus reads them, those that stand as of now included."""
        self._waiting.set(waiting)
        self._parked.set(parked)
        self._silence.set(silence or 0.0)
        self._reports.set(len(reports))
        self._passages.set(sum(report.passages for report in reports))
        self._figures.set(sum(report.figures for report in reports))
        return generate_latest(self._registry)

    def _gauge(self, name: str, help_text: str) -> Gauge:
        return Gauge(name, help_text, registry=self._registry)
