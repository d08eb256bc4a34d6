"""The acts of this room as sentences of a case's history: that something came, never what it tells."""

from safeguarding.cases.sentences import say

say(
    give_chronology="{by} gave a chronology for an agency ({events} events read).",
    type_event="{by} typed an event into an agency’s chronology.",
    settle_event="{by} settled a doubt about an event of an agency’s chronology.",
    mark_event="{by} said how far an event may go: {handling}.",
    finish_checking="{by} checked an agency’s chronology and found it right.",
    withdraw_chronology="{by} withdrew an agency’s chronology.",
    release_chronologies="{by} released chronologies to the people of the meeting.",
    judge_pair="{by} said whether two records are of one event: {judged}.",
    remark_on_event="{by} noted what an event means for the review.",
    order_day="{by} put the events of a day in order.",
    begin_episode="{by} named a key practice episode.",
    settle_spelling="{by} said whether a spelling means somebody of the case.",
    allow_use="{by} recorded that an agency lets an event be used.",
    take_chronology="{by} took the chronology away as a file ({purpose}, {events} events).",
)
