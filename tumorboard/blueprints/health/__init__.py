"""Whether the process lives and the board is ready, for the machines that watch."""
