"""The product's settings, with what only a test run may have: a cheap hasher and plain assets."""

from tdkt.config.settings import *  # noqa: F403
from tdkt.config.settings import DATABASES, STORAGES, TDKT_HOME

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True  # looks files up on request: no collecting, no scan per test client
WHITENOISE_USE_FINDERS = True

# The database under its everyday name stays free for ``own_database``; tests in a transaction have
# another, migrated once a process.
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    _database["TEST"] = {"NAME": str(TDKT_HOME / "test.sqlite3")}
    _database["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    _database["TEST"] = {"TEMPLATE": "template0"}
