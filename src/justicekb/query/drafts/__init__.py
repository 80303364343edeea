"""Drafts: `verify_draft` checks a text against the base, `verify_stored` the stored records against their files.

In: a draft. Out: verdicts with evidence. Order: `draft` takes it apart, `quotations` compares quoted words and
`attribution` their speakers, `statements` (with `figures`) reads dated and counted claims, `verdicts` weighs them by
the records (over `quantity`), `alignment` by the nearest sentences; `objections` (over `claimed`) holds who does what
where against the sentence that has the value; `entailment` compares whole sentences by their grammar; `verify`
reports.
"""

from justicekb.query.drafts.draft import Draft, draft_of_document, draft_of_text
from justicekb.query.drafts.entailment.grammar import Word
from justicekb.query.drafts.verify import Check, Standing, Verification, verify_draft, verify_stored

__all__ = [
    "Check",
    "Draft",
    "Standing",
    "Verification",
    "Word",
    "draft_of_document",
    "draft_of_text",
    "verify_draft",
    "verify_stored",
]
