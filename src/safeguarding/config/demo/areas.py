"""The two made-up partnerships and everybody in them. Nobody here is a real person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from safeguarding.config.demo import clock, group
from safeguarding.people import demo
from safeguarding.people.acting import Acting
from safeguarding.people.actions import (
    add_agency,
    confirm_delegation,
    delegate,
    found_partnership,
    give_seat,
    mailbox_for_referrer,
    rename_agency,
)
from safeguarding.people.models import Agency, Partnership, Seat
from safeguarding.statute.terms import AgencyType, Level, Partner, Role

BEGAN = date(2018, 9, 3)


@dataclass(frozen=True)
class Plan:
    """A partnership as it is set up: agencies by a short key, and who sits where."""

    slug: str
    name: str
    short_name: str
    telephone: str
    colour: str
    agencies: dict[str, tuple[AgencyType, str, Partner | None]]
    renamed: dict[str, tuple[str, date]]
    people: dict[str, tuple[str, Role, str, str]]
    referrer: tuple[str, str]


@dataclass
class Area:
    """A partnership with its agencies and its people, ready to act."""

    partnership: Partnership
    agencies: dict[str, Agency] = field(default_factory=dict)
    people: dict[str, Acting] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Acting:
        return self.people[key]

    @property
    def partners(self) -> tuple[Acting, Acting, Acting]:
        return self["dsp_la"], self["dsp_health"], self["dsp_police"]


A, R, P = AgencyType, Role, Partner
BARNET = Plan(
    slug="barnet",
    name="Barnet Safeguarding Children Partnership",
    short_name="Barnet SCP",
    telephone="020 7946 0001",
    colour="#0b5563",
    agencies={
        "council": (A.LOCAL_AUTHORITY_CSC, "London Borough of Barnet", P.LA),
        "board": (A.ICB, "Barnet Clinical Commissioning Group", P.HEALTH),
        "met": (A.POLICE_FORCE, "Metropolitan Police Service", P.POLICE),
        "education": (A.LOCAL_AUTHORITY_EDUCATION, "Barnet Education and Learning Service", None),
        "early": (A.EARLY_HELP, "Barnet Early Help", None),
        "housing": (A.HOUSING, "Northgate Homes", None),
        "hospital": (A.ACUTE_TRUST, "Larkfield Hospitals NHS Trust", None),
        "visiting": (A.HEALTH_VISITING, "Mill Lane Community Health", None),
        "mind": (A.MENTAL_HEALTH_TRUST, "Whetstone Vale Mental Health Trust", None),
        "gp": (A.GP_PRIMARY_CARE, "Sweets Way Surgery", None),
        "probation": (A.PROBATION, "Probation Service, North London", None),
        "school": (A.SCHOOL_MAINTAINED, "Fernbank Primary School", None),
    },
    renamed={"board": ("North Central London Integrated Care Board", date(2022, 7, 1))},
    people={
        "manager": ("Anita Bellweather", R.PARTNERSHIP_MANAGER, "", "Partnership Manager"),
        "support": ("Kwame Durrant", R.BUSINESS_SUPPORT, "", "Business Support Officer"),
        "chair": ("Ruth Ellingham", R.LTRG_CHAIR, "", "Independent Chair"),
        "scrutineer": ("Josef Marlowe", R.INDEPENDENT_SCRUTINEER, "", "Independent Scrutineer"),
        "dsp_la": ("Priya Castellan", R.DSP_LA, "council", "Director of Children’s Services"),
        "dsp_health": ("Helen Drayton", R.DSP_HEALTH, "board", "Chief Nurse"),
        "dsp_police": ("Daniel Hale", R.DSP_POLICE, "met", "Detective Superintendent"),
        "lsp_la": ("Geraint Aldermaston", R.LSP_LA, "council", "Chief Executive"),
        "lsp_health": ("Yusuf Penhallow", R.LSP_HEALTH, "board", "Chief Executive"),
        "lsp_police": ("Catherine Stroud", R.LSP_POLICE, "met", "Commander"),
        "deputy_health": ("Bola Garrick", R.DEPUTY_HEALTH, "board", "Designated Nurse"),
        "deputy_police": ("Marcus Tilney", R.DEPUTY_POLICE, "met", "Detective Chief Inspector"),
        "notifier": ("Fiona Hargest", R.LA_NOTIFIER, "council", "Head of Safeguarding"),
        "decider": ("Benedict Oyelaran", R.LA_STATUTORY_DECIDER, "council", "Deputy Director"),
        "member": ("Sadia Quill", R.LTRG_MEMBER, "hospital", "Named Doctor"),
        "walled": ("Simon Greaves", R.LTRG_MEMBER, "council", "Service Manager"),
        "education_lead": ("Tom Averill", R.EDUCATION_LEAD, "education", "Safeguarding in Education"),
        "community": ("Ottoline Crewe", R.COMMUNITY_SAFETY, "council", "Community safety manager"),
        "coordinator": ("Nia Thackeray", R.SECTOR_COORDINATOR, "board", "Primary care safeguarding"),
        "coordinator_schools": ("Tobin Marsh", R.SECTOR_COORDINATOR, "education", "Schools safeguarding"),
        "legal": ("Edwin Shaw", R.LEGAL_ADVISER, "", "Solicitor to the partnership"),
        "reviewer": ("Hilary Vance", R.LEAD_REVIEWER, "", "Independent reviewer"),
        "governance": ("Paula Nettle", R.INFORMATION_GOVERNANCE_LEAD, "", "Information governance"),
        "sys_admin": ("Ivan Croft", R.SYS_ADMIN, "", "Systems"),
        "auditor": ("Dora Feld", R.AUDITOR, "", "Internal audit"),
        "at_council": ("Grace Tolland", R.AGENCY_LEAD, "council", "Quality assurance"),
        "at_board": ("Callum Reddy", R.AGENCY_LEAD, "board", "Safeguarding lead"),
        "at_met": ("Erin Vasquez", R.AGENCY_LEAD, "met", "Review officer"),
        "at_education": ("Moses Tindall", R.AGENCY_CONTACT, "education", "Inclusion"),
        "at_early": ("Lena Farrow", R.AGENCY_CONTACT, "early", "Early help"),
        "at_housing": ("Keith Abara", R.AGENCY_CONTACT, "housing", "Tenancy services"),
        "at_hospital": ("Amos Littlejohn", R.AGENCY_AUTHOR, "hospital", "Named nurse"),
        "senior_hospital": ("Zadie Penrose", R.AGENCY_SENIOR, "hospital", "Chief Nurse of the trust"),
        "at_visiting": ("Roisin Keane", R.AGENCY_LEAD, "visiting", "Named nurse"),
        "at_mind": ("Peter Almond", R.AGENCY_LEAD, "mind", "Safeguarding lead"),
        "at_gp": ("Joan Petty", R.AGENCY_CONTACT, "gp", "Practice manager"),
        "at_probation": ("Devika Rao", R.AGENCY_CONTACT, "probation", "Safeguarding lead"),
        "at_school": ("Fergus Aldous", R.AGENCY_LEAD, "school", "Headteacher"),
    },
    referrer=("Orla Fennimore", "Larkfield Hospitals NHS Trust"),
)
DEVON = Plan(
    slug="devon",
    name="Devon Safeguarding Children Partnership",
    short_name="Devon SCP",
    telephone="01632 960001",
    colour="#5b2a6b",
    agencies={
        "council": (A.LOCAL_AUTHORITY_CSC, "Devon County Council", P.LA),
        "board": (A.ICB, "NHS Devon Clinical Commissioning Group", P.HEALTH),
        "met": (A.POLICE_FORCE, "Devon and Cornwall Police", P.POLICE),
        "education": (A.LOCAL_AUTHORITY_EDUCATION, "Devon Education Services", None),
        "hospital": (A.ACUTE_TRUST, "Tamar Vale Hospitals", None),
        "visiting": (A.HEALTH_VISITING, "Moorland Public Health Nursing", None),
        "gp": (A.GP_PRIMARY_CARE, "Riverside Medical Practice", None),
        "school": (A.ACADEMY_TRUST, "Tor View Academy", None),
    },
    renamed={"board": ("NHS Devon Integrated Care Board", date(2022, 7, 1))},
    people={
        "manager": ("Sorcha Pell", R.PARTNERSHIP_MANAGER, "", "Partnership Manager"),
        "chair": ("Ivo Bickle", R.LTRG_CHAIR, "", "Chair of the group"),
        "scrutineer": ("Winifred Sayle", R.INDEPENDENT_SCRUTINEER, "", "Independent Scrutineer"),
        "dsp_la": ("Lorna Treffry", R.DSP_LA, "council", "Director of Children’s Services"),
        "dsp_health": ("Hugo Yelland", R.DSP_HEALTH, "board", "Chief Nurse"),
        "dsp_police": ("Petra Crocker", R.DSP_POLICE, "met", "Detective Superintendent"),
        "lsp_la": ("Martin Luscombe", R.LSP_LA, "council", "Chief Executive"),
        "lsp_health": ("Bridget Amery", R.LSP_HEALTH, "board", "Chief Executive"),
        "lsp_police": ("Rupert Dacre", R.LSP_POLICE, "met", "Assistant Chief Constable"),
        "notifier": ("Nell Budd", R.LA_NOTIFIER, "council", "Head of Quality Assurance"),
        "decider": ("Stan Widger", R.LA_STATUTORY_DECIDER, "council", "Deputy Director"),
        "at_council": ("Ada Ferris", R.AGENCY_LEAD, "council", "Quality assurance"),
        "at_board": ("Noel Prowse", R.AGENCY_LEAD, "board", "Safeguarding lead"),
        "at_met": ("Imogen Slade", R.AGENCY_LEAD, "met", "Review officer"),
        "at_education": ("Colin Rudge", R.AGENCY_CONTACT, "education", "Inclusion"),
        "at_hospital": ("Beth Hannaford", R.AGENCY_LEAD, "hospital", "Named nurse"),
        "at_visiting": ("Carys Down", R.AGENCY_CONTACT, "visiting", "Named nurse"),
        "at_gp": ("Mavis Luxton", R.AGENCY_CONTACT, "gp", "Practice manager"),
        "at_school": ("Jonah Tapp", R.AGENCY_LEAD, "school", "Safeguarding lead"),
    },
    referrer=("Hattie Voss", "Tamar Vale Hospitals"),
)


def address(plan: Plan, name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{plan.slug}.example"


def set_up(plan: Plan, today: date) -> None:
    """Found the partnership on its day, with its agencies, seats and delegations."""
    with clock.on(BEGAN, "09:00"):
        partnership = found_partnership(
            name=plan.name, short_name=plan.short_name, slug=plan.slug, profile=plan.slug,
            email=f"partnership@{plan.slug}.example", telephone=plan.telephone, colour=plan.colour,
        )  # fmt: skip
        agencies = {
            key: add_agency(
                partnership=partnership,
                kind=kind,
                name=name,
                partner=partner,
                email=f"{key}@agencies.{plan.slug}.example",
            )
            for key, (kind, name, partner) in plan.agencies.items()
        }
        for name, role, agency, post in plan.people.values():
            seat = give_seat(
                by=None, partnership=partnership, email=address(plan, name), name=name, role=role, post=post,
                since=BEGAN, agency=agencies.get(agency), invited=False,
                organisation="" if agency else partnership.short_name,
            )  # fmt: skip
            if seat.opens_by_password:
                demo.make_ready(seat.person)
        name, organisation = plan.referrer
        mailbox_for_referrer(partnership, address(plan, name), name, organisation)
    for key, (name, since) in plan.renamed.items():
        rename_agency(agency=agencies[key], name=name, since=since)
    area = find(plan)
    _deputies(area, today)
    if plan is BARNET:
        group.gather(area.people, today, BEGAN)


def _deputies(area: Area, today: date) -> None:
    """Health's deputy stands in; the police's has stood in, and no longer does."""
    for partner, begun, ended in (("health", 60, -120), ("police", 200, 20)):
        if f"deputy_{partner}" not in area.people:
            continue
        principal, deputy = area[f"dsp_{partner}"], area[f"deputy_{partner}"]
        since, until = today - timedelta(days=begun), today - timedelta(days=ended)
        with clock.on(since, "11:30"):
            made = delegate(
                by=principal, principal=principal.seat, deputy=deputy.seat, since=since, until=until
            )
            confirm_delegation(
                by=principal, delegation=made, speaks_with_authority=True, commits_the_agency=True,
                holds_to_account=True,
            )  # fmt: skip


def find(plan: Plan) -> Area:
    """The partnership and its people, as they are in the database."""
    partnership = Partnership.objects.get(slug=plan.slug)
    area = Area(partnership)
    by_email = {agency.email: agency for agency in partnership.agencies.all()}
    area.agencies = {key: by_email[f"{key}@agencies.{plan.slug}.example"] for key in plan.agencies}
    seats = Seat.objects.filter(partnership=partnership).select_related("person", "agency", "partnership")
    held = {(seat.person.email, seat.role): seat for seat in seats}
    for key, (name, role, _agency, _post) in plan.people.items():
        area.people[key] = as_holder(held[address(plan, name), role.value])
    referrer = held[address(plan, plan.referrer[0]), Role.REFERRER.value]
    area.people["referrer"] = Acting(referrer, Level.MAILBOX, f"refer:{plan.slug}")
    return area


def as_holder(seat: Seat, subject: str = "") -> Acting:
    """The holder of a seat, come the way they come: signed in, or by a link that opens one subject."""
    if seat.opens_by_password:
        return Acting(seat, Level.TOTP)
    return Acting(seat, Level.MAILBOX, subject)
