"""Pages that read across rooms: “Your work” and the live cases. Nothing here writes."""
