"""What a member was told, the calendar file of their block, and how the mail stands."""

from tumorboard.blueprints.notices import mail as mail
from tumorboard.blueprints.notices.views import bp

__all__ = ["bp"]
