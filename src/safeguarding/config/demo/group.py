"""The standing group of the first partnership: confirmed, about to lapse, waiting, and one place empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from safeguarding.config.demo import clock
from safeguarding.meetings.actions import add_member, ask_to_confirm, confirm_member
from safeguarding.people.acting import Acting
from safeguarding.statute.authority import MemberKind

K = MemberKind
MEMBERS = {
    "chair": (K.CORE, "", 0),
    "dsp_la": (K.CORE, "lsp_la", 100),
    "dsp_health": (K.CORE, "lsp_health", 130),
    "dsp_police": (K.CORE, "lsp_police", 75),
    "deputy_health": (K.CORE, "", 0),
    "member": (K.CORE, "senior_hospital", 352),
    "community": (K.INPUT, "at_council", 40),
    "education_lead": (K.INPUT, "", 0),
    "legal": (K.INPUT, "", 0),
    "scrutineer": (K.INVITED, "", 0),
}
"""Who belongs to it, who confirmed them, and how many days ago; public health has yet to send somebody."""


def gather(people: Mapping[str, Acting], today: date, began: date) -> None:
    """Everybody is in the group from its first day; the education service is asked and has yet to answer."""
    manager, made = people["manager"], {}
    with clock.on(began, "10:00"):
        for key, (kind, _, _) in MEMBERS.items():
            made[key] = add_member(
                by=manager, seat=people[key].seat, kind=kind, since=began,
                inducted_on=None if key == "community" else began,
            )  # fmt: skip
    for key, (_, senior, days) in MEMBERS.items():
        if senior:
            with clock.on(today - timedelta(days=days), "11:00"):
                asked = ask_to_confirm(by=manager, member=made[key], senior=people[senior].seat)
                confirm_member(
                    by=people[senior], attestation=asked, speaks_with_authority=True,
                    commits_the_agency=True, holds_to_account=True,
                )  # fmt: skip
    with clock.on(today - timedelta(days=3), "09:20"):
        ask_to_confirm(
            by=manager, member=made["education_lead"], name="Beatrix Orme",
            email="beatrix.orme@education.barnet.example",
        )  # fmt: skip
