"""Settings of the archive. A fresh clone runs with none of them set; production sets a few by environment.

NEWSARCHIVE_PRODUCTION   on a public server: a missing secret stops the start, cookies need HTTPS
NEWSARCHIVE_SECRET_KEY   Django's secret key
NEWSARCHIVE_HOSTS        host names served, comma-separated
NEWSARCHIVE_DATA         folder of the database and the index (default: var/)
NEWSARCHIVE_DATABASE     postgresql://user:password@host/database instead of SQLite in the data folder
NEWSARCHIVE_STATIC       folder of collected static files (default: in the data folder)
NEWSARCHIVE_ORIGINALS    folder of the original bytes of what was ingested (default: in the data folder); off: none
NEWSARCHIVE_DEBUG        Django's debug pages
NEWSARCHIVE_TAGGER       what finds names without a record: crf (default), transformers, none
NEWSARCHIVE_TAGGER_MODEL the model of transformers: a folder, or a name on the Hugging Face hub
NEWSARCHIVE_FETCH_ALLOW  hosts and networks that are fetched from although they are not public, comma-separated
NEWSARCHIVE_FETCH_PAUSE  seconds between two fetches of one host (default: 2)
NEWSARCHIVE_UPLOAD_MB    megabytes that a curator may upload at once (default: 512)
NEWSARCHIVE_FETCH_CONTACT an address of whoever runs the archive, told to the sites that are fetched from
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from newsarchive import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.folder("NEWSARCHIVE_DATA", BASE_DIR / "var")

PRODUCTION = environment.flag("NEWSARCHIVE_PRODUCTION", default=False)
DEBUG = environment.flag("NEWSARCHIVE_DEBUG", default=False)
SECRET_KEY = environment.secret("NEWSARCHIVE_SECRET_KEY", PRODUCTION, keep_in=DATA_DIR / "secret_key")
ALLOWED_HOSTS = environment.words("NEWSARCHIVE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "articles",  # before Haystack, some of whose commands it replaces with safe ones
    "haystack",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsarchive.urls"
WSGI_APPLICATION = "newsarchive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at BEGIN, so that two
# writers wait for each other instead of failing half way; FULL keeps an acknowledged article over a power cut.
_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "archive.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}
DATABASES = {"default": environment.postgresql("NEWSARCHIVE_DATABASE") or _SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "articles.search.engine.ArchiveEngine",
        "PATH": str(DATA_DIR / "index"),
    },
}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"  # the outbox does this work

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

TAGGER = environment.choice("NEWSARCHIVE_TAGGER", ["crf", "transformers", "none"])
TAGGER_MODEL = environment.text("NEWSARCHIVE_TAGGER_MODEL", "")

FETCH_ALLOW = environment.words("NEWSARCHIVE_FETCH_ALLOW", [])
FETCH_PAUSE = environment.seconds("NEWSARCHIVE_FETCH_PAUSE", 2.0)
FETCH_CONTACT = environment.text("NEWSARCHIVE_FETCH_CONTACT", "")

UPLOAD_DIR = DATA_DIR / "uploads"  # what curators have uploaded, until it is read
UPLOAD_LARGEST = environment.megabytes("NEWSARCHIVE_UPLOAD_MB", 512)  # bytes that are uploaded at once
UPLOAD_MOST_FILES = 200
FILE_UPLOAD_HANDLERS = ["articles.admin.upload_limits.BoundedUpload"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5 * UPLOAD_MOST_FILES  # beyond which there is no page that says what is wrong

ORIGINALS = environment.optional_folder("NEWSARCHIVE_ORIGINALS", DATA_DIR / "originals")

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.folder("NEWSARCHIVE_STATIC", DATA_DIR / "static")
WHITENOISE_USE_FINDERS = not PRODUCTION

# The admin sends some fields for each mention of an article, and an article may have thousands.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
