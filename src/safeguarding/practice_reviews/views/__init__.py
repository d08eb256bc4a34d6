"""The pages of a practice review."""
