"""Instances far from the usual, each judged by the contract's own checker; WILD=50 in the environment tries more."""

import importlib.machinery
import importlib.util
import json
import os
import sys
from random import Random
from types import ModuleType

import pytest

from tumorboard.domain.docket import plan

from .building import DEV
from .wild import wild

TIMES = int(os.environ.get("WILD", "1"))
SIZES = {  # cases that about fill the meeting, how many times as many wait, how many instances, proven again up to
    "small": ((0, 8), (.5, 2.5), 50, 7),
    "usual": ((9, 16), (.8, 3), 8, 10),
    "wide": ((17, 20), (.9, 2), 3, 9),
    "crowded": ((6, 14), (5, 10), 4, 9),
    "long": ((21, 40), (.9, 1.5), 1, 8),
}


def load_checker() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("check_plan", str(DEV / "check_plan"))
    spec = importlib.util.spec_from_loader("check_plan", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


CHECKER = load_checker()


@pytest.mark.parametrize("size", SIZES)
def test_the_checker_finds_nothing_and_the_order_of_rows_changes_nothing(size: str) -> None:
    fits, waiting, count, exact = SIZES[size]
    for number in range(count * TIMES):
        row = wild(f"{size} {number}", fits, waiting)
        printed = json.dumps(plan(row))
        assert json.dumps(plan(CHECKER.shuffled(row, Random(number)))) == printed, (size, number)
        try:
            findings, _, _ = CHECKER.check(row, json.loads(printed), exact)
        except CHECKER.Undecided:
            continue  # whether any order exists is more than the checker can tell
        assert findings == [], (size, number)
