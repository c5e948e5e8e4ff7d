"""The forms of a case's lane."""

from tumorboard.web.forms import BoardForm, ChoiceField, text_field


class PullOutForm(BoardForm):
    """What the board should discuss."""

    reason = text_field("What should the board discuss?", 500)


class ListOnlyForm(BoardForm):
    """Why a case needs no discussion, and who agreed."""

    reason = text_field("Which standard of care does it follow?", 500, lines=2,
                        hint="For example: “Appendix NET of 8 mm, R0: no follow-up imaging.”")
    agreed_by = ChoiceField("Who agreed that it is only listed?", validate_choice=False)
