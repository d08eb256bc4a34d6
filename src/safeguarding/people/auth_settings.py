"""Sign-in settings, imported by the project's settings; imports nothing that needs settings."""

from __future__ import annotations

from typing import Any

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["safeguarding.people.passwords.Argon2id"]
PASSWORD_RESET_TIMEOUT = 60 * 60
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

# Tries are counted, and one-time codes marked as used, in the database, for every process to see.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

SESSION_ENGINE = "safeguarding.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SAFEGUARDING_IDLE = 30 * 60
SAFEGUARDING_LONGEST = 12 * 60 * 60

ACCOUNT_ADAPTER = "safeguarding.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "safeguarding.people.adapters.display"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "60/5m/ip,10/5m/key",
    "reauthenticate": "10/5m/user",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "ask_for_link": "20/m/ip,5/h/key",
    "calendar_feed": "60/h/key",
}

MFA_ADAPTER = "safeguarding.people.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TRUST_ENABLED = False
MFA_TOTP_ISSUER = "Safeguarding Practice Reviews"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
ACCOUNT_FORMS = {
    "login": "safeguarding.people.forms.SignIn",
    "reauthenticate": "safeguarding.people.forms.Confirm",
    "change_password": "safeguarding.people.forms.ChangePassword",
    "reset_password": "safeguarding.people.forms.ForgotPassword",
    "reset_password_from_key": "safeguarding.people.forms.NewPassword",
}
MFA_FORMS = {
    "authenticate": "safeguarding.people.forms.Code",
    "authenticate_webauthn": "safeguarding.people.forms.UsePasskey",
    "reauthenticate": "safeguarding.people.forms.ConfirmCode",
    "reauthenticate_webauthn": "safeguarding.people.forms.ConfirmByPasskey",
    "activate_totp": "safeguarding.people.forms.SetUpApp",
    "deactivate_totp": "safeguarding.people.forms.RemoveApp",
    "generate_recovery_codes": "safeguarding.people.forms.NewRecoveryCodes",
    "add_webauthn": "safeguarding.people.forms.AddPasskey",
    "edit_webauthn": "safeguarding.people.forms.NamePasskey",
}
