"""XLSX and XLS bytes → sheets of cells. Floor 4; the door to python-calamine.

A workbook is a zip that may unpack to any size, and one far cell makes its reader take memory for the whole rectangle.
So an XLSX is unpacked once beforehand, counted, and only then read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 256 * 1024 * 1024
MAX_CELLS = 4_000_000  # of a sheet's rectangle: 128 MB in the reader
MAX_MEMBERS = 10_000
CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,3})([0-9]{1,7})[\"']")
ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\br\s*=\s*[\"']([0-9]{1,7})[\"']")
CHUNK = 1 << 20
WORKBOOK = "xl/workbook.xml"
OTHERS = frozenset(("xl/workbook.bin", "content.xml"))  # what would make the reader take it for another kind
BROKEN = "不是完好的 Excel 文件，打不开"
BOMB = "解压后太大，可能是压缩炸弹"
OVERLAP = 4096  # bytes looked at twice: a reference may lie across two chunks


class BrokenSheetError(Exception):
    """The workbook cannot or must not be read; the argument says why."""


class Sheet(NamedTuple):
    """One sheet: its name and its rows, from A1; every value as text."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Read every sheet of a workbook. Raises BrokenSheetError."""
    if data.startswith(b"PK"):
        _weigh(data)
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        names = book.sheet_names
    except python_calamine.PasswordError:
        raise BrokenSheetError("有密码，请先去掉密码") from None
    except BaseException as error:
        raise _broken(error) from None
    for name in names:
        try:
            read = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows = tuple(tuple(_text(value) for value in row) for row in read)
        except BaseException as error:
            raise _broken(error) from None
        yield Sheet(name, rows)


def cell_name(sheet: str, row: int, column: int) -> str:
    """Name a cell as the program shows it: 表名!B3; row and column from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{row + 1}"


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _broken(error: BaseException) -> BaseException:
    """What to raise for an error of the reader; its panics are no Exception, and an interrupt is not its error."""
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return BrokenSheetError(BROKEN)
    return error


def _weigh(data: bytes) -> None:
    """Unpack a zip without keeping it. Raises BrokenSheetError when broken, too big, or with a cell too far out."""
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as book:
            members = book.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise BrokenSheetError(BOMB)
            names = {member.filename for member in members}
            if WORKBOOK not in names or names & OTHERS:
                raise BrokenSheetError("不是 Excel 的 xlsx 文件")
            for member in members:
                with book.open(member) as file:  # its size and checksum must be what it says
                    left -= _weigh_member(file, left)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise BrokenSheetError(BROKEN) from None


def _weigh_member(file: IO[bytes], left: int) -> int:
    """Unpack one member and give its size. Any may be a sheet: its place in the zip is free."""
    size, rows, columns, kept = 0, 0, 0, b""
    while chunk := file.read(CHUNK):
        size += len(chunk)
        if size > left:
            raise BrokenSheetError(BOMB)
        kept += chunk
        for letters, row in CELL.findall(kept):
            rows, columns = max(rows, int(row)), max(columns, _column(letters))
        rows = max((rows, *(int(row) for row in ROW.findall(kept))))
        kept = kept[-OVERLAP:]
    if rows * columns > MAX_CELLS:
        raise BrokenSheetError("表格范围太大，请删掉远处的单元格")
    return size


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
