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
