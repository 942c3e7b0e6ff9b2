"""People in front of it."""
