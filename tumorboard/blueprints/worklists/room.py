"""The blueprint that the modules of this room hang their routes on."""

from flask import Blueprint

bp = Blueprint("worklists", __name__, url_prefix="/worklists")
