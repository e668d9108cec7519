"""One private cache for the whole run, so that no test reads or fills the user's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    before = os.environ.get("COACH_CACHE_DIR")
    folder = tmp_path_factory.mktemp("cache")
    os.environ["COACH_CACHE_DIR"] = str(folder)
    yield folder
    if before is None:
        del os.environ["COACH_CACHE_DIR"]
    else:
        os.environ["COACH_CACHE_DIR"] = before
