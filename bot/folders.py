"""Where fazhi keeps things on this machine: the system's own folders, or all under FAZHI_HOME."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Where Linux has them, and the variables that say otherwise.
_ON_LINUX = {
    "data": (".local/share", "XDG_DATA_HOME"),
    "config": (".config", "XDG_CONFIG_HOME"),
    "state": (".local/state", "XDG_STATE_HOME"),
}


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
    usual, variable = _ON_LINUX[kind]
    if sys.platform == "linux" and not {variable, "ANDROID_DATA"} & os.environ.keys():
        return Path("~").expanduser() / usual / "fazhi"
    # Imported here: the case above need not pay for it, a twentieth of a cold call.
    import platformdirs

    folders = platformdirs.PlatformDirs("fazhi", appauthor=False)
    return {
        "data": folders.user_data_path,
        "config": folders.user_config_path,
        "state": folders.user_state_path,
    }[kind]
