"""The docket planner: hold, select, assign, sequence and explain the cases of one meeting."""

from .forecast import ComingMeeting, Forecast, Outlook, Stream, TierForecast, Waiting, forecast, what_helps
from .insert import insert
from .instance import MalformedInstance
from .plan import plan
from .price import price
from .reading import parse
from .standing import CannotInsert, stand
from .whatif import explained, insight, quick_plan

__all__ = [
    "CannotInsert",
    "ComingMeeting",
    "Forecast",
    "MalformedInstance",
    "Outlook",
    "Stream",
    "TierForecast",
    "Waiting",
    "explained",
    "forecast",
    "insert",
    "insight",
    "parse",
    "plan",
    "price",
    "quick_plan",
    "stand",
    "what_helps",
]
