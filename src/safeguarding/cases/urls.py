"""Addresses of the cases room."""

from django.urls import path

from safeguarding.cases.views import (
    access,
    areas,
    closing,
    consideration,
    decisions,
    documents,
    entry,
    notification,
    overview,
    referral,
    route,
)

app_name = "cases"

urlpatterns = [
    path("refer/<slug:slug>/", referral.start, name="refer_start"),
    path("refer/<slug:slug>/link/", referral.knock, name="refer_knock"),
    path("refer/<slug:slug>/link/sent/", referral.knocked, name="refer_knocked"),
    path("refer/<slug:slug>/form/", referral.overview, name="refer"),
    path("refer/<slug:slug>/form/check/", referral.check, name="refer_check"),
    path("refer/<slug:slug>/form/sent/", referral.sent, name="refer_sent"),
    path("refer/<slug:slug>/form/again/<int:referral>/", referral.ask_again, name="refer_again"),
    path("refer/<slug:slug>/form/part/<slug:part>/", referral.part, name="refer_part"),
    path("refer/<slug:slug>/form/<slug:group>/", referral.group, name="refer_group"),
    path("refer/<slug:slug>/form/<slug:group>/<int:number>/", referral.member, name="refer_member"),
    path("what-is-known/sent/", consideration.what_is_known_sent, name="what_is_known_sent"),
    path("what-is-known/<int:enquiry>/", consideration.what_is_known, name="what_is_known"),
    path("start-where-it-is/", entry.enter, name="start_where_it_is"),
    path("cases/<slug:ref>/entry/", entry.confirm, name="confirm_entry"),
    path("cases/<slug:ref>/", overview.overview, name="overview"),
    path("cases/<slug:ref>/record/", overview.record, name="record"),
    path("cases/<slug:ref>/rules/", overview.rules, name="rules"),
    path("cases/<slug:ref>/route/", route.route, name="route"),
    path("cases/<slug:ref>/awareness/", route.awareness, name="awareness"),
    path("cases/<slug:ref>/consideration/", consideration.consideration, name="consideration"),
    path("cases/<slug:ref>/notification/", notification.notification, name="notification"),
    path("cases/<slug:ref>/decisions/", decisions.decisions, name="decisions"),
    path("cases/<slug:ref>/decisions/<int:fact>/correct/", route.correct, name="correct"),
    path("cases/<slug:ref>/corrections/<int:correction>/", route.answer_correction, name="answer_correction"),
    path("cases/<slug:ref>/closing/", closing.closing, name="closing"),
    path("cases/<slug:ref>/documents/", documents.documents, name="documents"),
    path("cases/<slug:ref>/documents/receipt/", documents.receipt, name="receipt"),
    path(
        "cases/<slug:ref>/documents/<slug:reference>/<slug:form>/",
        documents.download,
        name="download_document",
    ),
    path("cases/<slug:ref>/access/", access.access, name="access"),
    path("cases/<slug:ref>/access/<int:grant>/end/", access.end, name="end_access"),
    path("cases/<slug:ref>/interests/<int:interest>/", access.rule, name="rule"),
    path("cases/<slug:ref>/other-areas/", areas.areas, name="areas"),
    path("cases/<slug:ref>/other-processes/", access.parallel, name="parallel"),
]
