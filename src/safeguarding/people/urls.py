"""Addresses of people. allauth's pages are routed one by one; whatever is not here does not exist."""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from safeguarding.people.views import agencies, delegations, demo, doors, drafts, seats
from safeguarding.people.views import sign_in as s

urlpatterns: list[URLPattern] = [
    path("sign-in/", s.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", s.Code.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", s.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/closed/", s.Closed.as_view(), name="account_inactive"),
    path("sign-in/confirm/password/", s.Confirm.as_view(), name="account_reauthenticate"),
    path("sign-in/confirm/", s.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("sign-in/confirm/passkey/", s.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("sign-out/", s.SignOut.as_view(), name="account_logout"),
    path("invitation/<str:token>/", s.accept_invitation, name="invitation"),
    path("password/", s.change_password, name="account_change_password"),
    path("password/forgotten/", s.ForgotPassword.as_view(), name="account_reset_password"),
    path("password/forgotten/sent/", s.ForgotPasswordSent.as_view(), name="account_reset_password_done"),
    path("password/new/done/", s.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        s.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("my-sign-in/", s.MySignIn.as_view(), name="mfa_index"),
    path("my-sign-in/", s.MySignIn.as_view(), name="security"),
    path("my-sign-in/app/", s.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("my-sign-in/app/picture.svg", s.app_picture, name="totp_picture"),
    path("my-sign-in/app/remove/", s.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("my-sign-in/recovery-codes/", s.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("my-sign-in/recovery-codes/new/", s.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("my-sign-in/passkeys/", s.Passkeys.as_view(), name="mfa_list_webauthn"),
    path("my-sign-in/passkeys/add/", s.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("my-sign-in/passkeys/<int:pk>/remove/", s.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("my-sign-in/passkeys/<int:pk>/name/", s.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path("seat/", seats.choose_seat, name="choose_seat"),
    path("people/", seats.people, name="people"),
    path("people/give-seat/", seats.give_seat, name="give_seat"),
    path("people/agencies/<int:agency>/", agencies.agency_dates, name="agency_dates"),
    path("people/<int:person>/address/", seats.correct_address, name="correct_address"),
    path("people/lost-second-step/", seats.lost_second_step, name="lost_second_step"),
    path("people/lost-second-step/<int:reset>/", seats.confirm_reset, name="confirm_reset"),
    path("delegation/", delegations.delegation, name="delegation"),
    path("delegation/name/", delegations.name_deputy, name="name_deputy"),
    path("delegation/<int:delegation>/confirm/", delegations.confirm_deputy, name="confirm_deputy"),
    path("delegation/<int:delegation>/end/", delegations.end_delegation, name="end_delegation"),
    path("door/<str:token>/", doors.door_page, name="door"),
    path("door/<str:token>/code/", doors.door_code, name="door_code"),
    path("draft/<str:form>/", drafts.draft, name="draft"),
    path("draft/<str:form>/<path:subject>/", drafts.draft, name="draft"),
]
if settings.SAFEGUARDING_MODE in {"demo", "test"}:
    urlpatterns += [
        path("demo/", demo.cast, name="demo"),
        path("demo/<int:seat>/", demo.be, name="demo_be"),
    ]
