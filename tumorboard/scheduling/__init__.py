"""The clockwork: what is due is done, once, however many hosts ask for it."""
