"""Opening a case: used by a referral and by bringing in a case that is already under way."""

from __future__ import annotations

from datetime import date

from safeguarding.anonymity import pseudonyms
from safeguarding.anonymity.actions import keep_identity
from safeguarding.cases import guards, references
from safeguarding.cases.answers import ReferralAnswers
from safeguarding.cases.models import Case, Child, FamilyMember, Incident, ParallelProcess
from safeguarding.cases.queries.rules import local_rules
from safeguarding.people.models import Partnership
from safeguarding.record import rows
from safeguarding.record.actions import open_stream
from safeguarding.record.models import StreamKind
from safeguarding.statute.editions import pinned


def open_case(partnership: Partnership, answers: ReferralAnswers, *, on: date) -> Case:
    """A case with its reference, pseudonym and record, keeping the rules in force on `on`."""
    editions = pinned(on)
    with rows.past_walls():
        taken = set(Case.objects.filter(partnership=partnership).values_list("pseudonym", flat=True))
    case = Case.objects.create(
        partnership=partnership,
        reference=references.draw(),
        pseudonym=pseudonyms.draw(taken),
        working_together=editions.working_together.code,
        panel_guidance=editions.panel_guidance.code,
        area_of_incident=answers.area_of_incident,
        area_of_residence=answers.area_of_residence,
        placing_area=answers.placing_area,
        local_rules=local_rules(partnership, on),
    )
    case.stream = open_stream(kind=StreamKind.CASE, of=case.pk, partnership=partnership.pk)
    case.save(update_fields=["stream"])
    return case


def write_children(case: Case, answers: ReferralAnswers) -> None:
    """The children and family by pseudonym; who they are goes into identities of their own."""
    if case.stream is None:
        raise RuntimeError(f"Case {case.pk} has no stream.")
    taken = {case.pseudonym}
    for place, child in enumerate(answers.children):
        pseudonym = case.pseudonym if place == 0 else pseudonyms.draw(taken)
        taken.add(pseudonym)
        Child.objects.create(
            case=case,
            pseudonym=pseudonym,
            is_index=place == 0,
            kind=child.kind,
            identity=keep_identity(partnership=case.partnership, stream=case.stream, details=child.identity),
            age=guards.age_in_words(child.born, answers.incident_on),
            sex=child.sex,
            ethnicity=child.ethnicity,
            religion=child.religion,
            language=child.language,
            disability=child.disability,
            setting=child.setting,
            outcome=child.outcome.value,
            looked_after=child.looked_after,
            protection_plan=child.protection_plan,
            child_in_need=child.child_in_need,
            legal_status=child.legal_status,
            placement=child.placement,
            known_to_agencies=child.known_to_agencies,
            safe_now=child.safe_now,
        )
    for number, relative in enumerate(answers.family, start=1):
        FamilyMember.objects.create(
            case=case,
            pseudonym=f"{relative.relation.capitalize() or 'Relative'} {number}",
            relation=relative.relation,
            whereabouts=relative.whereabouts,
            identity=keep_identity(
                partnership=case.partnership,
                stream=case.stream,
                details={
                    "name": relative.name,
                    "also_known_as": list(relative.also_known_as),
                    "date_of_birth": relative.born.isoformat() if relative.born else "",
                },
            ),
        )


def write_incident(case: Case, answers: ReferralAnswers) -> None:
    """What happened, and the other processes that are known."""
    Incident.objects.create(
        case=case,
        occurred=answers.incident_on,
        time_text=answers.incident_time,
        place=answers.place.value,
        setting=answers.setting,
        what_happened=answers.what_happened,
        injury=answers.injury,
        condition=answers.condition,
        abuse_neglect=answers.abuse_neglect.value,
        abuse_types=list(answers.abuse_types),
        source=answers.source,
        media_interest=answers.media_interest,
    )
    for kind in answers.other_processes:
        ParallelProcess.objects.create(case=case, kind=kind, lead_body="")
