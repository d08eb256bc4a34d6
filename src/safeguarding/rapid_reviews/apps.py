from django.apps import AppConfig


class RapidReviews(AppConfig):
    name = "safeguarding.rapid_reviews"
    label = "rapid_reviews"

    def ready(self) -> None:
        """Add this room's sentences to the history."""
        from safeguarding.cases.sentences import say
        from safeguarding.rapid_reviews.sentences import SENTENCES

        say(**SENTENCES)
