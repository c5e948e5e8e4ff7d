"""`python -m tumorboard.cli`, for where the `tumorboard` script is not on the path."""

from tumorboard.cli import main

main(prog_name="tumorboard")
