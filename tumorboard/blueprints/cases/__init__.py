"""Cases: the list, the submission form, the case page and the coordinator's review."""
