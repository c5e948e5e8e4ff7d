"""Forms of the door and of one's own account."""

from wtforms import PasswordField, RadioField
from wtforms.validators import Length

from tumorboard.domain.passwords import MAX_LENGTH, MIN_LENGTH
from tumorboard.vocabulary.notices import MailTopic
from tumorboard.vocabulary.people import Theme
from tumorboard.web.forms import BoardForm, ChecksField, options, required, text_field

LONG = Length(max=MAX_LENGTH, message=f"Use at most {MAX_LENGTH} characters.")
HINT = f"At least {MIN_LENGTH} characters. A sentence that only you would say is easy to remember; pasting is fine."


class SignInForm(BoardForm):
    """Who signs in."""

    name = text_field("E-mail or user name", 254, required("Enter your e-mail address or your user name."))
    password = PasswordField("Password", validators=[*required("Enter your password."), LONG])


class NewPasswordForm(BoardForm):
    """A first or a new password, by a one-time link."""

    password = PasswordField("New password", description=HINT, validators=[*required("Enter a password."), LONG])
    password_again = PasswordField("The same password again", validators=[*required("Enter it a second time."), LONG])

    def is_typed_twice(self) -> bool:
        """Tell whether both are the same, and say so beside the second where they are not."""
        if self.password.data == self.password_again.data:
            return True
        self.password_again.errors = ["The two passwords differ. Enter the same one twice."]
        return False


class ChangePasswordForm(NewPasswordForm):
    """A new password for somebody who knows the old one."""

    current_password = PasswordField("Current password",
                                     validators=[*required("Enter the password you have now."), LONG])


class MailForm(BoardForm):
    """What a member wants by mail."""

    topics = ChecksField("Send me by mail", choices=options((topic.value, topic.label) for topic in MailTopic))


class ThemeForm(BoardForm):
    """How the pages look."""

    theme = RadioField("Colors", choices=options((theme.value, theme.label) for theme in Theme))


class KeysForm(BoardForm):
    """Whether single keys do anything."""

    keys = RadioField("Single keys", choices=options((("on", "On"), ("off", "Off"))))
