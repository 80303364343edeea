"""Questions: `ask` yields values that are stored, with their sentences, or nothing.

In: a question as typed. Out: an `Answer`. Order: `idioms`, `openings`, `asides`, `names`, `spelling` and `times`
read it into a `frame`; `candidates` fetches records; `judge` (with `matter`, `figures`, `dates`, `patients`,
`offices`, `titles`, `topicality`) weighs each into `support`; `answers` groups what agrees;
`sentence_answers` reads one sentence where no record fits.
"""

from justicekb.query.questions.answers import CLOSE, same_quantity
from justicekb.query.questions.ask import ask
from justicekb.query.questions.candidates import candidates
from justicekb.query.questions.frame import Frame
from justicekb.query.questions.judge import Judge
from justicekb.query.questions.names import Name, named_in, unknown_in
from justicekb.query.questions.support import Support

__all__ = ["CLOSE", "Frame", "Judge", "Name", "Support", "ask", "candidates", "named_in", "same_quantity", "unknown_in"]
