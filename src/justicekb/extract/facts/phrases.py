"""Noun phrases as names: the longest form of a known name, else the phrase's own words without article or clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.facts.arguments import complements, counted_nouns
from justicekb.extract.nlp import Sentence
from justicekb.model import LawMention, Mention, Participant, RoleName

# The name that each token of a sentence belongs to, by token index.
Names = Mapping[int, Mention | LawMention]

_LEFT = frozenset({"compound", "amod", "nummod", "nmod", "poss", "quantmod", "advmod", "npadvmod", "punct"})
_DROPPED = frozenset({"the", "a", "an", "his", "her", "its", "their", "whose"})
_LONGEST = 12  # words of a phrase that has no name; the gold's longest run to fourteen, the usual is three
# Endings of nouns that name persons by what they do or are: "activist", "prisoner", "officer", "woman".
_AGENTIVE = ("ist", "man", "er", "ant", "oner", "nee", "tor", "or", "boy", "girl", "inee", "ect", "ident")
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
    country: Named | None = None  # what "the country" means: the one that the document names most

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
    beside = token.dep_ == "appos" and token.head.pos_ in ("NOUN", "PROPN") and token.head.ent_type_ != "DATE"
    if beside and token.i not in names:
        token = token.head
    record = names.get(token.i) or _apposed(token, names)
    if record is not None:
        return _second_of(token, names) or of_record(record)
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$", "WP", "WDT", "EX"):
        above = _clause_above(token, names) if token.lower_ in _NEUTER and token.dep_ == "nsubj" else None
        return above or _within_sentence(token, names) or context.of(token) or _clause_above(token, names)
    if token.lower_ == "country" and context.country is not None and _definite(token):
        return context.country
    words = phrase(token, dates)
    return Named(words) if words else None


def _apposed(token: Token, names: Names) -> Mention | LawMention | None:
    """The name set beside a common noun: "an inmate of the prison, Natalya S.", "prisoner of conscience Ali K."."""
    inner = [noun for noun in complements(token, ("of", "in", "from", "at")) if token.tag_ == "NN"]
    for owner, types in ((token, ("person", "organisation")), *((noun, ("person",)) for noun in inner)):
        for child in owner.rights:
            record = names.get(child.i) if child.dep_ == "appos" else None
            if isinstance(record, Mention) and record.type in types:
                return record
    return None


def _second_of(token: Token, names: Names) -> Named | None:
    """An instrument with "Second" before it is not the one without: "the Second Optional Protocol"."""
    record, at = names.get(token.i), token.i
    while at > token.sent.start and names.get(at - 1) is record:
        at -= 1
    other = isinstance(record, LawMention) and not record.instrument.startswith("Second")
    second = other and at > token.sent.start and token.doc[at - 1].lower_ == "second"
    return Named(token.doc[at - 1 : token.i + 1].text) if second else None


def _definite(token: Token) -> bool:
    return [child.lower_ for child in token.lefts] == ["the"]


def _within_sentence(token: Token, names: Names) -> Named | None:
    """The name before a pronoun in its own sentence, subjects first; for "its" in an opening phrase the subject."""
    type_ = "person" if token.lower_ in _PERSONAL else "organisation" if token.lower_ in _NEUTER else None
    if type_ is None:
        return None
    if token.tag_ == "PRP$" and (owner := _owner(token, names, type_)) is not None:
        return owner
    before = [(token.doc[i], names[i]) for i in range(token.sent.start, token.i) if i in names]
    fitting = [(t, r) for t, r in before if isinstance(r, Mention) and r.type == type_]
    subjects = [(t, r) for t, r in fitting if t.dep_ in ("nsubj", "nsubjpass")]
    if fitting:
        return of_record((subjects or fitting)[-1][1])
    return None


def _clause_above(token: Token, names: Names) -> Named | None:
    """The subject of the clause above a pronoun, where it agrees in number: "the service said it had opened"."""
    if token.dep_ not in ("nsubj", "nsubjpass", "poss") or token.lower_ in _FIRST:
        return None
    plural = token.lower_ in _PLURAL
    for verb in token.head.ancestors:
        for subject in verb.children:
            if subject.dep_ in ("nsubj", "nsubjpass") and subject.pos_ in ("NOUN", "PROPN") and subject.i < token.i:
                agrees = plural == (subject.tag_ in ("NNS", "NNPS"))
                record = names.get(subject.i)
                if token.lower_ in _PERSONAL and isinstance(record, Mention) and record.type != "person":
                    return None
                return named(subject, names, Context()) if agrees else None
    return None


def _owner(token: Token, names: Names, type_: str) -> Named | None:
    """Whose "its" or "his" is in a phrase that opens the sentence: the subject of the main verb after it."""
    subjects = (child for child in token.sent.root.children if child.dep_ in ("nsubj", "nsubjpass"))
    subject = next((s for s in subjects if s.pos_ in ("NOUN", "PROPN")), None)
    if subject is None or subject.left_edge.i <= token.i:
        return None
    record = names.get(subject.i)
    if record is None:
        return Named(phrase(subject)) if type_ == "organisation" else None
    return of_record(record) if isinstance(record, Mention) and record.type == type_ else None


def of_record(record: Mention | LawMention) -> Named:
    """The longest form of a name that was found."""
    return Named(record.name if isinstance(record, Mention) else record.instrument, record.entity)


def phrase(token: Token, dates: frozenset[int] = frozenset()) -> str:
    """The words of a noun phrase: modifiers before the head, the head, and the "of" phrase or "to" phrase after it."""
    counted = counted_nouns(token) if token.pos_ == "NUM" else []
    if counted and counted[0].pos_ == "PRON":  # "two of them"
        return str(token.doc[token.i : counted[0].i + 1].text)
    if counted:  # "four of the 350 cases" are "four cases"
        plain = [t.text for t in counted[0].lefts if t.dep_ in ("compound", "amod") and t.tag_ != "VBN"]
        return " ".join([token.text, *plain, token.doc[counted[0].i : _end(counted[0], dates)].text])
    left = [t for t in _before(token) if t.dep_ not in ("det", "predet")]
    start = left[0].i if left else token.i
    end = _end(token, dates)
    while end + 1 < token.sent.end and token.doc[end].text == "-" and not token.doc[end - 1].whitespace_:
        end += 2  # "non-discrimination" is three tokens
    if end - start > _LONGEST:
        end = token.i + 1
    while start < token.i and _droppable(token.doc[start], dates):
        start += 1
    while start > token.sent.start and _open_bracket(token.doc[start:end].text):
        start -= 1
    words = " ".join(token.doc[start:end].text.split()).strip(" ,;:\"'")
    return f"{words}”" if words.count("“") > words.count("”") else words


def _open_bracket(words: str) -> bool:
    """Whether a bracket closes that was not opened, or opens the words."""
    return words.count(")") > words.count("(") or words.startswith("(")


def _droppable(token: Token, dates: frozenset[int]) -> bool:
    if token.pos_ == "ADP" and token.i + 1 in dates:
        return True
    if token.lower_ == "dead" and token.i > 0 and token.nbor(-1).pos_ == "VERB":  # "shot dead two guards"
        return True
    return token.is_punct or token.lower_ in _DROPPED or token.i in dates or token.tag_ in ("WRB", "POS")


def _before(token: Token) -> list[Token]:
    return [t for child in token.lefts if child.dep_ in _LEFT for t in child.subtree] or []


def _end(token: Token, dates: frozenset[int]) -> int:
    """One past the last word of an "of" phrase directly after the head, or of the head."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "on", "against", "for") and prep.i == token.i + 1:
            inner = next((c for c in prep.children if c.dep_ == "pobj"), None)
            if inner is not None and inner.i not in dates:
                return _end(inner, dates)
    if (numbered := _numbered_to(token)) is not None:
        return numbered
    purpose = next((c for c in token.rights if c.dep_ == "acl" and c.tag_ == "VB" and c.i == token.i + 2), None)
    if purpose is not None and not any(child.dep_ in _LEFT for child in token.lefts):
        return purpose.right_edge.i + 1  # "a ceremony to dedicate the new court": one bare word says too little
    return token.i + 1


