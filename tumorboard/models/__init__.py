"""The tables, one module per aggregate; a module is loaded when one of its tables is first asked for.

To map all of them takes longer than to draw a page, and most processes need a third of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tumorboard.models.address_try import AddressTry as AddressTry
    from tumorboard.models.answer import AnswerChange as AnswerChange
    from tumorboard.models.answer import CaseSection as CaseSection
    from tumorboard.models.appraisal import DerivedReview as DerivedReview
    from tumorboard.models.appraisal import FlagOverrule as FlagOverrule
    from tumorboard.models.attachment import Attachment as Attachment
    from tumorboard.models.attachment import AttachmentContent as AttachmentContent
    from tumorboard.models.board import Board as Board
    from tumorboard.models.board import DemoClock as DemoClock
    from tumorboard.models.board import Heartbeat as Heartbeat
    from tumorboard.models.case import Case as Case
    from tumorboard.models.case import CaseNeed as CaseNeed
    from tumorboard.models.case import Message as Message
    from tumorboard.models.case import Readiness as Readiness
    from tumorboard.models.discussion import Attendance as Attendance
    from tumorboard.models.discussion import Discussion as Discussion
    from tumorboard.models.discussion import Recusal as Recusal
    from tumorboard.models.docket import Docket as Docket
    from tumorboard.models.docket import DocketBlock as DocketBlock
    from tumorboard.models.docket import DocketCandidate as DocketCandidate
    from tumorboard.models.docket import DocketItem as DocketItem
    from tumorboard.models.docket_input import DocketInput as DocketInput
    from tumorboard.models.event import CaseEvent as CaseEvent
    from tumorboard.models.event import RequestKey as RequestKey
    from tumorboard.models.followup import FollowUp as FollowUp
    from tumorboard.models.holiday import BoardHoliday as BoardHoliday
    from tumorboard.models.huddle import Huddle as Huddle
    from tumorboard.models.huddle import HuddleItem as HuddleItem
    from tumorboard.models.huddle import HuddleMember as HuddleMember
    from tumorboard.models.lane import LaneChange as LaneChange
    from tumorboard.models.lane import LateAddition as LateAddition
    from tumorboard.models.meeting import Availability as Availability
    from tumorboard.models.meeting import Meeting as Meeting
    from tumorboard.models.member import Invitation as Invitation
    from tumorboard.models.member import Member as Member
    from tumorboard.models.member import MemberRole as MemberRole
    from tumorboard.models.member import MemberSpecialty as MemberSpecialty
    from tumorboard.models.member import SignIn as SignIn
    from tumorboard.models.outbox import MailChoice as MailChoice
    from tumorboard.models.outbox import Notice as Notice
    from tumorboard.models.outside import OutsideMaterial as OutsideMaterial
    from tumorboard.models.paper_release import PaperRelease as PaperRelease
    from tumorboard.models.patient import Patient as Patient
    from tumorboard.models.patient_merge import MovedCase as MovedCase
    from tumorboard.models.patient_merge import PatientMerge as PatientMerge
    from tumorboard.models.policy import BoardPolicy as BoardPolicy
    from tumorboard.models.preparation import PreparationMark as PreparationMark
    from tumorboard.models.preparation import Reminder as Reminder
    from tumorboard.models.recommendation import Dissent as Dissent
    from tumorboard.models.recommendation import Recommendation as Recommendation
    from tumorboard.models.recommendation import RecommendationItem as RecommendationItem
    from tumorboard.models.saved_view import SavedView as SavedView
    from tumorboard.models.search import NameKey as NameKey
    from tumorboard.models.search import NameWord as NameWord
    from tumorboard.models.search import SearchDocument as SearchDocument
    from tumorboard.models.snapshot import CaseSnapshot as CaseSnapshot
    from tumorboard.models.statement import CoSignature as CoSignature
    from tumorboard.models.statement import Statement as Statement
    from tumorboard.models.wish import Wish as Wish

# Where two modules belong together, the one that knows the other is loaded, so that every reference finds its table.
HOMES = {
    "address_try": ("AddressTry",),
    "answer": ("AnswerChange", "CaseSection"),
    "appraisal": ("DerivedReview", "FlagOverrule"),
    "attachment": ("Attachment", "AttachmentContent"),
    "board": ("Board", "DemoClock", "Heartbeat"),
    "case": ("Case", "CaseNeed", "Message", "OutsideMaterial", "Readiness"),
    "discussion": ("Attendance", "Discussion", "Recusal", "Statement"),
    "docket": ("Docket", "DocketBlock", "DocketCandidate", "DocketItem"),
    "docket_input": ("DocketInput",),
    "event": ("CaseEvent", "RequestKey"),
    "followup": ("FollowUp",),
    "holiday": ("BoardHoliday",),
    "huddle": ("Huddle", "HuddleItem", "HuddleMember"),
    "lane": ("LaneChange", "LateAddition"),
    "meeting": ("Availability", "Meeting"),
    "member": ("Invitation", "Member", "MemberRole", "MemberSpecialty", "SignIn"),
    "outbox": ("MailChoice", "Notice"),
    "paper_release": ("PaperRelease",),
    "patient": ("Patient",),
    "patient_merge": ("MovedCase", "PatientMerge"),
    "policy": ("BoardPolicy",),
    "preparation": ("PreparationMark", "Reminder"),
    "recommendation": ("CoSignature", "Dissent", "Recommendation", "RecommendationItem"),
    "saved_view": ("SavedView",),
    "search": ("NameKey", "NameWord", "SearchDocument"),
    "snapshot": ("CaseSnapshot",),
    "wish": ("Wish",),
}
_HOME_OF = {table: home for home, tables in HOMES.items() for table in tables}


def load_all() -> None:
    """Load every table, for whoever makes, compares or empties them all."""
    for home in HOMES:
        import_module(f"{__name__}.{home}")


# The type checker reads the imports above; an unknown name stays an error to it.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load the module of a table that is asked for by its name."""
        if name not in _HOME_OF:
            raise AttributeError(f"There is no table named {name!r}.")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
