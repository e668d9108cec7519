"""Questions at a terminal and their answers: one line, one key word, a draft of several lines. Floor 7.

The one door to prompt_toolkit: it edits wide characters, knows pastes, shows control characters as ^[ instead of
sending them, keeps the history of the sitting (in memory only) and puts the terminal back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.validation import ValidationError, Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyPressEvent


class Asker:
    """Asks at one terminal."""

    def __init__(self) -> None:
        self._lines: PromptSession[str] = PromptSession(history=InMemoryHistory())
        self._drafts: PromptSession[str] = PromptSession(history=InMemoryHistory(), key_bindings=_draft_keys())

    def line(self, question: str, default: str = "", fault: Callable[[str], str | None] | None = None) -> str | None:
        """Ask for a line; None when the user ends the input. `fault` says what is wrong with an answer."""
        session: PromptSession[str] = PromptSession()
        try:
            checker = _Checker(fault) if fault else None
            return session.prompt(question, default=default, validator=checker, validate_while_typing=False)
        except EOFError:
            return None

    def word(self, question: str) -> str | None:
        """Ask for a short word, such as a number or a letter."""
        answer = self.line(question)
        return None if answer is None else answer.strip()

    def draft(self, question: str) -> str | None:
        """Ask for a draft: Enter breaks the line, Ctrl-D ends it; a `:word` or `?` ends with Enter."""
        try:
            return self._drafts.prompt(question, multiline=True, prompt_continuation="  ")
        except EOFError:
            return None

    def text(self, question: str, default: str) -> str | None:
        """Let the user change a text of one or several lines; None when it is given up with Ctrl-D on nothing."""
        session: PromptSession[str] = PromptSession(key_bindings=_text_keys())
        try:
            return session.prompt(question, default=default, multiline=True, prompt_continuation="  ")
        except EOFError:
            return None


class _Checker(Validator):
    """Holds an answer against a function that says what is wrong with it; an empty answer always goes through."""

    def __init__(self, fault: Callable[[str], str | None]) -> None:
        self.fault = fault

    def validate(self, document: Document) -> None:
        """Refuse an answer with the reason."""
        found = self.fault(document.text) if document.text.strip() else None
        if found:
            raise ValidationError(len(document.text), found)


def _text_keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-d")
    def _done(event: KeyPressEvent) -> None:
        if event.current_buffer.text:
            event.current_buffer.validate_and_handle()
        else:
            event.app.exit(exception=EOFError())

    return keys


def _draft_keys() -> KeyBindings:
    keys = _text_keys()

    @Condition
    def command() -> bool:
        from prompt_toolkit.application import get_app

        words = get_app().current_buffer.text
        return "\n" not in words and words.startswith((":", "：", "?", "？"))

    @keys.add("enter", filter=command)
    def _command(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys
