"""Settings from the environment: secrets from files, and no start in production without them."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from config import EMBEDDED_DATABASE, Settings, SettingsError

SECRET = "s" * 32
PRODUCTION = {"TUMORBOARD_ENV": "production", "SECRET_KEY": SECRET, "TRUSTED_HOSTS": "board.example.org, b.example.org"}


def test_an_empty_environment_is_a_development_board_on_the_embedded_database() -> None:
    settings = Settings.from_env({})
    assert (settings.production, settings.database_url, settings.idle_minutes) == (False, EMBEDDED_DATABASE, 15)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "TRUSTED_HOSTS"])
def test_production_does_not_start_without(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        Settings.from_env({name: value for name, value in PRODUCTION.items() if name != missing})


def test_production_starts_with_both() -> None:
    assert Settings.from_env(PRODUCTION).trusted_hosts == ("board.example.org", "b.example.org")


def test_a_short_secret_is_no_secret() -> None:
    with pytest.raises(SettingsError):
        Settings.from_env(PRODUCTION | {"SECRET_KEY": "s" * 31})


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n", encoding="utf-8")
    assert Settings.from_env({"SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == SECRET


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SECRET_KEY_FILE"):
        Settings.from_env({"SECRET_KEY_FILE": str(tmp_path / "nowhere")})


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_a_postgresql_address_gets_the_driver_that_is_installed(url: str) -> None:
    assert Settings.from_env({"DATABASE_URL": url}).database_url == "postgresql+psycopg://u:p@h/d"


def test_a_number_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(SettingsError, match="SESSION_HOURS must be a whole number"):
        Settings.from_env({"SESSION_HOURS": "half a day"})


def test_settings_never_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_env({}).production = True  # type: ignore[misc]


@pytest.mark.parametrize(("env", "folder"), [
    ({"HOME": "/home/board"}, Path("/home/board/.cache/tumorboard")),
    ({"HOME": "/home/board", "XDG_CACHE_HOME": "/var/cache"}, Path("/var/cache/tumorboard")),
    ({"HOME": "/home/board", "XDG_CACHE_HOME": "not/absolute"}, None),
    ({}, None),
])
def test_the_cache_is_the_accounts_own_or_there_is_none(env: dict[str, str], folder: Path | None) -> None:
    assert Settings.from_env(env).cache_folder == folder


MAIL = {"SMTP_HOST": "mail.example.org", "MAIL_FROM": "board@example.org", "PUBLIC_URL": "https://board.example.org"}


def test_without_a_mail_server_no_mail_goes_out() -> None:
    assert Settings.from_env({"MAIL_FROM": "nobody"}).smtp_host == ""


@pytest.mark.parametrize(("security", "port"), [("", 587), ("starttls", 587), ("ssl", 465), ("none", 25)])
def test_mail_goes_by_the_usual_port_of_its_security(security: str, port: int) -> None:
    found = Settings.from_env(MAIL | {"SMTP_SECURITY": security})
    assert (found.smtp_port, found.smtp_security, found.mail_from) == (port, security or "starttls", MAIL["MAIL_FROM"])


def test_the_password_of_the_mail_server_may_stand_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("a word of the mail server\n", encoding="utf-8")
    found = Settings.from_env(MAIL | {"SMTP_USER": "board", "SMTP_PASSWORD_FILE": str(tmp_path / "password")})
    assert (found.smtp_user, found.smtp_password) == ("board", "a word of the mail server")
    assert "a word of the mail server" not in repr(found)


@pytest.mark.parametrize(("wrong", "named"), [
    ({"SMTP_SECURITY": "tls"}, "SMTP_SECURITY"), ({"SMTP_SECURITY": "none", "SMTP_PASSWORD": "p"}, "in clear"),
    ({"MAIL_FROM": ""}, "MAIL_FROM"), ({"MAIL_FROM": "a@b\r\nBcc: c@d"}, "MAIL_FROM"),
    ({"MAIL_FROM": "Board <a@b>"}, "MAIL_FROM"), ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
    ({"PUBLIC_URL": "board.example.org"}, "PUBLIC_URL"), ({"SMTP_PORT": "mail"}, "SMTP_PORT")])
def test_mail_that_could_not_go_out_stops_the_start(wrong: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.from_env(MAIL | wrong)
