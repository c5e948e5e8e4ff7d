"""The tables, one module per aggregate."""

from tumorboard.models.board import Board, DemoClock, Heartbeat
from tumorboard.models.case import Case, CaseNeed, Message, Readiness
from tumorboard.models.discussion import Attendance, Discussion
from tumorboard.models.docket import Docket, DocketBlock, DocketCandidate, DocketItem
from tumorboard.models.event import CaseEvent, RequestKey
from tumorboard.models.followup import FollowUp
from tumorboard.models.meeting import Availability, Meeting
from tumorboard.models.member import Invitation, Member, MemberRole, MemberSpecialty, SignIn
from tumorboard.models.patient import Patient
from tumorboard.models.recommendation import Dissent, Recommendation, RecommendationItem

__all__ = [
    "Attendance", "Availability", "Board", "Case", "CaseEvent", "CaseNeed", "DemoClock", "Discussion", "Dissent",
    "Docket", "DocketBlock", "DocketCandidate", "DocketItem", "FollowUp", "Heartbeat", "Invitation", "Meeting",
    "Member", "MemberRole", "MemberSpecialty", "Message", "Patient", "Readiness", "Recommendation",
    "RecommendationItem", "RequestKey", "SignIn",
]
