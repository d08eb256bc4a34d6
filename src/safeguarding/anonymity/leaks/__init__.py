"""Whether a text still says who somebody is: the pure core of leakcheck. It knows no database and no file.

`listed` holds whom and what is sought (`people.json`), `plainly` undoes disguises, `dates`, `places` and
`whether` say how each may be written and when a word is a name, `seeking` looks through a text, and `jigsaw`
warns of details that identify somebody only together.
"""

from safeguarding.anonymity.leaks.jigsaw import Warned, jigsaw
from safeguarding.anonymity.leaks.listed import Listed
from safeguarding.anonymity.leaks.seeking import Found, Seeker

__all__ = ["Found", "Listed", "Seeker", "Warned", "jigsaw"]
