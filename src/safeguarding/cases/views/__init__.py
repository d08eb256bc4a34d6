"""The pages of a case, by noun."""
