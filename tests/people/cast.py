"""The standing cast: two made-up partnerships and everybody in them, made by the acts that people call.

`cast.manager` and the others are `Acting`: pass them as `by=`. Everybody's second step is set up on demand by
`signed_in(client, cast.manager)`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import date, timedelta

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from django.test import Client
from django.utils import timezone

from safeguarding.people.acting import Acting
from safeguarding.people.actions import (
    add_agency,
    confirm_delegation,
    delegate,
    found_partnership,
    give_seat,
    mailbox_for_referrer,
)
from safeguarding.people.models import Agency, Delegation, Partnership, Seat
from safeguarding.record.models import Event
from safeguarding.statute.terms import AgencyType, Level, Partner, Role
from tests.people.standing import standing

LONG_AGO = date(2018, 9, 1)


@dataclass(frozen=True)
class Cast:
    """Barnet's people, and a few of Devon's who must see nothing of Barnet's."""

    barnet: Partnership
    devon: Partnership
    council: Agency
    board: Agency
    met: Agency
    hospital: Agency
    school: Agency
    gp: Agency

    manager: Acting
    support: Acting
    chair: Acting
    dsp_la: Acting
    dsp_health: Acting
    dsp_police: Acting
    lsp_la: Acting
    lsp_health: Acting
    lsp_police: Acting
    deputy_health: Acting
    lapsed_deputy: Acting
    notifier: Acting
    decider: Acting
    author: Acting
    senior: Acting
    school_author: Acting
    member: Acting
    excluded: Acting
    reviewer: Acting
    scrutineer: Acting
    governance: Acting
    sys_admin: Acting
    auditor: Acting
    coordinator: Acting
    referrer: Acting
    contact: Acting

    stranger: Acting
    devon_la: Acting
    devon_health: Acting
    devon_police: Acting
    devon_notifier: Acting
    devon_decider: Acting
    devon_chair: Acting

    @property
    def everybody(self) -> dict[str, Acting]:
        """Every member of the cast by name."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: who for name, who in found.items() if isinstance(who, Acting)}

    @property
    def partners(self) -> dict[Partner, Acting]:
        """Barnet's three delegated partners."""
        return {Partner.LA: self.dsp_la, Partner.HEALTH: self.dsp_health, Partner.POLICE: self.dsp_police}


def acting(seat: Seat, level: Level = Level.TOTP, subject: str | None = None) -> Acting:
    """The holder of a seat, acting in it."""
    return Acting(seat, level, subject)


