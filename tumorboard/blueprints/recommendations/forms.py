"""Forms of a recommendation: the signature, the reason of a new version, and its text."""

from wtforms import HiddenField, PasswordField
from wtforms.validators import Length

from tumorboard.domain.passwords import MAX_LENGTH
from tumorboard.web.forms import BoardForm, text_field
from tumorboard.web.recommendation_form import RecommendationFields

REASON_ROOM = 500


class SignForm(BoardForm):
    """What the signer has read, and the password where the last one was entered a while ago."""

    seen_hash = HiddenField()
    password = PasswordField("Your password", description="It is you who signs, not whoever is at this machine.",
                             validators=[Length(max=MAX_LENGTH, message=f"Use at most {MAX_LENGTH} characters.")])


class AmendForm(BoardForm):
    """Why the recommendation is written anew."""

    reason = text_field("Why is it written anew?", REASON_ROOM,
                        hint="It stands in the new version, for example “Condition of item 2 is met”.", lines=2)


class TextForm(RecommendationFields):
    """The text of a draft."""
