"""The acts of this room as sentences of a case's history: that something came, never what it tells."""

from safeguarding.cases.sentences import say, say_of_returns

say_of_returns(
    give_chronology="{by} gave a chronology for an agency.",
    read_again="{by} had an agency’s chronology read again, with its columns understood otherwise.",
    type_event="{by} typed an event into an agency’s chronology.",
    settle_event="{by} settled doubts about an agency’s chronology.",
    mark_event="{by} said how far events of an agency’s chronology may go.",
    finish_checking="{by} checked an agency’s chronology and found it right.",
    withdraw_chronology="{by} took back an agency’s chronology.",
    allow_use="{by} recorded that an agency lets an event be used.",
)
say(
    release_chronologies="{by} released chronologies to the people of the meeting.",
    judge_pair="{by} said whether two records are of one event.",
    remark_on_event="{by} noted what an event means for the review.",
    order_day="{by} put the events of a day in order.",
    begin_episode="{by} named a key practice episode.",
    settle_spelling="{by} said whether a spelling means somebody of the case.",
    take_chronology="{by} took the chronology away as a file.",
)
