"""The acts on a case, by noun. Nothing else writes."""
