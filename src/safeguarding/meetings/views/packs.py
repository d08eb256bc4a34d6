"""The papers of a meeting: choosing them, and each reader's own copy as one PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from safeguarding.cases.forms.working import Confirm
from safeguarding.cases.handing_out import Leaving, hand_out
from safeguarding.cases.models import Case
from safeguarding.cases.packs import offers_for
from safeguarding.cases.web import case_page, render_case
from safeguarding.meetings import actions, queries
from safeguarding.meetings.forms import ChoosePapers
from safeguarding.meetings.models import Meeting
from safeguarding.meetings.queries import packs
from safeguarding.meetings.queries.minutes import may_type
from safeguarding.people.acting import Acting
from safeguarding.people.web import acting, perform_sent, sent
from safeguarding.statute.permission import Act
from safeguarding.statute.terms import FileKind

TAB = "meetings:meetings"


@case_page(Act.DOWNLOAD_DOCUMENT)
def papers(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """Choose what everybody reads before the meeting, and make one's own copy of it."""
    by = acting(request)
    meeting = _meeting(case, pk, by)
    chooses = may_type(by, meeting) and meeting.state != Meeting.State.CLOSED
    offers = offers_for(by, case)
    pack = packs.pack_of(meeting)
    mine = packs.in_pack(pack, offers) if pack else []
    choose = ChoosePapers(sent(request, "choose"), offers=offers, codes=pack.codes if pack else None)
    make = Confirm(sent(request, "copy"))

    def keep() -> object:
        assert pack is not None  # noqa: S101 - the form stands only where there is one
        return packs.copy_of(pack, by) or actions.keep_copy(
            by=by, pack=pack, case=case, made=packs.make_copy(pack, case, mine, by)
        )

    here = reverse("meetings:papers", args=[case.reference, pk])
    answer = perform_sent(
        request,
        {
            "choose": (
                choose,
                lambda: actions.choose_papers(by=by, meeting=meeting, chosen=choose.chosen),
            )
        },
        here,
        stream=case.stream,
    ) or (
        perform_sent(
            request,
            {"copy": (make, keep)},
            reverse("meetings:papers_copy", args=[case.reference, pk]),
            stream=case.stream,
        )
        if mine
        else None
    )
    if answer:
        return answer
    return render_case(
        request,
        "meetings/papers.html",
        case,
        {
            "meeting": meeting,
            "pack": pack,
            "mine": mine,
            "copy": packs.copy_of(pack, by) if pack else None,
            "choose": choose,
            "chooses": chooses and offers,
            "make": make,
        },
        tab=TAB,
        status=max(choose.status, make.status),
    )


@case_page(Act.DOWNLOAD_DOCUMENT)
def copy(request: HttpRequest, case: Case, pk: int) -> HttpResponse:
    """This reader's copy, once it has been said for what and for whom."""
    by = acting(request)
    meeting = _meeting(case, pk, by)
    pack = packs.pack_of(meeting)
    found = packs.copy_of(pack, by) if pack else None
    back = reverse("meetings:papers", args=[case.reference, pk])
    if found is None:  # it was never made, or other papers have been chosen since
        return redirect(back)
    return hand_out(
        request,
        Leaving(
            found.file,
            FileKind.PAPERS,
            case,
            lambda case: packs.may_have_papers(by, meeting, case),
            back=(back, "The papers of this meeting"),
            tab=TAB,
            title="Your copy of the papers",
            button="Download the PDF",
        ),
    )


def _meeting(case: Case, pk: int, by: Acting) -> Meeting:
    meeting = queries.of_case(case).filter(pk=pk).first()
    if meeting is None or not packs.may_have_papers(by, meeting, case):
        raise Http404
    return meeting
