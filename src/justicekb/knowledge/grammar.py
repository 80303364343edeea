"""The language model as `verify` uses it: sentences in, plain words out; loaded at the first sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from justicekb.extract.nlp import load_pipeline
from justicekb.query.drafts import Word
from justicekb.spans import Span

# Sentences parsed together; more gain nothing on a short draft.
_BATCH = 64


def words_of(texts: Sequence[str], *, model: str) -> list[tuple[Word, ...]]:
    """The words of texts, one sentence each; raises StoreError when the model is not installed."""
    return [
        tuple(
            Word(
                token.text,
                token.lemma_,
                token.pos_,
                token.tag_,
                token.dep_,
                token.head.i,
                Span(token.idx, token.idx + len(token.text)),
                token.ent_type_,
            )
            for token in doc
        )
        for doc in _pipeline(model).pipe(texts, batch_size=_BATCH)
    ]


_pipeline = lru_cache(maxsize=1)(load_pipeline)
