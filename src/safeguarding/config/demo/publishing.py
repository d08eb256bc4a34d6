"""The story of a practice review from the partners' decision to the page that everybody can read."""

from __future__ import annotations

import io
from datetime import date, timedelta

from docx import Document

from safeguarding.cases.actions.formal_letters import draft_letter, send_letter
from safeguarding.cases.letter_words import Wording, wording_for
from safeguarding.cases.models import Case
from safeguarding.config.demo import clock, matters, reviews, steps
from safeguarding.config.demo.areas import Area
from safeguarding.config.demo.endings import replied, to_panel
from safeguarding.practice_reviews.actions import (
    ask_about_facts,
    close_fact_check,
    finish_fact_check,
    give_in_draft,
    position_on_report,
    recommend,
    recommend_report,
)
from safeguarding.practice_reviews.actions.finishing import (
    answer_before_release,
    give_final,
    read_final,
    say_of_final,
)
from safeguarding.practice_reviews.actions.intending import intend, take_stance
from safeguarding.practice_reviews.actions.monitoring import note_monitoring
from safeguarding.practice_reviews.actions.publishing import confirm_copies, note_deposit, publish, typeset
from safeguarding.practice_reviews.models import AskedAgency
from safeguarding.practice_reviews.papers.reading import read_draft
from safeguarding.statute.answer import Refused
from safeguarding.statute.letters import LetterMatter, Means
from safeguarding.statute.monitoring import Course
from safeguarding.statute.publication import COPIED, QUESTIONS, Verdict, Way, earliest
from safeguarding.statute.terms import PanelReply

TITLE = "Who rings back? Learning from Child W"
SUMMARY = (
    "A baby was hurt at home. In the weeks before, four people had each noticed something, and each thought "
    "that somebody else would ring. We learned that a message left is not a message heard. From now on "
    "whoever leaves one rings again the same day, and a bruise on a baby who does not move yet always goes "
    "to the same doctor. The family told us what it was like to ask for help at night; their words begin "
    "this report."
)
PARTS = {
    "What the family told us": [
        "“I rang three times. Everybody was kind. Nobody came.” The mother wanted this to stand first.",
        "The grandmother would have come sooner, had anybody asked her.",
    ],
    "What happened": [
        "In the autumn the health visitor saw a small mark and wrote it down. She could not reach the surgery.",
        "Two weeks later the nursery of an older child noticed that the mother was very tired, and left a "
        "message. The duty team heard it on the next working day.",
    ],
    "Why it made sense at the time": [
        "Each service had a rule for passing on a worry, and each rule ended with leaving a message. None said "
        "who makes sure that it was heard. People worked as they had been taught.",
        "At weekends the line was answered by somebody who could not see earlier notes.",
    ],
    "What we recommend": [
        "Whoever passes on a worry about a baby speaks with a person on the same day. The three partners, by "
        "the summer.",
        "One doctor sees every mark on a baby who does not move yet, on the same day. Health, by the spring.",
    ],
}
DONE = {
    "family": "The mother and the grandmother read it with their advocate, and chose the day.",
    "anonymity": "Searched for every name, day and place; nothing was left. Seasons stand in place of days.",
    "family_court": "No child of the family is in proceedings.",
    "orders": "None. The report keeps to it all the same.",
    "parallel": "The police were asked: nobody is charged, and they have no objection.",
    "practitioners": "They were told at a meeting a week before; their managers are there on the day.",
    "telling": "The family, the practitioners, the Panel and the Department, Ofsted, members; then the press.",
    "speaking": "The chair speaks for all three; each partner has the same page of questions and answers.",
    "day": "The office and the council’s communications team until the evening.",
    "response": "Beside the report, with the action plan.",
    "comments": "The Panel thanked us and asked who checks in the summer: the chair does. No other comment.",
}


def published(area: Area, today: date) -> str:
    """Decided half a year ago, accepted, and public since last week."""
    matter = matters.about(matters.baby(steps.back(today, 152)), "Willow Trent", "999 601 0011")
    case = to_panel(
        area, matter, days_ago=149, reference="CSPRP-18820", decision=reviews.local_review(steps.back(today, 139)),
        today=today,
    )  # fmt: skip
    replied(area, case, on=steps.back(today, 124), reply=PanelReply.AGREES,
            words="The Panel agrees, and asks that the night line be looked at.")  # fmt: skip
    _accepted(area, case, today)
    _released(area, case, today)
    return f"/cases/{case.reference}/practice-review/publication/"


