"""Bytes → a file of the user's, whole or not at all. Floor 1; imports nothing of the house."""

from __future__ import annotations

import os
import stat
from errno import EACCES


def write_whole(path: str, data: bytes) -> None:
    """Put `data` in place of the file, or leave it as it was; mode and symbolic links are kept. Raises OSError.

    What is no plain file (a device, a pipe) is written to directly.
    """
    path = os.path.realpath(path)
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        mode = 0
    if mode and not stat.S_ISREG(mode):
        with open(path, "wb") as file:
            file.write(data)
        return
    if mode and not os.access(path, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), path)  # replacing asks the folder only
    draft = f"{path}.{os.getpid()}.part"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        if mode:
            os.chmod(draft, stat.S_IMODE(mode))
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
