"""What holds for every test: no setting of the person who runs them, no clock that fails them."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# As in the program: what is read in is kept, and to look through it for garbage takes a while.
gc.set_threshold(200_000)

# A slow machine is no failure.
settings.register_profile("fazhi", deadline=None)
settings.load_profile("fazhi")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test folders of its own in place of the person's data, settings and history."""
    for name in os.environ:
        if name.startswith("FAZHI_"):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("FAZHI_HOME", str(home))
    return home
