"""From what is supported to values: stored ones, one sentence's, yes or no, causes, definitions, authors, events."""
