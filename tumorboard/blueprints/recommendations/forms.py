"""Forms of a recommendation: the signature, the reason of a new version, and its text."""

from collections.abc import Iterable

from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from tumorboard.domain.passwords import MAX_LENGTH
from tumorboard.web.forms import BoardForm, SegmentField, options, required, text_field
from tumorboard.web.recommendation_form import RecommendationFields

REASON_ROOM = 500


class SignForm(BoardForm):
    """What the signer has read, and the password where the last one was entered a while ago."""

    seen_hash = HiddenField()
    password = PasswordField("Your password", description="It is you who signs, not whoever is at this machine.",
                             validators=[Length(max=MAX_LENGTH, message=f"Use at most {MAX_LENGTH} characters.")])


class CoSignForm(SignForm):
    """The part for which a specialist signs."""

    specialty = SegmentField("Your part", validators=required("Choose for which specialty you sign."))

    def offer(self, parts: Iterable[tuple[str, str]]) -> "CoSignForm":
        """Offer the parts that are the reader's; a single one is chosen already."""
        found = options(parts)
        self.specialty.choices = found
        if len(found) == 1 and not self.specialty.data:
            self.specialty.data = found[0].value
        return self


class AmendForm(BoardForm):
    """Why the recommendation is written anew."""

    reason = text_field("Why is it written anew?", REASON_ROOM,
                        hint="It stands in the new version, for example “Condition of item 2 is met”.", lines=2)


class StopForm(BoardForm):
    """Why a stop does not hold for this plan."""

    reason = text_field("Why it does not hold here", REASON_ROOM * 2, lines=2)


class TextForm(RecommendationFields):
    """The text of a draft."""
