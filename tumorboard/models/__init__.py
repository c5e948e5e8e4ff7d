"""The tables, one module per aggregate."""

from tumorboard.models.address_try import AddressTry
from tumorboard.models.answer import AnswerChange, CaseSection
from tumorboard.models.appraisal import DerivedReview, FlagOverrule
from tumorboard.models.attachment import Attachment, AttachmentContent
from tumorboard.models.board import Board, DemoClock, Heartbeat
from tumorboard.models.case import Case, CaseNeed, Message, Readiness
from tumorboard.models.discussion import Attendance, Discussion
from tumorboard.models.docket import Docket, DocketBlock, DocketCandidate, DocketInput, DocketItem
from tumorboard.models.event import CaseEvent, RequestKey
from tumorboard.models.followup import FollowUp
from tumorboard.models.holiday import BoardHoliday
from tumorboard.models.huddle import Huddle, HuddleItem, HuddleMember
from tumorboard.models.lane import LaneChange, LateAddition
from tumorboard.models.meeting import Availability, Meeting
from tumorboard.models.member import Invitation, Member, MemberRole, MemberSpecialty, SignIn
from tumorboard.models.outbox import MailChoice, Notice
from tumorboard.models.outside import OutsideMaterial
from tumorboard.models.paper_release import PaperRelease
from tumorboard.models.patient import Patient
from tumorboard.models.patient_merge import MovedCase, PatientMerge
from tumorboard.models.policy import BoardPolicy
from tumorboard.models.preparation import PreparationMark, Reminder
from tumorboard.models.recommendation import Dissent, Recommendation, RecommendationItem
from tumorboard.models.saved_view import SavedView
from tumorboard.models.search import NameKey, NameWord, SearchDocument
from tumorboard.models.snapshot import CaseSnapshot
from tumorboard.models.statement import CoSignature, Statement
from tumorboard.models.wish import Wish

__all__ = [
    "AddressTry", "AnswerChange", "Attachment", "AttachmentContent", "Attendance", "Availability", "Board",
    "BoardHoliday",
    "BoardPolicy", "Case", "CaseEvent", "CaseNeed", "CaseSection", "CaseSnapshot", "CoSignature", "DemoClock",
    "DerivedReview",
    "Discussion", "Dissent", "Docket", "DocketBlock", "DocketCandidate", "DocketInput", "DocketItem", "FlagOverrule",
    "FollowUp", "Heartbeat", "Huddle", "HuddleItem", "HuddleMember", "Invitation", "LaneChange", "LateAddition",
    "MailChoice", "Meeting", "Member", "MemberRole", "MemberSpecialty", "Message", "NameKey", "NameWord", "Notice",
    "MovedCase", "OutsideMaterial", "PaperRelease", "PatientMerge", "SavedView",
    "Patient", "PreparationMark", "Readiness", "Recommendation", "RecommendationItem", "Reminder", "RequestKey",
    "SearchDocument", "SignIn", "Statement", "Wish",
]
