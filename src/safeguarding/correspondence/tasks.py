"""Background work: hand one letter to the mail server."""

from django_tasks import task

from safeguarding.correspondence import actions
from safeguarding.record import rows


@task()
def deliver(letter_id: int) -> bool:
    """Try once; a letter that could not be delivered waits, and `send_due` hands it on again when its wait
    is over.
    """
    with rows.scope("all"):
        return actions.send(letter_id)
