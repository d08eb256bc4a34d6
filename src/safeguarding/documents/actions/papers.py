"""Keeping files and making papers. The only writers here; permission is asked by the room that calls."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from safeguarding.documents import queries
from safeguarding.documents.filling import CannotFill, fill
from safeguarding.documents.models import Document, File, Sealed, Template
from safeguarding.documents.pdf import render_pdf
from safeguarding.documents.shape import check_paper
from safeguarding.documents.upload import CONTENT_TYPES, Sound, check_upload, clean_name
from safeguarding.documents.virus import scan
from safeguarding.documents.word import render_docx
from safeguarding.people.acting import Acting
from safeguarding.record import actions as record
from safeguarding.record import vault
from safeguarding.record.models import Stream
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.terms import DocumentKind, Marking


def accept(name: str, data: bytes) -> Sound | Refused:
    """Whether a file may be kept: by what it is, and by the virus scanner where one is set up.

    Slow, so ask before opening a transaction; `keep_upload` asks again if it was not.
    """
    sound = check_upload(name, data)
    if isinstance(sound, Refused):
        return sound
    scanned = _scanned(data)
    return scanned if isinstance(scanned, Refused) else sound


def keep_upload(
    *, by: Acting, stream: Stream, name: str, data: bytes, on: Mapping[str, str] | None = None
) -> File:
    """Keep a file that somebody gives us, unaltered and encrypted; refused with a reason when it could do
    harm.
    """
    sound = accept(name, data)
    if isinstance(sound, Refused):
        raise NotAllowed(sound)
    with transaction.atomic():
        file = keep_bytes(
            stream, sound.name, sound.content_type, data, scanned=bool(settings.SAFEGUARDING_CLAMAV_SOCKET)
        )
        record.write(
            stream=stream,
            act="file_kept",
            actor=by.actor,
            on={"file": file.reference, "sha256": file.sha256, **(on or {})},
            keep={"name": sound.name},
        )
    return file


@transaction.atomic
def keep_made(*, stream: Stream, name: str, content_type: str, data: bytes) -> File:
    """Keep a file that we made ourselves (a list, a workbook), encrypted; the caller writes the record."""
    return keep_bytes(stream, clean_name(name), content_type, data)


@transaction.atomic
def draft(
    *, by: Acting, stream: Stream, kind: DocumentKind, data: Mapping[str, Any], about: str = ""
) -> Document:
    """Make the next version of a paper as an unsealed draft, in Word and PDF, for people to comment on."""
    version = _next_version(stream, kind, about)
    document = _make(stream, kind, about, data, version=version, is_draft=True)
    record.write(
        stream=stream,
        act="document_drafted",
        actor=by.actor,
        on=_named(document),
    )
    return document


@transaction.atomic
def seal(
    *,
    by: Acting,
    document: Document,
    data: Mapping[str, Any] | None = None,
    supersedes: Document | None = None,
) -> Document:
    """Make the final form of a draft and seal it by its hash; from then on neither we nor anyone can change
    it.

    `data` is what it says now (signatures and dates included); without it, what the draft said. By default it
    supersedes the last sealed version. The draft itself stays as it was.
    """
    locked = Stream.objects.select_for_update().get(pk=document.stream_id)
    kind = DocumentKind(document.kind)
    before = supersedes or queries.latest_sealed(locked, kind, document.about)
    demand(_may_be_superseded(before))
    version = _next_version(locked, kind, document.about)
    final = _make(
        locked,
        kind,
        document.about,
        document.made_from if data is None else data,
        version=version,
        is_draft=False,
        supersedes=before,
        by=by,
    )
    return final


@transaction.atomic
def publish_now(
    *,
    by: Acting,
    stream: Stream,
    kind: DocumentKind,
    data: Mapping[str, Any],
    about: str = "",
    supersedes: Document | None = None,
) -> Document:
    """Make a paper and seal it in one step: a decision record or a letter that has no draft for comment."""
    locked = Stream.objects.select_for_update().get(pk=stream.pk)
    before = supersedes or queries.latest_sealed(locked, kind, about)
    demand(_may_be_superseded(before))
    return _make(
        locked,
        kind,
        about,
        data,
        version=_next_version(locked, kind, about),
        is_draft=False,
        supersedes=before,
        by=by,
    )


def _may_be_superseded(before: Document | None) -> Answer:
    if before is None:
        return Allowed()
    if not before.is_sealed:
        return Refused(
            "document_not_sealed", "Only a sealed paper can be superseded.", "Change the draft instead."
        )
    if Document.objects.filter(supersedes=before).exists():
        return Refused(
            "document_superseded",
            "This paper has already been replaced by a later one.",
            "Open the latest version and replace that.",
        )
    return Allowed()


def _next_version(stream: Stream, kind: DocumentKind, about: str) -> int:
    locked = Stream.objects.select_for_update().get(pk=stream.pk)
    last = queries.latest(locked, kind, about)
    return last.version + 1 if last else 1


def _make(
    stream: Stream,
    kind: DocumentKind,
    about: str,
    data: Mapping[str, Any],
    *,
    version: int,
    is_draft: bool,
    supersedes: Document | None = None,
    by: Acting | None = None,
) -> Document:
    paper = check_paper(data, version=version, draft=is_draft)
    stem = clean_name(f"{paper['title']} v{version}{' draft' if is_draft else ''}")
    filled, template = _filled(stream, kind, paper)
    word = keep_bytes(stream, f"{stem}.docx", CONTENT_TYPES["docx"], filled)
    pdf = keep_bytes(stream, f"{stem}.pdf", CONTENT_TYPES["pdf"], render_pdf(kind.value, paper))
    document = Document(
        stream=stream,
        kind=kind.value,
        about=about,
        title=paper["title"],
        marking=_marking(str(data["marking"])),
        version=version,
        made_from=cast(Any, dict(data)),
        sha256=pdf.sha256,
        word=word,
        pdf=pdf,
        template=template,
        supersedes=supersedes,
    )
    if not is_draft:
        if by is None:
            raise ValueError("Somebody has to seal a paper.")
        document.state, document.sealed_at = Document.SEALED, timezone.now()
        document.event = record.write(
            stream=stream,
            act="document_sealed",
            actor=by.actor,
            on=_named(document) | ({"supersedes": supersedes.reference} if supersedes else {}),
        )
    document.save(force_insert=True)
    return document


def _filled(stream: Stream, kind: DocumentKind, paper: Mapping[str, Any]) -> tuple[bytes, Template | None]:
    """The paper in Word, and the partnership's own template if it was made from that.

    A template that does not hold this paper never stands in the way of a notification or a signature: the
    product's own is taken, and the manager is told.
    """
    own = queries.template_in_force(stream.partnership_key, kind)
    if own is not None and own.file is not None:
        try:
            return fill(queries.read(own.file), kind, paper), own
        except (CannotFill, vault.CannotOpen):
            Template.objects.filter(pk=own.pk).update(failed_at=timezone.now())
            record.write(
                stream=stream,
                act="template_failed",
                actor=record.SYSTEM,
                on={"template": str(own.pk), "kind": kind.value, "version": str(own.version)},
            )
    return render_docx(kind.value, paper), None


def _named(document: Document) -> dict[str, str]:
    """How the record names a paper: what it is and its hashes, never its title."""
    return {
        "document": document.reference,
        "kind": document.kind,
        "version": str(document.version),
        "pdf": document.pdf.sha256,
        "word": document.word.sha256,
    }


def _marking(given: str) -> str:
    by_label = {m.label: m.value for m in Marking}
    return by_label.get(given) or Marking(given).value


def keep_bytes(stream: Stream, name: str, content_type: str, data: bytes, *, scanned: bool = False) -> File:
    """Keep these bytes encrypted, bound to this stream; the caller has asked and writes the record."""
    digest = hashlib.sha256(data).hexdigest()
    file = File.objects.create(
        stream=stream,
        sha256=digest,
        size=len(data),
        name=name,
        content_type=content_type,
        checked_for_viruses=scanned,
    )
    Sealed.objects.create(file=file, blob=vault.seal(data, queries.place_of(stream, digest)))
    return file


def _scanned(data: bytes) -> Answer:
    address = settings.SAFEGUARDING_CLAMAV_SOCKET
    return scan(data, address) if address else Allowed()