def _numbered_to(token: Token) -> int | None:
    """One past the numbers right behind a noun that belong to its name: "Articles 9 and 10", "colony No. 12"."""
    end, last = token.i + 1, None
    while end < token.sent.end:
        word = token.doc[end]
        if word.like_num and word.ent_type_ not in ("DATE", "MONEY", "PERCENT"):
            last = end
        elif word.lower_ not in ("no.", "nos.", "no", "№", "and", ",", "to", "-", "–", "or"):
            break
        end += 1
    first = token.doc[token.i + 1] if last is not None else None
    own = first is not None and (first.head == token or first.dep_ == "appos")
    return last + 1 if own and last is not None else None


def contexts(sentences: Sequence[Sentence], all_names: Sequence[Names], country: Named | None = None) -> list[Context]:
    """For each sentence what its pronouns stand for, from the sentences before it in the same block."""
    result: list[Context] = []
    context, block = Context(country=country), None
    for sentence, names in zip(sentences, all_names, strict=True):
        if sentence.block is not block:
            context, block = _next_block(sentence, context, country), sentence.block
        result.append(context)
        context = _after(sentence, names, context)
    return result


def _next_block(sentence: Sentence, context: Context, country: Named | None) -> Context:
    """What a heading or paragraph takes over: a paragraph what the one before spoke of, a heading nothing."""
    if sentence.block.kind in ("title", "heading"):
        return Context(country=country)
    return Context(person=context.person, body=context.body, country=country)


