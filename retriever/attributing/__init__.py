"""Who says a sentence, on whose word, and how certainly."""
