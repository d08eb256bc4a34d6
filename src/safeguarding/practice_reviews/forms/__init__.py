"""The forms of a practice review."""
