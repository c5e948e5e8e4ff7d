"""Figures of the running product, each a ratio of two things measured in the same run."""
