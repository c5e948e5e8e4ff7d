"""Pages of demo."""

from tumorboard.blueprints.demo.views import bp

__all__ = ["bp"]
