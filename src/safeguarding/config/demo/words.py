"""Words that several made-up cases share. No real child, family, agency or event stands behind any of them."""

from __future__ import annotations

from safeguarding.statute.terms import CriterionAnswer

YES, NO, UNCLEAR = CriterionAnswer.YES, CriterionAnswer.NO, CriterionAnswer.UNCLEAR

RETURN = {
    "knew": "We knew the child and the mother from the year of the birth.",
    "contacts": "Four contacts in the last year, the latest about six weeks before. Each was planned and kept.",
    "went_well": "The same worker stayed with the family, and the mother asked for her by name.",
    "in_the_way": "Two of our systems do not speak to each other, so a note made in one was not seen in the other.",
    "voice": "Seen as a watchful, quiet child who settled with a familiar toy and one familiar person.",
    "identity": "The family speaks English at home. Money was short, and they had moved three times. Nobody had "
    "asked what that meant for the child.",
    "steps": "We have told our staff how to reach the named nurse on the same day. Owner: our safeguarding lead.",
    "withheld": "Nothing is held back.",
}
EARLIES = (
    (
        "A note left in one record system was not seen by those who used the other.",
        "Both teams now ring each other on the day, and write down that they did.",
        "Named nurse",
        "A worry about a child reaches the person who can act on it the same day.",
    ),
    (
        "Nobody asked where the baby slept that night.",
        "The discharge checklist asks where the baby will sleep tonight, and who showed the family how.",
        "Head of midwifery",
        "A baby goes home to a safe place to sleep.",
    ),
    (
        "The school rang a number that nobody answered after four.",
        "One number for worries about a child, answered until ten at night.",
        "Head of the front door",
        "A worry in the evening is heard in the evening.",
    ),
    (
        "The father was not written down anywhere.",
        "The booking form asks for every adult in the home, and will not close without an answer.",
        "Lead midwife",
        "Everybody who looks after a baby is known to those who help.",
    ),
    (
        "A move to another flat was known to one service only.",
        "A move is told to the child’s worker before it is booked.",
        "Head of allocations",
        "A child’s worker knows where the child sleeps.",
    ),
)
REPORT = {
    "family": "The child lived with the mother; the father visited. No other children live in the home. The "
    "grandmother looked after the child two days a week and is a steady person in the child’s life.",
    "telling_family": "The social worker told both parents in person that partners are looking at how services "
    "worked, and gave them a letter. They will be asked what they would like us to know.",
    "incident": "The child was taken to hospital and was found to have been harmed. The cause is being looked into "
    "by the police and the hospital.",
    "analysis": "Three moments mattered. Each time a worker saw something, spoke to a colleague and was reassured "
    "by what the other knew. Nobody had the whole picture, because each held a different part of it.",
    "experience": "A day with the grandmother was calm and had a rhythm. Days at home changed often: other adults came "
    "and went, and meals and sleep moved about. The child looked for the one familiar person in a room.",
    "inequality": "The family moved three times in a year because they could not pay the rent. Each move meant a new "
    "surgery and a new health visitor. We looked at whether culture or racism played a part and found no sign of it.",
    "good_practice": "The school-nurse drop-in and the grandmother’s own perseverance brought help sooner than any plan.",
    "safety": "The child is with carers who know what the hospital advised. The steps below were taken in the first days.",
    "learning_now": "Teams that use different systems now ring each other on the day. This was shared with all agencies "
    "in a one-page note.",
    "limits": "The police have asked that nobody speaks to the parents about the day itself. Nothing else is limited.",
    "cross_boundary": "The area where the family lived before was asked, and knew of nothing more.",
}
AIMS = {
    "facts": "The facts come from the returns, read side by side. They agree on the order of events.",
    "immediate_action": "The child is safe now. Every step in the safety log has somebody who saw to it.",
    "improvements": "How a worry seen by one service reaches another; what workers do when they are reassured.",
    "next_steps": "The partners agree what follows below, and who tells the family.",
    "inequality": "Moving home because of money shaped what services could see. It was not talked about at the time.",
}
CRITERIA = {
    "R11A": (UNCLEAR, "Some of it is answered by what was changed already; the rest needs a closer look."),
    "R11B": (NO, "We looked at the last five years and found no case like it here."),
    "R11C": (UNCLEAR, "Services spoke to each other, but not always about the same thing."),
    "R11D": (NO, "The Panel has not written about this case."),
    "C1": (NO, "More than one agency was involved."),
    "C2": (NO, "Several agencies knew the child."),
    "C3": (NO, "One area only."),
    "C4": (NO, "No institution was involved."),
}
NATIONAL = "Nothing here points beyond our own area."

MINUTES = {
    "welcome": "Nobody is in danger now. The social worker saw the children yesterday.",
    "interests": "Everybody was asked. The hospital treated the child; noted.",
    "quorum": "The three partners and the chair were there.",
    "returns": "Read together. The health visitor and the hospital give different days for one visit; both stand.",
    "child": "We tried to say what one ordinary day was like, and could not for the weekends.",
    "episodes": "Two: the missed appointment, and the call that nobody returned.",
    "good_practice": "The nursery rang three times, and wrote down each time.",
    "learning_now": "Teams ring each other on the day. It has begun.",
    "criteria": "Each taken in turn; the reasons stand in the report.",
    "positions": "All three hold the same. No dissent.",
    "timetable": "Certificate on day 12, signatures by day 14.",
}
"""What came of the items of a meeting."""

GROUP_MINUTES = {
    "last_minutes": "There were none: the group’s minutes are kept here from this meeting on.",
    "interests": "Everybody was asked. The trust’s member steps out for its own answers.",
    "quorum": "The chair and the three partners were there.",
    "owed": "Housing could not say when the supplier answers. The chair asks its director by letter.",
    "reports": "Read side by side. Two show what was done, and neither shows yet what changed for children.",
    "directions": "None waits.",
    "publications": "The manager brings what the Panel’s briefing on babies asks of us to the next meeting.",
    "members": "Public health has yet to name somebody. The chair rings its director.",
    "disagreements": "Not talked about.",
    "any_other": "The group meets again in six weeks.",
}
"""What came of the items of the group’s own meeting."""
