"""An HTML body → the text a customer reads, with the place of every piece. Floor 4; the door to html.parser.

Tags go, blocks and <br> become line breaks, runs of white space one space, references their character. What a product
fills in (<attribute …/>) stays as written: it is a variable, not markup.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from coach.intake.passage import Part, Passage, of_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|strong|em|ul|ol|li|table|tr|td|img|font|h[1-6]|blockquote|attribute)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#\d{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    "p div ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote pre section article header footer dl dt dd hr".split()
)
UNSEEN = frozenset(("script", "style", "head", "title", "template"))
SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML counts as white space; &nbsp; and 　 are characters
REFERENCE = re.compile(r"&(?:#x[0-9a-f]+|#[0-9]+|[a-z][a-z0-9]*);?", re.IGNORECASE)
POINTS = re.compile(r"&#(\d{2,3});")


def looks_html(text: str) -> bool:
    """Tell whether a text is marked up; cheap where there is no sign of it."""
    return ("<" in text or "&" in text) and LOOKS.search(text) is not None


def read_html(source: str) -> Passage:
    """Read a body as text. Takes any text; broken markup is read as browsers do."""
    body = _Body(source)
    body.feed(source)
    body.close()
    return of_parts(_spaced(body.parts))


def read_references(source: str) -> Passage:
    """Read a text in which only &#13; and its like stand for characters."""
    return of_parts(_references(source))


def _references(source: str) -> Iterator[Part]:
    last = 0
    for found in POINTS.finditer(source):
        yield Part(source[last : found.start()], last, found.start())
        sign = chr(int(found[1]))
        yield Part("\n" if sign == "\r" else sign, found.start(), found.end())
        last = found.end()
    yield Part(source[last:], last, len(source))


class _Body(HTMLParser):
    """Gathers parts; a part of "\\n" that is a tag is a break, the rest is white space yet to be folded."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.lines = [0, *(found.end() for found in re.finditer("\n", source))]  # as the parser counts
        self.parts: list[Part] = []
        self.hidden = 0

    def here(self) -> int:
        """Where the token being handled begins."""
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line, or hide what is not shown, or keep what is filled in."""
        start = self.here()
        whole = self.get_starttag_text() or ""
        if tag in UNSEEN:
            self.hidden += 1
        elif tag == "attribute":
            self.add(self.source[start : start + len(whole)], start, start + len(whole))
        elif tag == "br" or tag in BLOCKS:
            self.add("\n" if tag == "br" else "\v", start, start + len(whole))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<br/> is <br>; an element that is empty hides nothing."""
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is not shown."""
        if tag in UNSEEN:
            self.hidden = max(0, self.hidden - 1)
        elif tag in BLOCKS:
            start = self.here()
            self.add("\v", start, self.source.find(">", start) + 1 or len(self.source))

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        start = self.here()
        self.add(data, start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        """Read &nbsp; and the like."""
        self.reference()

    def handle_charref(self, name: str) -> None:
        """Read &#20320; and the like."""
        self.reference()

    def reference(self) -> None:
        """Put the character that a reference stands for; what stands for none stays as written."""
        start = self.here()
        found = REFERENCE.match(self.source, start)
        written = found[0] if found else self.source[start : start + 1]
        self.add(html.unescape(written), start, start + len(written))

    def add(self, text: str, start: int, end: int) -> None:
        """Keep a part unless it is not shown."""
        if not self.hidden:
            self.parts.append(Part(text, start, end))


def _spaced(parts: list[Part]) -> Iterator[Part]:
    """Fold white space as a page does: one space for a run, none beside a break, one break between blocks."""
    space: Part | None = None  # waiting for what comes after it
    broken: Part | None = None
    begun = False
    for part in parts:
        if part.text == "\v" or (part.text == "\n" and part.end - part.start > 1):
            space = None
            if part.text == "\n":
                if broken is not None and begun and broken.text == "\n":
                    yield broken
                broken = part
            elif broken is None:
                broken = part
            continue
        for piece in _words(part):
            if not piece.text.strip(" \t\n\r\f"):
                space = space or (piece if broken is None and begun else None)
                continue
            if broken is not None and begun:
                yield Part("\n", broken.start, broken.end)
            elif space is not None:
                yield Part(" ", space.start, space.end)
            yield piece
            space, broken, begun = None, None, True


def _words(part: Part) -> Iterator[Part]:
    """Cut a part at its white space."""
    if part.end - part.start != len(part.text) or part.text.startswith("<attribute"):
        yield part
        return
    last = 0
    for found in SPACE.finditer(part.text):
        if found.start() > last:
            yield Part(part.text[last : found.start()], part.start + last, part.start + found.start())
        yield Part(found[0], part.start + found.start(), part.start + found.end())
        last = found.end()
    if last < len(part.text):
        yield Part(part.text[last:], part.start + last, part.end)
