"""What is imported lean works whole when it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_cutting_does_not_load_the_hidden_markov_model() -> None:
    run(
        "import sys\n"
        "from retrieval.language.tokens import words\n"
        "assert words('行政应诉案件')\n"
        "assert 'jieba' in sys.modules\n"
        "assert not [name for name in sys.modules if name.startswith('jieba.finalseg')]\n"
    )


def test_who_wants_the_model_still_gets_it() -> None:
    run(
        "from retrieval.language.tokens import words\n"
        "words('行政应诉案件')\n"
        "import jieba\n"
        "cutter = jieba.Tokenizer()\n"
        "cutter.FREQ, cutter.total, cutter.initialized = {'的': 5}, 5, True\n"
        "assert cutter.lcut('北京', HMM=True) == ['北京']\n"
        "assert cutter.lcut('北京', HMM=False) == ['北', '京']\n"
        "import jieba.finalseg\n"
        "assert jieba.finalseg.cut and jieba.finalseg.emit_P\n"
    )


@pytest.mark.parametrize("kind", ["without", "later"])
def test_a_module_is_there_again_afterwards(kind: str) -> None:
    run(
        "import sys\n"
        f"from retrieval.language.lean_import import {kind}\n"
        f"with {kind}('colorsys'):\n"
        "    try:\n"
        "        import colorsys\n"
        "    except ImportError:\n"
        "        pass\n"
        "assert 'colorsys' not in sys.modules\n"
        "import colorsys\n"
        "assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)\n"
    )


def test_a_promise_is_kept() -> None:
    run(
        "import sys\n"
        "from retrieval.language.lean_import import later\n"
        "with later('colorsys'):\n"
        "    import colorsys\n"
        "assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)\n"
        "assert 'colorsys' in sys.modules\n"
    )
