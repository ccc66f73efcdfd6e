"""Settings. Everything that differs between installations comes from the environment; see docs/settings.md."""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, SELF
from django.utils.translation import gettext_lazy as _

ROOMS = [
    "gerbang.access",
    "gerbang.pages",
    "gerbang.ledger",
    "gerbang.places",
    "gerbang.people",
    "gerbang.documents",
    "gerbang.register",
    "gerbang.gate",
    "gerbang.plans",
    "gerbang.monitoring",
    "gerbang.desk",
    "gerbang.portal",
    "gerbang.api",
    "gerbang.site",
]

PROJECT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
STATE = Path(os.environ.get("GERBANG_STATE", PROJECT / "var"))
"""Where an embedded installation keeps its database, files and generated secrets."""


def _secret() -> str:
    """The signing secret: from the environment, else generated once and kept outside the repository's tracked files."""
    given = os.environ.get("GERBANG_SECRET_KEY")
    if given:
        return given
    kept = STATE / "secret-key"
    if not kept.exists():
        STATE.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


SECRET_KEY = _secret()
DEBUG = os.environ.get("GERBANG_DEBUG") == "1"
DEMONSTRATION = os.environ.get("GERBANG_DEMONSTRATION") == "1"
ALLOWED_HOSTS = os.environ.get("GERBANG_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("GERBANG_ORIGINS", "").split(",") if origin]
HTTPS = os.environ.get("GERBANG_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Other names under the same domain, and the browsers' preload list, are for the owner of the domain to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
PROXIES = int(os.environ.get("GERBANG_PROXIES", "0"))
"""How many proxies of this installation stand before it; each adds the address it was asked from."""
API_RATES = {"anonymous": 60, "token": 600}
"""Requests a minute to the API: of one address, and of one token."""
SESSION_COOKIE_AGE = 60 * 60 * 10
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gerbang.pages.errors.csrf_failure"

INSTALLED_APPS = [
    *[f"{room}.apps.{room.rpartition('.')[2].capitalize()}Config" for room in ROOMS],
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gerbang.site.compression.CompressPages",
    "gerbang.api.middleware.ApiDoor",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gerbang.people.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gerbang.access.middleware.DenyByDefaultMiddleware",
    "gerbang.pages.middleware.ErrorPagesMiddleware",
]

ROOT_URLCONF = "gerbang.site.urls"
WSGI_APPLICATION = "gerbang.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "gerbang.pages.context.layout",
            ],
            "builtins": [
                "gerbang.pages.templatetags.gerbang",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("GERBANG_DATABASE_URL", f"sqlite:///{STATE / 'gerbang.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON"
        ),
    }
else:
    # The planner's guesses at conditions on full text are high enough to compile queries that then take milliseconds.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DATABASES["default"]["ATOMIC_REQUESTS"] = False

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/tugas/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "gerbang.people.signin.ClosedSignup"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Gerbang"
EMAIL_BACKEND = os.environ.get("GERBANG_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("GERBANG_EMAIL_FROM", "gerbang@localhost")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / room.rpartition(".")[2] / "locale" for room in ROOMS]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"

STATIC_URL = "/static/"
STATIC_ROOT = STATE / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(os.environ.get("GERBANG_FILES", STATE / "files"))
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8_000
"""A table of a plan is one form: its rows times its columns, with room to spare."""
DOCUMENT_MAX_BYTES = 40 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without-secrets": {"()": "gerbang.site.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without-secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own loggers write through the same handler, and so name no address that opens something.
    "loggers": {"gerbang": {"level": "INFO"}, "django": {"level": "INFO"}, "django.server": {"level": "INFO"}},
}
