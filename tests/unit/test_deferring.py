"""A deferral names why, what is missing, who brings it, and when the case comes back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.factories import FRIDAY
from tumorboard.domain.deferring import Deferral, problems
from tumorboard.vocabulary.workflow import DeferralReason

NEXT = FRIDAY + timedelta(weeks=1)
WHOLE = Deferral(DeferralReason.PATHOLOGY, ("path_report",), "", True, NEXT, NEXT)


@pytest.mark.parametrize(("change", "fields"), [
    ({}, []),
    ({"items": (), "has_owner": False, "missing": "The outside slides."}, []),
    ({"due_on": None}, []),
    ({"reason": None}, ["deferral_reason"]),
    ({"items": (), "missing": "  "}, ["missing"]),
    ({"has_owner": False}, ["owner"]),
    ({"back_on": None}, ["back_on"]),
    ({"back_on": FRIDAY}, ["back_on"]),
    ({"due_on": NEXT + timedelta(days=1)}, ["due_on"]),
])
def test_each_gap_is_named_at_its_field(change: dict[str, Any], fields: list[str]) -> None:
    assert list(problems(replace(WHOLE, **change), FRIDAY)) == fields
