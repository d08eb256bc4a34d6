"""Pages: the agencies' own, and those of whoever runs or reads a case."""
