"""Datasette over a copy of the library, served to this machine unless told otherwise."""

from __future__ import annotations

import os
import threading
import time
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from retrieval.errors import ConfigError

HOST = "127.0.0.1"
_FOLDER = Path(__file__).parent


def check_installed() -> None:
    """Raise ConfigError where Datasette (``fazhi[browse]``) is missing."""
    if find_spec("datasette") is None:
        raise ConfigError("浏览要用的 Datasette 没有装", "pip install 'fazhi[browse]'")


def make_app(database: Path) -> Any:
    """Return a Datasette that shows ``database``, a file written by ``Library.write_browsing``.

    The file is opened read-only and as one that never changes.
    """
    # Whatever other plugins are installed on the machine, a library of reports needs none.
    os.environ.setdefault("DATASETTE_LOAD_PLUGINS", "")
    from datasette.app import Datasette
    from datasette.plugins import pm

    from bot.browse import plugin

    if not pm.is_registered(plugin):
        pm.register(plugin, "fazhi")
    return Datasette(
        files=[],
        immutables=[str(database)],
        metadata=yaml.safe_load((_FOLDER / "metadata.yaml").read_text(encoding="utf-8")),
        template_dir=str(_FOLDER / "templates"),
        static_mounts=[("page", str(_FOLDER / "static"))],
        # A suggestion a column is noise under the facets that are there.
        settings={"suggest_facets": False, "default_page_size": 50, "max_returned_rows": 5000},
    )


def serve(database: Path, port: int, opens: str = "", host: str = HOST) -> None:
    """Serve ``database`` until it is interrupted, to whoever reaches ``host``: by default this
    machine only. Open the address ``opens`` in a browser once the server listens (empty: none).
    """
    import uvicorn

    app = make_app(database)
    server = uvicorn.Server(
        uvicorn.Config(app.app(), host=host, port=port, log_level="warning", lifespan="on")
    )
    if opens:
        threading.Thread(target=_open_when_up, args=(server, opens), daemon=True).start()
    server.run()


def _open_when_up(server: Any, address: str) -> None:
    while not server.started:
        time.sleep(0.05)
    webbrowser.open(address)
