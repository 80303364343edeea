"""Noun phrases as short text: which noun a number stands before, what belongs to it, what is said of it.

Reads the dependency parse, and repairs the places where the small model often fails: coordinated modifiers before a
plural noun ("13 law enforcement and prison workers") and numbers that the parse did not attach.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from justicekb.vocabulary.wordlists import WordList

# A measure is cut after this many tokens, so that it stays a phrase.
_LONGEST = 14

_NOUN = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "PART", "CCONJ", "X", "NUM"})
_NOT_FIRST = frozenset({"DET", "PUNCT", "NUM", "ADP", "PRON", "CCONJ", "PART", "ADV"})
_NOT_LAST = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX"})
_ATTACHED = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "npadvmod", "advmod", "det", "appos"})
_BEFORE_PART = frozenset({"DET", "NUM", "ADJ", "PRON", "ADV", "PUNCT"})
_THEM = frozenset({"them", "which", "whom", "these", "those", "us"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_RIGHT = frozenset({"prep", "acl", "relcl"})
_RELATIVE = frozenset({"which", "who", "that"})
_LIGHT = WordList("verbs-that-carry-a-count")
_TIME_NOUNS = WordList("nouns-of-time")


def head_of(number: TokenSpan) -> Token | None:
    """The noun that a number stands before ("461 visits", "nine of the murders", "13 of 15 victims"), if any.

    `number` are the tokens of the number with its unit.
    """
    root = number.root
    after = number.doc[number.end] if number.end < len(number.doc) else None
    if after is not None and after.lower_ in ("of", "out"):
        return _head_after_of(after)
    if root.dep_ in _ATTACHED and root.head.pos_ in _NOUN and root.head.i >= number.end:
        return _plural_beyond(root.head)
    return _next_noun(number)


def _head_after_of(word: Token) -> Token | None:
    doc = word.doc
    at = word.i + 1
    joined = {"of", "and", "or"}
    while at < len(doc) and (doc[at].lower_ in joined or doc[at].pos_ in _BEFORE_PART or doc[at].tag_ == "VBN"):
        participle = at + 1 < len(doc) and doc[at + 1].tag_ == "VBN"
        if doc[at].lower_ in _THEM and not participle and _ends_phrase(doc, at + 1):
            return None
        at += 1
    if at >= len(doc) or doc[at].pos_ not in _NOUN:
        return doc[at - 1] if at > word.i + 1 and _is_nominal(doc[at - 1]) else None
    noun = _last_noun(doc[at])
    if at == word.i + 1 and noun.tag_ == "NN" and doc[word.i - 1].tag_ == "CD":
        return None  # "210 of illness" are no parts of an illness
    return _plural_beyond(noun.head if noun.dep_ == "poss" and noun.head.i > noun.i else noun)


def _is_nominal(word: Token) -> bool:
    """Whether an adjective or participle stands for people: "six of the dead", "14 of those sentenced"."""
    if word.i == 0:
        return False
    led = word.nbor(-1)
    named = led.pos_ == "DET" or led.lower_ in ("those", "these") or led.pos_ == "NUM"
    return named and (word.tag_ in ("VBN", "JJ") and word.lower_ not in ("first", "last", "other", "same"))


def _ends_phrase(doc: Doc, at: int) -> bool:
    return at >= len(doc) or doc[at].pos_ not in _NOUN


def _next_noun(number: TokenSpan) -> Token | None:
    """The noun right after the number and its adjectives, where the parse did not attach them."""
    between = False
    for token in number.doc[number.end : number.end + 5]:
        if token.pos_ in _NOUN:
            return _last_noun(token)
        if token.i > number.end and (token.pos_ == "CCONJ" or (between and token.pos_ == "NUM")):
            between = True  # "30 Ukrainian and 12 Polish observers"
            continue
        led = number.start > 0 and number.doc[number.start - 1].pos_ == "DET" and token.i == number.end
        ends = token.i + 1 >= len(token.doc) or token.nbor().pos_ in ("PUNCT", "VERB", "AUX", "ADP")
        if led and ends and _is_nominal(token):
            return token  # "the 11 accused"
        modifies = token.pos_ in ("ADJ", "ADV") or token.tag_ == "VBN" or token.text == "-"
        if not modifies:
            return None
    return None


def _last_noun(token: Token) -> Token:
    """The last noun of a compound that starts with `token`."""
    while token.i + 1 < len(token.doc):
        if token.nbor().pos_ in _NOUN and token.dep_ == "compound":
            token = token.nbor()
        elif token.nbor().text == "-" and token.i + 2 < len(token.doc) and token.nbor(2).pos_ in _NOUN:
            token = token.nbor(2)  # co-defendants
        else:
            break
    return token


def _plural_beyond(head: Token) -> Token:
    """A plural noun that shares the number in a coordination: "13 law enforcement and prison workers"."""
    while head.dep_ in ("nmod", "compound") and head.head.pos_ in _NOUN and head.head.i > head.i:
        head = head.head
    if head.tag_ in ("NNS", "NNPS"):
        return _last_joined(head)
    for token in head.doc[head.i + 1 : head.i + 7]:
        if token.tag_ in ("NNS", "NNPS"):
            return token
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "CCONJ") and token.text not in ("-", ","):
            break
    return head


def _last_joined(head: Token) -> Token:
    """The last noun of a coordination that one number counts: "30 judges, clerks and prison guards"."""
    last = head
    for joined in head.conjuncts:
        between = head.doc[last.i + 1 : joined.i]
        if joined.i < last.i or joined.tag_ not in ("NNS", "NNPS"):
            continue
        if not all((_modifies(t) and t.pos_ != "NUM") or t.text == "," for t in between):
            break
        last = joined
    return last


def noun_phrase(head: Token, after: int, stop: int) -> str:
    """The head with its modifiers from token `after` on, and what follows it up to token `stop` (exclusive)."""
    left = _phrase_start(head, after)
    while left < head.i and head.doc[left].pos_ in _NOT_FIRST:
        left += 1
    right = min(_right_edge(head), stop, left + _LONGEST)
    while right > head.i + 1 and head.doc[right - 1].pos_ in _NOT_LAST:
        right -= 1
    return clean(head.doc[left : max(right, head.i + 1)])


def _phrase_start(head: Token, after: int) -> int:
    """Where the phrase before the head begins: not before a verb, a comma or a preposition.

    Right behind a number everything up to the head belongs to it ("40 print, online and broadcast outlets").
    """
    if 0 <= head.i - after <= _LONGEST // 2 and all(_modifies(t) or t.text == "," for t in head.doc[after : head.i]):
        return after
    at = head.i
    while at > after and _modifies(head.doc[at - 1]):
        at -= 1
    return at


def _modifies(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.tag_ in ("VBN", "VBG") and token.dep_ in ("amod", "compound", "nmod", "acl")
    return token.pos_ in _BEFORE_NOUN or token.text in ("-", "’s", "'s", "’", "'")


def _right_edge(head: Token) -> int:
    edge = head.i + 1
    for child in head.rights:
        if child.dep_ not in _RIGHT or child.i > edge + 1 or is_time(child):
            break
        edge = _cut(child, child.right_edge.i + 1)
        if child.dep_ == "relcl":
            break
    return edge


def _cut(phrase: Token, end: int) -> int:
    """The phrase's end, before its first comma, bracket or date."""
    for token in phrase.doc[phrase.i + 1 : end]:
        if (token.text in (",", ";", ":", "(", ")", "–", "—", "-") and not _hyphen(token)) or is_time(token):
            return int(token.i)
    return end


