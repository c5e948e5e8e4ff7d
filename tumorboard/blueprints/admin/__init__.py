"""Pages for administrators and auditors."""

from tumorboard.blueprints.admin import record as record
from tumorboard.blueprints.admin import settings as settings
from tumorboard.blueprints.admin.views import bp

__all__ = ["bp"]
