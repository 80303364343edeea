"""The word that names who tells, and its phrase: a verb's subject, a passive's agent, the noun behind a verb."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "nsubjpass"})
NOUN = frozenset({"NOUN", "PROPN"})

# Verbs whose passive subject speaks all the same ("Novak was quoted as …").
_QUOTED = frozenset({"quote", "cite"})

# What a phrase that names a speaker is made of, up to its noun.
_OF_PHRASE = frozenset({"DET", "ADJ", "PRON", "NUM", *NOUN})


def teller_of(verb: Token) -> Token | None:
    """The word for who tells; of a passive its agent ("was described by Novak"), None where that is left out."""
    if not is_passive(verb):
        return subject_of(verb)
    agents = (n for t in verb.rights if t.dep_ == "agent" for n in t.children)
    return next((n for n in agents if n.dep_ == "pobj" and n.pos_ in NOUN), None)


def is_passive(verb: Token) -> bool:
    """Whether the subject is told something ("Novak was told that …") and does not tell it."""
    if verb.tag_ != "VBN" or verb.lemma_ in _QUOTED:
        return False
    if any(t.dep_ == "auxpass" for t in verb.lefts):
        return True
    shares = verb.dep_ == "conj" and not any(t.dep_ in ("nsubj", "aux") for t in verb.lefts)
    return shares and is_passive(verb.head)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb above it."""
    own = next((t for t in verb.children if t.dep_ in SUBJECT), None)
    if own is not None and own.lower_ in ("who", "that", "which") and verb.dep_ == "relcl":
        return verb.head
    if own is not None:
        return own
    head = verb.head
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX") and verb.i > head.head.i:
        return subject_of(head.head)  # "left after calling it"
    if verb.dep_ in ("conj", "xcomp", "advcl", "acl") and verb.i > head.i and head != verb:
        if head.pos_ in ("VERB", "AUX"):
            return subject_of(head)
        if verb.dep_ == "acl" and head.dep_ in ("dobj", "pobj", "attr"):
            above = next((t for t in head.ancestors if t.pos_ in ("VERB", "AUX")), None)
            return subject_of(above) if above is not None else None  # "issued a statement saying"
    return head if verb.dep_ == "relcl" and head.pos_ in NOUN else None


def named_behind(verb: Token) -> Token | None:
    """The noun of the phrase right behind a verb or its particle: "chanted the protesters", "shot back his lawyer"."""
    doc, at = verb.doc, verb.i + 1
    while at < len(doc) and doc[at].pos_ in ("ADP", "ADV", "PART") and at == verb.i + 1:
        at += 1
    end = at
    while end < len(doc) and _in_phrase(doc[end]):
        end += 1
    return doc[end - 1] if end > at and doc[end - 1].pos_ in NOUN else None


def _in_phrase(word: Token) -> bool:
    return word.tag_ != "PRP" and (word.pos_ in _OF_PHRASE or word.tag_ == "POS" or word.dep_ == "amod")


def noun_phrase(head: Token) -> TokenSpan:
    """The head with its modifiers, its name and its apposition, without clauses."""
    left = min([head.i, *(t.left_edge.i for t in head.lefts if t.dep_ not in ("punct", "advcl"))])
    right = max([head.i, *(t.right_edge.i for t in head.rights if t.dep_ in ("prep", "appos", "flat", "compound"))])
    return head.doc[left : right + 1]


# Whoever has no name is called by a phrase of at most this many words.
_LONGEST = 12


def called(phrase: TokenSpan, head: Token) -> str:
    """The words of a noun phrase up to the first comma, bracket or verb behind its noun."""
    behind = (t for t in phrase if t.i > head.i)
    end = next((t.i for t in behind if (t.is_punct and t.text != "-") or _leads_away(t)), phrase.end)
    return str(phrase.doc[phrase.start : min(end, head.i + _LONGEST)].text)


def _leads_away(token: Token) -> bool:
    """Whether what follows says what somebody does, or where they are ("police in the town of Vik")."""
    return token.pos_ == "VERB" or (token.lower_ in ("in", "near", "outside") and token.dep_ == "prep")


def name_run(head: Token) -> str:
    """The proper nouns that end with the head: "chief of police Anna Novak" gives "Anna Novak"."""
    start = head.i
    while start > head.sent.start and head.doc[start - 1].pos_ == "PROPN":
        start -= 1
    return str(head.doc[start : head.i + 1].text)
