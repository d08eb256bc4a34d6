from django.apps import AppConfig


class Meetings(AppConfig):
    name = "safeguarding.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Add this room's sentences to the history."""
        from safeguarding.cases.sentences import say
        from safeguarding.meetings.sentences import SENTENCES

        say(**SENTENCES)
