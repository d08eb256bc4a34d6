from django.apps import AppConfig


class Improvements(AppConfig):
    name = "safeguarding.improvements"
    label = "improvements"

    def ready(self) -> None:
        """Let the history of a case tell this room's acts."""
        from safeguarding.cases.sentences import say
        from safeguarding.improvements.sentences import SENTENCES

        say(**SENTENCES)
