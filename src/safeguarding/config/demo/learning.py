"""What the group follows between cases: sources, actions in every state, an assurance round, publications."""

from __future__ import annotations

from datetime import date, timedelta

from safeguarding.config.demo import clock, steps
from safeguarding.config.demo.areas import Area
from safeguarding.improvements import actions as acts
from safeguarding.improvements.models import Action, Evidence, Source
from safeguarding.learning.actions import (
    Said,
    answer_assurance,
    ask_assurance,
    challenge_report,
    consider_publication,
    note_publication,
)
from safeguarding.statute.terms import ActionKind, Difference, EvidenceKind, LearningSource, Theme

Plan = acts.Plan


def weekly_work(area: Area, today: date) -> str:
    """An audit and an older review with actions that drift, are done, changed something, and are closed."""
    review = _source(area, today, 300, LearningSource.SCR_LEGACY, "Child R, serious case review of 2018")
    _review_actions(area, today, review)
    audit = _source(area, today, 60, LearningSource.AUDIT, "Audit: bruises in babies who cannot move about")
    _audit_actions(area, today, audit)
    _round(area, today)
    _publications(area, today)
    return "/group/"


def _source(area: Area, today: date, days_ago: int, kind: LearningSource, title: str) -> Source:
    with clock.on(steps.back(today, days_ago), "10:00"):
        return acts.note_source(by=area["manager"], kind=kind, title=title, dated=steps.back(today, days_ago))


def _planned(area: Area, source: Source, on: date, plan: Plan) -> Action:
    with clock.on(on, "11:00"):
        return acts.plan_action(by=area["manager"], source=source, plan=plan)


def _review_actions(area: Area, today: date, review: Source) -> None:
    begun = steps.back(today, 290)
    with clock.on(begun, "10:30"):
        acts.write_recommendation(
            by=area["manager"], source=review, finding="A plan named services, and nobody in them.",
            words="Every plan names who does what, and who rings if it does not happen.",
            agencies=[area.agencies["council"], area.agencies["visiting"]], collective=True,
            themes=[Theme.TIMELY_INFORMATION_SHARING, Theme.CHANGING_RISK_AND_NEED],
        )  # fmt: skip
    drifting = _planned(area, review, begun, Plan(
        "Housing moved the family without telling anybody.",
        "The housing system asks, before a move is booked, whether a child’s plan is open.",
        "Head of allocations", begun + timedelta(days=120), "A child’s worker knows of a move before it happens.",
        agency=area.agencies["housing"], kind=ActionKind.FORCING, measure="Moves with a plan open, told in time.",
    ))  # fmt: skip
    with clock.on(begun + timedelta(days=10), "09:40"):
        acts.update_action(
            by=area["support"], action=drifting, words="The supplier has been asked for a price."
        )
    changed = _planned(area, review, begun, Plan(
        "Two health visitors saw the same bruise a week apart.",
        "One duty line for bruises in babies, answered by a nurse who can book the examination.",
        "Named nurse", begun + timedelta(days=100), "A baby with a bruise is examined the same day.",
        agency=area.agencies["visiting"], kind=ActionKind.REDESIGN, measure="Examined within a day, of all.",
    ))  # fmt: skip
    with clock.on(begun + timedelta(days=90), "15:00"):
        acts.add_evidence(
            by=area["support"], action=changed, shows=Evidence.Shows.DONE, kind=EvidenceKind.DOCUMENT,
            words="The line has its number and its rota.", dated=begun + timedelta(days=80),
        )  # fmt: skip
        acts.say_done(
            by=area["support"], action=changed, done_on=begun + timedelta(days=80), words="The line is open."
        )
    with clock.on(begun + timedelta(days=95), "10:00"):
        acts.verify_action(by=area["chair"], action=changed, words="I rang it at night and was answered.")
    with clock.on(begun + timedelta(days=240), "10:00"):
        acts.add_evidence(
            by=area["support"], action=changed, shows=Evidence.Shows.DIFFERENCE,
            kind=EvidenceKind.AUDIT_BEFORE_AFTER, dated=begun + timedelta(days=230),
            words="Before: 11 of 20 examined within a day. After: 19 of 20.",
        )  # fmt: skip
        acts.note_difference(
            by=area["chair"], action=changed, level=Difference.OUTCOME, seen_on=begun + timedelta(days=230),
            words="Babies are examined the same day.",
        )  # fmt: skip
        acts.check_lasted(
            by=area["manager"],
            action=changed,
            lasted=True,
            words="Half a year on it is still so.",
            look_again=None,
        )


