"""Django settings, read once from the environment. No value here is a secret; those come from the runtime's state folder."""

import os
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from yinqiao.config.logs import logging_settings

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("YINQIAO_HOME", "var")).resolve()
DEBUG = False
# Folders with import profiles of the bank's own, parted as in PATH.
PROFILES = os.environ.get("YINQIAO_PROFILES", "")
# What happens to writes while the audit trail cannot be sealed: go-on (and give the alarm) or stop.
AUDIT_DOWN = os.environ.get("YINQIAO_AUDIT_DOWN", "go-on")
if AUDIT_DOWN not in {"go-on", "stop"}:
    message = f"YINQIAO_AUDIT_DOWN is go-on or stop, not {AUDIT_DOWN!r}."
    raise ImproperlyConfigured(message)
# Two processes load a large table a fifth faster; one stays within 300 MB of memory.
IMPORT_PROCESSES = os.environ.get("YINQIAO_IMPORT_PROCESSES", "2")
if IMPORT_PROCESSES not in {"1", "2"}:
    message = f"YINQIAO_IMPORT_PROCESSES is 1 or 2, not {IMPORT_PROCESSES!r}."
    raise ImproperlyConfigured(message)
if IMPORT_PROCESSES == "1":
    # Read by the allocator of Polars when that is loaded: freed memory goes back at once, 20 MB less at the highest. Of two, the last counts.
    # A large import in two processes would spend a fifth of its time on it.
    told = [os.environ.get("_RJEM_MALLOC_CONF", ""), "dirty_decay_ms:0"]
    os.environ["_RJEM_MALLOC_CONF"] = ",".join(filter(None, told))
DEMO = os.environ.get("YINQIAO_DEMO") == "1"
SECRET_KEY = os.environ.get("YINQIAO_SECRET_KEY", "only-for-commands-that-serve-nobody-" + "0" * 32)
ALLOWED_HOSTS = os.environ.get("YINQIAO_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("YINQIAO_ORIGINS", "").split(",") if o]
HTTPS = os.environ.get("YINQIAO_HTTPS") == "1"
try:
    # Addresses or networks of the proxies in front: only they are believed about who asks, and that TLS ends at them.
    TRUSTED_PROXIES = tuple(
        ip_network(part.strip())
        for part in os.environ.get("YINQIAO_TRUSTED_PROXIES", "").split(",")
        if part.strip()
    )
except ValueError as error:
    message = f"YINQIAO_TRUSTED_PROXIES must list addresses or networks, such as 10.0.0.7,10.1.0.0/24: {error}."
    raise ImproperlyConfigured(message) from error


def place(url: str) -> dict[str, str]:
    """Take ``postgresql://user:password@host:port/name`` (host may be a percent-encoded socket folder) apart for Django."""
    parts = urlsplit(url)
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


def database(variable: str, **options: object) -> dict[str, object]:
    """Return Django's form of the address in `variable`; without one, of a local database that is asked as the application."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place(
            os.environ.get(variable)
            or os.environ.get("DATABASE_URL")
            or "postgresql://yq_app@127.0.0.1:5432/yinqiao"
        ),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": "yinqiao", **options},
        "TEST": {"MIRROR": None},
    }


# A page that takes longer than 5 s is cut; the worker sets wider limits for itself.
_WEB = "-c statement_timeout=5000 -c idle_in_transaction_session_timeout=60000"
# Each database role has its own connection; `refusals` is the application's second one, outside the transaction refused.
ALIASES = {
    "default": "DATABASE_URL",
    "refusals": "DATABASE_URL",
    "owner": "DATABASE_URL_OWNER",
    "loader": "DATABASE_URL_LOADER",
    "sealer": "DATABASE_URL_SEALER",
    "auditor": "DATABASE_URL_AUDITOR",
}
DATABASES = {alias: database(variable) for alias, variable in ALIASES.items()}
DATABASES["default"] = database("DATABASE_URL", options=os.environ.get("YINQIAO_DB_OPTIONS", _WEB))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "yinqiao.config",
    "yinqiao.integrations",
    "yinqiao.analytics",
    "yinqiao.sales",
    "yinqiao.sales.leads",
    "yinqiao.sales.advice",
    "yinqiao.sales.scripts",
    "yinqiao.interactions",
    "yinqiao.compliance",
    "yinqiao.compliance.screening",
    "yinqiao.compliance.diligence",
    "yinqiao.compliance.privacy",
    "yinqiao.compliance.viewing",
    "yinqiao.insights",
    "yinqiao.holdings",
    "yinqiao.customers",
    "yinqiao.products",
    "yinqiao.workflow",
    "yinqiao.access",
    "yinqiao.organization",
    "yinqiao.platform.imports",
    "yinqiao.platform.oversight",
    "yinqiao.platform.rest",
    "yinqiao.platform.ui",
    "yinqiao.platform.files",
    "yinqiao.platform.parameters",
    "yinqiao.platform.audit",
    "yinqiao.platform.jobs",
    "yinqiao.platform.events",
    "yinqiao.platform.crypto",
    "yinqiao.platform.db",
    "procrastinate.contrib.django",
    "django.forms",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "yinqiao.platform.ui.proxies.ProxyMiddleware",
    "yinqiao.config.health.HealthMiddleware",
    "yinqiao.platform.ui.middleware.RequestIdMiddleware",
    "yinqiao.config.access_log.AccessLogMiddleware",
    "yinqiao.platform.ui.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yinqiao.access.middleware.SessionMiddleware",
    "yinqiao.platform.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yinqiao.access.middleware.ActorMiddleware",
    "yinqiao.platform.ui.middleware.DomainErrorMiddleware",
]
ROOT_URLCONF = "yinqiao.config.urls"
WSGI_APPLICATION = "yinqiao.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yinqiao.platform.ui.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yinqiao.platform.ui.templatetags.ui",
                "yinqiao.platform.ui.templatetags.cells",
                "yinqiao.platform.ui.templatetags.helping",
            ],
        },
    },
]

FORM_RENDERER = "yinqiao.platform.ui.widgets.PlainRenderer"

AUTH_USER_MODEL = "access.User"
LOGIN_URL = "/sign-in/"
CSRF_FAILURE_VIEW = "yinqiao.platform.ui.views.errors.csrf_failure"
PASSWORD_HASHERS = ["yinqiao.access.hashers.BoundedArgon2PasswordHasher"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
# Safe because ProxyMiddleware takes the header off unless a trusted proxy sent it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "yq_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "yinqiao.platform.ui.storage.StaticStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

LOGGING = logging_settings()
LOGGING_CONFIG = "logging.config.dictConfig"
PROCRASTINATE_ON_APP_READY = "yinqiao.platform.jobs.app.on_app_ready"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
