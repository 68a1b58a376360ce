"""The library that each FAQ file is run against: the one at hand, or one of the file's own corpus."""

from __future__ import annotations

from collections.abc import Callable
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

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close all libraries and remove what was built."""
        self.close()

    def of(self, file: FaqFile) -> Library:
        """Return the library that the file's cases are asked of."""
        folder = file.corpus
        if folder is None and isinstance(self._at_hand, Path):
            folder = self._at_hand
        key = folder.resolve() if folder else None
        if key not in self._open:
            self._open[key] = self._build(key) if key else self._opened()
        return self._open[key]

    def close(self) -> None:
        """Close all libraries and remove what was built; may be called twice."""
        for library in self._open.values():
            library.close()
        self._open.clear()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _opened(self) -> Library:
        assert not isinstance(self._at_hand, Path)
        return self._at_hand()

    def _build(self, corpus: Path) -> Library:
        from retrieval.library import Library

        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="fazhi-faq-")
        library = Library.open(Path(self._folder.name) / f"{len(self._open)}.db", create=True)
        failed = [r for r in library.ingest([corpus]) if r.outcome == "failed"]
        if failed or not library.reports():
            library.close()
            names = "、".join(f"{r.file}：{r.message}" for r in failed)
            raise UsageError(f"语料读不进来：{corpus} {names}", "请检查这些报告文件")
        return library
