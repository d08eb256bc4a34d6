"""Reading papers and files. Whether somebody may is asked by the room whose stream it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Exists, OuterRef, Q, QuerySet

from safeguarding.documents.models import Document, File, Template
from safeguarding.documents.outline import said
from safeguarding.documents.word import own_template
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Person
from safeguarding.people.permission import may_here
from safeguarding.people.queries import partner_seats, who_holds
from safeguarding.record import vault
from safeguarding.record.models import Stream
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind, Role


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


def kept(data: bytes) -> File | None:
    """The first file with exactly these bytes that was given to us, or made for somebody to take away."""
    return File.objects.filter(sha256=hashlib.sha256(data).hexdigest()).order_by("pk").first()


def read(file: File) -> bytes:
    """The original bytes. Raises `vault.CannotOpen` when they are not the ones that were kept."""
    data = vault.unseal(bytes(file.sealed.blob), place_of(file.stream, file.sha256))
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise vault.CannotOpen("This file is not the one that was kept.")
    return data


def templates_of(partnership: Partnership, kind: DocumentKind) -> list[Template]:
    """Every version of a partnership's own template for a kind of paper, the newest first."""
    return list(_templates().filter(partnership=partnership, kind=kind.value).order_by("-version"))


def templates_here(by: Acting) -> dict[str, list[Template]]:
    """The same for every kind, by kind."""
    found: dict[str, list[Template]] = {}
    for one in _templates().filter(partnership=by.seat.partnership_id).order_by("-version"):
        found.setdefault(one.kind, []).append(one)
    return found


def _templates() -> QuerySet[Template]:
    seats = ("proposed_by__person", "approved_by__person", "ended_by__person")
    return Template.objects.select_related("file__stream", "partnership__stream", *seats)


def template_standing(versions: Iterable[Template]) -> Template | None:
    """The version that was approved last: the one in force. One without a file is the product's own."""
    return max((one for one in versions if one.approved_at), key=lambda one: one.version, default=None)


def template_in_force(partnership_key: str, kind: DocumentKind) -> Template | None:
    """What papers of this kind are made from in a partnership, if it has ever settled it."""
    found = Template.objects.filter(
        partnership=int(partnership_key), kind=kind.value, approved_at__isnull=False
    )
    return found.select_related("file__stream").order_by("-version").first()


def seconds(partnership: Partnership, proposer: Person, on: date) -> list[Person]:
    """Whom a proposed template waits for: the independent chair, or else the delegated partners; never its
    proposer.
    """
    chairs = [seat.person for seat in who_holds(partnership, Role.LTRG_CHAIR, on)]
    partners = [seat.person for seats in partner_seats(partnership, on).values() for seat in seats]
    return [one for one in chairs if one != proposer] or [one for one in partners if one != proposer]


def templates_waiting(by: Acting) -> list[Template]:
    """Proposed templates that wait for this person."""
    if not may_here(by, Act.APPROVE_TEMPLATE, by.partnership):
        return []
    found = list(_templates().filter(partnership=by.seat.partnership_id, approved_at=None, ended_at=None))
    proposers = {one.proposed_by.person for one in found}
    theirs = {one for one in proposers if by.person in seconds(by.partnership, one, by.today)}
    return [one for one in found if one.proposed_by.person in theirs]


def templates_failed(by: Acting) -> list[Template]:
    """Templates in force that could not hold a paper, for whoever may propose a better one."""
    if not may_here(by, Act.PROPOSE_TEMPLATE, by.partnership):
        return []
    failed = _templates().filter(partnership=by.seat.partnership_id, failed_at__isnull=False)
    later = Template.objects.filter(
        partnership=OuterRef("partnership"), kind=OuterRef("kind"), version__gt=OuterRef("version"),
        approved_at__isnull=False,
    )  # fmt: skip
    return list(failed.exclude(Exists(later)))


def template_bytes(template: Template) -> bytes:
    """The Word file of a version; for a going back, the product's own."""
    return read(template.file) if template.file else own_template(template.kind)


def changes(template: Template, versions: Iterable[Template]) -> list[tuple[str, str]]:
    """Where the words of a version differ from those of the one that stood before it: what was, what will
    be.
    """
    before = template_standing(one for one in versions if one.version < template.version)
    was, will = (
        one.lines if one and one.file else said(own_template(template.kind)) for one in (before, template)
    )
    steps = SequenceMatcher(None, was, will, autojunk=False).get_opcodes()
    return [("\n".join(was[a:b]), "\n".join(will[c:d])) for tag, a, b, c, d in steps if tag != "equal"]
