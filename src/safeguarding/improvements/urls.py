"""Addresses of the improvements room."""

from django.urls import path

from safeguarding.improvements.models import Batch
from safeguarding.improvements.views import action, bringing, register, safety, sources

app_name = "improvements"

urlpatterns = [
    path("cases/<slug:ref>/safety/", safety.safety, name="safety"),
    path("cases/<slug:ref>/safety/step/", safety.log, name="log"),
    path("cases/<slug:ref>/safety/step/<int:step>/done/", safety.complete, name="complete"),
    path("cases/<slug:ref>/safety/learning/", safety.note, name="note"),
    path("actions/", register.actions, name="register"),
    path("actions/bring-in/", bringing.begin, name="bring_in"),
    path("actions/bring-in/<slug:short>/", bringing.match, name="match"),
    path("actions/bring-in/<slug:short>/check/", bringing.check, name="check"),
    path("actions/<slug:short>/", action.action, name="action"),
    path("actions/<slug:short>/evidence/<int:evidence>/", action.evidence_file, name="evidence_file"),
    path("learning-from/", sources.listed, name="sources"),
    path(
        "learning-from/bring-in/", bringing.begin, {"brings": Batch.Brings.REVIEWS}, name="bring_in_reviews"
    ),
    path("learning-from/<slug:short>/", sources.source, name="source"),
    path("learning-from/<slug:short>/recommendation/", sources.recommend, name="recommend"),
    path("learning-from/<slug:short>/action/", sources.plan, name="plan"),
]
