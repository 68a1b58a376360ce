"""One tree of errors: what a person did or met, in Chinese, with what to do about it.

FazhiError
├── UsageError            a call or a question that cannot be served      exit 2
├── LibraryError          no database, no reports, nothing readable       exit 4
│   ├── DatabaseError     the database file is missing, foreign or damaged
│   └── UnreadableReport  one report file could not be read
├── ConfigError           a setting, a token or a data file is wrong      exit 5
│   └── DataFileError     an entry of a knowledge file (retrieval/data)
└── ProofError            an answer that its evidence does not carry      (never shown)
"""

from __future__ import annotations


class FazhiError(Exception):
    """Root of everything this project raises on purpose.

    ``message`` says what is wrong and ``hint`` what to do, both in Chinese, both
    shown to people; ``code`` is for scripts and never changes.
    """

    code = "internal"
    exit_code = 70

    def __init__(self, message: str, hint: str = "") -> None:
        """Say what is wrong, and what to do about it."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and hint in one line."""
        return f"{self.message}（{self.hint}）" if self.hint else self.message


class UsageError(FazhiError):
    """The call or the question cannot be served as given."""

    code = "usage"
    exit_code = 2


class LibraryError(FazhiError):
    """There is nothing to answer from."""

    code = "library"
    exit_code = 4


class DatabaseError(LibraryError):
    """The database file is missing, foreign, newer than the program, or damaged."""

    code = "database"


class UnreadableReport(LibraryError):  # noqa: N818 - the report is what is unreadable
    """One report file could not be read; the others go on."""

    code = "unreadable"


class ConfigError(FazhiError):
    """A setting or the bot token is missing or wrong."""

    code = "config"
    exit_code = 5


class DataFileError(ConfigError):
    """A knowledge file under ``retrieval/data`` has a wrong entry."""

    code = "data_file"

    def __init__(self, file: str, entry: str, problem: str, remedy: str) -> None:
        """Name the knowledge file, its entry, what is wrong with it and how to mend it."""
        super().__init__(f"{file}：{entry}：{problem}", remedy)
        self.file = file
        self.entry = entry


class ProofError(FazhiError):
    """A finished answer says something that its evidence does not carry."""

    code = "proof"
