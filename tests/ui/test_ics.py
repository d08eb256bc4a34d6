"""Calendar files (RFC 5545), byte by byte."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from safeguarding.ui.ics import Entry, calendar, folded, text

MADE = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")


def test_a_day_and_a_meeting_to_the_byte() -> None:
    made = calendar(
        [
            Entry("a@x.example", "K7P-3XQ: date due", date(2026, 12, 31), link="https://x.example/calendar/"),
            Entry("b@x.example", "Meeting of Barnet SCP", datetime(2026, 7, 1, 10, tzinfo=LONDON),
                  datetime(2026, 7, 1, 12, tzinfo=LONDON), place="Room 4, Hendon; ring", sequence=2),
        ],
        made=MADE,
        name="Safeguarding practice",
    )  # fmt: skip
    assert made == (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Safeguarding Practice Reviews//Calendar//EN\r\n"
        b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:Safeguarding practice\r\n"
        b"BEGIN:VEVENT\r\nUID:a@x.example\r\nDTSTAMP:20260601T083000Z\r\n"
        b"DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\nTRANSP:TRANSPARENT\r\n"
        b"SEQUENCE:0\r\nSUMMARY:K7P-3XQ: date due\r\nCLASS:PRIVATE\r\n"
        b"DESCRIPTION:https://x.example/calendar/\r\nURL:https://x.example/calendar/\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:b@x.example\r\nDTSTAMP:20260601T083000Z\r\n"
        b"DTSTART:20260701T090000Z\r\nDTEND:20260701T110000Z\r\n"
        b"SEQUENCE:2\r\nSUMMARY:Meeting of Barnet SCP\r\nCLASS:PRIVATE\r\n"
        b"LOCATION:Room 4\\, Hendon\\; ring\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_no_text_begins_a_line_of_its_own() -> None:
    assert text("a\\b,c;d\r\nBEGIN:VALARM\re\nf\x00\x07g") == "a\\\\b\\,c\\;d\\nBEGIN:VALARM\\ne\\nf  g"


def test_a_calendar_without_dates_is_still_one() -> None:
    assert calendar([], made=MADE).endswith(b"METHOD:PUBLISH\r\nEND:VCALENDAR\r\n")


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=400))
def test_lines_are_folded_at_75_octets_and_come_back_whole(line: str) -> None:
    pieces = folded(line).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])
