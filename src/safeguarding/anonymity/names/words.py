"""Words that are not names, and names that go together: facts of the language, kept in the folder `words`.

Without them every “March” would be somebody called Marsh.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).with_name("words")


def _listed(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"{name}.txt").read_text("utf-8").split())


COMMON = _listed("common")
"""Everyday words of English and of agencies’ papers, in small letters."""

CALENDAR = frozenset({"april", "may", "june", "august", "spring", "summer", "autumn", "winter"})
"""Names that are months or seasons as well."""

AGENCY = _listed("agency")
"""Short forms and systems in agencies’ papers. Recorded initials may be the same; guessed ones never are."""

PLACES = _listed("places")
"""Places that a paper names without meaning anybody of the case."""

TITLES = _listed("titles")
"""What stands before a name and says what somebody is."""

KIN = _listed("kin")
"""Words for kin: they say how somebody is related, not who they are."""

PERSONAL = _listed("personal")
"""What stands after “Will” or “Grace” at the start of a sentence where it may be a person."""

KINDS_OF_PLACE = _listed("kinds_of_place")
"""What a place is called after its own name."""

ALSO_WORDS = _listed("also_words")
"""Surnames and pet names that are words when written small: what plants, beasts and trades are called."""

NOT_BEFORE_NAMES = _listed("not_before_names")
"""After these, a word that is a name too is the word: “the Hope”, “in May”."""

BEGIN_AS_WORDS = _listed("begin_as_words")
"""Names that begin a sentence as words, “is” and “was” after them included."""

ORDINARY = COMMON | CALENDAR
"""Names among these (“Will”, “May”, “Rose”) are names only with a capital, and not always then."""

BEGIN_SENTENCES = CALENDAR | {"will", "mark"}
"""Those among them that begin so many sentences (“Will attend”, “Mark on the left arm”) that they are names
there only before what a person does. Any other (“Wren”, “Rose”) is hidden there too: better once too often.
"""

NOT_NAMES = COMMON | CALENDAR | AGENCY | PLACES | TITLES | KIN


def _linked() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (_FOLDER / "called.txt").read_text("utf-8").splitlines():
        together = line.split()
        for name in together:
            found.setdefault(name, set()).update(together)
    return {name: frozenset(others - {name}) for name, others in found.items()}


CALLED = _linked()
"""Each English first name with its short and long forms, both ways. A line of the file is one such group."""
