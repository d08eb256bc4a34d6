"""The mailbox exists only where no letter is real."""

from django.conf import settings
from django.urls import URLPattern, path

from safeguarding.correspondence import views

urlpatterns: list[URLPattern] = []
if settings.SAFEGUARDING_MODE in {"demo", "test"}:
    urlpatterns.append(path("outbox/", views.outbox, name="outbox"))
