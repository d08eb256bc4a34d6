"""Addresses of the learning room."""

from django.urls import path

from safeguarding.learning import views

app_name = "learning"

urlpatterns = [
    path("cases/<slug:ref>/learning/", views.learning, name="learning"),
    path("cases/<slug:ref>/learning/direct/", views.direct, name="direct"),
    path("cases/<slug:ref>/learning/plan/", views.plan, name="plan"),
    path("cases/<slug:ref>/learning/plan/<int:number>/agree/", views.agree, name="agree"),
    path("cases/<slug:ref>/learning/directions/<int:number>/", views.rule, name="rule"),
    path("directions/<slug:short>/", views.direction, name="direction"),
    path("directions/<slug:short>/thanks/", views.thanks, name="thanks"),
]
