"""Setting up a partnership and its agencies."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from safeguarding.people.models import Agency, AgencyName, Partnership
from safeguarding.record import rows
from safeguarding.record.actions import SYSTEM, open_stream, write
from safeguarding.record.models import StreamKind
from safeguarding.statute.terms import AgencyType, Partner


@transaction.atomic
def found_partnership(
    *,
    name: str,
    short_name: str,
    slug: str,
    profile: str,
    email: str,
    telephone: str,
    colour: str = "#0b5563",
) -> Partnership:
    """Begin a partnership (Children Act 2004 s.16E) with its own chain of events.

    Done from the command line only.
    """
    partnership = Partnership.objects.create(
        name=name,
        short_name=short_name,
        slug=slug,
        profile=profile,
        email=email,
        telephone=telephone,
        colour=colour,
    )
    with rows.scope([partnership.pk]):
        partnership.stream = open_stream(
            kind=StreamKind.PARTNERSHIP, of=partnership.pk, partnership=partnership.pk
        )
        partnership.save(update_fields=["stream"])
        write(
            stream=partnership.stream,
            act="found_partnership",
            actor=SYSTEM,
            on={"partnership": str(partnership.pk), "profile": profile},
        )
    return partnership


@transaction.atomic
def add_agency(
    *,
    partnership: Partnership,
    kind: AgencyType,
    name: str,
    since: date = date(2018, 6, 29),
    partner: Partner | None = None,
    basis: str = "relevant_agency",
    email: str = "",
    telephone: str = "",
) -> Agency:
    """Add an agency under the name that it has from a date on (SI 2018/789 reg 18 and Schedule.

    Relevant agencies).
    """
    agency = Agency.objects.create(
        partnership=partnership,
        kind=kind,
        partner=partner or "",
        basis="safeguarding_partner" if partner else basis,
        email=email,
        telephone=telephone,
    )
    AgencyName.objects.create(agency=agency, name=name, since=since)
    return agency


@transaction.atomic
def rename_agency(*, agency: Agency, name: str, since: date) -> AgencyName:
    """Give an agency another name from a date on; what was done before keeps the name it was done under."""
    return AgencyName.objects.update_or_create(agency=agency, since=since, defaults={"name": name})[0]
