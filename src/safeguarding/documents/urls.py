"""Addresses of the templates that papers are made from."""

from django.urls import path

from safeguarding.documents import views

app_name = "documents"

urlpatterns = [
    path("templates/", views.templates, name="templates"),
    path("templates/<slug:kind>/", views.template, name="template"),
    path("templates/<slug:kind>/own/<slug:what>/", views.own_file, name="own_file"),
    path("templates/<slug:kind>/<int:version>/", views.template_version, name="template_version"),
    path("templates/<slug:kind>/<int:version>/<slug:what>/", views.version_file, name="version_file"),
]
