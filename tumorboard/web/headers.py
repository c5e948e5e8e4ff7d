"""The headers that every page carries."""

from flask import Flask, Response, current_app, request

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
       "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def install(app: Flask) -> None:
    """Add the headers to every answer, refusals included."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    """Keep pages about patients out of every cache; only our own static files may be kept."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    if current_app.config["SETTINGS"].production:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response
