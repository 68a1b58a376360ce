"""The library that each FAQ file is run against: the one at hand, or one of the file's own corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

from bot.faq.cases import FaqFile
from retrieval.errors import UsageError

if TYPE_CHECKING:
    from retrieval.library import Library


class Libraries:
    """Opens libraries as they are needed and closes them together; a context manager.

    ``at_hand`` opens the library for files that name no corpus. A corpus folder is read into a
    database of its own in a temporary folder, once.
    """

    def __init__(self, at_hand: Callable[[], Library] | Path) -> None:
        """Take a folder of reports, or what opens an existing library."""
        self._at_hand = at_hand
        self._open: dict[Path | None, Library] = {}
        self._folder: TemporaryDirectory[str] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close all libraries and remove what was built."""
        self.close()

    def of(self, file: FaqFile) -> Library:
        """Return the library that the file's cases are asked of."""
        key = self._corpus_of(file)
        if key not in self._open:
            self._open[key] = build(key, self._new_file()) if key else self._opened()
        return self._open[key]

    def build_all(self, files: Iterable[FaqFile], pool: Executor) -> None:
        """Read the corpora that ``files`` are run against, several at once in ``pool``."""
        from retrieval.library import Library

        corpora = dict.fromkeys(self._corpus_of(file) for file in files)
        wanted = {key: self._new_file() for key in corpora if key and key not in self._open}
        for key, _ in zip(wanted, pool.map(_build_apart, wanted, wanted.values()), strict=True):
            self._open[key] = Library.open(wanted[key])

    def close(self) -> None:
        """Close all libraries and remove what was built; may be called twice."""
        for library in self._open.values():
            library.close()
        self._open.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _corpus_of(self, file: FaqFile) -> Path | None:
        folder = file.corpus
        if folder is None and isinstance(self._at_hand, Path):
            folder = self._at_hand
        return folder.resolve() if folder else None

    def _opened(self) -> Library:
        assert not isinstance(self._at_hand, Path)
        return self._at_hand()

    def _new_file(self) -> Path:
        """Return where a database may be made."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="fazhi-faq-")
        self._files += 1
        return Path(self._folder.name) / f"{self._files}.db"


def build(corpus: Path, database: Path) -> Library:
    """Return an open library with the reports of a folder, in a new file."""
    from retrieval.library import Library

    library = Library.open(database, create=True)
    failed = [r for r in library.ingest([corpus]) if r.outcome == "failed"]
    if failed or not library.reports():
        library.close()
        names = "、".join(f"{r.file}：{r.message}" for r in failed)
        raise UsageError(f"语料读不进来：{corpus} {names}", "请检查这些报告文件")
    return library


def _build_apart(corpus: Path, database: Path) -> None:
    """Build a library in another process: only its file is wanted."""
    build(corpus, database).close()
