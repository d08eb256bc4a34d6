"""A copy of a finished file without the words that it must not hold. Pure."""
