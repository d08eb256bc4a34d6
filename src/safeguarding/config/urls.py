"""Every address of the product, room by room."""

from django.urls import include, path

handler400 = "safeguarding.ui.views.bad_request"
handler403 = "safeguarding.ui.views.forbidden"
handler404 = "safeguarding.ui.views.not_found"
handler429 = "safeguarding.people.views.sign_in.too_many"
handler500 = "safeguarding.ui.views.server_error"

urlpatterns = [
    path("", include("safeguarding.ui.urls")),
    path("", include("safeguarding.people.urls")),
    path("", include("safeguarding.correspondence.urls")),
    path("", include("safeguarding.documents.urls")),
    path("", include("safeguarding.cases.urls")),
    path("", include("safeguarding.disagreements.urls")),
    path("", include("safeguarding.improvements.urls")),
    path("", include("safeguarding.chronology.urls")),
    path("", include("safeguarding.evidence.urls")),
    path("", include("safeguarding.meetings.urls")),
    path("", include("safeguarding.rapid_reviews.urls")),
    path("", include("safeguarding.practice_reviews.urls")),
    path("", include("safeguarding.learning.urls")),
    path("", include("safeguarding.reports.urls")),
]
