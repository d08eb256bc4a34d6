"""The pages that belong to no room: accessibility, privacy, help, and in demo and test the style page."""

from django.conf import settings
from django.urls import URLPattern, path

from safeguarding.ui import views

urlpatterns: list[URLPattern] = [
    path("accessibility/", views.plain_page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.plain_page, {"name": "privacy"}, name="privacy"),
    path("help/", views.plain_page, {"name": "help"}, name="help"),
]
if settings.SAFEGUARDING_MODE in {"demo", "test"}:
    urlpatterns.append(path("style/", views.style, name="style"))
