from django.apps import AppConfig


class Disagreements(AppConfig):
    name = "safeguarding.disagreements"
    label = "disagreements"

    def ready(self) -> None:
        """Let the history of a case tell this room's acts."""
        from safeguarding.cases.sentences import say
        from safeguarding.disagreements.sentences import SENTENCES

        say(**SENTENCES)
