"""Addresses of the evidence room: the agencies' own pages, and those of whoever runs or reads a case."""

from django.urls import path

from safeguarding.evidence.views import (
    agency,
    case,
    chronologies,
    giving,
    offline,
    one,
    reading,
    refusing,
    sector,
)

app_name = "evidence"

urlpatterns = [
    path("returns/thank-you/", agency.thank_you, name="thank_you"),
    path("returns/<slug:ref>/", agency.start, name="start"),
    path("returns/<slug:ref>/who-writes/", agency.who_writes, name="who_writes"),
    path("returns/<slug:ref>/pass-on/", agency.pass_on, name="pass_on"),
    path("returns/<slug:ref>/cover/", agency.cover, name="cover"),
    path("returns/<slug:ref>/will-not-share/", refusing.refuse, name="refuse"),
    path("returns/<slug:ref>/letter/", refusing.letter, name="letter"),
    path("returns/<slug:ref>/letter/<slug:form>/", refusing.letter_file, name="letter_file"),
    path("returns/<slug:ref>/more-time/", agency.more_time, name="more_time"),
    path("returns/<slug:ref>/no-record/", giving.no_record, name="no_record"),
    path("returns/<slug:ref>/question/<slug:key>/", giving.question, name="question"),
    path("returns/<slug:ref>/check/", giving.check, name="check"),
    path("returns/<slug:ref>/returned/", giving.returned, name="returned"),
    path("returns/<slug:ref>/word/", offline.offline, name="offline"),
    path("returns/<slug:ref>/word/form/", offline.form, name="offline_form"),
    path("returns/<slug:ref>/chronology/", chronologies.chronologies, name="chronologies"),
    path(
        "returns/<slug:ref>/chronology/<slug:short>/",
        chronologies.check_chronology,
        name="check_chronology",
    ),
    path("returns/<slug:ref>/chronology/<slug:short>/original/", chronologies.original, name="original"),
    path("returns/<slug:ref>/confirm/", giving.confirm, name="confirm"),
    path("sector/", sector.sector, name="sector"),
    path("sector/<slug:short>/", sector.rang, name="rang"),
    path("cases/<slug:ref>/returns/", case.board, name="board"),
    path("cases/<slug:ref>/returns/ask/", case.ask, name="ask"),
    path("cases/<slug:ref>/returns/ask-for-reports/", case.ask_for_reports, name="ask_for_reports"),
    path("cases/<slug:ref>/returns/release/", case.release, name="release"),
    path("cases/<slug:ref>/returns/read/", reading.read, name="read"),
    path("cases/<slug:ref>/returns/read/reports/", reading.read_reports, name="read_reports"),
    path("cases/<slug:ref>/returns/<slug:short>/formal/", refusing.formal, name="formal"),
    path("cases/<slug:ref>/returns/<slug:short>/", one.one, name="one"),
]
