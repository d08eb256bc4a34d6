"""This room's acts as sentences in the history of a case."""

from __future__ import annotations

SENTENCES = {
    "log_safety_step": "{by} logged a step to keep somebody safe.",
    "complete_safety_step": "{by} confirmed that a safety step was taken.",
    "note_source": "{by} noted where learning comes from.",
    "write_recommendation": "{by} wrote down a recommendation.",
    "note_early_learning": "{by} noted something learned, and what is done about it.",
    "write_action": "{by} wrote down an action.",
    "bring_in_actions": "{by} brought in a list of {count} actions.",
    "bring_in_reviews": "{by} brought in a list of {count} serious case reviews.",
    "action_handed": "{by} gave an action to its owner.",
    "action_taken_on": "{by} took on an action.",
    "action_handed_back": "{by} handed an action back.",
    "action_news": "{by} said how an action goes.",
    "action_asked_time": "{by} asked for more time for an action.",
    "action_time_given": "{by} gave more time for an action.",
    "action_time_refused": "{by} did not give more time for an action.",
    "action_evidence": "{by} added evidence to an action.",
    "action_said_done": "{by} said that an action is done.",
    "action_verified": "{by} saw that an action is done.",
    "action_sent_back": "{by} sent an action back: not seen to be done yet.",
    "action_difference": "{by} said what difference an action made.",
    "action_challenged": "{by} challenged an action.",
    "action_answered": "{by} answered a challenge to an action.",
    "action_checked": "{by} looked whether the change from an action lasted.",
    "action_waived": "{by} waived the look whether an action’s change lasted.",
    "action_closed": "{by} closed an action.",
    "action_reopened": "{by} opened an action again.",
    "action_merged": "{by} made an action part of another.",
}