def _audit_actions(area: Area, today: date, audit: Source) -> None:
    begun = steps.back(today, 55)
    done = _planned(area, audit, begun, Plan(
        "The form had no place for who was rung.", "The electronic form will not close until a call is noted.",
        "Head of systems", steps.back(today, 5), "Every bruise leads to a call.",
        agency=area.agencies["hospital"], kind=ActionKind.FORCING, measure="Forms with a call, of all.",
    ))  # fmt: skip
    with clock.on(steps.back(today, 6), "16:10"):
        acts.add_evidence(
            by=area["at_hospital"], action=done, shows=Evidence.Shows.DONE, kind=EvidenceKind.PERFORMANCE_DATA,
            words="All 42 forms since the change have a call.", dated=steps.back(today, 7),
        )  # fmt: skip
        acts.say_done(
            by=area["at_hospital"], action=done, done_on=steps.back(today, 7), words="The form is live."
        )
    challenged = _planned(area, audit, begun, Plan(
        "Staff said that they did not know whom to ring.", "A session for every new doctor.",
        "Named doctor", today + timedelta(days=30), "A new doctor knows whom to ring on the first night.",
        agency=area.agencies["hospital"], kind=ActionKind.TRAINING,
    ))  # fmt: skip
    with clock.on(steps.back(today, 3), "14:00"):
        acts.take_on_action(by=area["at_hospital"], action=challenged)
    with clock.on(steps.back(today, 2), "14:00"):
        acts.challenge_action(
            by=area["chair"],
            action=challenged,
            words="What happens between two sessions? Could the screen say it?",
        )
    _planned(area, audit, steps.back(today, 4), Plan(
        "Nobody counted.", "The practice counts bruises seen and calls made, each month.", "Practice manager",
        today + timedelta(days=60), "A bruise that led to no call is noticed.", agency=area.agencies["gp"],
        kind=ActionKind.SUPERVISION, owner_email="rota@sweetsway.example",
    ))  # fmt: skip


def _round(area: Area, today: date) -> None:
    with clock.on(steps.back(today, 20), "09:00"):
        asked = ask_assurance(
            by=area["chair"], title="Autumn: steps and impact", why="Three reviews said the same.",
            themes=[Theme.TIMELY_INFORMATION_SHARING, Theme.SUPERVISION, Theme.BRUISING_NON_MOBILE],
            agencies=[area.agencies[key] for key in ("council", "hospital", "visiting", "gp", "housing", "probation")],
            due=steps.back(today, 4),
        )  # fmt: skip
    hospital = asked.reports.get(agency=area.agencies["hospital"])
    said = {
        Theme.TIMELY_INFORMATION_SHARING: Said(
            "The form does not close without a call.", Difference.PRACTICE, EvidenceKind.PERFORMANCE_DATA,
            "42 of 42 forms.",
        ),
        Theme.SUPERVISION: Said("Nothing yet, because the post is empty.", Difference.NONE, None, ""),
        Theme.BRUISING_NON_MOBILE: Said("A session for new doctors.", Difference.OUTPUT, None, ""),
    }  # fmt: skip
    with clock.on(steps.back(today, 8), "11:30"):
        answer_assurance(
            by=area["at_hospital"], report=hospital, said=said, in_the_way="Doctors change every four months."
        )
    with clock.on(steps.back(today, 2), "10:20"):
        challenge_report(
            by=area["chair"], report=hospital, words="Who covers supervision until the post is filled?"
        )


def _publications(area: Area, today: date) -> None:
    with clock.on(steps.back(today, 40), "09:30"):
        read = note_publication(
            by=area["manager"], title="On children who are not in school", publisher="A made-up national body",
            published_on=steps.back(today, 41), where="On its website",
            says="Partnerships should know which children are taught at home and when each was last seen.",
        )  # fmt: skip
    with clock.on(steps.back(today, 10), "15:00"):
        consider_publication(
            by=area["chair"], publication=read, considered_on=steps.back(today, 10),
            practice_here="The list is kept by education; health does not see it.",
            gap="A health visitor cannot tell that a child is taught at home.",
            response="Education and health share the list each term.",
        )  # fmt: skip
    with clock.on(steps.back(today, 3), "09:30"):
        note_publication(
            by=area["manager"], title="On babies who bruise", publisher="A made-up national body",
            published_on=steps.back(today, 5), where="On its website",
            says="Every partnership should be able to say how soon a baby with a bruise is examined.",
        )  # fmt: skip
