"""What the made-up cases are about: invented children, told plainly and without detail that nobody needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from safeguarding.cases.answers import ChildAnswers, FamilyAnswers
from safeguarding.config.demo.chronologies import TODDLER
from safeguarding.config.demo.steps import Matter, child
from safeguarding.statute.terms import AbuseNeglect, Outcome

WEEK = timedelta(days=7)


def about(matter: Matter, name: str, nhs_number: str) -> Matter:
    """The same kind of matter about another made-up child, so that nobody is taken for a likely duplicate."""
    return replace(
        matter,
        child=replace(matter.child, name=name, nhs_number=nhs_number),
        family=(),
        brothers_and_sisters=tuple(
            replace(one, name=f"Sibling of {name}") for one in matter.brothers_and_sisters
        ),
    )


def baby(happened: date) -> Matter:
    """A baby with an injury that nobody has explained."""
    return Matter(
        child=child("Tobias Quillfeather", "he", happened - 21 * WEEK, child_in_need=True, nhs_number="999 123 4567"),
        family=(FamilyAnswers("Esme Quillfeather", "mother"), FamilyAnswers("Rory Quillfeather", "father")),
        what_happened="A baby of five months was brought to hospital very unwell. The doctors found a head injury "
        "that nobody could explain. He is recovering.",
        why_review="Two services had each seen a small bruise in the month before. Neither knew of the other’s.",
        harm_reasoning="A head injury in a baby, with an effect on his sight that the doctors expect to last.",
        abuse_types=("physical",),
        agencies_known="Health visiting, the family’s practice, the hospital, Northgate Homes, Fernbank Primary School",
        returns={
            "council": {
                "knew": "We knew the family from the birth: a child in need plan for eight weeks, ended in the spring.",
                "in_the_way": "The plan ended on the day when a new worker took over, so nobody carried the worry on.",
            },
            "visiting": {
                "contacts": "Six visits. At the fifth a small bruise was seen and explained as a bump against the cot.",
                "in_the_way": "The visitor asked a colleague, who had seen the baby well a week before and said so. "
                "That was reassuring at the time, and so the hospital was not rung.",
                "voice": "He smiled late and watched faces closely. He settled fastest with his grandmother.",
            },
            "hospital": {
                "contacts": "Seen once for a feeding problem, four weeks before. A bruise on the arm was noted.",
                "in_the_way": "The note was in the ward’s system. The safeguarding team reads another one.",
                "went_well": "The registrar on the night asked every question that she should, and wrote it all down.",
            },
            "gp": {"contacts": "Three visits, two for immunisations. The mother came alone for low mood in the summer."},
            "housing": {"knew": "Tenants since January. Arrears, and a notice that was withdrawn in May."},
        },
        report={"incident": "A baby of five months was brought to hospital very unwell with a head injury that nobody "
                "could explain. Two small bruises had been seen by two services in the month before."},
    )  # fmt: skip


def toddler(happened: date) -> Matter:
    """A small child who was not fed enough, in a family that kept moving."""
    return Matter(
        child=child("Wren Marchpane", "she", happened - 120 * WEEK, ethnicity="Mixed White and Asian",
                    protection_plan="Neglect, since the spring", nhs_number="999 234 5678"),
        brothers_and_sisters=(
            child("Jory Marchpane", "he", happened - 320 * WEEK, outcome=Outcome.NEITHER, ethnicity="Mixed White and Asian",
                  setting="Fernbank Primary School", safe_now="With his grandmother, agreed by social care."),
        ),
        family=(FamilyAnswers("Lissa Marchpane", "mother"), FamilyAnswers("Oonagh Marchpane", "grandmother")),
        what_happened="A girl of two was brought to hospital by ambulance, very thin and cold. She had not been "
        "weighed since she was one.",
        why_review="Four services were working with the family. Each believed that another was weighing the child.",
        harm_reasoning="Serious loss of weight over months, with an effect on growth and speech likely to last.",
        harm_basis=("physical_health", "intellectual"),
        safety_of_others="Her brother is with their grandmother. The social worker visits twice a week.",
        agencies_known="Health visiting, Fernbank Primary School, Barnet Early Help, Northgate Homes",
        returns={
            "council": {"in_the_way": "The plan said “health to weigh”. It did not say who in health, or by when."},
            "visiting": {"in_the_way": "Two moves between teams; each was told that the clinic would see her."},
            "school": {
                "voice": "Her brother saved half of his lunch, and said that it was for his sister.",
                "went_well": "His teacher noticed, asked him kindly, and rang the same afternoon.",
            },
            "early": {"went_well": "The family worker took the mother to the food bank and stayed in touch by text."},
            "housing": {"knew": "Three short lets in fourteen months. Damp was reported at two of them."},
            "hospital": {},
            "gp": {"contacts": "Registered, and not brought to four appointments. We wrote; the letters went to old addresses."},
        },
        report={
            "incident": "A girl of two came to hospital very thin and cold. Four services worked with the family, and each "
            "believed that another was weighing her.",
            "family": "Two children lived with their mother. The older is now with his grandmother, who had looked after "
            "both for days at a time. The social worker sees both children twice a week.",
            "experience": "There was rarely a table to eat at. She was carried rather than played with, and watched her "
            "brother. He saved food for her.",
            "analysis": "The plan said what was to be done and not who would do it. People did what their own service "
            "asked of them, and checked that others had been told. It made sense to trust a plan with so many names on it.",
        },
        chronology=TODDLER,
    )  # fmt: skip


def teenager(happened: date) -> Matter:
    """A young person hurt outside the home."""
    return Matter(
        child=child("Kofi Anderby", "he", happened - 800 * WEEK, ethnicity="Black British", setting="College",
                    nhs_number="999 345 6789"),
        family=(FamilyAnswers("Abena Anderby", "mother"),),
        what_happened="A boy of fifteen was badly hurt by other young people on his way home. He had been missing "
        "from home eleven times that year.",
        why_review="He told three adults that he was being made to carry things. Each passed it to a different place.",
        harm_reasoning="Life-threatening wounds, and a long recovery.",
        abuse_types=("exploitation",), setting="A street", safety_now="In hospital; where he lives next is agreed with him.",
        processes=("police_investigation", "cps_prosecution"),
        agencies_known="Children’s social care, the police, his college",
        returns={
            "council": {"in_the_way": "A referral about exploitation and one about going missing were held in two teams."},
            "met": {"contacts": "Eleven missing reports. Six return talks were offered, two were held.",
                    "in_the_way": "He was recorded as a suspect and as a missing child, on different screens."},
            "education": {"voice": "He liked engines. He told his tutor that he wanted to be left alone to get on with it."},
            "mind": {"contacts": "Referred once. He was not brought, and the case was closed."},
        },
        report={
            "incident": "A boy of fifteen was badly hurt by other young people. He had been missing eleven times in a year, "
            "and had told three adults that he was being made to carry things.",
            "inequality": "He was more often written down as a suspect than as a child. Workers spoke about race in "
            "supervision only after the incident. We think that how he was seen changed what was offered to him.",
            "experience": "He cooked for his little cousin and fixed bicycles for neighbours. He slept with his shoes on.",
        },
    )  # fmt: skip


def sleeping(happened: date) -> Matter:
    """A baby who died in bed with a parent."""
    return Matter(
        child=child("Ivy Pellow", "she", happened - 9 * WEEK, outcome=Outcome.DIED, nhs_number="999 456 7890"),
        family=(FamilyAnswers("Demelza Pellow", "mother"), FamilyAnswers("Jago Trewin", "father")),
        what_happened="A baby of nine weeks died at home. She had been sleeping beside a parent on a sofa.",
        why_review="Safer sleep was spoken about at every visit, and never about the nights when things were different.",
        harm=Outcome.DIED, harm_reasoning="The child died.", safety_now="The child has died.",
        safety_of_others="There are no other children.", processes=("coroner_inquest", "child_death_review_cdop"),
        agencies_known="Midwifery, health visiting, the family’s practice",
        returns={
            "visiting": {"went_well": "The visitor knew the family well and was trusted by both parents."},
            "hospital": {"in_the_way": "Advice was given in the words of the leaflet, in a busy room, on the way out."},
            "council": {"knew": "One contact before the birth, about where the parents would live."},
            "met": {"contacts": "Called once to a loud argument, before the birth."},
        },
        report={
            "incident": "A baby of nine weeks died at home, having slept beside a parent on a sofa after a difficult night.",
            "experience": "She was held, sung to and taken everywhere. Most nights she slept in her basket.",
        },
    )  # fmt: skip


def scalded(happened: date) -> Matter:
    """A child hurt by hot water, with accounts that differ."""
    return Matter(
        child=child("Perran Osgood", "he", happened - 90 * WEEK),
        family=(FamilyAnswers("Tamsin Osgood", "mother"),),
        what_happened="A boy of nearly two was scalded in a bath. Two accounts of how it happened do not fit together.",
        why_review="The family had asked for help with him three times in a month and was on a waiting list.",
        harm_reasoning="Scalds that need grafts. The doctors expect scars and more operations.",
    )


def looked_after(happened: date) -> Matter:
    """A child in care who died of an illness."""
    return Matter(
        child=child("Hester Lowmoor", "she", happened - 620 * WEEK, outcome=Outcome.DIED, looked_after=True,
                    disability="A life-limiting condition", legal_status="Full care order",
                    placement="Foster carers for six years"),
        family=(FamilyAnswers("Mr and Mrs Brandreth", "foster carers"),),
        what_happened="A girl of eleven in long-term foster care died in hospital of the illness that she was born with, "
        "with her carers beside her. Nobody suspects abuse or neglect.",
        why_review="The death of a looked-after child is notified. Her carers would like it known how well she was cared for.",
        harm=Outcome.DIED, abuse_neglect=AbuseNeglect.NEITHER, abuse_types=(), harm_reasoning="",
        safety_now="The child has died.", safety_of_others="One other child in the home, well and supported.",
        setting="Hospital", processes=("child_death_review_cdop",),
    )  # fmt: skip


def worry(happened: date) -> Matter:
    """Something to learn, without serious harm."""
    return Matter(
        child=child("Linnet Farr", "she", happened - 400 * WEEK, outcome=Outcome.NEITHER, setting="Fernbank Primary School"),
        what_happened="A girl of seven was collected from school by somebody whom the school should not have let collect "
        "her. She was found safe within two hours.",
        why_review="Three agencies had the court’s order. The school had been sent the first page only.",
        harm=Outcome.NEITHER, abuse_neglect=AbuseNeglect.NEITHER, abuse_types=(), harm_reasoning="",
        safety_now="At home with her mother. The school has the whole order now.", processes=(), setting="School",
    )  # fmt: skip


def late_opinion(happened: date) -> Matter:
    """Harm that the doctors could not call serious yet."""
    return Matter(
        child=child("Alban Merriweather", "he", happened - 60 * WEEK),
        what_happened="A boy of fourteen months had a broken wrist. His parents described a fall from a low step.",
        why_review="The first X-ray was read twice, with two answers.",
        harm=Outcome.NOT_YET_KNOWN,
        harm_reasoning="The bone has healed. Whether a second, older break was there is still with the radiologist.",
    )


def in_2019(happened: date) -> Matter:
    """A case under the guidance of its own time."""
    return Matter(
        child=child("Merle Ashgrove", "she", happened - 210 * WEEK),
        family=(FamilyAnswers("Corin Ashgrove", "father"),),
        what_happened="A girl of four drank a medicine that had been left within her reach, and was in hospital for a week.",
        why_review="The clinical commissioning group and the drug service had each given advice about locked boxes.",
        harm_reasoning="Her breathing stopped. The doctors could not say at first whether there would be a lasting effect.",
        agencies_known="Children’s social care, the drug service, her nursery",
        returns={"council": {}, "hospital": {}, "gp": {}},
        report={"incident": "A girl of four drank a medicine left within her reach. She recovered fully."},
    )  # fmt: skip


def colleague(happened: date) -> Matter:
    """A child of somebody who works for one of the agencies."""
    return Matter(
        child=child("Elowen Sharrow", "she", happened - 300 * WEEK, setting="A school in another borough"),
        what_happened="A girl of five told a teacher that she is hurt at home when she cannot sleep. She was found to "
        "have several older injuries.",
        why_review="Her parent works for one of the agencies that would be asked.",
        harm_reasoning="Several injuries of different ages, and great fear of going to bed.",
        harm_basis=("physical_health", "emotional"),
        abuse_types=("physical", "emotional"),
        safety_now="With her grandparents, agreed by the court.",
    )


def unborn(happened: date, expected: date) -> Matter:
    """A case that came in with more that is unknown than known."""
    return Matter(
        child=child("Rosalind Teague", "she", happened - 500 * WEEK, setting="Fernbank Primary School"),
        brothers_and_sisters=(ChildAnswers(kind="unborn", expected_on=expected, outcome=Outcome.NEITHER,
                                           legal_status="Not born yet", placement="Not born yet"),),
        what_happened="A girl of nine was found alone and unwell after several days. Her mother, who is expecting, had "
        "been taken to hospital in another part of the country.",
        why_review="Nobody knew that there was a child at home. It is not known who was told, or when.",
        harm_reasoning="Seriously dehydrated; the doctors are still assessing her.",
        safety_of_others="The baby is due in the new year; midwives are in touch with the mother.",
    )  # fmt: skip
