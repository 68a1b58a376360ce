"""Old Word files (.doc, .wps, .rtf) to lines, by way of LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from retrieval.errors import UnreadableReport
from retrieval.reading.docx import read_docx
from retrieval.reading.extract import Extract

_SECONDS = 55
_PROGRAMS = ("soffice", "libreoffice")
_REMEDY = "用 Word 或 WPS 打开后另存为 .docx 再导入"


def read_doc(data: bytes, name: str) -> Extract:
    """Return the text of an old Word file; UnreadableReport where it cannot be converted."""
    office = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if office is None:
        raise UnreadableReport(
            f"{name}：旧版 Word 文件要靠 LibreOffice 转换，这台机器上没有", _REMEDY
        )
    with tempfile.TemporaryDirectory(prefix="fazhi-") as folder:
        # A fixed name: what the file is called elsewhere must not reach a command line.
        suffix = ".rtf" if data.startswith(b"{\\rtf") else ".doc"
        source = Path(folder, "report" + suffix)
        source.write_bytes(data)
        _convert(office, source, name)
        made = source.with_suffix(".docx")
        if not made.is_file():
            raise UnreadableReport(f"{name}：LibreOffice 转换不了这个文件", _REMEDY)
        return read_docx(made.read_bytes(), name)


def _convert(office: str, source: Path, name: str) -> None:
    folder = source.parent
    try:
        subprocess.run(
            [
                office,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--norestore",
                "--convert-to",
                "docx",
                "--outdir",
                str(folder),
                str(source),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder)},
            timeout=_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise UnreadableReport(f"{name}：LibreOffice 转换不了这个文件", _REMEDY) from error
