"""Follow-up questions: what they point to, and what they leave out."""
