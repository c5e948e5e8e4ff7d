"""The command line: one plan on stdout, or nothing there and a message on stderr."""

import json
from pathlib import Path

import pytest

from tumorboard.domain.docket import plan
from tumorboard.domain.docket.command import main

from .building import DEV, dev


def test_it_prints_the_plan_and_succeeds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(DEV / "n08-a.json")) == 0
    assert json.loads(capsys.readouterr().out) == plan(dev("n08-a.json"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe\xfa", "not JSON"),
        (b'{"a": NaN}', "malformed instance: NaN is not a JSON value"),
        (b"[]", "malformed instance: the instance must be a JSON object"),
        (b"[" * 100_000, "malformed instance: nested too deeply"),
    ],
)
def test_what_is_no_instance_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: bytes, words: str
) -> None:
    (tmp_path / "instance.json").write_bytes(text)
    assert main(str(tmp_path / "instance.json")) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err


@pytest.mark.parametrize("name", sorted(path.name for path in DEV.glob("invalid-*.json")))
def test_the_invalid_dev_instances_are_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(str(DEV / name)) == 2
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("nowhere.json") == 2
    assert "nowhere.json: cannot be opened" in capsys.readouterr().err
