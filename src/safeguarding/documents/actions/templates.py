"""A partnership's own templates: one proposes, another approves, and papers made from then on follow it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.documents import queries
from safeguarding.documents.actions.papers import accept, keep_bytes
from safeguarding.documents.filling import Judgement, judge
from safeguarding.documents.kinds import WITH_TEMPLATE
from safeguarding.documents.models import File, Template
from safeguarding.documents.upload import CONTENT_TYPES, MEGABYTE
from safeguarding.people import posting
from safeguarding.people.acting import Acting
from safeguarding.people.models import Partnership, Person
from safeguarding.people.permission import may_here
from safeguarding.record.actions import write
from safeguarding.statute.answer import Allowed, Answer, NotAllowed, Refused, demand
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DocumentKind

LARGEST = 2 * MEGABYTE
"""Every paper made from a template carries all of it."""


@dataclass(frozen=True)
class Fit:
    """A Word file that has been judged and can be a template for this kind of paper."""

    kind: DocumentKind
    data: bytes
    judgement: Judgement


def judge_upload(*, kind: DocumentKind, name: str, data: bytes) -> Fit | list[str]:
    """Whether a file can be a template for this kind of paper; if not, all that is wrong, in sentences.

    Slow, and runs nothing of the file outside a process with limits: ask before opening a transaction.
    """
    sound = accept(name, data)
    if isinstance(sound, Refused):
        return [f"{sound.sentence} {sound.mend}"]
    if sound.kind != "docx":
        return ["A template is a Word document (.docx). Download the one that stands, and change that."]
    if len(data) > LARGEST:
        return [
            "A template has 2 MB at most, because every paper made from it carries all of it. Make the "
            "pictures in it smaller."
        ]
    judgement = judge(data, kind)
    return judgement.wrong or Fit(kind, data, judgement)


@transaction.atomic
def propose_template(*, by: Acting, kind: DocumentKind, why: str, fit: Fit | None) -> Template:
    """Propose this template for papers of a kind, or (without one) going back to the product's own. Raises
    NotAllowed.
    """
    partnership = _locked(by)
    demand(may_here(by, Act.PROPOSE_TEMPLATE, partnership))
    before = queries.templates_of(partnership, kind)
    demand(_may_be_proposed(kind, fit, before, why))
    version = max((one.version for one in before), default=0) + 1
    template = Template.objects.create(
        partnership=partnership,
        kind=kind.value,
        version=version,
        file=_keep(partnership, fit, version) if fit else None,
        lines=fit.judgement.lines if fit else [],
        headings=fit.judgement.headings if fit else [],
        why=why.strip(),
        proposed_by=by.seat,
    )
    _record(by, "propose_template", template, why=template.why)
    for person in queries.seconds(partnership, by.person, by.today):
        _tell(template, "template_to_approve", person)
    return template


def _may_be_proposed(kind: DocumentKind, fit: Fit | None, before: list[Template], why: str) -> Answer:
    stands = queries.template_standing(before)
    sha256 = hashlib.sha256(fit.data).hexdigest() if fit else ""
    if kind not in WITH_TEMPLATE or (fit and fit.kind is not kind):
        return Refused(
            "no_template", "Papers of this kind have no such template.", "Begin from the page of their kind."
        )
    if not why.strip():
        return Refused(
            "no_reason", "A change of a template needs its reason.", "Say what you changed and why."
        )
    if any(one.is_open for one in before):
        return Refused(
            "waits_already",
            "A template for these papers waits for a second person already.",
            "Take that one back first, or wait for it.",
        )
    if sha256 == (stands.file.sha256 if stands and stands.file else ""):
        return Refused("no_change", "That is the template that stands now.", "There is nothing to approve.")
    return Allowed()


@transaction.atomic
def approve_template(*, by: Acting, template: Template) -> Template:
    """The second person approves: papers of its kind are made from it from now on. Raises NotAllowed."""
    template = _open(by, template)
    demand(may_here(by, Act.APPROVE_TEMPLATE, template.partnership))
    if template.proposed_by.person_id == by.person.pk:
        raise NotAllowed(
            Refused("own_proposal", "Nobody approves what they proposed.", "A second person approves it.")
        )
    template.approved_by, template.approved_at = by.seat, timezone.now()
    template.save(update_fields=["approved_by", "approved_at"])
    _record(by, "approve_template", template)
    _tell(template, "template_answered", template.proposed_by.person)
    return template


@transaction.atomic
def end_template(*, by: Acting, template: Template, why: str) -> Template:
    """The proposer takes it back, or the second person sends it back with a reason. Raises NotAllowed."""
    template = _open(by, template)
    own = template.proposed_by.person_id == by.person.pk
    if not own:
        demand(may_here(by, Act.APPROVE_TEMPLATE, template.partnership))
    if not why.strip():
        raise NotAllowed(Refused("no_reason", "That needs its reason.", "Say why in a sentence."))
    template.ended_by, template.ended_at, template.ended_why = by.seat, timezone.now(), why.strip()
    template.save(update_fields=["ended_by", "ended_at", "ended_why"])
    _record(by, "end_template", template, why=template.ended_why)
    if not own:
        _tell(template, "template_answered", template.proposed_by.person)
    return template


def _locked(by: Acting) -> Partnership:
    return Partnership.objects.select_for_update().get(pk=by.partnership.pk)


def _open(by: Acting, template: Template) -> Template:
    Partnership.objects.select_for_update().get(pk=template.partnership_id)
    found = Template.objects.select_related("partnership__stream", "proposed_by__person").get(pk=template.pk)
    if not found.is_open:
        raise NotAllowed(
            Refused(
                "settled", "This has been answered or taken back already.", "There is nothing more to do."
            )
        )
    return found


def _keep(partnership: Partnership, fit: Fit, version: int) -> File:
    assert partnership.stream is not None  # noqa: S101 - every partnership is founded with one
    name = f"{fit.kind.label} template v{version}.docx"
    return keep_bytes(partnership.stream, name, CONTENT_TYPES["docx"], fit.data)


def _tell(template: Template, kind: str, person: Person) -> None:
    posting.post(
        partnership=template.partnership,
        to=person,
        kind=kind,
        stream=template.partnership.stream,
        link=reverse("documents:template_version", args=[template.kind, template.version]),
        once_key=f"{kind}:{template.pk}:{person.pk}",
    )


def _record(by: Acting, act: str, template: Template, **keep: str) -> None:
    stream = template.partnership.stream
    assert stream is not None  # noqa: S101 - every partnership is founded with one
    write(
        stream=stream,
        act=act,
        actor=by.actor,
        on={
            "template": str(template.pk),
            "kind": template.kind,
            "version": str(template.version),
            "file": template.file.sha256 if template.file else "the product’s own",
        },
        keep=keep,
    )
