"""From a question as typed to a frame: `wording`, `tagging`, `clauses`, `expected`, `names`, `predicates`, `frame`."""
