"""What can go wrong, in the reader's words; the web layer turns each into its answer."""


class BoardError(Exception):
    """Something the board's rules do not allow; the message names it and the next step."""

    def __init__(self, message: str) -> None:
        """Keep the words for the reader."""
        super().__init__(message)
        self.message = message


class NotFound(BoardError):
    """It does not exist, or the reader may not know that it does: both are the same answer."""

    def __init__(self, what: str = "page") -> None:
        """Say what was looked for, never whether it exists."""
        super().__init__(f"We cannot find that {what}.")


class NotAllowed(BoardError):
    """The actor's roles do not include this."""


class MoveRefused(BoardError):
    """The state that the thing is in does not allow this move."""


class Stale(BoardError):
    """Somebody changed the row after the reader opened it."""

    def __init__(self, what: str) -> None:
        """Name what was changed meanwhile."""
        super().__init__(f"Somebody else changed {what} while you had it open. Nothing of yours was saved over it.")


class AnswerRefused(BoardError):
    """One or more answers cannot be taken as they stand; the words belong beside the fields."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the words per field, in the order of the form."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems
