"""Closed word lists with their labels; they import nothing of ours."""
