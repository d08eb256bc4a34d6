"""The acts of this room as sentences of a case's history."""

SENTENCES: dict[str, str] = {
    "hold_meeting": "{by} held a time for a meeting.",
    "move_meeting": "{by} moved a meeting.",
    "record_attendance": "{by} recorded somebody’s attendance.",
    "agree_vice_chair": "{by} noted that somebody else takes the chair.",
    "name_vice_chair": "{by} named somebody else to take the chair.",
    "end_naming": "Whoever was named to take the chair leaves, so the independent chair takes it.",
    "confirm_vice_chair": "{by} agreed that somebody else takes the chair.",
    "decide_in_meeting": "{by} recorded a decision of the meeting.",
    "make_agenda": "{by} made the agenda of a meeting.",
    "add_agenda_item": "{by} added an item to the agenda of a meeting.",
    "type_minutes": "{by} wrote in the minutes of a meeting.",
    "choose_papers": "{by} chose the papers of a meeting.",
    "copy_papers": "{by} made their own copy of the papers of a meeting.",
    "agree_minutes": "{by} agreed the minutes of a meeting.",
    "close_meeting": "{by} closed the meeting.",
}
