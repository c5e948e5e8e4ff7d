from unittest.mock import MagicMock


def test_it_calls_what_we_say_it_calls(monkeypatch):
    monkeypatch.setattr("tumorboard.clock.now", MagicMock())
