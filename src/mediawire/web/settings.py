"""Django's settings, from the environment that the command line sets before Django starts.

MEDIAWIRE_FOLDER     the wire's folder (wire.toml, data/, public/); default: the working folder
MEDIAWIRE_DATABASE   sqlite:///PATH or postgresql://...; default: data/wire.sqlite3 in the folder
MEDIAWIRE_SECRET     Django's secret key; `mediawire` reads it from the folder's key file
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

FOLDER = Path(os.environ.get("MEDIAWIRE_FOLDER", ".")).resolve()


def database(url: str) -> dict[str, Any]:
    """Django's description of a database from its URL.

    SQLite runs in WAL mode with `synchronous=NORMAL`, takes the write lock when a transaction begins (a read that is
    later upgraded could not wait for another writer) and waits up to 20 seconds for it.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "cached_statements": 48,  # of 128: those of large inserts take some hundred kilobytes each
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                    "PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
    }


DATABASES = {
    "default": database(os.environ.get("MEDIAWIRE_DATABASE") or f"sqlite://{FOLDER / 'data' / 'wire.sqlite3'}")
}
SECRET_KEY = os.environ.get("MEDIAWIRE_SECRET", "")
DEBUG = False
ALLOWED_HOSTS = [name for name in os.environ.get("MEDIAWIRE_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "mediawire.archive",
    "mediawire.desk",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "mediawire.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/desk/login/"
STATIC_URL = "/desk/static/"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGGING_CONFIG = None
