"""Who keeps count of what happens, put together from the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.telegram.config import Config
from bot.telegram.logbook import Logbook
from bot.telegram.observing import EventLog, Everyone, Observer
from retrieval.errors import ConfigError

if TYPE_CHECKING:
    from bot.telegram.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Watch:
    """The observers as one, and those that are asked for something later. Empty, it keeps nothing."""

    observer: Observer = field(default_factory=Everyone)
    logbook: Logbook | None = None
    metrics: Metrics | None = None

    def close(self) -> None:
        """Let go of the logbook's file."""
        if self.logbook is not None:
            self.logbook.close()


def open_watch(config: Config) -> Watch:
    """Return the log, the logbook beside the state, and the metrics where they are listened for.

    Raises ConfigError where prometheus_client is wanted and missing, DatabaseError for a logbook
    that cannot be opened.
    """
    metrics = _metrics() if config.metrics is not None else None
    logbook = Logbook.open(config.logbook, questions=config.log_questions)
    observers: list[Observer] = [EventLog(), logbook]
    if metrics is not None:
        observers.append(metrics)
    return Watch(Everyone(observers), logbook, metrics)


def _metrics() -> Metrics:
    try:
        from bot.telegram.metrics import Metrics
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"设了 metrics.listen，但没有安装 {error.name}", "pip install 'fazhi[metrics]'"
        ) from error
    return Metrics()
