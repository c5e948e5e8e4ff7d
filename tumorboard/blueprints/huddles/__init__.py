"""Huddles: what cannot wait for the meeting, asked for and recorded."""
