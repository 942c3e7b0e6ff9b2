"""Whole briefings: a summary, a timeline, who is who, the sources."""
