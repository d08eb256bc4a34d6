"""Every place of a file where words survive, seen or not: Word, Excel, PDF, pictures, e-mail, text. Pure.

`piece` is what comes out; `office` (with `word` and `cells`), `pdf` (with `pages`), `pictures` and `texts`
read one kind each, and `reading` says what a file is and goes into the files inside it.
"""

from safeguarding.documents.everywhere.piece import Notes, Piece
from safeguarding.documents.everywhere.reading import read

__all__ = ["Notes", "Piece", "read"]
