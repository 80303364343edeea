"""Facts: `find_facts` yields dated events with participants, polarity, modality and attribution.

In: a parsed document with its names, laws, dates and quotations. Out: Facts. Order: `triggers` (over `lexicon`,
`lightverbs`, `factuality`) finds words that tell events; `dating` (over `datewords`, `attachment`, `gapping`)
gives each its date; `participants` (over `arguments`, `antecedents`, `phrases`) says who did what to whom;
`modality` how it is told; `facts` runs the steps.
"""

from justicekb.extract.facts.facts import find_facts

__all__ = ["find_facts"]
