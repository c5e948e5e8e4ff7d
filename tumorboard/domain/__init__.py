"""Pure rules of the board: values in, verdict out; no clock, no database, no web."""
