"""Who the people in a case are, kept apart and encrypted, and the pseudonyms the rest of the system speaks
in.
"""
