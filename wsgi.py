"""The application for any WSGI server, for example `gunicorn wsgi:app`."""

from config import Settings
from tumorboard import create_app

app = create_app(Settings.from_env())
