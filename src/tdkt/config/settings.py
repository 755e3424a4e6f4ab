"""One settings file for every installation; what differs comes from the environment (``config.env``)."""

import os
from pathlib import Path

from tdkt.config.env import database, env_bool, env_list, home_folder, secret

TDKT_HOME = home_folder()
TDKT_DEV = env_bool("TDKT_DEV", default=False)  # demo and development: may make its own keys
DEBUG = env_bool("TDKT_DEBUG", default=False)
SECRET_KEY = secret("TDKT_SECRET_KEY", home=TDKT_HOME, generate=TDKT_DEV)
# Encrypts national IDs; the look-up hash is an HMAC with a key of its own.
TDKT_FIELD_KEYS = {"1": secret("TDKT_FIELD_KEY", home=TDKT_HOME, generate=TDKT_DEV)}
TDKT_LOOKUP_KEY = secret("TDKT_LOOKUP_KEY", home=TDKT_HOME, generate=TDKT_DEV)

ALLOWED_HOSTS = env_list("TDKT_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env_list("TDKT_ORIGINS", default=[])
SOURCE = Path(__file__).resolve().parents[1]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "tdkt.kernel",
    "tdkt.organisations",
    "tdkt.accounts",
    "tdkt.registry",
    "tdkt.oversight",
    "tdkt.movements",
    "tdkt.blocs",
    "tdkt.council",
    "tdkt.statistics",
    "tdkt.imports",
    "tdkt.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tdkt.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tdkt.web.middleware.HtmxAnswers",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tdkt.web.middleware.OfficeHeld",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tdkt.web.urls"
WSGI_APPLICATION = "tdkt.config.wsgi.application"
ASGI_APPLICATION = "tdkt.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), home=TDKT_HOME)}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web" / "templates"],  # before allauth's own pages
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tdkt.web.context.shell",
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

# --- sign-in -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tdkt.web.accounts.adapter.ClosedAdapter"  # nobody signs up by themselves
ACCOUNT_FORMS = {  # in Vietnamese: allauth has no such translation
    "login": "tdkt.web.accounts.forms.SignInForm",
    "change_password": "tdkt.web.accounts.forms.PasswordChangeForm",
    "reauthenticate": "tdkt.web.accounts.forms.ConfirmForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = False  # axes locks out, per name and address
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "tdkt.web.accounts.views.locked_out"
SESSION_COOKIE_AGE = 60 * 60  # seconds without a request; the page warns five minutes before
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- behind TLS in production -------------------------------------------------------------------
_tls = env_bool("TDKT_TLS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _tls
SECURE_HSTS_SECONDS = 31_536_000 if _tls else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _tls else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tdkt.web.errors.csrf_failure"

# --- files --------------------------------------------------------------------------------------
MEDIA_ROOT = TDKT_HOME / "files"
STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("TDKT_STATIC", TDKT_HOME / "static"))
_packed = SOURCE / "npm"  # the wheel carries the assets; a checkout has npm's own folder
NPM_ROOT = _packed if _packed.is_dir() else SOURCE.parents[1] / "node_modules"
NPM_STATIC = [
    "@tabler/core/dist/css/tabler.min.css",
    "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-*-normal.woff2",
    "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin*-normal.woff2",
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tdkt.web.assets.NpmFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tdkt.web.assets.Storage"},
}
# Uploads: a list of 100 MB is refused with words, not by a cut connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
TDKT_UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"refusals_in_one_line": {"()": "tdkt.config.logs.RefusalsInOneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django.request": {"filters": ["refusals_in_one_line"]}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("TDKT_LOG", "WARNING")},
}
