"""Whether a sentence of a source entails a sentence of a draft: piece by piece, by grammar and vocabulary.

Order: `grammar` (a parsed sentence: who does what, what is denied, what is only planned), `predicates` (which verbs
tell the same, which exclude each other), `claim` (a draft's sentence in its pieces), `windows` (the sentences of the
base nearest to it), `compare` with `named`, `arguments` and `values` (each piece against a window), `entail` (the
verdict), `entailing` (sentence by sentence).
"""
