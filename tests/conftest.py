"""One private cache for the whole run, so that no test reads or fills the user's own."""

from __future__ import annotations

import os
import signal
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


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> Iterator[None]:
    """Let children be interrupted even where the suite runs in the background, which leaves SIGINT ignored for all."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
