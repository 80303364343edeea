"""Storage: the record store (the truth) and the full text derived from it."""
