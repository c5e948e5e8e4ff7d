"""Referral lists, without a database."""
