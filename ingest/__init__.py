"""Articles in, indexed chunks out."""
