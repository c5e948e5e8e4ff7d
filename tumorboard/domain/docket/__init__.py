"""The docket planner: hold, select, assign, sequence and explain the cases of one meeting."""

from .forecast import ComingMeeting, Forecast, Outlook, Stream, TierForecast, Waiting, forecast, what_helps
from .insert import CannotInsert, insert
from .instance import MalformedInstance
from .plan import plan
from .price import price
from .reading import parse

__all__ = [
    "CannotInsert",
    "ComingMeeting",
    "Forecast",
    "MalformedInstance",
    "Outlook",
    "Stream",
    "TierForecast",
    "Waiting",
    "forecast",
    "insert",
    "parse",
    "plan",
    "price",
    "what_helps",
]
