"""Reading a Word document of ours that came back with changes and comments. Pure: no Django, no clock."""
