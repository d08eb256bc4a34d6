"""The rooms up to people and correspondence, and a page for each guard: what the tests of signing in need."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from safeguarding.people.web import acting, mailbox, signed_in, step_up


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"home of {acting(request).capacity}")


@mailbox("return")
def own_return(request: HttpRequest, ref: str) -> HttpResponse:
    return HttpResponse(f"return {ref} for {acting(request).subject}")


@mailbox("sign:{ref}:{partner}")
def one_signature(request: HttpRequest, ref: str, partner: str) -> HttpResponse:
    return HttpResponse(f"sign {ref} for {partner}")


@signed_in
@step_up
def grave(request: HttpRequest) -> HttpResponse:
    return HttpResponse("grave")


DRAFTS = {"return": lambda by, subject: subject in {"", "k7m2"}}
"""What the wiring says of drafts, for rooms that these tests do not have."""

handler404 = "safeguarding.ui.views.not_found"
handler429 = "safeguarding.people.views.sign_in.too_many"

urlpatterns = [
    path("", home, name="home"),
    path("returns/<str:ref>/", own_return),
    path("sign/<str:ref>/<str:partner>/", one_signature),
    path("grave/", grave),
    path(
        "",
        include(
            (
                [
                    path("people/chairs/", home, name="vice_chairs"),
                    path("group/members/", home, name="members"),
                    path("people/seats/<int:seat>/move/", home, name="move_seat"),
                ],
                "meetings",
            )
        ),
    ),
    path(
        "",
        include(
            (
                [
                    path("people/seats/<int:seat>/end/", home, name="leave"),
                    path("decisions/", home, name="partnership_decisions"),
                ],
                "cases",
            )
        ),
    ),
    path(
        "",
        include(
            (
                [
                    path("reviewers/", home, name="reviewers"),
                    path("reviewers/complaints/", home, name="complaints"),
                ],
                "practice_reviews",
            )
        ),
    ),
    path("", include("safeguarding.ui.urls")),
    path("", include("safeguarding.people.urls")),
    path("", include("safeguarding.correspondence.urls")),
]
