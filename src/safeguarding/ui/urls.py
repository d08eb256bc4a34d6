"""The pages that belong to no room: accessibility, privacy, help, and in demo and test the style pages."""

from django.conf import settings
from django.urls import URLPattern, path

from safeguarding.ui import style, views

urlpatterns: list[URLPattern] = [
    path("accessibility/", views.plain_page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.plain_page, {"name": "privacy"}, name="privacy"),
    path("help/", views.plain_page, {"name": "help"}, name="help"),
]
if settings.SAFEGUARDING_MODE in {"demo", "test"}:
    urlpatterns += [
        path("style/", style.components, name="style"),
        path("style/case/", style.case, name="style_case"),
        path("style/work/", style.work, name="style_work"),
    ]
