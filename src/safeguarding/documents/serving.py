"""Handing a file to a browser so that it is saved, never run."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from django.http import HttpResponse

from safeguarding.documents import queries
from safeguarding.documents.models import File

SANDBOX = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def serve(file: File) -> HttpResponse:
    """The file as a download: its exact bytes, under its own name, with every way of running it shut.

    The caller has asked whether the person may, and has written the look into the record.
    """
    return as_file(queries.read(file), file.name, file.content_type)


def as_file(content: bytes, name: str, content_type: str) -> HttpResponse:
    """These bytes as a download in the same way."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Download-Options"] = "noopen"
    response._csp_exempt = True  # type: ignore[attr-defined]  # its own, stricter policy stands
    return response


def disposition(name: str) -> str:
    """RFC 6266: a plain name for old programs and the exact one for the rest."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    bare = re.sub(r"[^\w .()+,=@-]", "_", bare).strip() or "file"
    return f"attachment; filename=\"{bare}\"; filename*=UTF-8''{quote(name, safe='')}"
