from django.apps import AppConfig


class PracticeReviews(AppConfig):
    name = "safeguarding.practice_reviews"
    label = "practice_reviews"

    def ready(self) -> None:
        """Let the history of a case tell this room's acts."""
        from safeguarding.cases.sentences import say
        from safeguarding.practice_reviews.sentences import SENTENCES

        say(**SENTENCES)
