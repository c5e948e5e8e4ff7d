"""Every field of an instance left out, of the wrong type or out of range: exit 2, words that name it, no plan."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tumorboard.domain.docket.command import main

from .building import Row, case, instance, meeting, person

FULL = instance(
    [person("ann", "surgery", present_from_min=0, present_to_min=60)],
    [case("x1", 5, "surgery:ann", gates=[{"kind": "ct", "ok": True}], before=["x2"],
          pin={"kind": "window", "from_min": 0, "to_min": 30}),
     case("x2", 5)],
    meeting(60, breaks=((30, 5),)),
)
MAY_BE_NULL = {"person", "present_from_min", "present_to_min", "pin"}
MAY_BE_EMPTY = {"zone", "group", "specialty", "specialties", "gates"}
LEAST = {"reserve_minutes": 0, "lambda_num": 0, "tier": 0, "from_min": 0, "complexity": 0}  # others: 1, or no least
WRONG: dict[type, list[Any]] = {
    int: [True, 1.5, 5.0, 1e300, "5", [], {}],
    str: [1, True, [], {}, ["x"]],
    bool: [0, 1, "true", [], {}],
    list: [{}, "x", 0, False],
    dict: [[], "x", 0, False, [{}]],
}

Path_ = tuple[Any, ...]


def fields(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every value of an instance but the whole, of the first row of each list."""
    if isinstance(value, dict):
        for key in value:
            yield (*path, key)
            yield from fields(value[key], (*path, key))
    elif isinstance(value, list) and value:
        yield (*path, 0)
        yield from fields(value[0], (*path, 0))


def changed(path: Path_, change: Any) -> Row:
    row: Row = json.loads(json.dumps(FULL))
    target: Any = row
    for key in path[:-1]:
        target = target[key]
    if change is fields:
        del target[path[-1]]
    else:
        target[path[-1]] = change
    return row


def wrong_for(path: Path_) -> list[Any]:
    """What the contract does not allow in that place."""
    was: Any = FULL
    for key in path:
        was = was[key]
    names = {key for key in path if isinstance(key, str)}
    last = next(key for key in reversed(path) if isinstance(key, str))
    wrong = list(WRONG[type(was)])
    wrong += [] if last in MAY_BE_NULL else [None]
    wrong += [""] if type(was) is str and not names & MAY_BE_EMPTY else []
    wrong += [LEAST.get(last, 1) - 1] if type(was) is int and last not in MAY_BE_NULL else []
    return wrong


def refusal(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> str:
    file = tmp_path / "instance.json"
    file.write_bytes(content)
    status = main(str(file))
    out, err = capsys.readouterr()
    assert (status, out) == (2, ""), (content[:300], err)
    assert "Traceback" not in err and err.count("\n") == 1
    return err


KEYS = [path for path in fields(FULL) if isinstance(path[-1], str)]


@pytest.mark.parametrize("path", KEYS, ids=lambda path: ".".join(map(str, path)))
def test_a_field_left_out_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], path: Path_) -> None:
    words = refusal(tmp_path, capsys, json.dumps(changed(path, fields)).encode())
    assert f"{path[-1]} is missing" in words


@pytest.mark.parametrize("path", list(fields(FULL)), ids=lambda path: ".".join(map(str, path)))
def test_a_field_of_another_type_or_out_of_range_is_refused_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: Path_
) -> None:
    name = next(key for key in reversed(path) if isinstance(key, str))
    for change in wrong_for(path):
        assert name in refusal(tmp_path, capsys, json.dumps(changed(path, change)).encode()), change


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "the file is empty"),
        (b"\xef\xbb\xbf" + json.dumps(FULL).encode(), "byte order mark"),
        (json.dumps(FULL).encode("utf-16"), "no UTF-8"),
        (json.dumps(FULL).replace("x1", "x\u00e9").encode("latin-1"), "not JSON"),
        (b'{"people": "\xed\xa0\x80"}', "no UTF-8"),
        (json.dumps(FULL).encode() + b"{}", "not JSON"),
        (json.dumps(FULL)[:-1].encode() + b",}", "not JSON"),
        (json.dumps(FULL).replace("60", "NaN").encode(), "NaN is not a JSON value"),
        (json.dumps(FULL).replace("60", "-Infinity").encode(), "-Infinity is not a JSON value"),
        (json.dumps(FULL).replace("60", "9" * 5000).encode(), "a number has too many digits"),
        (json.dumps(FULL).replace("60", "1e400").encode(), "must be a whole number"),
        (json.dumps(FULL).replace("60", "060").encode(), "not JSON"),
        (json.dumps(FULL).replace('"pin": null', '"deep": ' + "[" * 5000 + "]" * 5000 + ', "pin": null').encode(),
         "nested too deeply"),
        (b"null", "the instance must be a JSON object"),
        (b'"instance"', "the instance must be a JSON object"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    assert words in refusal(tmp_path, capsys, content)


@pytest.mark.parametrize("part", ["people", "candidates"])
@pytest.mark.parametrize("key", ["\u00e9", "\ud800", "a\nb", "x" * 400])
def test_an_id_given_twice_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], part: str, key: str
) -> None:
    twice = [FULL[part][0] | {"id": key, "pin": None, "before": []}] * 2
    words = refusal(tmp_path, capsys, json.dumps(FULL | {part: twice}).encode())
    assert "appears twice" in words


def test_ids_that_only_look_alike_are_two_ids(tmp_path: Path) -> None:
    alike = [case("\u00e9", 5), case("e\u0301", 5)]
    (tmp_path / "instance.json").write_text(json.dumps(FULL | {"candidates": alike}))
    assert main(str(tmp_path / "instance.json")) == 0


def test_a_folder_and_a_file_nobody_has_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in (tmp_path, tmp_path / "nowhere.json", Path("x" * 5000)):
        assert main(str(place)) == 2
        out, err = capsys.readouterr()
        assert out == "" and "cannot be opened" in err


def test_numbers_however_long_are_planned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    most = 10**4299
    long = [case("x1", most, complexity=most), case("x2", most, complexity=most)]
    row = instance([person("ann", "surgery")], long, meeting(2 * most + 1, breaks=((1, 1),)))
    (tmp_path / "instance.json").write_text(json.dumps(row | {"rules": row["rules"] | {"lambda_num": most}}))
    assert main(str(tmp_path / "instance.json")) == 0
    assert len(json.loads(capsys.readouterr().out, parse_int=str)["admitted"]) == 2
