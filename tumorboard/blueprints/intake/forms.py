"""The form that takes a referral list."""

from flask_wtf.file import FileField

from tumorboard.domain.intake import MAX_BYTES
from tumorboard.web.forms import BoardForm


class ListForm(BoardForm):
    """One CSV file."""

    file = FileField("Referral list", description="A CSV file with a header row: at most 500 rows and 2 MB.")

    def content(self) -> bytes:
        """Give the bytes of the file, and no more of them than is needed to see that it is too large."""
        return bytes(self.file.data.stream.read(MAX_BYTES + 1)) if self.file.data else b""

    def refuse(self, words: str) -> None:
        """Show the words beside the field."""
        self.file.errors = [words]
