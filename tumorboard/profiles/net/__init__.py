"""The neuroendocrine tumor board: its catalogue of fields and rules, and its staging tables, as data."""
