"""Settings of one installation, read once from the environment and never changed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PORTS = {"starttls": 587, "ssl": 465, "none": 25}
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
    cache_folder: Path | None = None
    public_url: str = ""
    smtp_host: str = ""
    smtp_port: int = 0
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_ca_file: str = ""
    mail_from: str = ""

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
            cache_folder=cache_folder(env),
            **_mail(env),
        )


def cache_folder(env: Mapping[str, str] = os.environ) -> Path | None:
    """Give the account's own folder for what can be made again at any time; None where the account has no home."""
    named = env.get("XDG_CACHE_HOME") or (env["HOME"] + "/.cache" if env.get("HOME") else "")
    return Path(named) / "tumorboard" if Path(named).is_absolute() else None


def database_url(url: str) -> str:
    """Name the driver that is installed where a plain PostgreSQL address does not."""
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _mail(env: Mapping[str, str]) -> dict[str, Any]:
    """Read how mail goes out; without SMTP_HOST none does, and notices stand on the pages only."""
    host = env.get("SMTP_HOST", "").strip()
    if not host:
        return {}
    security, user, password = env.get("SMTP_SECURITY") or "starttls", _secret(env, "SMTP_USER"), _secret(
        env, "SMTP_PASSWORD")
    sender, url = env.get("MAIL_FROM", "").strip(), env.get("PUBLIC_URL", "").strip()
    if security not in PORTS:
        raise SettingsError("SMTP_SECURITY must be starttls, ssl or none.")
    if security == "none" and password:
        raise SettingsError("SMTP_SECURITY=none would send SMTP_PASSWORD in clear. Use starttls or ssl.")
    if not (sender.count("@") == 1 and sender.isascii() and sender.isprintable() and " " not in sender):
        raise SettingsError("MAIL_FROM must be the address that mail comes from, like board@example.org.")
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise SettingsError("PUBLIC_URL must be the address people open, like https://board.example.org, for the link "
                            "in each mail.")
    return {"smtp_host": host, "smtp_port": _number(env, "SMTP_PORT", PORTS[security]), "smtp_security": security,
            "smtp_user": user, "smtp_password": password, "smtp_ca_file": env.get("SMTP_CA_FILE", ""),
            "mail_from": sender, "public_url": url}


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
