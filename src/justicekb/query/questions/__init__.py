"""Questions: `ask` yields values that are stored, with their sentences, or nothing.

In: a question as typed. Out: an `Answer`. `ask` cuts it into parts (`analysis.several`); of each `analysis` makes one
of the `frames` (wording → tagging → clauses → expected → names and times → predicates → frame), and `replies` makes
values of stored records, or of a sentence; each thing it tries it has weighed by `judgement` (candidates → judge →
evaluation), which knows neither.
"""

from justicekb.query.questions.analysis.names import named_in, unknown_in
from justicekb.query.questions.analysis.wording import turns
from justicekb.query.questions.ask import ask
from justicekb.query.questions.frames import Frame, Name
from justicekb.query.questions.judgement.candidates import candidates
from justicekb.query.questions.judgement.judge import Judge
from justicekb.query.questions.judgement.support import Support
from justicekb.query.questions.replies.answers import CLOSE, same_quantity

__all__ = [
    "CLOSE",
    "Frame",
    "Judge",
    "Name",
    "Support",
    "ask",
    "candidates",
    "named_in",
    "same_quantity",
    "turns",
    "unknown_in",
]
