"""Laws: `find_laws` yields instruments with their provisions.

In: a parsed document with the names that the vocabulary knows. Out: LawMentions. Order: `instruments` finds
names of laws, `anaphora` what "the Convention" stands for, `provisions` the articles, `laws` joins them.
"""

from justicekb.extract.laws.laws import find_laws

__all__ = ["find_laws"]
