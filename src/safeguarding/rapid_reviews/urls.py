"""Addresses of the rapid review (or local consideration), of signing, and of the Panel."""

from django.urls import path

from safeguarding.rapid_reviews.views import answers, comments, panel, report, signing, workspace

app_name = "rapid_reviews"

urlpatterns = [
    path("cases/<slug:ref>/rapid-review/", workspace.workspace, name="workspace"),
    path("cases/<slug:ref>/rapid-review/begin/", workspace.begin, name="begin"),
    path("cases/<slug:ref>/rapid-review/brief/", workspace.brief, name="brief"),
    path("cases/<slug:ref>/rapid-review/aims/<slug:code>/", answers.aim, name="aim"),
    path("cases/<slug:ref>/rapid-review/criteria/", answers.criteria, name="criteria"),
    path("cases/<slug:ref>/rapid-review/criteria/<slug:code>/", answers.criterion, name="criterion"),
    path("cases/<slug:ref>/rapid-review/national/", answers.national, name="national"),
    path("cases/<slug:ref>/rapid-review/outcome/", answers.outcome, name="outcome"),
    path("cases/<slug:ref>/rapid-review/report/", report.report, name="report"),
    path("cases/<slug:ref>/rapid-review/report/preview/", report.preview, name="preview"),
    path("cases/<slug:ref>/rapid-review/report/parts/<slug:code>/", report.section, name="section"),
    path("cases/<slug:ref>/rapid-review/report/comments/", comments.comments, name="comments"),
    path("cases/<slug:ref>/rapid-review/report/comments/ask/", comments.ask_comments, name="ask_comments"),
    path(
        "cases/<slug:ref>/rapid-review/report/comments/draft/", comments.comments_draft, name="comments_draft"
    ),
    path(
        "cases/<slug:ref>/rapid-review/report/comments/changes/<int:suggestion>/",
        comments.suggestion,
        name="suggestion",
    ),
    path(
        "cases/<slug:ref>/rapid-review/report/comments/files/<int:contribution>/",
        comments.comments_file,
        name="comments_file",
    ),
    path("cases/<slug:ref>/rapid-review/report/comments/<int:comment>/", report.comment, name="comment"),
    path("cases/<slug:ref>/rapid-review/certify/", report.certify, name="certify"),
    path("cases/<slug:ref>/sign-off/", signing.sign_off, name="sign_off"),
    path("cases/<slug:ref>/sign-off/link/", signing.send_link, name="send_link"),
    path("cases/<slug:ref>/sign-off/by-email/", signing.evidenced, name="evidenced"),
    path(
        "cases/<slug:ref>/sign-off/by-email/<int:signature>/",
        signing.confirm_evidenced,
        name="confirm_evidenced",
    ),
    path(
        "cases/<slug:ref>/sign-off/by-email/<int:signature>/file/",
        signing.signature_evidence,
        name="signature_evidence",
    ),
    path("cases/<slug:ref>/sign-off/<int:signature>/not-mine/", signing.not_mine, name="not_mine"),
    path("sign/<str:ref>/<slug:partner>/", signing.sign_by_link, name="sign_by_link"),
    path("sign/<str:ref>/<slug:partner>/done/", signing.signed_by_link, name="signed_by_link"),
    path("cases/<slug:ref>/panel/", panel.panel, name="panel"),
    path("cases/<slug:ref>/panel/late/", panel.late, name="late"),
    path("cases/<slug:ref>/panel/without/", panel.without, name="without"),
    path("cases/<slug:ref>/panel/send/", panel.send, name="send"),
    path("cases/<slug:ref>/panel/reply/", panel.reply, name="reply"),
    path("cases/<slug:ref>/panel/again/", panel.again, name="again"),
]
