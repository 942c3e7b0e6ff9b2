"""Tagged words, noun phrases and names, without a trained tagger."""
