"""Worklists: everybody's own tasks, what is missing for the coming meeting, what radiology and pathology prepare."""