def _after(sentence: Sentence, names: Names, context: Context) -> Context:
    """The context that a sentence leaves to the next: subjects go before what is named elsewhere."""
    mentions = [(t, names[t.i]) for t in sentence.tokens if t.i in names]
    subjects = [pair for pair in mentions if pair[0].dep_ in ("nsubj", "nsubjpass")]
    person = _last(subjects, "person") or _last(mentions, "person") or context.person or _somebody(sentence)
    body = _last_body(subjects) or (_last_body(mentions) if _is_name(sentence) else None) or context.body
    plural = _plural(sentence, names) or context.plural
    return Context(person=person, body=body, plural=plural, country=context.country)


def _is_name(sentence: Sentence) -> bool:
    """Whether it is a heading, which names what the paragraphs below it speak of."""
    return sentence.block.kind in ("title", "heading") and len(sentence.tokens) <= 3


def _last_body(pairs: list[tuple[Token, Mention | LawMention]]) -> Named | None:
    """The last body, or the last state that acts as one."""
    acting = ((r, isinstance(r, Mention) and r.type == "place" and bool(r.entity)) for _, r in reversed(pairs))
    return next((of_record(r) for r, state in acting if state or _is_body(r)), None)


def _is_body(record: Mention | LawMention) -> bool:
    return isinstance(record, Mention) and record.type == "organisation"


def _somebody(sentence: Sentence) -> Named | None:
    """The person that a sentence is about without naming one: "The activist was arrested. He ..."."""
    for token in sentence.tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ == "NN" and token.lemma_.lower().endswith(_AGENTIVE):
            return Named(phrase(token)) if not token.ent_type_ else None
    return None


def _last(pairs: list[tuple[Token, Mention | LawMention]], type_: str) -> Named | None:
    return next((of_record(r) for _, r in reversed(pairs) if isinstance(r, Mention) and r.type == type_), None)


def _plural(sentence: Sentence, names: Names) -> Named | None:
    for token in sentence.tokens:
        if token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("NNS", "NNPS"):
            return named(token, names, Context())
    return None
