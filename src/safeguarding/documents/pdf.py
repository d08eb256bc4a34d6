"""PDF by typst: tagged for screen readers (PDF/UA-1), in its own folder, from data that is never markup.

The same data make the same bytes: the only date in the file is the day in the data, and the fonts come with
us.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import typst

from safeguarding.documents.shape import is_letter

HERE = Path(__file__).parent


def render_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The paper as PDF. `data` comes from `shape.check_paper`."""
    return typeset("letter.typ" if is_letter(template) else "report.typ", data)


def typeset(main: str, data: Mapping[str, Any]) -> bytes:
    """The data laid out by one of our own files for typst."""
    day = datetime.fromisoformat(data["day"]).replace(tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        root = Path(folder)
        for name in ("parts.typ", main):
            shutil.copyfile(HERE / "typst" / name, root / name)
        (root / "data.json").write_bytes(orjson.dumps(dict(data)))
        made = typst.compile(
            str(root / main),
            root=str(root),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            timestamp=day,
            package_path=str(root / "none"),
            package_cache_path=str(root / "none"),
        )
    if not isinstance(made, bytes):
        raise TypeError("typst made no single PDF")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")]
    )
