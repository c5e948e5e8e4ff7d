"""Views of demo."""

from flask import Blueprint

from tumorboard.domain.access import Permission
from tumorboard.web.access import public, requires

bp = Blueprint("demo", __name__)
