"""Whether the process lives and the board is ready, for the machines that watch."""

from tumorboard.blueprints.health.views import bp

__all__ = ["bp"]
