"""Reading the tables of a file that an agency sent, without changing or guessing anything."""
