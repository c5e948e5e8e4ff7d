"""Whoever imports this has loaded every view: processes that are forked from it begin within milliseconds."""

from dataclasses import replace

from tests.conftest import SETTINGS
from tumorboard import create_app

create_app(replace(SETTINGS, database_url="sqlite://"))
