"""Dates in words, resolved against the day of publication."""
