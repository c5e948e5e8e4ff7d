"""Sizes and forbidden words: the project keeps each rule, and each rule finds what is planted for it."""

import pytest

from tests.house import sizes, wording_rules
from tests.house.project import PLANTED, ROOT

RULES = {
    sizes.long_lines: ["tumorboard/wide.py:1 has 122 characters", "templates/print/wide.typ:1 has 123 characters"],
    sizes.long_modules: ["tumorboard/endless.py has 251 lines"],
    sizes.long_templates: ["templates/endless.html has 121 lines"],
    sizes.long_functions: ["tumorboard/__init__.py: create_app has 41 lines",
                           "tumorboard/patient.py: count has 41 lines"],
    sizes.long_views: ["tumorboard/views.py: submit has 26 lines"],
    sizes.knots: ["tumorboard/knots.py: Too many arguments in function definition (7 > 6)",
                  "tumorboard/knots.py: `decide` is too complex (9 > 8)"],
    wording_rules.commits: ["tumorboard/services/saving.py:3 commits"],
    wording_rules.wall_clocks: [
        "tumorboard/late.py:4 reads time.time", "tumorboard/late.py:8 reads datetime.now",
        "tumorboard/late.py:8 reads datetime.utcnow", "tumorboard/late.py:8 reads date.today",
        "tumorboard/late.py:8 reads time.time", "tumorboard/late.py:8 reads func.now",
        "tumorboard/late.py:9 reads datetime.now"],
    wording_rules.inline_markup: [
        "templates/page.html holds an inline style", "templates/page.html holds a style element",
        "templates/page.html holds a script with content", "templates/page.html holds a script without a source",
        "templates/page.html holds an inline handler", "templates/page.html holds a javascript address",
        "templates/page.html holds unescaped text", "tumorboard/cards.py:6 calls Markup"],
    wording_rules.mocks: [
        "tests/test_nothing.py:1 uses a mock library", "tests/test_nothing.py:5 uses monkeypatch.setattr",
        "tests/test_nothing.py:5 uses MagicMock"],
    sizes.mixed_revisions: ["migrations/versions/0001_everything.py creates tables of case, patient"],
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule):
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_finds_what_is_planted(rule):
    assert sorted(rule(PLANTED / rule.__name__)) == sorted(RULES[rule])
