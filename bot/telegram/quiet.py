"""Logs that carry neither the token nor what people wrote: an event is a line of fields."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

import structlog

HIDDEN = "<token>"
# What every line begins with; the fields of an event follow.
_FIRST = ("time", "level", "logger", "event")


class Redactor(logging.Filter):
    """Takes the token out of every record, wherever a library put it."""

    def __init__(self, token: str) -> None:
        """Hide ``token`` and the secret half of it."""
        super().__init__()
        secret = token.partition(":")[2]
        # A short tail could be any word.
        self._words = [token, *([secret] if len(secret) >= 8 else [])]

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True, always; the record is rewritten where it holds the token."""
        text = record.getMessage()
        if any(word in text for word in self._words):
            record.msg, record.args = self.hide(text), ()
        if record.exc_info and record.exc_info[1] is not None:
            # The message of an exception may hold a question; its type and place do not.
            record.msg = f"{record.getMessage()}\n{frames_of(record.exc_info[1])}"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True

    def hide(self, text: str) -> str:
        """Return ``text`` without the token."""
        for word in self._words:
            text = text.replace(word, HIDDEN)
        return text


class LineFormatter(logging.Formatter):
    """Writes a record as one line: ``key=value`` pairs, or an object of JSON."""

    def __init__(self, redactor: Redactor, form: str) -> None:
        """Write in ``form``, ``logfmt`` or ``json``, and hide once more what ``redactor`` hides."""
        super().__init__()
        self._redactor = redactor
        render = (
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if form == "json"
            else structlog.processors.LogfmtRenderer(key_order=_FIRST, bool_as_flag=False)
        )
        self._inner = structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ExtraAdder(),
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without the token wherever a field might hold it."""
        return self._redactor.hide(self._inner.format(record))


def set_up_logging(token: str, form: str = "logfmt") -> None:
    """Log to standard error, one line an event, without the token."""
    handler = logging.StreamHandler(sys.stderr)
    redactor = Redactor(token)
    handler.setFormatter(LineFormatter(redactor, form))
    handler.addFilter(redactor)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("bot").setLevel(logging.INFO)
    # Both write addresses, with the token in them, at INFO.
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _excepthook


def frames_of(error: BaseException) -> str:
    """Return where an error came from, as lines: files, functions, types; no messages, no values."""
    lines = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"  {type(seen).__name__}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"    {frame.filename}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


def _excepthook(
    kind: type[BaseException],  # noqa: ARG001 - Python's signature
    error: BaseException,
    trace: TracebackType | None,  # noqa: ARG001
) -> None:
    logging.getLogger("bot.telegram").error("程序异常结束\n%s", frames_of(error))
