"""One file of a library, opened: its name, bytes, kind, and the words common to all kinds. Floor 4."""

from __future__ import annotations

import codecs
import re
from itertools import chain
from typing import IO, TYPE_CHECKING, NamedTuple

from coach.errors import Failure
from coach.intake.decode import UndecodableError, decode, encoding_of
from coach.intake.html import looks_html, read_html
from coach.intake.passage import Passage, draft_of, through

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coach.intake.options import Intake
    from coach.text import Draft, Source, Span

MAX_BYTES = 32 * 1024 * 1024  # of a file that has to be read whole
CHUNK = 1 << 16
CHINESE = re.compile(r"[\u3400-\u9fff]|\\u[3-9][0-9a-fA-F]{3}")  # as it stands, or as JSON escapes it
LONGEST_NAME = 80  # characters
NOTHING = "里面一条话术也没有"


class Opened(NamedTuple):
    """A file to read; `given` by name, or only met in a folder."""

    name: str
    file: IO[bytes]
    kind: str
    how: Intake
    given: bool

    def failure(self, message: str) -> Failure:
        """Say that something in this file could not be read."""
        return Failure(self.name, message)

    def whole(self) -> tuple[str, str]:
        """Read all of it as text, and name the encoding. Raises UndecodableError."""
        data = self.file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UndecodableError(f"超过 {MAX_BYTES // 1024 // 1024} MB，请拆成几个文件")
        return decode(data, self.how.encoding)

    def chunks(self) -> tuple[Iterator[str], str]:
        """Read it as text bit by bit, and name the encoding. Raises UndecodableError before the first bit."""
        encoding = encoding_of(self.file, self.how.encoding)
        self.file.seek(0)
        decoded = codecs.iterdecode(iter(lambda: self.file.read(CHUNK), b""), encoding)
        first = next(decoded, "").removeprefix("\ufeff")  # an encoding that was asked for may leave the mark
        return chain((first,), decoded), encoding

    def draft(self, source: Source, passage: Passage, extent: Span, fields: Mapping[str, str], name: str) -> Draft:
        """Make a draft of a reply as it is written: marked-up ones as the text a customer reads."""
        if looks_html(passage.text):
            passage = through(passage, read_html(passage.text))
        product = self.how.product or fields.get("product") or self.kind
        return draft_of(source, passage, extent, name, dict(fields) | {"product": product})


def name_of(fields: Mapping[str, str], number: int, addition: str = "") -> str:
    """Call an entry by its shortcut, else its title, else its number in the file (from 1)."""
    words = " ".join((fields.get("shortcut", "").strip() or fields.get("title", "")).split())
    if len(words) > LONGEST_NAME:
        words = f"{words[:LONGEST_NAME]}…"
    return f"{words or f'第{number}条'}{addition}"
