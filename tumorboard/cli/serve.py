"""`tumorboard serve`: the pages by waitress, on every system."""

import click
from waitress import serve

from config import Settings, SettingsError
from tumorboard import create_app
from tumorboard.scheduling.clockwork import start_inline
from tumorboard.web.later import load_all
from tumorboard.web.processes import settle


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=int, default=8000, show_default=True, help="The port to listen on.")
@click.option("--threads", type=int, default=8, show_default=True, help="How many requests are answered at once.")
def command(host: str, port: int, threads: int) -> None:
    """Serve the pages."""
    try:
        settings = Settings.from_env()
    except SettingsError as problem:
        raise click.ClickException(str(problem)) from problem
    app = create_app(settings)
    if settings.scheduler_inline:
        start_inline(app)
    # Nobody should wait for a page's code at seven in the morning.
    load_all(app)
    settle()
    click.echo(f"Serving on http://{host}:{port}/")
    serve(app, host=host, port=port, threads=threads, ident=None)
