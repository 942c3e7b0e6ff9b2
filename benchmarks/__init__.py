"""Measurements: what a decision or a number in the documents rests on."""
