"""Pages of recommendations: found, read, signed, and written anew."""

from tumorboard.blueprints.recommendations import cosigning as cosigning
from tumorboard.blueprints.recommendations import editing as editing
from tumorboard.blueprints.recommendations import letters as letters
from tumorboard.blueprints.recommendations import paper as paper
from tumorboard.blueprints.recommendations import signing as signing
from tumorboard.blueprints.recommendations import stopping as stopping
from tumorboard.blueprints.recommendations.views import bp

__all__ = ["bp"]
