"""Reading the environment; every variable the product knows is read through here and refuses nonsense."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env_bool(name: str, *, default: bool) -> bool:
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw not in {"true", "false"}:
        raise ImproperlyConfigured(f"{name}={raw!r}: hãy viết 'true' hoặc 'false'.")
    return raw == "true"


def env_list(name: str, *, default: list[str]) -> list[str]:
    raw = os.environ.get(name)
    return default if raw is None else [part.strip() for part in raw.split(",") if part.strip()]


def home_folder() -> Path:
    """The data folder of every command: ``TDKT_HOME``, else ``./var``."""
    return Path(os.environ.get("TDKT_HOME", "var")).resolve()


def secret(name: str, *, home: Path, generate: bool) -> str:
    """A key from the environment; only demo and development may make one, kept in ``home/keys`` (0600)."""
    if value := os.environ.get(name):
        return value
    file = home / "keys" / name.lower()
    if file.exists():
        return file.read_text("utf-8").strip()
    if not generate:
        raise ImproperlyConfigured(
            f"Thiếu khóa {name}. Đặt biến môi trường {name}, hoặc TDKT_DEV=true để thử nghiệm."
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.parent.chmod(0o700)
    value = os.urandom(32).hex()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(value)
    return value


def database(url: str | None, *, home: Path) -> dict[str, object]:
    """Django's database settings: ``DATABASE_URL`` for PostgreSQL, else SQLite in the data folder."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "db.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=268435456;"
                    "PRAGMA cache_size=-65536;PRAGMA temp_store=MEMORY;"
                    "PRAGMA journal_size_limit=67108864;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL bắt đầu bằng {parts.scheme!r}: chỉ nhận postgresql://…"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
