"""Looks at a page as its readers meet it: axe-core in light, on a phone and in the dark, the edges, and the words."""

import re
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from playwright.sync_api import Page

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
# The dark look differs from the light one by its colors alone.
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
          "resultTypes": ["violations", "incomplete"]}
DESKTOP, PHONE, HEIGHT = 1280, 390, 900
NARROWER = (1024, 768, PHONE, 320)
# What hangs over the right edge of the window, and tables that must be pushed sideways on a desktop.
OVERHANG = """() => ({
  page: document.documentElement.scrollWidth - window.innerWidth,
  tables: [...document.querySelectorAll(".tbl")].filter(each => each.scrollWidth > each.clientWidth).length})"""
# What is read, without what is quoted as code: user names, and the columns of a file.
WORDS = """() => { const copy = document.body.cloneNode(true);
  copy.querySelectorAll("code, script").forEach(each => each.remove());
  return copy.textContent; }"""
CODES = re.compile(r"\b[a-z][a-z0-9]*_[a-z0-9_]+\b")
ADDRESS = re.compile(r"\S+@\S+")


@dataclass
class Findings:
    """What is wrong with the pages looked at."""

    faults: list[str] = field(default_factory=list)
    overhangs: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


def look(page: Page, name: str, findings: Findings) -> None:
    """Look at the open page in every way, and leave it as it was: light, and of desktop size."""
    findings.faults += _axe(page, f"{name} in light", EVERYTHING)
    page.emulate_media(color_scheme="dark")
    findings.faults += _axe(page, f"{name} in the dark", COLORS)
    page.emulate_media(color_scheme="light")
    _resize(page, PHONE)
    findings.faults += _axe(page, f"{name} on a phone", EVERYTHING)
    glance(page, name, findings)


def glance(page: Page, name: str, findings: Findings) -> None:
    """Look at the edges and the words alone, for a page whose like was looked at before."""
    _words(page, name, findings)
    for width in (*NARROWER, DESKTOP):
        _resize(page, width)
        _edges(page, name, width, findings)


def _resize(page: Page, width: int) -> None:
    """Make the window that wide."""
    page.set_viewport_size({"width": width, "height": HEIGHT})


def _axe(page: Page, name: str, options: dict[str, Any]) -> list[str]:
    """Let axe-core judge the page; what it cannot decide counts as a fault."""
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"{name}: {kind} {rule['id']} at {node['target']}" for kind in ("violations", "incomplete")
            for rule in found[kind] for node in rule["nodes"]]


def _edges(page: Page, name: str, width: int, findings: Findings) -> None:
    """See that nothing hangs over the right edge, and that on a desktop no table has to be pushed."""
    found = page.evaluate(OVERHANG)
    if found["page"] > 0:
        findings.overhangs.append(f"{name} at {width}: {found['page']} pixels too wide")
    if width == DESKTOP and found["tables"]:
        findings.overhangs.append(f"{name} at {width}: a table is cut off")


def _words(page: Page, name: str, findings: Findings) -> None:
    """See that no stored code reaches a reader."""
    findings.codes += [f"{name}: {code}" for code in sorted(set(CODES.findall(ADDRESS.sub("", page.evaluate(WORDS)))))]
