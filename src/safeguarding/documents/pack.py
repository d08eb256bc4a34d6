"""Several papers as one PDF with contents and bookmarks, typeset together: a merged file loses its tags.

It is made in a child process, so that a long one takes its memory with it when it is done.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from safeguarding.documents.shape import check_paper
from safeguarding.statute.answer import NotAllowed, Refused

SECONDS = 60
MOST_BYTES = 4_000_000
"""Of text and its structure: about 1,500 pages."""


def render_pack(cover: Mapping[str, Any], parts: Sequence[Mapping[str, Any]]) -> bytes:
    """The pack as a tagged PDF (PDF/UA-1). `cover` is a paper without sections; `parts` come from
    `shape.check_paper`.

    Raises NotAllowed when it is too long to be made within the limits of memory and time.
    """
    data = orjson.dumps(check_paper(cover, version=1, draft=False) | {"parts": list(parts)})
    if len(data) > MOST_BYTES:
        raise NotAllowed(_TOO_LONG)
    try:
        return subprocess.run(
            [sys.executable, "-I", "-m", "safeguarding.documents.pack_child"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={},
        ).stdout
    except subprocess.SubprocessError as problem:
        raise NotAllowed(_TOO_LONG) from problem


_TOO_LONG = Refused(
    "pack_too_long",
    "These papers are too long to go into one file.",
    "Leave out the longest, usually the chronology, and take that away by itself.",
)
