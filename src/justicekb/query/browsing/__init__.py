"""What a reader looks at without a question: suggestions, facets, sources, treaties, figures over time, doubts."""
