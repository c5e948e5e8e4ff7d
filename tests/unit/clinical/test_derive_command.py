"""`tumorboard derive FILE.json`."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tumorboard.cli.derive import main
from tumorboard.domain.clinical import derive
from tumorboard.profiles import Profile

VECTORS = Path(__file__).parent / "vectors_dev.json"


def test_the_vectors_are_printed_as_one_json_list(capsys: pytest.CaptureFixture[str], rulebook: Profile) -> None:
    code = main(str(VECTORS))
    printed = json.loads(capsys.readouterr().out)
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    first = derive(vectors[0]["case"], date.fromisoformat(vectors[0]["on"]), rulebook=rulebook)
    assert (code, [entry["id"] for entry in printed]) == (0, [vector["id"] for vector in vectors])
    assert printed[0] == {"id": "D01", "derived": first["derived"], "flags": first["flags"]}


def test_a_vector_may_bring_its_policy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.json"
    vector = {"id": "É1", "on": "2026-12-04", "case": {"birth_date": "2007-01-01", "symptoms": "\ud800"}}
    vectors = [vector, {**vector, "id": 2, "policy": {"pediatric_age": 21}}, {**vector, "policy": None}]
    file.write_text(json.dumps({"vectors": vectors}), encoding="utf-8-sig")
    code = main(str(file))
    printed = [(entry["id"], entry["derived"]["is_pediatric"]) for entry in json.loads(capsys.readouterr().out)]
    assert (code, printed) == (0, [("É1", False), (2, True), ("É1", False)])


GOOD: dict[str, Any] = {"id": "A", "on": "2026-12-04", "case": {}}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "3",
        "{}",
        '{"vectors": {}}',
        '{"vectors": [3]}',
        json.dumps({"vectors": [{"on": "2026-12-04", "case": {}}]}),
        json.dumps({"vectors": [GOOD, {**GOOD, "case": []}]}),
        json.dumps({"vectors": [{"id": "A", "on": "2026-12-04"}]}),
        json.dumps({"vectors": [{**GOOD, "on": "Friday"}]}),
        json.dumps({"vectors": [{**GOOD, "on": "2026-12"}]}),
        json.dumps({"vectors": [{**GOOD, "on": None}]}),
        json.dumps({"vectors": [{**GOOD, "policy": 3}]}),
        "[" * 100_000,
    ],
)
def test_a_malformed_file_ends_with_2_and_words(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, encoding="utf-8")
    code = main(str(file))
    printed = capsys.readouterr()
    assert (code, printed.out, printed.err.startswith(f"{file}: "), len(printed.err.split()) > 3) == (2, "", True, True)


def test_bytes_that_are_no_text_end_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scan.json"
    file.write_bytes(b"\xff\xfe\x00\x81")
    assert (main(str(file)), capsys.readouterr().out) == (2, "")


def test_a_missing_file_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(str(tmp_path / "none.json")), capsys.readouterr().out) == (2, "")


def test_a_folder_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (main(str(tmp_path)), capsys.readouterr().out) == (2, "")
