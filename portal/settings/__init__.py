"""Django's settings. Whatever differs between two installations comes from `environment`."""

from __future__ import annotations

import os

from django.utils.translation import gettext_lazy as _

from portal.settings import addresses, environment, logging, openapi, places

ENVIRONMENT = environment.read(os.environ)
CHECKOUT = environment.CHECKOUT
DATA_FOLDER = ENVIRONMENT.data_folder

SECRET_KEY = ENVIRONMENT.secret_key or "only-for-commands-that-sign-nothing"
DEBUG = ENVIRONMENT.is_debug
DEMO = ENVIRONMENT.is_demo
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts or ["localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.accounts",
    "portal.journal",
    "portal.outbox",
    "portal.calendar",
    "portal.idempotency",
    "portal.ui",
    "services",
    "materials",
    "datasharing",
    "windows",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "rest_framework.authtoken",
    "django_filters",
    "django_htmx",
    "lucide",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "portal.request_id.RequestIdMiddleware",
    "portal.content_security.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.packing.PackedPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.look.LookMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "portal.errors.wrong_way.WrongWayMiddleware",
    "portal.errors.middleware.DomainErrorMiddleware",
    "portal.accounts.typed.offering.TypedMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CHECKOUT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.ui.context_processors.page",
            ],
            "builtins": ["portal.ui.templatetags.portal_ui"],
        },
    }
]

