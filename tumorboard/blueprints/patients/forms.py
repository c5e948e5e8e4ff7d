"""The form that corrects who a patient is."""

from typing import Any

from wtforms import HiddenField

from tumorboard.domain.identity import NOT_ASSIGNED, Correction
from tumorboard.profiles import Profile
from tumorboard.web.forms import BoardForm, ChoiceField, DayField, options, text_field

DAY_HINT = "For example 1968-03-14 or 03/14/1968."


class IdentityForm(BoardForm):
    """A patient's identity; what the answers mean together is judged in the domain."""

    mrn = text_field("Record number (MRN)", 40, hint=f"Or write “{NOT_ASSIGNED}”.")
    mrn_issuer = text_field("Hospital that gave the number", 120)
    family_name = text_field("Family name", 80)
    given_name = text_field("Given name", 80)
    birth_date = DayField("Date of birth", description=DAY_HINT)
    sex = ChoiceField("Administrative sex", validate_choice=False)
    died_on = DayField("Date of death", description="Leave it empty while the patient is alive.")

    def offer(self, profile: Profile) -> None:
        """Fill the list to choose from."""
        self.sex.choices = options([("", "Choose one"), *profile.labels("sex").items()])

    def correction(self) -> Correction:
        """Give the answers as the rules see them."""
        return Correction(self.mrn.data or "", self.mrn_issuer.data or "", self.family_name.data or "",
                          self.given_name.data or "", self.birth_date.day, self.sex.data or "", self.died_on.day)


class SameForm(BoardForm):
    """Which other record is the same person."""

    other = HiddenField()


def stored(patient: Any) -> dict[str, Any]:
    """Give the stored identity as the form takes it."""
    return {"seen": patient.version, "mrn": patient.mrn or NOT_ASSIGNED, "mrn_issuer": patient.mrn_issuer,
            "family_name": patient.family_name, "given_name": patient.given_name,
            "birth_date": patient.birth_date.isoformat(), "sex": patient.sex,
            "died_on": patient.died_on.isoformat() if patient.died_on else ""}