def _hyphen(token: Token) -> bool:
    return bool(token.text == "-" and not token.whitespace_ and token.i and not token.nbor(-1).whitespace_)


def is_time(token: Token) -> bool:
    """Whether a preposition or noun places something in time ("in 2018", "during the year")."""
    if token.pos_ != "ADP":
        return False
    return any(t.ent_type_ in ("DATE", "TIME") or t.lemma_ in _TIME_NOUNS for t in token.children)


def described(head: Token, stop: int) -> str:
    """What follows a noun or "those", up to its first comma: "those sentenced", "others who had been pardoned"."""
    clause = next((t for t in head.rights if t.dep_ in ("relcl", "acl", "amod") and t.i < stop), None)
    if clause is None:
        return head.text
    end = min(_cut(clause, clause.right_edge.i + 1), stop, clause.i + _LONGEST)
    return f"{head.text} {clean(head.doc[clause.left_edge.i : end])}"


def same_object(verb: Token) -> Token | None:
    """The object that the same verb has earlier in the sentence ("opened a court in May and will open two more")."""
    for token in verb.sent:
        if token.i >= verb.i:
            return None
        if token.lemma_ == verb.lemma_ and token.pos_ == "VERB":
            return next((t for t in token.rights if t.dep_ == "dobj" and t.pos_ in _NOUN), None)
    return None


