"""The steps that lead from an empty file to today's tables, taken together in one transaction.

A released step is never changed: a new one is added at the end. ``PRAGMA user_version``
holds the number of steps taken, and ``application_id`` marks the file as ours.
"""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

from retrieval.index.transactions import all_or_nothing

APPLICATION_ID = 0x46617A68  # "Fazh"


def _first_tables(connection: Connection) -> None:
    """Reports with their outline, figures and words. Values are TEXT: REAL would lose digits."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _FIRST_TABLES.split(";"):
        connection.execute(statement)


# Clustered by report, so that a report is read from neighbouring pages.
_FIRST_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, place TEXT, place_kind TEXT,
    place_parents TEXT, place_aliases TEXT, year INTEGER, issuer TEXT NOT NULL,
    file TEXT NOT NULL, sha256 TEXT NOT NULL, published TEXT, source TEXT,
    notes TEXT NOT NULL, passages INTEGER NOT NULL, figures INTEGER NOT NULL,
    location TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_by_place ON reports (place, year);
CREATE INDEX reports_by_file ON reports (file);
CREATE INDEX reports_by_location ON reports (location);
CREATE INDEX reports_by_stamp ON reports (stamp);
CREATE TABLE lines (
    report TEXT NOT NULL, line INTEGER NOT NULL, text TEXT NOT NULL,
    PRIMARY KEY (report, line)
) WITHOUT ROWID;
CREATE TABLE sections (
    report TEXT NOT NULL, section INTEGER NOT NULL, path TEXT NOT NULL, role TEXT NOT NULL,
    first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
    PRIMARY KEY (report, section)
) WITHOUT ROWID;
CREATE TABLE passages (
    report TEXT NOT NULL, position INTEGER NOT NULL, passage INTEGER NOT NULL,
    section INTEGER NOT NULL, text TEXT NOT NULL, headers TEXT NOT NULL, words TEXT NOT NULL,
    PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TABLE sentences (
    report TEXT NOT NULL, position INTEGER NOT NULL, sentence INTEGER NOT NULL,
    text TEXT NOT NULL, pieces TEXT NOT NULL,
    PRIMARY KEY (report, position, sentence)
) WITHOUT ROWID;
CREATE TABLE facts (
    report TEXT NOT NULL, fact INTEGER NOT NULL, passage INTEGER NOT NULL,
    sentence INTEGER NOT NULL, quantity TEXT NOT NULL, value TEXT NOT NULL, unit TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, approx INTEGER NOT NULL,
    hedge TEXT NOT NULL, label TEXT NOT NULL, topic TEXT NOT NULL, measure TEXT NOT NULL,
    period INTEGER, kind TEXT NOT NULL, place TEXT NOT NULL, none INTEGER NOT NULL,
    unclear INTEGER NOT NULL, cues TEXT NOT NULL, part_of INTEGER,
    PRIMARY KEY (report, fact)
) WITHOUT ROWID;
CREATE INDEX facts_by_measure ON facts (measure);
CREATE TABLE fact_terms (
    term TEXT NOT NULL, report TEXT NOT NULL, fact INTEGER NOT NULL,
    PRIMARY KEY (term, report, fact)
) WITHOUT ROWID;
CREATE INDEX fact_terms_by_report ON fact_terms (report);
CREATE TABLE dictionary (first TEXT PRIMARY KEY, words TEXT NOT NULL)
"""


def _older_copies(connection: Connection) -> None:
    """When a file was written, and the files that are older copies of a report in the library."""
    connection.execute("ALTER TABLE reports ADD COLUMN modified REAL NOT NULL DEFAULT 0")
    connection.execute(
        "CREATE TABLE copies (location TEXT PRIMARY KEY, stamp TEXT NOT NULL, "
        "report TEXT NOT NULL) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX copies_by_report ON copies (report)")


def _figures_over_all_reports(connection: Connection) -> None:
    """The cues of all figures by their pairs of characters, and figures by unit and by sentence:
    what is asked of all places is found without reading the figures of each report in."""
    connection.execute(
        "CREATE TABLE cue_pairs (pair TEXT NOT NULL, cue TEXT NOT NULL, "
        "PRIMARY KEY (pair, cue)) WITHOUT ROWID"
    )
    cues = connection.execute("SELECT DISTINCT term FROM fact_terms").fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO cue_pairs (pair, cue) VALUES (?, ?)",
        ((cue[at : at + 2], cue) for (cue,) in cues for at in range(max(len(cue) - 1, 1))),
    )
    connection.execute("CREATE INDEX facts_by_unit ON facts (unit)")
    connection.execute("CREATE INDEX facts_by_sentence ON facts (report, passage, sentence)")


def _log_of_changes(connection: Connection) -> None:
    """Which report each write changed, in order, and how many passages there were after it.

    ``mark`` tells a number of this history from the same number in another one: of two copies
    of a library that went different ways, or of a backup that was put back.
    """
    connection.execute(
        "CREATE TABLE changes (number INTEGER PRIMARY KEY, mark INTEGER NOT NULL, "
        "report TEXT NOT NULL, passages INTEGER NOT NULL)"
    )
    connection.execute(
        "INSERT INTO changes (mark, report, passages) "
        "SELECT random(), id, sum(passages) OVER (ORDER BY id) FROM reports ORDER BY id"
    )


STEPS: tuple[Callable[[Connection], None], ...] = (
    _first_tables,
    _older_copies,
    _figures_over_all_reports,
    _log_of_changes,
)
SCHEMA_VERSION = len(STEPS)


def migrate(connection: Connection) -> None:
    """Bring the tables up to :data:`SCHEMA_VERSION`.

    Safe to be killed at any point and to run in two processes at once: the steps and their
    number are written together, and whoever comes second finds them taken.
    """
    if _version(connection) >= SCHEMA_VERSION:
        return
    with all_or_nothing(connection):
        while (version := _version(connection)) < SCHEMA_VERSION:
            STEPS[version](connection)
            connection.execute(f"PRAGMA user_version = {version + 1}")


def _version(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
