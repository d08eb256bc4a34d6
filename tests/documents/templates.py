"""Templates as a partnership might make them: the product's own, changed in one place as Word would."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from safeguarding.documents.word import own_template, same_each_time


def changed(change: Callable[[Document], None], kind: str = "rr_report") -> bytes:
    """The product's own template after a change; the same change makes the same bytes."""
    opened = docx.Document(io.BytesIO(own_template(kind)))
    change(opened)
    out = io.BytesIO()
    opened.save(out)
    return same_each_time(out.getvalue())


def line(opened: Document, words: str) -> Paragraph:
    """The first line of the text that says this."""
    return next(one for one in opened.paragraphs if words in one.text)


def with_words(old: str, new: str, kind: str = "rr_report") -> bytes:
    """The template with one line saying something else."""

    def change(opened: Document) -> None:
        one = line(opened, old)
        one.text = one.text.replace(old, new)

    return changed(change, kind)


def with_line(words: str, before: str = "{%p for section in sections %}", kind: str = "rr_report") -> bytes:
    """The template with one more line."""
    return changed(lambda opened: _put(line(opened, before), words), kind)


def _put(place: Paragraph, words: str) -> None:
    place.insert_paragraph_before(words)


def without(words: str, kind: str = "rr_report") -> bytes:
    """The template without the line that says this."""

    def change(opened: Document) -> None:
        element = line(opened, words)._p
        element.getparent().remove(element)

    return changed(change, kind)


def good(words: str = "Learning, never blame.", kind: str = "rr_report") -> bytes:
    """A template that can be used, with the partnership's own words."""
    return changed(lambda opened: _put(opened.paragraphs[0], words), kind)
