"""Verbs of the board: each writes its rows, records what it did, and never commits."""
