"""The form that corrects who a patient is."""

from typing import Any

from wtforms import HiddenField

from tumorboard.domain.identity import NOT_ASSIGNED, Correction
from tumorboard.profiles import Profile
from tumorboard.web.forms import BoardForm, ChoiceField, DayField, SegmentField, options, required, text_field
from tumorboard.web.wording import mrn, patient_name

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


class JoinForm(BoardForm):
    """Which of two records is used from now on, and how it is known that they are one person."""

    use = SegmentField("Which record is used from now on?", validators=required("Choose the record that is used."))
    why = text_field("How do you know that they are one person?", 500, lines=2,
                     hint="For example: “Telephoned; the number of the second record was mistyped.”")
    seen_other = HiddenField()

    def offer(self, here: Any, other: Any) -> None:
        """Fill the choice with both records."""
        self.use.choices = options((str(each.id), f"{patient_name(each)}, MRN {mrn(each)}") for each in (here, other))

    @property
    def seen_both(self) -> tuple[int, int]:
        """Give the versions of both that the reader saw; 0 never matches."""
        other = str(self.seen_other.data or "")
        return self.seen_version, int(other) if other.isascii() and other.isdigit() else 0


class PartForm(BoardForm):
    """Why two records are parted again."""

    why = text_field("Why are they two people after all?", 500, lines=2)


def stored(patient: Any) -> dict[str, Any]:
    """Give the stored identity as the form takes it."""
    return {"seen": patient.version, "mrn": patient.mrn or NOT_ASSIGNED, "mrn_issuer": patient.mrn_issuer,
            "family_name": patient.family_name, "given_name": patient.given_name,
            "birth_date": patient.birth_date.isoformat(), "sex": patient.sex,
            "died_on": patient.died_on.isoformat() if patient.died_on else ""}
