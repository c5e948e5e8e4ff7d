"""One person per specialty: whoever is wanted most comes, and nobody comes for nothing."""

from tumorboard.domain.docket import plan

from .building import Row, case, instance, person


def crews(people: list[Row], rows: list[Row]) -> dict[str, list[str]]:
    return {row["id"]: row["people"] for row in plan(instance(people, rows))["admitted"]}


def test_the_member_wanted_by_most_cases_stands_for_the_specialty() -> None:
    people = [person("ann", "pathology"), person("bob", "pathology", "surgery")]
    rows = [case("x", 5, "pathology"), case("y", 5, "surgery"), case("z", 5, "pathology", "surgery")]
    assert crews(people, rows) == {"x": ["bob"], "y": ["bob"], "z": ["bob"]}


def test_of_equally_wanted_members_the_smaller_id_comes() -> None:
    people = [person("bob", "pathology"), person("ann", "pathology")]
    assert crews(people, [case("x", 5, "pathology")]) == {"x": ["ann"]}


def test_a_named_person_covers_their_own_specialties() -> None:
    people = [person("ann", "pathology", "surgery"), person("bob", "pathology")]
    assert crews(people, [case("x", 5, "surgery:ann", "pathology")]) == {"x": ["ann"]}


def test_a_need_that_is_covered_still_counts_for_others_of_its_specialty() -> None:
    people = [person("ann", "pathology"), person("dan", "pathology", "genetics"), person("eve", "genetics")]
    assert crews(people, [case("x", 5, "genetics:eve", "genetics"), case("y", 5, "pathology")])["y"] == ["dan"]
