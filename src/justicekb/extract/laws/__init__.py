"""Laws: `find_laws` yields instruments with their provisions; `with_companions` adds those named beside a fact's law.

In: a parsed document with the names that the vocabulary knows. Out: LawMentions. Order: `instruments` finds
names of laws, `anaphora` what "the Convention" stands for, `provisions` the articles, `laws` joins them.
"""

from justicekb.extract.laws.anaphora import with_companions
from justicekb.extract.laws.laws import find_laws

__all__ = ["find_laws", "with_companions"]
