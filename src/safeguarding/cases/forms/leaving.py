"""Forms about somebody who leaves, and about what waits for nobody since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from safeguarding.cases.queries.leaving import Offer
from safeguarding.people.models import Seat
from safeguarding.ui import forms

NOBODY = "nobody"


def _in_words(seat: Seat, today: date) -> tuple[str, str]:
    return str(seat.pk), f"{seat.person.name}, {seat.capacity_on(today)}"


class Handing(forms.Form):
    """A question for each thing that waits: who takes it on."""

    def __init__(self, *args: Any, offers: Sequence[Offer], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offers = {offer.waiting.key: offer for offer in offers}
        for key, offer in self.offers.items():
            one = offer.waiting
            about = f" ({one.case.pseudonym})" if one.case else ""
            self.fields[key] = forms.Pick(
                label=f"{one.what}{about}",
                choices=[
                    *self.first,
                    *(
                        (str(seat.pk), f"{seat.person.name}, {seat.capacity_on(today)}")
                        for seat in offer.takers
                    ),
                ],
                required=self.must_choose,
                initial=str(offer.proposed.pk) if offer.proposed and self.must_choose else None,
            )

    first: Sequence[tuple[str, str]] = ()
    must_choose = True

    @property
    def chosen(self) -> dict[str, Seat | None]:
        """For each thing that was decided, who takes it on; None for nobody now."""
        found: dict[str, Seat | None] = {}
        for key, offer in self.offers.items():
            answer = self.cleaned_data.get(key)
            if answer:
                found[key] = next((seat for seat in offer.takers if str(seat.pk) == answer), None)
        return found


class Leave(Handing):
    first = ((NOBODY, "Nobody now; whoever runs the partnership asks"),)
    last_day = forms.Date(
        label="What is their last day?",
        hint="Yesterday ends it at once. On the last day itself they can still act.",
    )
    knows = forms.Tick(label="I know that nobody holds this seat afterwards", required=False)

    def __init__(self, *args: Any, asks: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asks:
            del self.fields["knows"]


class HandOn(Handing):
    first = (("", "It waits on"),)
    must_choose = False
