"""The files a team begins with, and putting one where none is. Floor 1; imports nothing of the house."""

from __future__ import annotations

import os


def put(template: str, path: str) -> bool:
    """Write a template to `path`, making folders; False when something is there already. Raises OSError."""
    here = os.path.dirname(os.path.realpath(__file__))
    with open(os.path.join(here, template), "rb") as file:
        data = file.read()
    folder = os.path.dirname(path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    try:
        with open(path, "xb") as file:  # x: a file that appears in this very moment is not overwritten, either
            file.write(data)
    except FileExistsError:
        return False
    return True
