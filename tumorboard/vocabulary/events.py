"""What a line of the record of changes says was done."""

from tumorboard.vocabulary.word import Word


class Happening(Word):
    """A kind of change."""

    ACCOUNT_DISABLED = "account.disabled", "Disabled the account of"
    ACCOUNT_ENABLED = "account.enabled", "Enabled the account of"
    ACCOUNT_INVITED = "account.invited", "Gave a link to set a password to"
    ACCOUNT_PASSWORD_SET = "account.password_set", "Set the password of"
    ACCOUNT_SIGNED_IN = "account.signed_in", "Signed in"
    ACCOUNT_SIGNED_OUT_EVERYWHERE = "account.signed_out_everywhere", "Signed out everywhere"
    AVAILABILITY_ANSWERED = "availability.answered", "Answered whether they come"
    BOARD_CHANGED = "board.changed", "Changed the settings"
    BOARD_FOUNDED = "board.founded", "Founded the board"
    CASE_ACCEPTANCE_WITHDRAWN = "case.acceptance_withdrawn", "Withdrew the acceptance"
    CASE_ACCEPTED = "case.accepted", "Accepted the case"
    CASE_ANSWERED = "case.answered", "Answered what was asked"
    CASE_CARRIED_OVER = "case.carried_over", "Carried the case over"
    CASE_CHANGE_ASKED = "case.change_asked", "Asked for a change"
    CASE_CHANGE_SETTLED = "case.change_settled", "Settled a change"
    CASE_CLOSED = "case.closed", "Closed the case"
    CASE_DEFERRED = "case.deferred", "Deferred the case"
    CASE_EDITED = "case.edited", "Edited the case"
    CASE_ITEM_SET = "case.item_set", "Set a readiness item"
    CASE_LISTED = "case.listed", "Put the case on the docket"
    CASE_NOTED = "case.noted", "Wrote a note"
    CASE_SENT_BACK = "case.sent_back", "Sent the case back"
    CASE_STARTED = "case.started", "Started a draft"
    CASE_SUBMITTED = "case.submitted", "Submitted the case"
    CASE_TRIAGED = "case.triaged", "Triaged the case"
    CASE_WITHDRAWN = "case.withdrawn", "Withdrew the case"
    CASES_CORRECTIONS_EXPORTED = "cases.corrections_exported", "Took out the rows to correct"
    CASES_IMPORTED = "cases.imported", "Imported a referral list"
    DISCUSSION_OPENED = "discussion.opened", "Began the discussion"
    DISCUSSION_RECORDED = "discussion.recorded", "Recorded the discussion"
    DOCKET_BUILT = "docket.built", "Built the docket"
    DOCKET_FROZEN = "docket.frozen", "Froze the docket"
    DOCKET_OPENED = "docket.opened", "Opened the docket"
    DOCKET_PRINTED = "docket.printed", "Printed the docket"
    DOCKET_PUBLISHED = "docket.published", "Published the docket"
    DOCKET_SNAPSHOT = "docket.snapshot", "Kept the final docket"
    MEETING_ATTENDANCE = "meeting.attendance", "Noted attendance"
    MEETING_CLOSED = "meeting.closed", "Closed the meeting"
    MEETING_GUEST = "meeting.guest", "Noted a guest"
    MEETING_MISSED = "meeting.missed", "Noted a meeting that was not opened"
    MEETING_OPENED = "meeting.opened", "Opened the meeting"
    MEETING_PLANNED = "meeting.planned", "Planned the meeting"
    MEETING_REINSTATED = "meeting.reinstated", "Reinstated the meeting"
    MEETING_SKIPPED = "meeting.skipped", "Skipped the meeting"
    MEMBER_ADDED = "member.added", "Added to the board"
    MEMBER_CHANGED = "member.changed", "Changed the entry of"
    PATIENT_CORRECTED = "patient.corrected", "Corrected a patient’s identity"
    PATIENT_CREATED = "patient.created", "Entered a patient"
    PATIENT_DISPUTED = "patient.disputed", "Noted that two identities differ"
    PATIENT_SAME_AS = "patient.same_as", "Joined two entries of a patient"
    RECOMMENDATION_AMENDING = "recommendation.amending", "Began to amend the recommendation"
    RECOMMENDATION_SIGNED = "recommendation.signed", "Signed the recommendation"
    RECOMMENDATION_WRITTEN = "recommendation.written", "Wrote the recommendation"


LABELS = {each.value: each.label for each in Happening}


def words(kind: str) -> str:
    """Give the words of a kind; one that is not on the list yet shows its code."""
    return LABELS.get(kind, kind)
