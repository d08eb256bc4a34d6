"""The pages of a case’s meetings, and of the group’s members."""
