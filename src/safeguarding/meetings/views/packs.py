"""The papers of a meeting: choosing them, and each reader's own copy as one PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.documents.models import File
from safeguarding.meetings import actions
from safeguarding.meetings.forms import ChoosePapers
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import packs
from safeguarding.meetings.queries.minutes import may_type
from safeguarding.meetings.subject import link, stream_of
from safeguarding.meetings.views.one import TAB, show
from safeguarding.people.web import acting, perform_sent, sent
from safeguarding.statute.answer import Answer
from safeguarding.statute.terms import FileKind


def papers_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Choose what everybody reads before the meeting, and make one's own copy of it."""
    by = acting(request)
    if not packs.may_have_papers(by, meeting):
        raise Http404
    offers = packs.offers_at(by, meeting)
    pack = packs.pack_of(meeting)
    mine = packs.in_pack(pack, offers) if pack else []
    choose = ChoosePapers(sent(request, "choose"), offers=offers, codes=pack.codes if pack else None)
    answer = perform_sent(
        request,
        {"choose": (choose, lambda: actions.choose_papers(by=by, meeting=meeting, chosen=choose.chosen))},
        link(meeting, "papers"),
        stream=stream_of(meeting),
    )
    if answer:
        return answer
    return show(
        request,
        "meetings/papers.html",
        meeting.case,
        {
            "meeting": meeting,
            "link": lambda page="meeting": link(meeting, page),
            "pack": pack,
            "mine": mine,
            "copy": packs.copy_of(pack, by) if pack else None,
            "choose": choose,
            "chooses": may_type(by, meeting) and meeting.state != Meeting.State.CLOSED and offers,
        },
        choose.status,
    )


def copy_page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """This reader's copy, once it has been said for what and for whom; it is made then."""
    by = acting(request)
    if not packs.may_have_papers(by, meeting):
        raise Http404
    pack = packs.pack_of(meeting)
    mine = packs.in_pack(pack, packs.offers_at(by, meeting)) if pack else []
    if not pack or not mine:
        return redirect(link(meeting, "papers"))

    def copy() -> File:
        kept = packs.copy_of(pack, by)
        made = kept or actions.keep_copy(by=by, pack=pack, made=packs.make_copy(pack, mine, by))
        return made.file

    def may(locked: Case | None) -> Answer:
        meeting.case = locked
        return packs.may_have_papers(by, meeting)

    return hand_out(
        request,
        Leaving(
            copy,
            FileKind.PAPERS,
            meeting.case,
            may,
            back=(link(meeting, "papers"), "The papers of this meeting"),
            tab=TAB,
            title="Your copy of the papers",
            what="One PDF with contents; your name stands on it",
            button="Download the PDF",
        ),
    )
