"""Finding who is named in a text, and hiding it: the pure core of anonymity. It knows no database.

`folding` reads letters plainly, `spellings` says how a name may be written, `particulars` what else says who
somebody is, `finding` walks through a text, and `people` is what others call.
"""

from safeguarding.anonymity.names.people import People
from safeguarding.anonymity.names.person import Lookalike, Person
from safeguarding.anonymity.names.spellings import FAMILY

__all__ = ["FAMILY", "Lookalike", "People", "Person"]
