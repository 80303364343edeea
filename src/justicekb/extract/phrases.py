"""Noun phrases as names: the longest form of a known name, else the phrase's own words without article or clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.nlp import Sentence
from justicekb.extract.triggers import Names
from justicekb.model import LawMention, Mention, Participant, RoleName

_LEFT = frozenset({"compound", "amod", "nummod", "nmod", "poss", "quantmod", "advmod", "npadvmod", "punct"})
_DROPPED = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_LONGEST = 12  # words of a phrase that has no name; the gold's longest run to fourteen, the usual is three
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our", "myself", "ourselves"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name as a participant has it, with the entity id when it is a known one."""

    name: str
    entity: str | None = None

    def participant(self, role: RoleName) -> Participant:
        """The name in a role."""
        return Participant(role=role, name=self.name, entity=self.entity)


@dataclass(frozen=True, slots=True)
class Context:
    """What pronouns of a sentence may stand for: the last person, body and plural before it, and the speaker."""

    person: Named | None = None
    body: Named | None = None
    plural: Named | None = None
    speaker: Named | None = None

    def of(self, token: Token) -> Named | None:
        """What a pronoun stands for; None where that is not safe."""
        word = token.lower_
        if word in _PERSONAL:
            return self.person
        if word in _PLURAL:
            return self.plural
        if word in _NEUTER:
            return self.body
        return self.speaker if word in _FIRST else None


def named(token: Token, names: Names, context: Context, dates: frozenset[int] = frozenset()) -> Named | None:
    """The name of the noun phrase that a token heads, without the tokens of `dates`; None for an open pronoun."""
    record = names.get(token.i)
    if record is not None:
        return of_record(record)
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WDT", "EX"):
        return context.of(token)
    words = phrase(token, dates)
    return Named(words) if words else None


def of_record(record: Mention | LawMention) -> Named:
    """The longest form of a name that was found."""
    return Named(record.name if isinstance(record, Mention) else record.instrument, record.entity)


def phrase(token: Token, dates: frozenset[int] = frozenset()) -> str:
    """The words of a noun phrase: modifiers before the head, the head, and the "of" phrase or "to" phrase after it."""
    left = [t for t in _before(token) if t.dep_ not in ("det", "predet")]
    start = left[0].i if left else token.i
    end = _end(token)
    if end - start > _LONGEST:
        end = token.i + 1
    while start < token.i and _droppable(token.doc[start], dates):
        start += 1
    words = " ".join(token.doc[start:end].text.split()).strip(" ,;:“”\"'")
    return words.partition(")")[2].strip() or words if ")" in words and "(" not in words else words


def _droppable(token: Token, dates: frozenset[int]) -> bool:
    return token.is_punct or token.lower_ in _DROPPED or token.i in dates or token.tag_ in ("WRB", "IN")


def _before(token: Token) -> list[Token]:
    return [t for child in token.lefts if child.dep_ in _LEFT for t in child.subtree] or []


def _end(token: Token) -> int:
    """One past the last word of an "of" phrase directly after the head, or of the head."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "on", "against", "for") and prep.i == token.i + 1:
            inner = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if inner is not None:
                return _end(inner)
    return token.i + 1


def contexts(sentences: Sequence[Sentence], all_names: Sequence[Names]) -> list[Context]:
    """For each sentence what its pronouns stand for, from the sentences before it in the same block."""
    result: list[Context] = []
    context, block = Context(), None
    for sentence, names in zip(sentences, all_names, strict=True):
        if sentence.block is not block:
            context, block = Context(), sentence.block
        result.append(context)
        context = _after(sentence, names, context)
    return result


def _after(sentence: Sentence, names: Names, context: Context) -> Context:
    """The context that a sentence leaves to the next: subjects go before what is named elsewhere."""
    mentions = [(t, names[t.i]) for t in sentence.tokens if t.i in names]
    subjects = [pair for pair in mentions if pair[0].dep_ in ("nsubj", "nsubjpass")]
    person = _last(subjects, "person") or _last(mentions, "person") or context.person
    body = _last(subjects, "organisation") or context.body
    return Context(person=person, body=body, plural=_plural(sentence, names) or context.plural)


def _last(pairs: list[tuple[Token, Mention | LawMention]], type_: str) -> Named | None:
    return next((of_record(r) for _, r in reversed(pairs) if isinstance(r, Mention) and r.type == type_), None)


def _plural(sentence: Sentence, names: Names) -> Named | None:
    for token in sentence.tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("NNS", "NNPS"):
            return named(token, names, Context())
    return None
