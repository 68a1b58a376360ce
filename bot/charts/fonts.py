"""A font for Chinese labels: the one that is set, or one found on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import ConfigError

REMEDY = (
    "装一个中文字体（如 apt install fonts-noto-cjk，或 pip install mplfonts），"
    "或在设置里写 charts.font = 字体文件"
)
# Names of files of well-known families, the plainest first.
_FAMILIES = (
    "notosanscjk", "notosanssc", "sourcehansans", "wqy", "microhei", "zenhei", "droidsansfallback",
    "pingfang", "hiragino", "msyh", "simhei", "simsun", "lxgw", "notoserifcjk", "songti", "heiti",
)  # fmt: skip


def find_font(text: str, chosen: Path | None = None) -> Path:
    """Return a font file that has a glyph for every character of ``text``.

    Raises ConfigError, with what to do, where there is none, or where the ``chosen`` one
    can't be read or lacks a glyph.
    """
    if chosen is not None:
        if not chosen.is_file():
            raise ConfigError(f"字体文件不存在：{chosen}", "改正设置 charts.font")
        missing = missing_glyphs(chosen, text)
        if missing:
            raise ConfigError(f"字体 {chosen.name} 里没有这些字：{missing[:10]}", REMEDY)
        return chosen
    for font in _candidates():
        if not missing_glyphs(font, text):
            return font
    raise ConfigError("这台机器上没有能写中文的字体，画不了图", REMEDY)


def missing_glyphs(font: Path, text: str) -> str:
    """Return the characters of ``text`` that a font can't show; all of them where it can't be read."""
    from matplotlib.ft2font import FT2Font

    wanted = sorted({char for char in text if not char.isspace()})
    try:
        known = FT2Font(str(font)).get_charmap()
    except (OSError, RuntimeError):
        return "".join(wanted)
    return "".join(char for char in wanted if ord(char) not in known)


def _candidates() -> Iterator[Path]:
    """Yield the font files of this machine and of the mplfonts package, the likeliest first."""
    from matplotlib.font_manager import findSystemFonts

    found = [Path(name) for name in (*findSystemFonts(), *_packaged())]
    ranked = sorted(
        (rank, str(path))
        for path in found
        for rank, family in enumerate(_FAMILIES)
        if family in path.name.lower().replace("-", "").replace(" ", "")
    )
    yield from dict.fromkeys(Path(name) for _, name in ranked)


def _packaged() -> list[str]:
    """Return the fonts that the mplfonts package brings, where it is installed."""
    from importlib.util import find_spec

    spec = find_spec("mplfonts")
    if spec is None or spec.origin is None:
        return []
    return [str(file) for file in Path(spec.origin).parent.glob("fonts/NotoSansCJK*")]
