"""Write the next migration, numbered in sequence, from what the models have and an empty database has not."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tumorboard.cli.migrate import alembic_config, migrate


def main(name: str) -> None:
    """Compare the models with a database at head, and write the difference under the next number."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'head.sqlite'}"
        migrate(url)
        engine = create_engine(url)
        with engine.begin() as connection:
            config = alembic_config(connection)
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
            command.revision(config, message=name, autogenerate=True, rev_id=f"{number:04d}")
        engine.dispose()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say what the migration does: make migration NAME=what_it_does")
    main(sys.argv[1])
