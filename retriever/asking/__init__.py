"""What a question asks for, and within which limits."""
