"""The demo: be anybody with one click, and move its clock."""

from tumorboard.blueprints.demo.views import bp

__all__ = ["bp"]
