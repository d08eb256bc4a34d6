"""Likeness of texts; knows nothing of the domain that hands it text."""