def is_time_noun(noun: Token) -> bool:
    """Whether a noun is a stretch of time ("year"), which no bare number counts ("two more next year")."""
    return noun.lemma_ in _TIME_NOUNS and noun.lemma_ != "time"


def happening(head: Token, stop: int) -> str:
    """What the sentence says of the noun, as words to follow it: "convicted of torture", "on probation service"."""
    verb = head.head
    if head.dep_ == "conj" and verb.pos_ in _NOUN:
        verb, head = verb.head, verb
    if verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "prep" or verb.i >= stop:
        return ""
    said = _told(head, verb, stop)
    denied = any(t.dep_ == "neg" for t in verb.children)
    return f"not {said}" if denied and said else said


def _told(head: Token, verb: Token, stop: int) -> str:
    if head.dep_ in _SUBJECT:
        return _of_subject(verb, stop)
    if head.dep_ in ("dobj", "obj") and verb.lemma_ not in _LIGHT and verb.tag_ in ("VBD", "VBN", "VBG", "VBP", "VBZ"):
        return _participle(verb)
    return ""


def _of_subject(verb: Token, stop: int) -> str:
    parts = [] if verb.lemma_ == "be" else [verb.text]
    edge = verb.i
    for child in verb.rights:
        if child.dep_ in ("punct", "cc", "conj", "advcl", "ccomp") or is_time(child) or child.i >= stop:
            break
        if child.dep_ in ("prep", "agent", "dobj", "attr", "acomp", "xcomp", "oprd", "prt", "dative"):
            edge = min(_cut(child, child.right_edge.i + 1), stop, verb.i + _LONGEST)
            while edge > child.left_edge.i and verb.doc[edge - 1].pos_ in _NOT_LAST and child.dep_ != "prt":
                edge -= 1  # "charged with 45 counts" leaves "charged"
            parts.append(clean(verb.doc[child.left_edge.i : edge]))
    return " ".join(part for part in parts if part)


def _participle(verb: Token) -> str:
    if verb.tag_ == "VBN" or verb.text.endswith("ed"):
        return str(verb.text)
    return ""


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb it is joined to."""
    for node in (verb, *verb.ancestors):
        found = next((t for t in node.lefts if t.dep_ in _SUBJECT), None)
        if found is not None:
            relative = found.lower_ in _RELATIVE and node.dep_ == "relcl"
            return node.head if relative else found
        if node.dep_ not in ("conj", "xcomp", "advcl", "acl", "ccomp", "relcl", "prep"):
            return None
    return None


def governor(token: Token) -> Token | None:
    """The nearest verb above a token."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def nouns_above(token: Token) -> Iterator[Token]:
    """The nouns above a token, nearest first, up to its verb."""
    for node in token.ancestors:
        if node.pos_ in ("VERB", "AUX"):
            return
        if node.pos_ in _NOUN:
            yield node


def clean(tokens: TokenSpan) -> str:
    """The tokens' text on one line without marks at its ends."""
    return " ".join(tokens.text.split()).strip(" ,;:.–—-()[]“”\"'’")
