"""Finding who is named in a text, and hiding it: the pure core of anonymity. It knows no database."""

from safeguarding.anonymity.names.people import People, Person

__all__ = ["People", "Person"]
