"""What people do in a rapid review or local consideration, by noun. The only writers of this room."""
