"""Templates compiled once and kept between starts, in a folder that nobody else may write to.

What is read from there is run: so a folder that is not this account's own is left alone, and what another
compiler wrote is never looked at. Nothing here may fail: without the folder, templates are compiled at each start.
"""

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from flask import Flask
from jinja2 import BytecodeCache, Environment, compiler, lexer, nodes
from jinja2.bccache import Bucket

from tumorboard.web import kept

DIGEST = 32


class CompiledTemplates(BytecodeCache):
    """A folder with one file per template: the digest of its code, and the code."""

    def __init__(self, folder: Path) -> None:
        """Keep the files in this folder."""
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept; half a file is as good as none."""
        with suppress(OSError):
            found = (self._folder / bucket.key).read_bytes()
            if sha256(found[DIGEST:]).digest() == found[:DIGEST]:
                bucket.bytecode_from_string(found[DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template under its name in one step, so that no other process sees half of it."""
        code = bucket.bytecode_to_string()
        kept.put(self._folder / bucket.key, sha256(code).digest() + code)


def install(app: Flask, cache_folder: Path | None) -> None:
    """Use what earlier starts compiled, where there is a folder for it."""
    if cache_folder is None:
        return
    folder = cache_folder / f"templates-{_made_by(app.jinja_env)}"
    if kept.is_ours(folder):
        app.jinja_env.bytecode_cache = CompiledTemplates(folder)


def _made_by(env: Environment) -> str:
    """Name all that decides what a template is compiled to, beside its own text: Jinja checks that by itself."""
    options = (sorted(env.filters), sorted(env.tests), sorted(env.extensions), env.trim_blocks, env.lstrip_blocks,
               env.keep_trailing_newline, env.newline_sequence)
    sources = (Path(str(each.__file__)).read_bytes() for each in (compiler, lexer, nodes))
    return sha256(b"".join((*sources, repr(options).encode()))).hexdigest()[:12]
