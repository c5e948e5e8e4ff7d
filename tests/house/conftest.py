"""What is planted looks like tests and modules, but is only read."""

collect_ignore = ["planted"]
