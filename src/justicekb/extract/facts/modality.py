"""How an event is told: denied, planned, alleged, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.facts.arguments import complements, subjects_of
from justicekb.extract.facts.datewords import FIRST_TIME
from justicekb.extract.facts.gapping import Attachment
from justicekb.extract.facts.lexicon import singular
from justicekb.extract.facts.lightverbs import Carriers
from justicekb.extract.facts.phrases import Context, Names, named
from justicekb.model import Modality, Polarity
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import EventClass, EventModality
from justicekb.vocabulary.wordlists import WordList

_VERBAL = frozenset({"VERB", "AUX"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_DENIERS = frozenset({"det", "nsubj", "nsubjpass", "preconj"})
_CLAUSE_WORDS = frozenset({"after", "before", "when", "since", "because", "while", "although", "though"})
_CLAUSE = frozenset({"ccomp", "xcomp", "conj", "advcl", "pcomp"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How an event is told; `attributed_to` is the speaker's name as the text gives it in its longest form."""

    polarity: Polarity
    modality: Modality
    attributed_to: str | None


@dataclass(frozen=True, slots=True)
class Marks:
    """The words of event-modality.toml by what they mark."""

    alleged: frozenset[str]
    planned: frozenset[str]
    negative: frozenset[str]
    party: frozenset[str]
    papers: frozenset[str]  # nouns of documents, which say nothing on anybody's word
    speakers: frozenset[str]  # nouns of people and bodies, who may


def marks(vocabulary: Vocabulary) -> Marks:
    """The vocabulary's words of modality; use through `vocabulary.once`."""
    words = {entry.mark: frozenset(entry.words) for entry in vocabulary.entries(EventModality)}
    classes = {entry.id: frozenset(entry.words) for entry in vocabulary.entries(EventClass)}
    papers = classes["paper"] | classes["statute"] | classes["statistics"]
    speakers = frozenset().union(*(classes[c] for c in _SPEAKING))
    return Marks(words["alleged"], words["planned"], words["negative"], words["party"], papers, speakers)


_SPEAKING = ("speaker", "person", "post", "body", "mechanism", "force", "treaty-body", "state")


def manner(attachment: Attachment, known: tuple[Marks, Carriers], names: Names, context: Context) -> Manner:
    """Polarity, modality and source of an event, from the words of its clause and of the clauses above it."""
    words, carriers = known
    token = attachment.trigger.token
    chain = list(_clauses(token))
    source = _source(token, chain, carriers)
    if source is not None and (singular(source) in words.papers or not _speaks(source, names, words)):
        source = None
    attributed = named(source, names, context) if source is not None else None
    return Manner(
        _polarity(attachment, chain, carriers, words),
        _modality(attachment, chain, words, source),
        attributed.name if attributed is not None else None,
    )


def _clauses(token: Token) -> Iterator[Token]:
    """The trigger, and the verbs that govern its clause, nearest first."""
    yield token
    if token.pos_ not in _VERBAL:
        carrier = _nominal_carrier(token)
        if carrier is None:
            return
        yield carrier
        token = carrier
    for _ in range(5):
        if token.dep_ not in _CLAUSE or token.head.pos_ not in _VERBAL or _at_another_time(token):
            return
        if token.dep_ != "conj":
            yield token.head
        token = token.head


def _at_another_time(verb: Token) -> bool:
    """Whether a clause is told as of its own time: "will stay even after the court ruled in May"."""
    return verb.dep_ == "advcl" and any(c.lower_ in _CLAUSE_WORDS and c.i < verb.i for c in verb.children)


def _nominal_carrier(noun: Token) -> Token | None:
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return noun.head if noun.dep_ in ("dobj", "nsubjpass", "nsubj", "attr") and noun.head.pos_ in _VERBAL else None


def _polarity(attachment: Attachment, chain: list[Token], carriers: Carriers, words: Marks) -> Polarity:
    if attachment.date.mention.rule == FIRST_TIME:
        return "positive"
    own = chain[: 2 if attachment.trigger.kind == "noun" else 1]
    negated = any(_denied(token, words) for token in own)
    governing = chain[1] if len(chain) > 1 and attachment.trigger.token.dep_ == "xcomp" else None
    if governing is not None:  # "failed to", "did not plan to", "did not fail to"
        negated ^= any(c.polarity == "negative" for c in carriers.of(governing))
        negated ^= _denied(governing, words)
    return "negative" if negated else "positive"


