from django.apps import AppConfig


class PracticeReviews(AppConfig):
    name = "safeguarding.practice_reviews"
    label = "practice_reviews"
