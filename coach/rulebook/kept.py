"""A compiled rulebook as a file in the user's private cache: written atomically, taken back whole or not at all.

Floor 4. The first line is a checksum, the second what every run needs; rules' matchers stand on lines of their own,
read only when a draft calls for them. The file is plain JSON: nothing in it can run.
"""

from __future__ import annotations

import json
import os
from functools import partial
from typing import TYPE_CHECKING, Any
from zlib import crc32

from coach.rulebook.rule import Rulebook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.rulebook.compiler import Compiled

PREFIX, MOST_KEPT = "rulebook-", 12
CORE, FACTS, PHRASES, SPECS = range(4)  # lines after the checksum


def written(compiled: Compiled) -> list[bytes]:
    """Write a compiled rulebook as lines."""
    lines = {key: SPECS + place for place, key in enumerate(compiled.specs)}
    parts = ({**compiled.core, "lines": lines}, compiled.facts, compiled.phrases, *compiled.specs.values())
    return [json.dumps(part, ensure_ascii=False).encode("utf-8") for part in parts]


def opened(lines: Sequence[bytes]) -> Rulebook:
    """Make a rulebook of its lines; most are parsed when they are needed."""
    core = json.loads(lines[CORE])
    places = core["lines"]

    def read_spec(key: str) -> Any:
        return json.loads(lines[places[key]])

    return Rulebook(core, read_spec, partial(json.loads, lines[FACTS]), partial(json.loads, lines[PHRASES]))


def take(path: str) -> list[bytes] | None:
    """Read the lines kept at `path`; None when there are none, or they are not whole."""
    try:
        with open(path, "rb") as file:
            checksum, _, body = file.read().partition(b"\n")
        return body.split(b"\n") if checksum == _checksum(body) else None
    except OSError:
        return None


def keep(path: str, lines: Sequence[bytes]) -> None:
    """Write lines atomically and privately; a cache that cannot be written is done without."""
    import tempfile

    body = b"\n".join(lines)
    folder = os.path.dirname(path)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_checksum(body) + b"\n" + body)
            os.replace(temporary, path)
            _forget_old(folder)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        return


def _checksum(body: bytes) -> bytes:
    return b"%08x" % crc32(body)


def _forget_old(folder: str) -> None:
    """Every edit of a rule makes a new file; keep the youngest."""
    with os.scandir(folder) as entries:
        kept = [(entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.name.startswith(PREFIX)]
    for _, path in sorted(kept)[:-MOST_KEPT]:
        os.unlink(path)
