"""The docket planner: hold, select, assign, sequence and explain the cases of one meeting."""

from .instance import MalformedInstance
from .plan import plan
from .reading import parse

__all__ = ["MalformedInstance", "parse", "plan"]
