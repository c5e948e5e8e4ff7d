"""What the repository itself must hold: no machine of ours in any text, and documents that say what is true."""

import re
import subprocess
from pathlib import Path

PATHS = re.compile(r"(^|[^\w.])/(work|farm)/", re.MULTILINE)
HOSTS = re.compile(r"https?://[a-z.]*(py|npm|deb)[a-z]*\.(org|com)")
COMMAND = re.compile(r"^\s*(?:\$ )?make ([a-z-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):(?!=)", re.MULTILINE)


def texts(root: Path) -> list[Path]:
    """List the text files that the repository keeps, or will keep with the next commit."""
    command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\0")
    kept = [root / name for name in listed if name and (root / name).is_file()]
    return [each for each in kept if b"\0" not in each.read_bytes()[:8000]]


def traces(root: Path, files: list[Path]) -> list[str]:
    """Name every file that tells where it was made: a path of a machine, or the host of a package registry."""
    found = []
    for each in files:
        text = each.read_text(encoding="utf-8", errors="replace")
        found += [f"{each.relative_to(root)} mentions {hit.group().strip()}"
                  for pattern in (PATHS, HOSTS) for hit in pattern.finditer(text)]
    return found


def commands(readme: str) -> list[str]:
    """List the make commands that a reader is told to type, in their order."""
    return list(dict.fromkeys(COMMAND.findall(readme)))


def missing_commands(readme: str, makefile: str) -> list[str]:
    """Name the commands of the README that the Makefile does not have."""
    return [each for each in commands(readme) if each not in TARGET.findall(makefile)]
