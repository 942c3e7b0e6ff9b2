"""Two sentences as facts laid side by side: their words, names, numbers, dates, roles and firmness."""
