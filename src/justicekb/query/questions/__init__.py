"""Questions: `ask` yields values that are stored, with their sentences, or nothing.

In: a question as typed. Out: an `Answer`. `ask` cuts it into parts (`analysis.several`); of each `analysis` makes a
frame (wording → tagging → clauses → expected → names and times → predicates → frame), `judgement` finds the records
that support an answer (candidates → judge → evaluation), and `replies` makes values of them, or of a sentence.
"""

from justicekb.query.questions.analysis.frame import Frame
from justicekb.query.questions.analysis.names import Name, named_in, unknown_in
from justicekb.query.questions.analysis.wording import turns
from justicekb.query.questions.ask import ask
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
