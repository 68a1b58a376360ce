"""The line editor: history between runs, completion on what the library holds, the standing context."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.folders import state_folder
from bot.repl.commands import COMMANDS
from bot.repl.session import Session
from bot.terminal import clip, width_of
from retrieval.records import Vocabulary

HISTORY_FILE = "history"
# No place or measure is longer.
LONGEST_WORD = 20
MOST_COMPLETIONS = 20
PROMPT = "❯ "


def make_prompt(session: Session, keep_history: bool) -> Callable[[], str]:
    """Return what reads a line with the session's standing context before it.

    It raises KeyboardInterrupt on Ctrl-C and EOFError on Ctrl-D.
    """
    editor: PromptSession[str] = PromptSession(
        history=open_history() if keep_history else InMemoryHistory(),
        completer=LibraryCompleter(session.library.vocabulary),
        complete_while_typing=True,
        # Half the window would go to an empty menu otherwise.
        reserve_space_for_menu=4,
    )
    return lambda: editor.prompt(lambda: prompt_text(session.standing))


def prompt_text(standing: str) -> FormattedText:
    """Return the prompt; the standing context takes at most a third of the window."""
    room = shutil.get_terminal_size((80, 24)).columns // 3
    shown = clip(standing, room) if standing and room >= 8 else ""
    return FormattedText([("ansicyan", shown + " " if shown else ""), ("bold", PROMPT)])


def open_history() -> History:
    """Return the history kept in the state folder, readable by its owner only.

    Where the folder cannot be written, the history lasts for this conversation.
    """
    file = state_folder() / HISTORY_FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
        file.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return _LastingHistory(file)


class _LastingHistory(FileHistory):
    """Kept in a file as long as that takes it; a full disk must not end the conversation."""

    def store_string(self, string: str) -> None:
        """Keep a line; where that fails it is still there for this conversation."""
        with contextlib.suppress(OSError):
            super().store_string(string)


class LibraryCompleter(Completer):
    """Completes commands after a slash, elsewhere the places, years and measures of the library.

    Chinese has no spaces: the longest end of the line that begins a known word is completed.
    """

    def __init__(self, vocabulary: Callable[[], Vocabulary]) -> None:
        """Take what returns the words; asked once, at the first key."""
        self._vocabulary = vocabulary
        self._words: tuple[str, ...] | None = None

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002 - its signature
    ) -> Iterable[Completion]:
        """Yield the words that the text before the cursor may become."""
        text = document.text_before_cursor
        if text[:1] == "/":
            yield from _commands(text)
        else:
            yield from self._known_words(text)

    def _known_words(self, text: str) -> Iterator[Completion]:
        if self._words is None:
            self._words = _words(self._vocabulary())
        for start in range(max(0, len(text) - LONGEST_WORD), len(text)):
            begun = text[start:]
            fitting = [w for w in self._words if w.startswith(begun) and w != begun]
            if fitting and (len(begun) > 1 or not begun.isascii()):
                fitting.sort(key=lambda word: (width_of(word), word))
                for word in fitting[:MOST_COMPLETIONS]:
                    yield Completion(word, start_position=-len(begun))
                return


def _commands(text: str) -> Iterator[Completion]:
    for command in COMMANDS:
        name = "/" + command.names[0]
        if name.startswith(text):
            yield Completion(name, start_position=-len(text), display_meta=command.help)


def _words(vocabulary: Vocabulary) -> tuple[str, ...]:
    years = [f"{year}年" for year in vocabulary.years]
    return tuple(dict.fromkeys([*vocabulary.places, *years, *vocabulary.measures]))