def _denied(token: Token, words: Marks) -> bool:
    for child in token.children:
        if _numbers(child):
            continue
        if (
            child.dep_ == "neg"
            or child.lower_ == "longer"
            or (child.dep_ in _DENIERS and child.lower_ in words.negative)
        ):
            return True
        if child.dep_ in ("dobj", "nsubjpass", "nsubj") and any(
            c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") and not _numbers(c) for c in child.children
        ):
            return True
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _numbers(token: Token) -> bool:
    """Whether a "no" stands before a number: "Decree No. 45"."""
    if token.lower_ not in ("no", "no."):
        return False
    behind = token.doc[token.i + 1 : token.i + 3].text.lstrip(". ")
    return behind[:1].isdigit()


def _modality(attachment: Attachment, chain: list[Token], words: Marks, source: Token | None) -> Modality:
    if any(_hedged(token, words.alleged) for token in chain) or _attributive(attachment.trigger.token, words.alleged):
        return "alleged"
    if source is not None and source.tag_ in ("NN", "NNS") and singular(source) in words.party:
        return "alleged"
    return "planned" if any(_planned(token, words.planned, attachment) for token in chain) else "asserted"


def _hedged(token: Token, hedges: frozenset[str]) -> bool:
    if any(child.dep_ == "advmod" and child.lower_ in hedges for child in token.children):
        return True
    return token.pos_ == "VERB" and token.lemma_.lower() in hedges and any(c.dep_ == "ccomp" for c in token.children)


def _attributive(token: Token, adjectives: frozenset[str]) -> bool:
    return any(child.dep_ == "amod" and child.lower_ in adjectives for child in token.children)


def _planned(token: Token, plans: frozenset[str], attachment: Attachment) -> bool:
    if any(child.dep_ == "aux" and child.lower_ in _FUTURE and not _of_name(child) for child in token.children):
        return True
    above = token.head
    infinitive = token.dep_ in ("xcomp", "acl") and any(child.lower_ == "to" for child in token.children)
    if infinitive and (above.lemma_.lower() in plans or above.lower_ in plans):
        return True
    return attachment.trigger.kind == "noun" and _attributive(token, plans)


def _of_name(word: Token) -> bool:
    """Whether a capital makes a name of it: "Will Perrin drafted a charter"."""
    return word.is_title and word.i > word.sent.start


def _source(token: Token, chain: list[Token], carriers: Carriers) -> Token | None:
    """Who says it: the subject of the reporting verb above, or what "according to" names."""
    for verb in chain[1:]:
        if any(c.reports for c in carriers.of(verb)):
            subjects = [s for s in subjects_of(verb) if s.dep_ != "expl" and s.lower_ != "it"]
            if subjects:
                return subjects[0]
    return _according_to(chain[-1], token)


def _speaks(noun: Token, names: Names, words: Marks) -> bool:
    """Whether it can say something: a person, a body, a name nobody knows, or a pronoun for them; no clause does."""
    known = names.get(noun.i)
    if known is not None or noun.pos_ in ("PRON", "PROPN") or singular(noun) in words.speakers:
        return True
    person = noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE") or noun.lemma_.lower().endswith(
        (*_PERSONAL_ENDINGS, *_SPEAKING_NOUNS)
    )
    return person or any(_speaks(child, names, words) for child in noun.children if child.dep_ in ("appos", "compound"))


# Of nouns that name who does something: "observer", "monitor", "analyst"; and of groups that speak.
_PERSONAL_ENDINGS = ("er", "or", "ist", "ant", "man")
_SPEAKING_NOUNS = WordList("nouns-that-speak")


def _according_to(top: Token, token: Token) -> Token | None:
    for child in (*top.children, *token.children):
        if child.lower_ == "according":
            return next(iter(complements(child, ("to",))), None)
    return None
