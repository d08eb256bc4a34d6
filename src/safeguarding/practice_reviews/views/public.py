"""What the public reads: no sign-in, nothing kept of the reader, and nothing that leads back to a case."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from safeguarding.documents.serving import disposition
from safeguarding.people.models import Partnership
from safeguarding.practice_reviews.models import PublicPage
from safeguarding.practice_reviews.queries.publication import published
from safeguarding.record import rows
from safeguarding.ui.pages import render


def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """Every review that a partnership has published, the newest first."""
    partnership = _partnership(slug)
    with rows.scope([partnership.pk]):
        pages = list(published(partnership).defer("sections", "pdf"))
    return render(
        request, "published/reviews.html", {"of": partnership, "pages": pages, **_theme(partnership)}
    )


def review(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """One review: the learning first, then the report. One that is public no longer says so."""
    partnership = _partnership(slug)
    found = _page(partnership, page)
    gone = found.taken_down_on is not None
    context = {"of": partnership, "page": None if gone else found, **_theme(partnership)}
    template = "published/gone.html" if gone else "published/review.html"
    return render(request, template, context, 410 if gone else 200)


def report(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """The report as a tagged PDF."""
    found = _page(_partnership(slug), page)
    if found.taken_down_on is not None:
        return HttpResponse("This report is no longer published.", status=410, content_type="text/plain")
    answer = HttpResponse(bytes(found.pdf), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(f"{slugify(found.title) or 'review'}.pdf")
    return answer


def _partnership(slug: str) -> Partnership:
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _page(partnership: Partnership, slug: str) -> PublicPage:
    with rows.scope([partnership.pk]):
        found = PublicPage.objects.filter(partnership=partnership, slug=slug).first()
    if found is None:
        raise Http404
    return found


def _theme(partnership: Partnership) -> dict[str, object]:
    """The partnership's colour; nothing of whoever reads, even if they are signed in."""
    return {
        "theme_url": f"/theme/{partnership.slug}.css", "partnership": partnership, "acting": None,
    }  # fmt: skip
