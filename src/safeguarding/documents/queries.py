"""Reading papers and files. Whether somebody may is asked by the room whose stream it is."""

from __future__ import annotations

import hashlib

from django.db.models import Q, QuerySet

from safeguarding.documents.models import Document, File
from safeguarding.record import vault
from safeguarding.record.models import Stream
from safeguarding.statute.terms import DocumentKind


def place_of(stream: Stream, sha256: str) -> str:
    """What a file's encryption is bound to: its chain and its own hash."""
    return f"{stream.key}:{sha256}"


def versions(stream: Stream, kind: DocumentKind, about: str = "") -> QuerySet[Document]:
    """Every version of one paper, newest first."""
    found = Document.objects.filter(stream=stream, kind=DocumentKind(kind).value, about=about)
    return found.select_related("word", "pdf", "supersedes").order_by("-version")


def latest(stream: Stream, kind: DocumentKind, about: str = "") -> Document | None:
    """The newest version, draft or sealed."""
    return versions(stream, kind, about).first()


def latest_sealed(stream: Stream, kind: DocumentKind, about: str = "") -> Document | None:
    """The version that stands."""
    return versions(stream, kind, about).filter(state=Document.SEALED).first()


def for_stream(stream: Stream) -> QuerySet[Document]:
    """All papers of a case, newest first."""
    found = Document.objects.filter(stream=stream).select_related(
        "word", "pdf", "supersedes", "superseded_by"
    )
    return found.order_by("-made_at", "-pk")


def standing(stream: Stream) -> list[Document]:
    """What lies before whoever decides now: of each paper the version that stands, and a draft that is newer;
    without their files.
    """
    found = Document.objects.filter(stream=stream).order_by("kind", "about", "-version")
    latest: dict[tuple[str, str], list[Document]] = {}
    for one in found.only("reference", "kind", "about", "version", "state", "sha256"):
        held = latest.setdefault((one.kind, one.about), [])
        if not held or (one.is_sealed and not any(other.is_sealed for other in held)):
            held.append(one)
    return [one for held in latest.values() for one in held]


def files_for(stream: Stream) -> QuerySet[File]:
    """What people gave us for a case, newest first; the papers we made ourselves are not among them."""
    made = Document.objects.filter(stream=stream)
    ours = Q(pk__in=made.values("word_id")) | Q(pk__in=made.values("pdf_id"))
    return File.objects.filter(stream=stream).exclude(ours).order_by("-kept_at", "-pk")


def ours(data: bytes) -> Document | None:
    """The paper whose Word or PDF file these bytes are exactly; None when we never made them."""
    digest = hashlib.sha256(data).hexdigest()
    found = Document.objects.filter(Q(pdf__sha256=digest) | Q(word__sha256=digest))
    return found.select_related("stream", "pdf", "word", "superseded_by").order_by("pk").first()


def read(file: File) -> bytes:
    """The original bytes. Raises `vault.CannotOpen` when they are not the ones that were kept."""
    data = vault.unseal(bytes(file.sealed.blob), place_of(file.stream, file.sha256))
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise vault.CannotOpen("This file is not the one that was kept.")
    return data
