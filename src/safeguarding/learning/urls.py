"""Addresses of the learning room."""

from django.urls import path

from safeguarding.learning.views import assurance, publications, routes

app_name = "learning"

urlpatterns = [
    path("cases/<slug:ref>/learning/", routes.learning, name="learning"),
    path("cases/<slug:ref>/learning/direct/", routes.direct, name="direct"),
    path("cases/<slug:ref>/learning/plan/", routes.plan, name="plan"),
    path("cases/<slug:ref>/learning/plan/<int:number>/agree/", routes.agree, name="agree"),
    path("cases/<slug:ref>/learning/plan/<int:number>/report/", routes.report, name="report"),
    path("cases/<slug:ref>/learning/directions/<int:number>/", routes.rule, name="rule"),
    path("directions/<slug:short>/", routes.direction, name="direction"),
    path("directions/<slug:short>/thanks/", routes.thanks, name="thanks"),
    path("assurance/", assurance.rounds, name="rounds"),
    path("assurance/ask/", assurance.ask, name="ask_round"),
    path("assurance/<int:number>/", assurance.one_round, name="round"),
    path("assurance/report/<slug:short>/", assurance.report, name="assurance_report"),
    path("publications/", publications.publications, name="publications"),
    path("publications/<slug:short>/", publications.publication, name="publication"),
]
