"""The pages of disagreements: between partners in a case, and between agencies at work."""
