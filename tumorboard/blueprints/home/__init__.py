"""This week: when the reader is needed, what the board needs from them, and their cases."""
