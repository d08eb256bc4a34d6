"""Django settings. Everything that differs between installations comes from the environment.

`SAFEGUARDING_MODE` is `demo` (made-up data, ready sign-ins), `test`, or `production` (the default: it refuses
to start without its own keys, host names and secret).
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODE = os.environ.get("SAFEGUARDING_MODE", "production")
if "PYTEST_VERSION" in os.environ:
    MODE = "test"
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured(f"SAFEGUARDING_MODE is “{MODE}”. It must be demo, test or production.")
SAFEGUARDING_MODE = MODE
PRODUCTION = MODE == "production"

BASE_DIR = Path(os.environ.get("SAFEGUARDING_HOME", Path.cwd()))
VAR = Path(os.environ.get("SAFEGUARDING_VAR", BASE_DIR / "var"))

DEBUG = False
ALLOWED_HOSTS = os.environ.get(
    "SAFEGUARDING_HOSTS", "" if PRODUCTION else "localhost,127.0.0.1,testserver"
).split(",")
SAFEGUARDING_URL = os.environ.get("SAFEGUARDING_URL", "http://localhost:8000")


def _secret_key() -> str:
    """The session secret: from the environment, or kept beside the demo's database."""
    given = os.environ.get("SAFEGUARDING_SECRET_KEY")
    if given:
        return given
    if PRODUCTION:
        raise ImproperlyConfigured("Set SAFEGUARDING_SECRET_KEY to a long random text before starting.")
    if MODE == "test":
        return "only-for-tests-" + "x" * 50
    kept = VAR / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(64))
        kept.chmod(0o600)
    return kept.read_text()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "safeguarding.ui",
    "safeguarding.record",
    "safeguarding.people",
    "safeguarding.correspondence",
    "safeguarding.documents",
    "safeguarding.anonymity",
    "safeguarding.cases",
    "safeguarding.disagreements",
    "safeguarding.meetings",
    "safeguarding.improvements",
    "safeguarding.chronology",
    "safeguarding.evidence",
    "safeguarding.rapid_reviews",
    "safeguarding.practice_reviews",
    "safeguarding.learning",
    "safeguarding.reports",
    "safeguarding.config",
]

from safeguarding.people.auth_settings import *  # noqa: E402, F403 - the sign-in settings live beside the sign-in code
from safeguarding.ui.headers import CONTENT_SECURITY_POLICY  # noqa: E402, F401 - read by django-csp

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "safeguarding.ui.headers.HeadersMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safeguarding.people.middleware.ActingMiddleware",
]

ROOT_URLCONF = "safeguarding.config.urls"
WSGI_APPLICATION = "safeguarding.config.wsgi.application"
CSRF_FAILURE_VIEW = "safeguarding.ui.views.csrf_failure"
SAFEGUARDING_WIRING = "safeguarding.config.wiring"
SAFEGUARDING_POST = "safeguarding.correspondence.actions.post_kind"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "safeguarding.ui.environment.environment"},
    },
    {
        # allauth looks some of its own templates up through Django's engine; ours come first and win.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]


def _database(address: str) -> dict[str, object]:
    """SQLite by a path, or PostgreSQL by a postgresql:// address."""
    if address.startswith(("postgresql://", "postgres://")):
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or 5432),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            # Compiling the walls between partnerships anew for each statement takes longer than running it.
            "OPTIONS": {"options": "-c jit=off"},
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": address,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;"
            ),
        },
    }


DATABASES = {"default": _database(os.environ.get("SAFEGUARDING_DATABASE", str(VAR / "safeguarding.sqlite3")))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = None  # WhiteNoise serves what the apps bring from where it lies: nothing is collected or copied
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = VAR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if MODE == "test":
    TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
elif os.environ.get("SAFEGUARDING_TASKS") == "none":  # the demonstration's stories send their own letters
    TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}

EMAIL_BACKEND = os.environ.get("SAFEGUARDING_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
if MODE == "demo":
    EMAIL_BACKEND = (
        "django.core.mail.backends.dummy.EmailBackend"  # letters are read in the demo's own mailbox page
    )
EMAIL_HOST = os.environ.get("SAFEGUARDING_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAFEGUARDING_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAFEGUARDING_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAFEGUARDING_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SAFEGUARDING_SMTP_TLS", "yes" if PRODUCTION else "no") == "yes"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SAFEGUARDING_FROM", "Safeguarding Practice Reviews <no-reply@localhost>")

SAFEGUARDING_KEY_FILE = os.environ.get("SAFEGUARDING_KEY_FILE", str(VAR / "keys.json"))
SAFEGUARDING_CLAMAV_SOCKET = os.environ.get("SAFEGUARDING_CLAMAV_SOCKET", "")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [SAFEGUARDING_URL]
    if os.environ.get("SAFEGUARDING_BEHIND_PROXY") == "yes":
        ALLAUTH_TRUSTED_PROXY_COUNT = 1
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "safeguarding.config.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