def _accepted(area: Area, case: Case, today: date) -> None:
    for ago, time in ((100, Course.ON), (75, Course.RISK), (50, Course.ON)):
        with clock.on(steps.back(today, ago), "11:30"):
            note_monitoring(
                by=area["manager"], case=case, time=time, quality=Course.ON,
                forecast=steps.back(today, 6),
                time_words="The nursery’s report came late; the panel met a week later."
                if time is Course.RISK
                else "",
            )  # fmt: skip
    hospital = area.agencies["hospital"]
    with clock.on(steps.back(today, 44), "09:15"):
        draft = read_draft("draft.docx", _word())
        assert not isinstance(draft, Refused)  # noqa: S101 - our own text
        give_in_draft(by=area["manager"], case=case, read=draft, note="For the check of facts.")
        ask_about_facts(
            by=area["manager"], case=case, agencies=[hospital.pk], parts=[1],
            until=steps.back(today, 34),
        )  # fmt: skip
    with clock.on(steps.back(today, 36), "14:00"):
        finish_fact_check(by=area["at_hospital"], asked=AskedAgency.objects.get(check_of__case=case))
    with clock.on(steps.back(today, 33), "10:00"):
        close_fact_check(by=area["manager"], case=case)
        recommend(
            by=area["manager"], case=case, finding="A message left was taken for a message heard.",
            words="Whoever passes on a worry about a baby speaks with a person on the same day.",
            agencies=[hospital.pk], collective=True, by_when=today + timedelta(days=150),
        )  # fmt: skip
        recommend_report(
            by=area["chair"], case=case, words="The panel recommends this version.",
            improvements="Part 4.", reasons="Part 3.",
        )  # fmt: skip
    for who in ("dsp_la", "dsp_health", "dsp_police"):
        with clock.on(steps.back(today, 29), "16:00"):
            position_on_report(by=area[who], case=case, accept=True, reason="It is clear and it is fair.")


def _released(area: Area, case: Case, today: date) -> None:
    with clock.on(steps.back(today, 24), "09:00"):
        finished = read_final("report.docx", _word())
        assert not isinstance(finished, Refused)  # noqa: S101 - our own text
        report = give_final(
            by=area["manager"], case=case, finished=finished, title=TITLE, summary=SUMMARY,
            improvements_only=False,
        )  # fmt: skip
    for who, said in (("chair", "I would want my own family to read it."), ("dsp_health", "It is accurate.")):
        with clock.on(steps.back(today, 22), "13:00"):
            say_of_final(by=area[who], case=case, number=1, verdict=Verdict.RELEASE, reasons=said)
    copied = steps.back(today, 18)
    with clock.on(steps.back(today, 20), "10:00"):
        one = intend(
            by=area["dsp_la"], case=case, way=Way.PUBLISH, planned_on=earliest(copied, None),
            reasons="It teaches something that every service can use.",
        )  # fmt: skip
        for who in ("dsp_health", "dsp_police"):
            take_stance(by=area[who], case=case, number=one.number, agrees=True, reason="I agree.")
    with clock.on(copied, "11:00"):
        _copies(area, case, copied)
        confirm_copies(by=area["manager"], case=case)
        answer_before_release(by=area["manager"], case=case, answers=DONE)
    day = earliest(copied, None)
    with clock.on(day, "09:00"):
        publish(by=area["manager"], case=case, number=report.number, pdf=typeset(report))
        note_deposit(by=area["manager"], case=case, on=day)


def _copies(area: Area, case: Case, on: date) -> None:
    for party in COPIED:
        offered = wording_for(area.partnership, case, LetterMatter.ADVANCE_COPIES, party)
        name = area["manager"].person.name
        wording = Wording(
            offered.name, offered.address, offered.salutation.replace("[name]", "colleague"),
            offered.body.replace("[date]", "the day that we told you"),
            offered.closing.replace("[your name]", name),
        )  # fmt: skip
        letter = draft_letter(
            by=area["manager"], case=case, party=party, matter=LetterMatter.ADVANCE_COPIES, wording=wording
        )
        send_letter(by=area["manager"], letter=letter, on=on, means=Means.SECURE_EMAIL)


def _word() -> bytes:
    """The finished report as a Word document."""
    assert set(DONE) == {one.code for one in QUESTIONS}  # noqa: S101 - a question was added
    whole = Document()
    whole.core_properties.author = ""
    for heading, paragraphs in PARTS.items():
        whole.add_heading(heading, 1)
        for words in paragraphs:
            whole.add_paragraph(words)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()
