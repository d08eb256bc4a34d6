"""Pages of people: signing in, doors, seats, deputies, drafts."""
