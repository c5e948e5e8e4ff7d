"""The blueprint that the modules of this room hang their routes on."""

from flask import Blueprint

bp = Blueprint("cases", __name__, url_prefix="/cases")
