"""Bytes → text and the name of its encoding, or an UndecodableError. Floor 4.

Order: BOM, strict UTF-8, GB18030, error. Drafts are too short for statistical guessing. GB18030 accepts almost any
bytes, so its result must look like writing: Big5 or UTF-16 misread as GB18030 would pass for a draft somebody has read.
"""

from __future__ import annotations

import codecs
from typing import IO

from coach.errors import CoachError

BOMS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY_SHARE = 0.05  # of NUL bytes; a stray NUL in a draft is shown, a file full of them is not text
COMMON_SHARE = 0.5  # of two-byte characters that real Simplified GBK text keeps in GB 2312
CHUNK = 1 << 20  # bytes of a long file looked at in one go
ASK = "请用 --encoding 指明，例如 --encoding big5 或 --encoding utf-16-le"


class UndecodableError(CoachError):
    """The bytes are not text in any encoding we can be sure of."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Turn bytes into text; give the text and the encoding used. Raises UndecodableError."""
    if encoding is not None:
        return _decode_as(data, encoding)
    for mark, name in BOMS:
        if data.startswith(mark):
            return _decode_as(data, name)
    nuls = data.count(0)
    if nuls > 1 and nuls > BINARY_SHARE * len(data):
        raise UndecodableError(f"不像文字：里面有 {nuls} 个空字节，可能是二进制文件，或没有标记的 UTF-16；{ASK}")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise UndecodableError(f"不是 UTF-8，也不是 GB18030；{ASK}") from None
    if nuls or not _looks_written(text):
        raise UndecodableError(f"不是 UTF-8，按 GB18030 读出来又不像中文；{ASK}")
    return text, "gb18030"


def encoding_of(file: IO[bytes], encoding: str | None = None) -> str:
    """Name the encoding of a file too long to hold, by the same rules; it is read through once or twice.

    Raises UndecodableError. The name is one to decode with from the start of the file, its mark included.
    """
    head = file.read(4)
    file.seek(0)
    marked = next((name for mark, name in BOMS if head.startswith(mark)), None)
    if encoding or marked:
        return _checked_through(file, encoding or marked or "", head)
    size = nuls = 0
    whole = True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while data := file.read(CHUNK):
        size, nuls = size + len(data), nuls + data.count(0)
        whole = whole and _takes(decoder, data)
    if nuls > 1 and nuls > BINARY_SHARE * size:
        raise UndecodableError(f"不像文字：里面有 {nuls} 个空字节，可能是二进制文件，或没有标记的 UTF-16；{ASK}")
    if whole and _takes(decoder, b"", True):
        return "utf-8"
    if nuls or not _looks_written("".join(_characters(file))):
        raise UndecodableError(f"不是 UTF-8，按 GB18030 读出来又不像中文；{ASK}")
    return "gb18030"


def _takes(decoder: codecs.IncrementalDecoder, data: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(data, final)
    except UnicodeError:
        return False
    return True


def _characters(file: IO[bytes]) -> set[str]:
    """The different characters of a file read as GB18030."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("gb18030")()
    met: set[str] = set()
    try:
        while data := file.read(CHUNK):
            met.update(decoder.decode(data))
        met.update(decoder.decode(b"", True))
    except UnicodeError:
        raise UndecodableError(f"不是 UTF-8，也不是 GB18030；{ASK}") from None
    return met


def _checked_through(file: IO[bytes], encoding: str, head: bytes) -> str:
    """Decode a whole file in one encoding to see that it can be."""
    try:
        name = codecs.lookup(encoding).name
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise UndecodableError(f"没有“{encoding}”这种编码") from None
    while data := file.read(CHUNK):
        if not _takes(decoder, data):
            break
    else:
        if _takes(decoder, b"", True):
            return "utf-8-sig" if name == "utf-8" and head.startswith(codecs.BOM_UTF8) else name
    raise UndecodableError(f"内容不是有效的 {encoding} 编码")


def _decode_as(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(encoding)
    except LookupError:
        raise UndecodableError(f"没有“{encoding}”这种编码") from None
    except (UnicodeError, ValueError):
        raise UndecodableError(f"内容不是有效的 {encoding} 编码") from None
    return text.removeprefix("\ufeff"), name


def _looks_written(text: str) -> bool:
    """Tell whether text read as GB18030 is made of the characters that people write with."""
    codes = [code for code in (character.encode("gb18030", "replace") for character in set(text)) if len(code) == 2]
    common = sum(0xA1 <= code[0] <= 0xA3 or (0xB0 <= code[0] <= 0xF7 and code[1] >= 0xA1) for code in codes)
    return common >= COMMON_SHARE * len(codes)
