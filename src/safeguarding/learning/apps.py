from django.apps import AppConfig


class Learning(AppConfig):
    name = "safeguarding.learning"
    label = "learning"

    def ready(self) -> None:
        """Let the history of a case tell this room's acts."""
        from safeguarding.cases.sentences import say
        from safeguarding.learning.sentences import SENTENCES

        say(**SENTENCES)
