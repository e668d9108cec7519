"""Where the caches of this user live. In: the environment. Out: a directory name, not created. Floor 1.

Hand-made rather than platformdirs: that import costs a cold start 20 ms, and these are its three answers.
The shared temporary directory is never used: what lies there may have been put there by someone else.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing is an import too
if TYPE_CHECKING:
    from pathlib import Path

APP = "reply-coach"
ENV = "COACH_CACHE_DIR"


def cache_root() -> str | None:
    """The cache directory as a plain string (pathlib costs a cold start 7 ms); None where the user has no home."""
    own = os.environ.get(ENV)
    if own:
        return os.path.abspath(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(os.path.expanduser("~"), "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or ""
        if not os.path.isabs(base):  # the XDG standard: a relative value is to be ignored
            base = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, APP) if os.path.isabs(base) else None


def cache_dir() -> Path | None:
    """The same as a path."""
    from pathlib import Path

    root = cache_root()
    return Path(root) if root is not None else None
