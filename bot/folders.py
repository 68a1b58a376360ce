"""Where fazhi keeps things on this machine: the system's own folders, or all under FAZHI_HOME."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """Return the folder of the default database; it need not exist yet."""
    return _folder("data")


def config_folder() -> Path:
    """Return the folder of the user's own ``fazhi.toml``; it need not exist."""
    return _folder("config")


def state_folder() -> Path:
    """Return the folder of the question history; it need not exist yet."""
    return _folder("state")


def _folder(kind: str) -> Path:
    home = os.environ.get("FAZHI_HOME")
    if home:
        return Path(home).expanduser() / kind
    # Imported here: with FAZHI_HOME set nobody pays for it.
    import platformdirs

    folders = platformdirs.PlatformDirs("fazhi", appauthor=False)
    return {
        "data": folders.user_data_path,
        "config": folders.user_config_path,
        "state": folders.user_state_path,
    }[kind]
