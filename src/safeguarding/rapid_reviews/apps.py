from django.apps import AppConfig


class RapidReviews(AppConfig):
    name = "safeguarding.rapid_reviews"
    label = "rapid_reviews"
