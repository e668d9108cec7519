"""An HTML body → the text a customer reads, with the place of every piece. Floor 4.

Tags go, blocks and <br> become line breaks, runs of white space one space, references their character. What a product
fills in (<attribute …/>) stays as written: it is a variable, not markup. The scan is ours: the library's parsers give
no places or, as html.parser, take the square of the time on broken markup; here no sign is looked at more than twice.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from coach.intake.passage import Part, Passage, of_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LOOKS = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|strong|em|ul|ol|li|table|tr|td|img|font|h[1-6]|blockquote|attribute)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#\d{1,7}|#x[0-9a-f]{1,6});",
    re.IGNORECASE,
)
SIGN = re.compile(  # a tag ends at its >, unless that is in quotation marks
    r"<!--"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*+)(?=[\s/>])"
    r"(?:(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>|[^<>]*+>)"
    r"|<[!?][^<>]*+>"
    r"|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});?",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    "p div ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote pre section article header footer dl dt dd hr".split()
)
UNSEEN = frozenset(("script", "style", "head", "title", "template"))
BLOCK = "\v"  # where a block begins or ends, until white space is folded
SPACE = re.compile(r"[ \t\n\r\f]+")  # what HTML counts as white space; &nbsp; and 　 are characters
POINTS = re.compile(r"&#(\d{2,3});")


def looks_html(text: str) -> bool:
    """Tell whether a text is marked up; cheap where there is no sign of it."""
    return ("<" in text or "&" in text) and LOOKS.search(text) is not None


def read_html(source: str) -> Passage:
    """Read a body as text. Takes any text; what is no markup after all is text.

    Where no tag says where lines end, the line breaks of the text do.
    """
    parts = list(_signs(source))
    return of_parts(_spaced(parts) if any(map(_breaks, parts)) else parts)


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


def _signs(source: str) -> Iterator[Part]:
    """Take a body apart: text as it stands, characters that references stand for, breaks, what is filled in."""
    last = at = 0
    open_ended: set[str] = set()  # what is never closed from here on
    while found := SIGN.search(source, at):
        at = found.end()
        read = _read(found)
        if read is None:
            closed = _close(source, at, "-->" if found[0] == "<!--" else f"</{found['tag'].lower()}", open_ended)
            if closed is None:  # shown, rather than all that follows hidden
                continue
            at = closed
        yield Part(source[last : found.start()], last, found.start())
        if read:
            yield Part(read, found.start(), found.end())
        last = at
    yield Part(source[last:], last, len(source))


def _read(found: re.Match[str]) -> str | None:
    """What a sign stands for in the text, nothing for most tags; None: all up to its end is not shown."""
    if found[0] == "<!--":
        return None
    if found[0].startswith("&"):
        return html.unescape(found[0])
    tag = (found["tag"] or "").lower()
    if tag in UNSEEN:
        return "" if found["end"] or found[0].endswith("/>") else None
    if tag == "attribute":
        return "" if found["end"] else found[0]
    return "\n" if tag == "br" else BLOCK if tag in BLOCKS else ""


def _close(source: str, at: int, sign: str, open_ended: set[str]) -> int | None:
    """Where a stretch that is not shown ends."""
    if sign in open_ended:
        return None
    found = re.compile(re.escape(sign) if sign == "-->" else rf"{sign}\s*>", re.IGNORECASE).search(source, at)
    if found is None:
        open_ended.add(sign)
        return None
    return found.end()


def _breaks(part: Part) -> bool:
    return part.text == BLOCK or (part.text == "\n" and part.end - part.start > 1)


def _spaced(parts: Iterable[Part]) -> Iterator[Part]:
    """Fold white space as a page does: one space for a run, none beside a break, one break between blocks."""
    space: Part | None = None  # waiting for what comes after it
    breaks: list[Part] = []  # likewise
    begun = False
    for part in parts:
        if _breaks(part):
            space = None
            if part.text == "\n" and breaks and breaks[-1].text == BLOCK:
                breaks[-1] = part
            elif part.text == "\n" or not breaks:
                breaks.append(part)
            continue
        for piece in _words(part):
            if not piece.text.strip(" \t\n\r\f"):
                space = space or (piece if begun and not breaks else None)
                continue
            if begun and breaks:
                yield from (Part("\n", end.start, end.end) for end in breaks)
            elif space is not None:
                yield Part(" ", space.start, space.end)
            yield piece
            space, breaks, begun = None, [], True


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
