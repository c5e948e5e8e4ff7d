"""When a whole file cannot be read."""

from tumorboard.domain.errors import BoardError


class FileRefused(BoardError):
    """The file cannot be read as a referral list; the words say why and what to send instead."""
