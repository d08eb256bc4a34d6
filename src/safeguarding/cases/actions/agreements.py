"""What areas agree about a case that concerns both, and the lead passing from one to the other."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from safeguarding.cases.access import may_do
from safeguarding.cases.actions.decisions import seal_decision
from safeguarding.cases.actions.guests import tell_guests
from safeguarding.cases.facts import establish, record
from safeguarding.cases.letters import tell
from safeguarding.cases.locking import lock
from safeguarding.cases.models import Area, AreaAgreement, Case, Transfer
from safeguarding.cases.queries.sharing import contributing
from safeguarding.people.acting import Acting
from safeguarding.statute.answer import NotAllowed, Refused, demand
from safeguarding.statute.decision_records import OPTIONS, Said
from safeguarding.statute.facts import Kind
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import DecisionKind, Role

NO_REASON = Refused("no_reason", "That needs its reason.", "Say why in a sentence or two.")
ENDED = Refused("closed", "This case has ended here.", "Open it again first, with the reason.")
NO_MORE = Refused("closed", "This case has ended, so it takes no more answers.", "Ring the area that leads.")
LEAD = {Role.PARTNERSHIP_MANAGER, Role.LTRG_CHAIR, Role.DSP_LA, Role.DSP_HEALTH, Role.DSP_POLICE}


@dataclass(frozen=True)
class Terms:
    """Who does what, each as a value of `AreaAgreement.Whose`."""

    leads: str
    pays: str
    publishes: str
    acts: str
    words: str = ""


@transaction.atomic
def propose_agreement(*, by: Acting, area: Area, terms: Terms) -> AreaAgreement:
    """The area that leads proposes who leads, pays, publishes and acts. Raises NotAllowed.

    It takes the place of the last proposal or agreement; all stay on the record. The duty to notify and its
    time are the local authority's own, whatever is agreed (Children Act 2004 s.16C).
    """
    case = lock(area.case)
    demand(may_do(by, Act.PROPOSE_AGREEMENT, case))
    if case.closed:
        raise NotAllowed(ENDED)
    last = AreaAgreement.objects.filter(area=area).order_by("-number").first()
    AreaAgreement.objects.filter(area=area, current=True).update(current=False)
    made = AreaAgreement.objects.create(
        area=area, number=last.number + 1 if last else 1, proposed_by=by.seat, **asdict(terms)
    )
    record(
        case,
        "propose_agreement",
        by=by,
        on={"area": str(area.pk), "number": str(made.number), "leads": terms.leads, "pays": terms.pays,
            "publishes": terms.publishes, "acts": terms.acts},
        keep={"words": terms.words} if terms.words else None,
    )  # fmt: skip
    tell_guests(area, "area_invited", once=f"agreement:{made.pk}")
    return made


@transaction.atomic
def answer_agreement(*, by: Acting, agreement: AreaAgreement, agreed: bool, words: str = "") -> AreaAgreement:
    """The other area agrees, or says what it would have otherwise. Raises NotAllowed.

    Where an area is asked by telephone or letter, the lead's manager notes its answer, with whose it was.
    """
    area = Area.objects.select_related("case__partnership").get(pk=agreement.area_id)
    case = lock(area.case)
    if area.reads:
        demand(may_do(by, Act.ANSWER_AGREEMENT, case, *contributing(by, area)))
    else:
        demand(may_do(by, Act.INVITE_AREA, case))
    if case.closed:
        raise NotAllowed(NO_MORE)
    agreement = AreaAgreement.objects.select_for_update().get(pk=agreement.pk)
    if not agreement.current:
        raise NotAllowed(Refused("replaced", "A newer proposal has taken its place.", "Read that one."))
    if agreement.answered_at:
        raise NotAllowed(
            Refused("answered", "This has been answered already.", "There is nothing more to do.")
        )
    if not words.strip() and (not agreed or not area.reads):
        raise NotAllowed(
            Refused(
                "no_words",
                "Say what the area would have otherwise." if area.reads else "Say who answered, and how.",
                "A sentence is enough; it is kept.",
            )
        )
    agreement.answered_by, agreement.answered_at = by.seat, timezone.now()
    agreement.agreed, agreement.answer = agreed, words.strip()
    agreement.save()
    record(
        case,
        "answer_agreement",
        by=by,
        on={"area": str(area.pk), "number": str(agreement.number), "agreed": "yes" if agreed else "no"},
        keep={"words": agreement.answer} if agreement.answer else None,
    )
    tell(case, {Role.PARTNERSHIP_MANAGER}, "area_answered", once=f"agreement-answer:{agreement.pk}")
    return agreement


@transaction.atomic
def offer_transfer(*, by: Acting, area: Area, why: str) -> Transfer:
    """A delegated partner offers the lead to an invited area. Raises NotAllowed.

    Until that area has taken it nothing changes: this area leads, and no clock stops.
    """
    case = lock(area.case)
    demand(may_do(by, Act.TRANSFER_CASE, case))
    if case.closed:
        raise NotAllowed(ENDED)
    if not why.strip():
        raise NotAllowed(NO_REASON)
    if Transfer.objects.filter(area__case=case, answered_at__isnull=True, withdrawn_at__isnull=True).exists():
        raise NotAllowed(
            Refused(
                "offered",
                "The lead has been offered already, and that area has not answered.",
                "Ring them, or take the offer back first.",
            )
        )
    offer = Transfer.objects.create(area=area, why=why.strip(), offered_by=by.seat)
    record(case, "offer_transfer", by=by, on={"area": str(area.pk)}, keep={"reason": why.strip()})
    tell_guests(area, "area_invited", once=f"transfer:{offer.pk}")
    return offer


@transaction.atomic
def withdraw_transfer(*, by: Acting, transfer: Transfer) -> Transfer:
    """A delegated partner takes the offer back, which nobody has acknowledged. Raises NotAllowed."""
    case = lock(Case.objects.get(areas=transfer.area_id))
    demand(may_do(by, Act.TRANSFER_CASE, case))
    transfer = _open(transfer)
    transfer.withdrawn_at = timezone.now()
    transfer.save(update_fields=["withdrawn_at"])
    record(case, "withdraw_transfer", by=by, on={"area": str(transfer.area_id)})
    return transfer


@transaction.atomic
def answer_transfer(*, by: Acting, transfer: Transfer, taken: bool, words: str) -> Transfer:
    """The other area takes the lead, or does not. Raises NotAllowed.

    Taken, the case ends here as transferred; the record stays, and the other area enters the case where it
    is. An area that is asked by telephone or letter has its acknowledgement noted by the lead's partner.
    """
    area = Area.objects.select_related("case__partnership").get(pk=transfer.area_id)
    case = lock(area.case)
    if area.reads:
        demand(may_do(by, Act.ANSWER_TRANSFER, case, *contributing(by, area)))
    else:
        demand(may_do(by, Act.TRANSFER_CASE, case))
    transfer = _open(transfer)
    if case.closed:
        raise NotAllowed(NO_MORE)
    if not words.strip():
        raise NotAllowed(
            Refused(
                "no_words",
                "Say who takes the lead there." if taken else "Say why the lead is not taken.",
                "A sentence is enough; it is kept.",
            )
        )
    transfer.answered_by, transfer.answered_at = by.seat, timezone.now()
    transfer.taken, transfer.answer = taken, words.strip()
    transfer.save()
    keep = {"words": transfer.answer}
    on = {"area": str(area.pk), "taken": "yes" if taken else "no"}
    if taken:
        establish(
            case, Kind.TRANSFERRED, by=by, occurred=by.today, act="answer_transfer", key=str(transfer.pk),
            on=on, keep=keep, effects=False,
        )  # fmt: skip
    else:
        record(case, "answer_transfer", by=by, on=on, keep=keep)
    kind = DecisionKind.TRANSFER
    seal_decision(
        by=by,
        case=case,
        kind=kind,
        matter=f"transfer:{area.pk}",
        source=f"transfer:{transfer.pk}",
        said=Said(
            outcome=f"{area.name} {'takes' if taken else 'does not take'} the lead.",
            decided_on=by.today,
            reasons=f"{transfer.why}\n\n{area.name}: {transfer.answer}",
            chosen=OPTIONS[kind][0 if taken else 1],
        ),
        told=[f"transfer-answer:{transfer.pk}"],
    )
    tell(case, LEAD, "area_answered", once=f"transfer-answer:{transfer.pk}")
    return transfer


def _open(transfer: Transfer) -> Transfer:
    found = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if found.answered_at or found.withdrawn_at:
        raise NotAllowed(
            Refused("settled", "This offer has been answered or taken back.", "There is nothing more to do.")
        )
    return found
