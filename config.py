"""Settings of one installation, read once from the environment and never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
EMBEDDED_DATABASE = f"sqlite:///{HERE / 'instance' / 'tumorboard.sqlite'}"


class SettingsError(RuntimeError):
    """The environment does not describe an installation that may start."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between one installation and another."""

    secret_key: str
    database_url: str = EMBEDDED_DATABASE
    production: bool = False
    trusted_hosts: tuple[str, ...] = ()
    proxies: int = 0
    idle_minutes: int = 15
    session_hours: int = 12
    scheduler_inline: bool = False
    demo: bool = False

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Read the settings; raise SettingsError where production would start without its secrets."""
        production = env.get("TUMORBOARD_ENV", "development") == "production"
        secret = _secret(env, "SECRET_KEY")
        if production and len(secret) < 32:
            raise SettingsError("SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters in production.")
        hosts = tuple(host.strip() for host in env.get("TRUSTED_HOSTS", "").split(",") if host.strip())
        if production and not hosts:
            raise SettingsError("TRUSTED_HOSTS must name the addresses people type, for example board.example.org.")
        return cls(
            secret_key=secret or "development-only-not-a-secret-000",
            database_url=database_url(_secret(env, "DATABASE_URL") or EMBEDDED_DATABASE),
            production=production,
            trusted_hosts=hosts,
            proxies=_number(env, "PROXY_COUNT", 0),
            idle_minutes=_number(env, "SESSION_IDLE_MINUTES", 15),
            session_hours=_number(env, "SESSION_HOURS", 12),
            scheduler_inline=env.get("SCHEDULER_INLINE", "") == "1",
        )


def database_url(url: str) -> str:
    """Name the driver that is installed where a plain PostgreSQL address does not."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _secret(env: Mapping[str, str], name: str) -> str:
    """Read NAME, or the file that NAME_FILE points to, so that a secret need not stand in the environment."""
    path = env.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise SettingsError(f"{name}_FILE names a file that cannot be read: {path}") from problem
    return env.get(name, "")


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    """Read a whole number, in words where it is none."""
    text = env.get(name, "") or str(default)
    if not text.isdigit():
        raise SettingsError(f"{name} must be a whole number, not {text!r}.")
    return int(text)