@standing
def make_cast() -> Cast:
    """Everybody, in a fresh database."""
    barnet = found_partnership(
        name="Barnet Safeguarding Children Partnership",
        short_name="Barnet SCP",
        slug="barnet",
        profile="barnet",
        email="bscp@barnet.example",
        telephone="020 7946 0001",
    )
    devon = found_partnership(
        name="Devon Safeguarding Children Partnership",
        short_name="Devon SCP",
        slug="devon",
        profile="devon",
        email="dscp@devon.example",
        telephone="01632 960001",
        colour="#5b2a6b",
    )
    agencies = {
        "council": add_agency(partnership=barnet, kind=AgencyType.LOCAL_AUTHORITY_CSC, partner=Partner.LA,
                              name="London Borough of Barnet", email="csc@barnet.example"),
        "board": add_agency(partnership=barnet, kind=AgencyType.ICB, partner=Partner.HEALTH,
                            name="Barnet Clinical Commissioning Group", email="safeguarding@icb.example"),
        "met": add_agency(partnership=barnet, kind=AgencyType.POLICE_FORCE, partner=Partner.POLICE,
                          name="Metropolitan Police Service", email="cscpr@met.example"),
        "hospital": add_agency(partnership=barnet, kind=AgencyType.ACUTE_TRUST,
                               name="Larkfield NHS Trust", email="safeguarding@larkfield.example"),
        "school": add_agency(partnership=barnet, kind=AgencyType.SCHOOL_MAINTAINED,
                             name="Fernbank Primary School", email="head@fernbank.example"),
        "gp": add_agency(partnership=barnet, kind=AgencyType.GP_PRIMARY_CARE,
                         name="Mill Lane Surgery", email="practice@milllane.example"),
    }  # fmt: skip
    from safeguarding.people.actions import rename_agency

    rename_agency(
        agency=agencies["board"], name="North Central London Integrated Care Board", since=date(2022, 7, 1)
    )

    def seat(name: str, role: Role, agency: str = "", **more: object) -> Acting:
        where = more.pop("partnership", barnet)
        assert isinstance(where, Partnership)
        made = give_seat(
            by=None, partnership=where, email=f"{name.split()[0].lower()}@{where.slug}.example", name=name,
            role=role, since=LONG_AGO, agency=agencies.get(agency), invited=False, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        return acting(made)

    people = {
        "manager": seat("Maya Okonjo", Role.PARTNERSHIP_MANAGER),
        "support": seat("Bram Tilley", Role.BUSINESS_SUPPORT),
        "chair": seat("Ines Halloran", Role.LTRG_CHAIR),
        "dsp_la": seat("Leo Marchbank", Role.DSP_LA, "council", post="Director of Children’s Services"),
        "dsp_health": seat("Hana Siddall", Role.DSP_HEALTH, "board", post="Chief Nurse"),
        "dsp_police": seat("Piers Vantongeren", Role.DSP_POLICE, "met", post="Detective Superintendent"),
        "lsp_la": seat("Clara Westbrook", Role.LSP_LA, "council", post="Chief Executive"),
        "lsp_health": seat("Samir Duguid", Role.LSP_HEALTH, "board", post="Chief Executive"),
        "lsp_police": seat("Roland Achterberg", Role.LSP_POLICE, "met", post="Commander"),
        "deputy_health": seat("Dilys Ferrant", Role.DEPUTY_HEALTH, "board", post="Designated Nurse"),
        "lapsed_deputy": seat("Dennis Oakshott", Role.DEPUTY_POLICE, "met", post="Detective Chief Inspector"),
        "notifier": seat("Nadia Brill", Role.LA_NOTIFIER, "council"),
        "decider": seat("Stella Corrigan", Role.LA_STATUTORY_DECIDER, "council"),
        "author": seat("Amos Littlejohn", Role.AGENCY_AUTHOR, "hospital"),
        "senior": seat("Zadie Penhale", Role.AGENCY_SENIOR, "hospital"),
        "school_author": seat("Fergus Aldous", Role.AGENCY_LEAD, "school", post="Headteacher"),
        "member": seat("Mabel Croft", Role.LTRG_MEMBER, "hospital"),
        "excluded": seat("Xander Lowe", Role.LTRG_MEMBER, "council"),
        "reviewer": seat("Olga Rennie", Role.LEAD_REVIEWER, organisation="Rennie Reviews"),
        "scrutineer": seat("Iris Quayle", Role.INDEPENDENT_SCRUTINEER),
        "governance": seat("Gwen Tapper", Role.INFORMATION_GOVERNANCE_LEAD),
        "sys_admin": seat("Tariq Noonan", Role.SYS_ADMIN),
        "auditor": seat("Audrey Bell", Role.AUDITOR),
        "coordinator": seat("Beryl Nkemelu", Role.SECTOR_COORDINATOR, "board"),
        "stranger": seat("Sorcha Pell", Role.PARTNERSHIP_MANAGER, partnership=devon),
        "devon_la": seat("Lorna Treffry", Role.DSP_LA, partnership=devon,
                         organisation="Devon County Council"),
        "devon_health": seat("Hugo Yelland", Role.DSP_HEALTH, partnership=devon, organisation="NHS Devon"),
        "devon_police": seat("Petra Crocker", Role.DSP_POLICE, partnership=devon,
                             organisation="Devon and Cornwall Police"),
        "devon_notifier": seat("Nell Budd", Role.LA_NOTIFIER, partnership=devon),
        "devon_decider": seat("Stan Widger", Role.LA_STATUTORY_DECIDER, partnership=devon),
        "devon_chair": seat("Ivo Bickle", Role.LTRG_CHAIR, partnership=devon),
        "referrer": acting(
            mailbox_for_referrer(barnet, "orla@larkfield.example", "Orla Fennimore", "Larkfield NHS Trust"),
            Level.MAILBOX, "refer:barnet",
        ),
        "contact": acting(
            give_seat(by=None, partnership=barnet, email="reception@milllane.example", name="Joan Petty",
                      role=Role.AGENCY_CONTACT, since=LONG_AGO, agency=agencies["gp"]),
            Level.MAILBOX, "return:none",
        ),
    }  # fmt: skip
    cast = Cast(barnet=barnet, devon=devon, **agencies, **people)
    stand_in(cast.dsp_health, cast.deputy_health, until=timezone.localdate() + timedelta(days=90))
    ended = stand_in(cast.dsp_police, cast.lapsed_deputy, until=timezone.localdate())
    Delegation.objects.filter(pk=ended.pk).update(until=timezone.localdate() - timedelta(days=1))
    return cast


def events(act: str, **on: str) -> int:
    """How many events of this act the record holds, about these ids."""
    return sum(on.items() <= found.on.items() for found in Event.objects.filter(act=act))


def stand_in(principal: Acting, deputy: Acting, *, until: date) -> Delegation:
    """A confirmed delegation that began a month ago."""
    made = delegate(
        by=principal, principal=principal.seat, deputy=deputy.seat,
        since=timezone.localdate() - timedelta(days=30), until=until,
    )  # fmt: skip
    return confirm_delegation(
        by=principal,
        delegation=made,
        speaks_with_authority=True,
        commits_the_agency=True,
        holds_to_account=True,
    )


def signed_in(who: Acting, client: Client | None = None) -> Client:
    """A browser in which this person has signed in: whole, or by a door to their one subject."""
    client = client or Client()
    if who.level < Level.TOTP:
        return through_door(who, client)
    client.force_login(who.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    at = timezone.now().timestamp()
    kind = "webauthn" if who.level is Level.PASSKEY else "totp"
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": kind, "at": at}]
    session["account_authentication_methods_user"] = user_id_to_str(who.person)
    session["seat"] = who.seat.pk
    session.save()
    return client


def through_door(who: Acting, client: Client) -> Client:
    """A browser that has come by a link and a code."""
    from safeguarding.people.models import MailboxLink

    link = MailboxLink.objects.create(
        seat=who.seat, subject=who.subject or "", to="/", token_hash=f"test-{secrets.token_hex(8)}",
        expires_at=timezone.now() + timedelta(days=28),
    )  # fmt: skip
    session = client.session
    session.update({"door": link.pk, "door_person": who.person.pk})
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    return client
