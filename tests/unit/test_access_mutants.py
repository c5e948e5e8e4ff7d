"""Every small mistake in the rules of access is noticed by the table."""

import ast
import copy
import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_access import differences
from tumorboard.domain import access
from tumorboard.domain.access import Permission
from tumorboard.vocabulary.people import Role

SOURCE = Path(access.__file__).read_text(encoding="utf-8")
RULES = ("may", "can", "_reads", "_notes", "_edits", "_withdraws", "_answers", "_discusses",
         "_sets_items", "_confirms")
OPPOSITE: dict[type, type] = {ast.And: ast.Or, ast.Or: ast.And, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn,
                              ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.BitAnd: ast.BitOr,
                              ast.Sub: ast.BitOr}
NEIGHBOUR = {"is_own": "is_submitter", "is_submitter": "is_own", "is_assigned": "is_released",
             "is_released": "is_assigned", "is_frozen": "is_released"}


def changes(node: ast.AST) -> Iterator[tuple[str, Any]]:
    """Give every small mistake that can be made at one place of the source: the field, and what it becomes."""
    if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in OPPOSITE:
        yield "op", OPPOSITE[type(node.op)]()
    if isinstance(node, ast.BoolOp):
        # Repeating another part is leaving this one out.
        yield from (("values", [node.values[n - 1], *node.values[:n], *node.values[n + 1:]])
                    for n in range(len(node.values)))
    if isinstance(node, ast.Compare):
        yield "ops", [OPPOSITE[type(node.ops[0])]()]
    if isinstance(node, ast.UnaryOp):
        yield "operand", ast.UnaryOp(ast.Not(), node.operand)
    if isinstance(node, ast.Set):
        empty = ast.Starred(ast.Tuple([], ast.Load()), ast.Load())
        yield from (("elts", [*node.elts[:n], *node.elts[n + 1:], empty]) for n in range(len(node.elts)))
    if isinstance(node, ast.Attribute) and node.attr in NEIGHBOUR:
        yield "attr", NEIGHBOUR[node.attr]
    if isinstance(node, ast.Return):
        yield from (("value", ast.Constant(answer)) for answer in (True, False) if not is_constant(node, answer))


def is_constant(node: ast.Return, answer: bool) -> bool:
    """Tell whether the function already answers so at this place."""
    return isinstance(node.value, ast.Constant) and node.value.value is answer


def mutants() -> Iterator[tuple[str, ast.Module]]:
    """Give the source with one mistake each."""
    tree = ast.parse(SOURCE)
    for place, node in enumerate(ast.walk(tree)):
        if not any(inside(rule, node) for rule in tree.body if getattr(rule, "name", "") in RULES):
            continue
        for name, value in changes(node):
            wrong = copy.deepcopy(tree)
            target = list(ast.walk(wrong))[place]
            setattr(target, name, value)
            yield f"line {getattr(node, 'lineno', 0)} {type(node).__name__} {name}", ast.fix_missing_locations(wrong)


def inside(rule: ast.AST, node: ast.AST) -> bool:
    """Tell whether a place belongs to a function's body."""
    return any(each is node for each in ast.walk(rule))


def run(tree: ast.Module) -> types.ModuleType:
    """Run a version of the rules as a module of its own."""
    module = types.ModuleType("rules_with_a_mistake")
    sys.modules[module.__name__] = module
    exec(compile(tree, "access.py", "exec"), module.__dict__)
    return module


def noticed(module: types.ModuleType, among: Iterable[Permission] = Permission) -> bool:
    """Tell whether the table differs from these rules, or they break on one of its cells."""
    try:
        return next(differences(module.can, among), None) is not None
    except (AttributeError, TypeError):
        return True


def test_the_rules_without_a_mistake_pass() -> None:
    assert not noticed(run(ast.parse(SOURCE)))


def test_every_mistake_in_a_rule_is_noticed() -> None:
    is_noticed = [(words, noticed(run(tree))) for words, tree in mutants()]
    assert [words for words, seen in is_noticed if not seen] == []
    assert len(is_noticed) > 60


@pytest.mark.parametrize("permission", Permission)
def test_every_right_given_or_taken_by_mistake_is_noticed(permission: Permission) -> None:
    rules = run(ast.parse(SOURCE))
    for role in Role:
        rules.BY_ROLE[permission] ^= {role}
        assert noticed(rules, [permission]), role
        rules.BY_ROLE[permission] ^= {role}
