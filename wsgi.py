"""The application for any WSGI server, for example `gunicorn wsgi:app`."""

from config import Settings
from tumorboard import create_app
from tumorboard.web.later import load_all

app = create_app(Settings.from_env())
# All of it now: the processes that a server is divided into share what was loaded before.
load_all(app)
