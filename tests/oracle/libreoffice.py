"""LibreOffice as the oracle: DOCX → PDF with the very faces of `fonts/`, pinned by an own fontconfig file."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from service.config import own_folder

_ALIASES = {
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
    "Courier New": "Liberation Mono",
    "Calibri": "Carlito",
}


def print_with_libreoffice(docx: bytes) -> bytes:
    """The PDF LibreOffice makes of a DOCX. Raises CalledProcessError or FileNotFoundError where it cannot."""
    return _convert(docx, "pdf")


def text_by_libreoffice(docx: bytes) -> str:
    """The text LibreOffice finds in a DOCX, tables by rows."""
    return _convert(docx, "txt:Text (encoded):UTF8").decode("utf-8-sig")


def _convert(docx: bytes, target: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="vanban-oracle-") as folder:
        here = Path(folder)
        (here / "in.docx").write_bytes(docx)
        (here / "fonts.conf").write_text(fontconfig(here), encoding="utf-8")
        profile = f"-env:UserInstallation=file://{here}/profile"
        environ = {"FONTCONFIG_FILE": str(here / "fonts.conf"), "HOME": folder, "PATH": "/usr/bin:/bin:/usr/local/bin"}
        subprocess.run(
            ["soffice", "--headless", profile, "--convert-to", target, "--outdir", folder, "in.docx"],
            check=True, capture_output=True, timeout=180, cwd=folder, env=environ,
        )
        return (here / f"in.{target.partition(':')[0]}").read_bytes()


def fontconfig(cache: Path) -> str:
    """A file that shows nothing but the faces of `fonts/`; `cache`: a folder for what fontconfig makes of them."""
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(face)}</string></edit></match>'
        for name, face in _ALIASES.items()
    )
    folders = f"<dir>{escape(str(own_folder('fonts')))}</dir><cachedir>{escape(str(cache))}/cache</cachedir>"
    return f'<?xml version="1.0"?><fontconfig>{folders}{aliases}</fontconfig>'
