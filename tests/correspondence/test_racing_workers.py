"""Two workers and a sweeper at the same letter: it leaves once."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import transaction

from safeguarding.correspondence import actions
from safeguarding.correspondence.models import Letter
from safeguarding.record import rows
from tests.people.cast import make_cast
from tests.races.conftest import run_together

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_workers_that_take_the_same_letter_at_once_send_it_once() -> None:
    cast = make_cast()
    for round_ in range(20):
        mail.outbox.clear()
        with transaction.atomic():
            letter = actions.post(
                partnership=cast.barnet,
                to="a@example.org",
                kind=actions.LetterKind.NOTIFIED,
                subject="Barnet SCP: something waits",
                body="Please look.",
                once_key=f"race:{round_}",
            )
            # Held back while its own transaction commits, so that the racing workers are the first to try.
            Letter.objects.filter(pk=letter.pk).update(state=Letter.CANCELLED)
        Letter.objects.filter(pk=letter.pk).update(state=Letter.QUEUED)

        def work(key: int = letter.pk) -> bool:
            with rows.scope("all"):
                return actions.send(key)

        ran = run_together([work] * 4)
        assert not [one.error for one in ran if one.error]
        assert len(mail.outbox) == 1
        letter.refresh_from_db()
        assert letter.state == Letter.SENT
        assert letter.tries.count() == 1


def test_the_same_occasion_posted_at_once_is_one_letter() -> None:
    cast = make_cast()

    def post() -> int:
        with rows.scope("all"):
            made = actions.post_kind(
                partnership=cast.barnet, to="a@example.org", kind="notified", once_key="the same"
            )
        return made.pk

    ran = run_together([post] * 6)
    assert not [one.error for one in ran if one.error]
    assert len({one.value for one in ran}) == 1
    assert Letter.objects.filter(once_key="the same").count() == 1
