"""The acts of this room as sentences of a case's history. They say that an agency answered, never what."""

from safeguarding.cases.sentences import say_of_returns

say_of_returns(
    ask_agencies="{by} asked an agency for a return, due {due}.",
    ask_for_reports="{by} asked an agency for its report, due {due}.",
    give_report="{by} gave the agency’s report.",
    open_request="{by} opened the request.",
    declare_author="{by} began the agency’s return.",
    save_return="{by} saved a section of the agency’s return.",
    pass_on_return="{by} passed the request on to a colleague.",  # noqa: S106 - a sentence
    send_to_another="{by} sent the request to another person at the agency.",
    give_return="{by} gave the agency’s return.",
    correct_return="{by} corrected the agency’s return.",
    name_senior="{by} named the senior lead who confirms the return.",
    confirm_return="{by} confirmed the agency’s return.",
    ask_for_time="{by} asked for more time, until {until}.",
    give_more_time="{by} gave an agency more time, until {to}.",
    refuse_more_time="{by} answered that more time is not possible.",
    remind_agency="{by} reminded an agency.",
    explain_missing_return="{by} recorded why a return is missing.",
    note_telephone="{by} noted a telephone call with an agency.",
    chase_agency="{by} reminded an agency, step {step} of {of}.",
    tell_partner_late="{by} told the partner for its sector ({partner}) that an agency has not answered.",
    hold_chasers="{by} said that the system does not remind an agency for now.",
    resume_chasers="{by} let the system remind an agency again.",
    ask_to_pass_on="{by} asked to pass the request on, to an address that is checked first.",  # noqa: S106
    confirm_pass_on="{by} confirmed the address, and the request was passed on.",  # noqa: S106
    refuse_pass_on="{by} did not confirm the address to which a request was to be passed on.",  # noqa: S106
    name_cover="{by} named a colleague who covers from {since} to {until}.",
    end_cover="{by} ended a colleague’s cover.",
    reach_cover="{by} sent a request to the colleague who covers.",
    refuse_return="{by} said that the agency will not answer.",
    hand_over_request="{by} handed the request to an agency over, because whoever had it leaves.",
    hand_over_confirming="{by} asked another senior lead to confirm the return, as the first one leaves.",
    note_refusal="{by} noted that an agency will not answer.",
    withdraw_refusal="{by} noted that an agency will answer after all.",
    issue_formal_request="{by} issued a formal request for information, due {due}.",
    release_returns="{by} released returns to the people of the meeting.",
)