DATABASES = {"default": addresses.database(ENVIRONMENT.database_url)}
PREPARES_STATEMENTS = ENVIRONMENT.prepares
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENVIRONMENT.redis_url,
        "KEY_PREFIX": ENVIRONMENT.redis_prefix,
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.accounts.login.UsernameOrPhone",
    "portal.accounts.permissions.RolePermissions",
]
# What each role may do in the operators' admin; all other roles have no business there.
ADMIN_PERMISSIONS: dict[str, tuple[str, ...]] = {
    "admin": ("*",),
    "editor": ("services.*", "materials.view_*", "datasharing.view_dataresource"),
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LANDING_PAGES, FORM_PAGES = places.LANDING_PAGES, places.FORM_PAGES
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [CHECKOUT / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
MEDIA_ROOT = DATA_FOLDER / "documents"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DOCUMENT_LIMIT_BYTES = 20 * 1024 * 1024
DOCUMENT_WARNING_DAYS = 30
WATERMARK_FONT = ENVIRONMENT.watermark_font
# What a picture may measure, read from its head before it is unpacked: an A3 page at 600 dots per
# inch is 9921 pixels long; the largest photographs of telephones have 50 million.
DOCUMENT_LIMIT_SIDE = 20_000
DOCUMENT_LIMIT_PIXELS = 65_000_000
# Uploads in pieces: how long an unfinished one is kept, and how many one account may have open.
DOCUMENT_UPLOAD_HOURS = 24
DOCUMENT_UPLOADS_OPEN = 20
DOCUMENT_KEYS = ENVIRONMENT.document_keys
CLAMD_ADDRESS = ENVIRONMENT.scanner_address
CLAMD_TIMEOUT_SECONDS = 20
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "blobs": ENVIRONMENT.document_store.as_setting(),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.packs_static_files
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# In tests, and while a developer changes them, the files are served from where they lie.
WHITENOISE_USE_FINDERS = not ENVIRONMENT.packs_static_files
WHITENOISE_AUTOREFRESH = DEBUG

SECURE_SSL_REDIRECT = ENVIRONMENT.is_https
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.is_https
SECURE_HSTS_PRELOAD = ENVIRONMENT.is_https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.is_https else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 3600
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies
CSRF_FAILURE_VIEW = "portal.errors.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.errors.api.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": [
        "portal.throttling.AnonThrottle",
        "portal.throttling.UserThrottle",
    ],
    # Per address of a visitor, per account of everybody else.
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
}
SPECTACULAR_SETTINGS = openapi.SETTINGS

CELERY_BROKER_URL = addresses.broker(ENVIRONMENT.redis_url)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A task of a killed worker comes back after a minute, not after an hour: the restore scan of
# the Redis transport runs every `interval` × `throttle` seconds, 100 by default.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "global_keyprefix": ENVIRONMENT.redis_prefix,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Celery's own habit is a new connection to the database for every task, which costs as much as most
# tasks. They keep theirs, and look at its age and health: `portal.celery.OwnConnectionTask`.
CELERY_DB_REUSE_MAX = 1_000_000
CELERY_TASK_TIME_LIMIT = 50
CELERY_TASK_SOFT_TIME_LIMIT = 40
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "portal.alarm_clock:SteadyScheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_FOLDER / "beat-schedule")
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    # A sweep that nobody ran in time is worth nothing: the next one does the same.
    "outbox-sweep": {
        "task": "portal.outbox.tasks.sweep",
        "schedule": 2.0,
        "options": {"expires": 2},
    },
    "windows-sweep": {
        "task": "windows.tasks.sweep",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "ledger-seal": {
        "task": "datasharing.tasks.keep_ledger",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "demands-follow": {
        "task": "datasharing.tasks.follow_catalogue",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "papers-count": {
        "task": "windows.tasks.count_papers",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "permissions-expire": {
        "task": "datasharing.tasks.keep_permissions",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "documents-tidy": {
        "task": "materials.tasks.tidy_documents",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "search-forget": {
        "task": "services.tasks.forget_searches",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "typed-forget": {
        "task": "portal.accounts.tasks.forget_typed",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "idempotency-forget": {
        "task": "portal.idempotency.tasks.forget_old_keys",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
}

# Programs that `manage.py up` runs beside web, worker and beat: (name, arguments of manage.py).
PORTAL_SIDE_PROCESSES: list[tuple[str, list[str]]] = []

# Letters: way → class that sends (windows.letters.transports); a way that is not named is off.
LETTER_TRANSPORTS = ENVIRONMENT.letters.transports
LETTER_FOLDER = DATA_FOLDER / "letters"
LETTER_FROM = DEFAULT_FROM_EMAIL = ENVIRONMENT.letters.sender or "window@portal.invalid"
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.letters.mail_server.host, ENVIRONMENT.letters.mail_server.port
EMAIL_HOST_USER = ENVIRONMENT.letters.mail_server.user
EMAIL_HOST_PASSWORD = ENVIRONMENT.letters.mail_server.password
EMAIL_USE_TLS = ENVIRONMENT.letters.mail_server.starts_tls
EMAIL_USE_SSL = ENVIRONMENT.letters.mail_server.is_tls
EMAIL_TIMEOUT = 10
SMS_GATEWAY_URL = ENVIRONMENT.letters.gateway_url
SMS_GATEWAY_KEY = ENVIRONMENT.letters.gateway_key
SMS_GATEWAY_TOKEN = ENVIRONMENT.letters.gateway_token
PORTAL_ADDRESS = ENVIRONMENT.letters.portal_address or "http://127.0.0.1:8000"

# The city that runs this portal; a catalogue file without a region of its own is loaded for it.
PORTAL_REGION = ENVIRONMENT.region
# Where other authorities' registers can be asked (datasharing.endpoints).
SANDBOX_REGISTRY_URL = ENVIRONMENT.sandbox_registry_url
DATA_SOURCES = ENVIRONMENT.data_sources
DATA_SOURCE_TRIALS = ENVIRONMENT.data_source_trials
# The record of reads: who stamps its batches (empty: nobody), how often, and after how many hours
# without a stamp nothing is read any more (datasharing.ledger).
_NO_AUTHORITY = ENVIRONMENT.tsa_url == environment.NO_AUTHORITY
LEDGER_TSA_URL = "" if _NO_AUTHORITY else ENVIRONMENT.tsa_url
LEDGER_AUTHORITY_FOLDER = DATA_FOLDER / "timestamp-authority"
LEDGER_TSA_CERTIFICATES = ENVIRONMENT.tsa_certificates or str(
    LEDGER_AUTHORITY_FOLDER / "authority.pem"
)
LEDGER_SEAL_MINUTES = ENVIRONMENT.seal_minutes
LEDGER_UNSEALED_HOURS = ENVIRONMENT.unsealed_hours
# Working days to answer somebody who asks why they were looked up: local practice, as for 12345.
LEDGER_QUESTION_WORKING_DAYS = 5
# Where review of a decision is applied for online, by the beginning of the region's code
# (行政复议法 art. 22: a decision served online names such a channel).
REVIEW_CHANNELS = ENVIRONMENT.review_channels
if SANDBOX_REGISTRY_URL:
    PORTAL_SIDE_PROCESSES.append(("sandbox", ["sandbox_registry"]))
# The trial's own authority; a real one is named together with its certificates.
if LEDGER_TSA_URL.startswith("http://127.0.0.1:") and not ENVIRONMENT.tsa_certificates:
    PORTAL_SIDE_PROCESSES.append(("timestamps", ["timestamp_authority"]))
# Where else than on public addresses a department's own system may be (windows.departments).
DEPARTMENT_NETWORKS = ENVIRONMENT.department_networks
DEPARTMENT_SIMULATOR_URL = ENVIRONMENT.simulator_url
if DEPARTMENT_SIMULATOR_URL:
    PORTAL_SIDE_PROCESSES.append(("simulator", ["department_simulator"]))

LOGGING = logging.configuration(ENVIRONMENT.log_level)
