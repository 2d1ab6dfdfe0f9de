"""Settings, read from the environment. What must be refused is refused by ``config.refusals`` when a server starts."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env(prefix="VIRAGE_")
PACKAGE = Path(__file__).resolve().parents[1]

DEMO = env.bool("DEMO", default=False)
STRICT = env.bool("STRICT", default=DEMO)
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000")

SITE_NAME = env.str("BRAND_NAME", default="Virage")
OWN_GOVERNMENT_SITE = env.bool("OWN_GOVERNMENT_SITE", default=False)
PRIVACY_OFFICER = {
    "name": env.str("PRIVACY_OFFICER_NAME", default=""),
    "title": env.str("PRIVACY_OFFICER_TITLE", default=""),
    "email": env.str("PRIVACY_OFFICER_EMAIL", default=""),
}
OPERATOR = env.str("OPERATOR", default="")
CONTACT = {
    "name": env.str("CONTACT_NAME", default=""),
    "phone": env.str("CONTACT_PHONE", default=""),
    "email": env.str("CONTACT_EMAIL", default=""),
    "hours": env.str("CONTACT_HOURS", default=""),
}
PACKS = list(map(Path, env.list("PACKS", default=[])))


def database(url: str) -> dict[str, object]:
    """Django's database settings from a PostgreSQL address; ``?host=`` names a socket folder.

    >>> database("postgresql://virage_app@/virage?host=/tmp/s")["HOST"]
    '/tmp/s'
    """
    parts = urlsplit(url)
    query: dict[str, object] = {key: values[0] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    if env.bool("DATABASE_POOL", default=False):
        query["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            **query,
            **({"pool": {"min_size": 1, "max_size": 8}} if env.bool("DATABASE_POOL", default=False) else {}),
        },
        "ATOMIC_REQUESTS": False,
    }


_APP_URL = env.str("DATABASE_URL", default="postgresql://virage_app@/virage")
_OWNER_URL = env.str("DATABASE_OWNER_URL", default="postgresql://virage_owner@/virage")
DATABASES = {"default": database(_APP_URL), "owner": {**database(_OWNER_URL), "TEST": {"MIRROR": "default"}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STAGES = [
    "accounts",
    "directory",
    "documents",
    "messages",
    "programme",
    "calls",
    "agreements",
    "ledger",
    "funders",
    "casefiles",
    "concertation",
    "awareness",
    "assessments",
    "plans",
    "funding",
    "regrants",
    "claims",
    "insight",
    "campaigns",
    "exchange",
    "stewardship",
]
DESKS = [
    "public",
    "sme",
    "ministry",
    "auditor",
    "promoter",
    "adviser",
    "partner",
]

SSO_PROVIDERS: list[str] = env.list("SSO", default=[])  # openid_connect, saml; see docs/sign-in.md
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *(f"allauth.socialaccount.providers.{name}" for name in SSO_PROVIDERS),
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "pgtrigger",
    "virage.base",
    *(f"virage.stages.{name}" for name in STAGES),
    *(f"virage.desks.{name}" for name in DESKS),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # BREACH: see docs/security.md
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "virage.stages.accounts.middleware.ViewerMiddleware",
]

ROOT_URLCONF = "virage.config.urls"
WSGI_APPLICATION = "virage.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "base" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "virage.base.shell.shell",
            ],
            # cotton and template-partials each want to wrap the loaders; only this order serves both
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "public:desk"  # names: each language keeps its own
ACCOUNT_LOGOUT_REDIRECT_URL = "public:home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "virage.stages.accounts.adapter.InvitedOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"lost_link": "10/h/ip"}  # beside those of allauth
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
SSO_BRINGS_MFA = env.bool("SSO_BRINGS_MFA", default=False)
SOCIALACCOUNT_PROVIDERS = {name: {"APPS": env.json(f"SSO_{name.upper()}_APPS", default=[])} for name in SSO_PROVIDERS}
SOCIALACCOUNT_ADAPTER = "virage.stages.accounts.adapter.KnownOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # a ministry's own directory vouches for the address
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français")), ("en", _("Anglais"))]
LOCALE_PATHS = [PACKAGE / "base" / "allauth_words" / "locale", PACKAGE / "base" / "locale"]
TIME_ZONE = "America/Toronto"
USE_TZ = True
FORMAT_MODULE_PATH = ["virage.base.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(PACKAGE.parents[1] / "var" / "static")))
WHITENOISE_USE_FINDERS = DEMO
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # a drawing is named by its content: it never grows old, and every process may use it
    "charts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.str("CHART_CACHE", default=str(PACKAGE.parents[1] / "var" / "charts")),
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 4000},
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

FILE_UPLOAD_HANDLERS = ["virage.base.uploads.LimitedUpload"]
DOCUMENT_MEGABYTES = env.int("DOCUMENT_MEGABYTES", default=20)

SESSION_COOKIE_NAME = "virage"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
if env.bool("BEHIND_PROXY", default=False):  # one proxy ends TLS; it must set both headers itself, whatever it received
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # rate limits count visitors, not the proxy
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "virage.config.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *env.list("SSO_ORIGINS", default=[])],  # a sign-on is reached by a form
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
    }
}

EMAIL_BACKEND = "virage.stages.messages.mail.OutboxBackend"
DELIVERY_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="virage@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
