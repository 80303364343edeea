"""Facts: `find_facts` yields dated events with participants, polarity, modality and attribution.

In: a parsed document with its names, laws, dates and quotations. Out: Facts. Order, each step over the whole document
before the next: `sentences` gathers what is known of each sentence, `triggers` finds the words that tell events,
`dating` (with `attachment` and `gapping`) gives each its dates, `participants` says who did what to whom, `modality`
how it is told, `facts` runs the steps and puts the facts together. Any step may ask what only reads the parse and the
vocabulary: `lexicon`, `arguments`, `antecedents`, `datewords`, `phrases`, `lightverbs`, `factuality`.
"""

from justicekb.extract.facts.facts import find_facts

__all__ = ["find_facts"]
