"""Queries: search, questions, facts, timelines, conflicts, citations; each knows only the store's protocols."""
