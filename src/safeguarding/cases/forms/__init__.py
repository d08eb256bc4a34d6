"""The forms of a case, by noun."""
