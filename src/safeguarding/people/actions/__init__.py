"""The only writers of people: partnerships and agencies, seats, delegations, doors, sign-in, drafts."""

from safeguarding.people.actions.agencies import end_agency, name_agency
from safeguarding.people.actions.delegations import confirm_delegation, delegate, end_delegation
from safeguarding.people.actions.doors import (
    enter_door,
    mailbox_for_referrer,
    open_door,
    renew_door,
    send_code,
    shut_door,
)
from safeguarding.people.actions.drafts import discard_draft, save_draft
from safeguarding.people.actions.feeds import feed_token, make_feed, note_reading, revoke_feed
from safeguarding.people.actions.partnerships import add_agency, found_partnership, rename_agency
from safeguarding.people.actions.reminders import set_quiet_days
from safeguarding.people.actions.seats import (
    correct_address,
    end_seat,
    give_seat,
    seat_ends,
    seat_follows,
    seat_goes_on,
)
from safeguarding.people.actions.sign_in import (
    accept_invitation,
    confirm_second_step_reset,
    end_sessions,
    invite,
    propose_second_step_reset,
    take_back_feeds,
)

__all__ = [
    "accept_invitation",
    "add_agency",
    "confirm_delegation",
    "confirm_second_step_reset",
    "correct_address",
    "delegate",
    "discard_draft",
    "end_agency",
    "end_delegation",
    "end_seat",
    "end_sessions",
    "enter_door",
    "feed_token",
    "found_partnership",
    "give_seat",
    "invite",
    "mailbox_for_referrer",
    "make_feed",
    "name_agency",
    "note_reading",
    "open_door",
    "propose_second_step_reset",
    "rename_agency",
    "renew_door",
    "revoke_feed",
    "save_draft",
    "seat_ends",
    "seat_follows",
    "seat_goes_on",
    "send_code",
    "set_quiet_days",
    "shut_door",
    "take_back_feeds",
]
