"""Who does what in a clause: the doers and undergoers of a verb, read off the dependency parse.

Voice, relative pronouns, participles, control and shared subjects are resolved here, so that what comes later sees
one shape for "X arrested Y", "Y, who was arrested by X", and "X went there and arrested Y".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.vocabulary.wordlists import WordList

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "oprd"})
_TIMES = frozenset({"DATE", "TIME"})  # "had on 10 May ruled", where the parse makes the month the subject
_RELATIVE = frozenset({"WP", "WDT"})
_OBJECT_CONTROL = WordList("verbs-of-control")
_DEEDS = frozenset({"order", "decree", "decision"})
_INTRANSITIVE = WordList("verbs-without-object")
_ALIKE = WordList("verbs-alike-in-the-past")
_OPENING = frozenset({"(", "“", '"', "‘", "["})  # what opens a short name put in: 'lodged under ... ("the Convention")'
ORDINALS = frozenset({"first", "second", "third", "fourth", "last", "latest", "next"})
_NOBODY = WordList("nouns-of-no-person")
_VOCATIVES = frozenset({"speaker", "sir", "madam"})
_MAX_CLIMB = 6
_REACH = 20  # tokens between a participle and the noun it describes, a law's or a body's full name among them


@dataclass(frozen=True, slots=True)
class Arguments:
    """Heads of the noun phrases that do (`agents`) and undergo (`patients`) what a verb says."""

    agents: tuple[Token, ...] = ()
    patients: tuple[Token, ...] = ()


def arguments(verb: Token) -> Arguments:
    """The doers and undergoers of a verb, with relative pronouns replaced by what they stand for."""
    noun = verb.head
    if verb.dep_ == "acl" and noun.dep_ == "relcl" and any(c.tag_ == "WDT" and c.dep_ == "det" for c in noun.children):
        return Arguments(
            (noun,), (noun.head,)
        )  # "X, which groups founded", where the parse took "which" for an article
    subjects, objects = subjects_of(verb), objects_of(verb)
    if is_passive(verb):
        return Arguments(tuple(_by_agents(verb)), tuple(subjects))
    return Arguments(tuple(subjects), tuple(objects))


def is_passive(verb: Token) -> bool:
    """Whether the grammatical subject undergoes the verb."""
    if _reduced(verb):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "ccomp" and _opens(verb):
        return not any(child.dep_ in ("dobj", "nsubj") for child in verb.children)
    deps = {child.dep_ for child in verb.children}
    if verb.tag_ == "VBD" and verb.dep_ == "acl":  # a participle that the tagger took for a past tense
        return not deps & {"dobj", "nsubj"}
    if verb.tag_ == "VB" and verb.i == verb.sent.start and verb.lower_ in _ALIKE:  # "Set up in 2001, the commission"
        return verb.dep_ == "advcl" and "dobj" not in deps
    if verb.tag_ == "VBD" and verb.dep_ == "conj" and verb.lower_.endswith("ed"):
        return _shared_passive(verb, deps)
    if verb.tag_ != "VBN":
        return False
    if deps & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not deps & _SUBJECTS:
        return is_passive(verb.head)
    return "nsubj" not in deps and "dobj" not in deps


def _shared_passive(verb: Token, deps: set[str]) -> bool:
    """Whether a form is a participle that the tagger took for a past tense: "was arrested and released later"."""
    if deps & (_SUBJECTS | {"dobj", "aux", "ccomp", "xcomp"}) or verb.lemma_ in _INTRANSITIVE:
        return False
    first = verb.head
    return first.tag_ == "VBN" and first.pos_ == "VERB" and is_passive(first)


def _reduced(verb: Token) -> bool:
    """Whether a participle after a comma describes the noun before it, which the parse made its subject.

    "The code, adopted in 2010 and amended in 2014, protects them."
    """
    if verb.tag_ not in ("VBN", "VBD") or verb.i <= verb.sent.start + 1 or verb.nbor(-1).text != ",":
        return False
    deps = {child.dep_ for child in verb.children}
    later = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.doc[verb.i + 1 : verb.sent.end])
    return "nsubj" in deps and later and not deps & {"dobj", "aux", "auxpass", "ccomp", "xcomp"}


def subjects_of(verb: Token) -> list[Token]:
    """The grammatical subject, its own or the one it shares or inherits."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS and child.ent_type_ not in _TIMES]
    if not own:  # which the parse tied to the auxiliary: "the unit, which had grown, was closed"
        own = [
            c for aux in verb.children if aux.dep_ in ("aux", "auxpass") for c in aux.children if c.dep_ in _SUBJECTS
        ]
    own = own or [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own:  # of two the parse gives, the first is a run-in heading or a source: "Corruption: In May the state ..."
        return [_antecedent(_addressed(own[-1]), verb)]
    return _inherited(verb, _MAX_CLIMB) or _behind_day(verb)


def _addressed(subject: Token) -> Token:
    """The subject behind whoever is spoken to: "Mr Speaker, Sir, the Act was passed", which the parse makes one."""
    beside = [child for child in subject.children if child.dep_ == "appos"]
    spoken_to = subject.lower_ in _VOCATIVES or any(child.lower_ in _VOCATIVES for child in beside)
    others = [child for child in beside if child.lower_ not in _VOCATIVES]
    return others[-1] if spoken_to and others else subject


def _behind_day(verb: Token) -> list[Token]:
    """The subject that the parse tied to the day before it: "On 16 June 2010, Haskell, 24, pleaded guilty"."""
    if verb.tag_ != "VBD" and not any(child.dep_ == "auxpass" for child in verb.children):
        return []
    opening = (t for prep in verb.children if prep.dep_ == "prep" and prep.i < verb.i for t in prep.subtree)
    tied = (t for t in opening if t.dep_ == "appos" and t.head.ent_type_ == "DATE" and t.ent_type_ != "DATE")
    return [token for token in tied if token.pos_ in ("NOUN", "PROPN")][:1]


def _inherited(verb: Token, steps: int) -> list[Token]:
    head = verb.head
    if steps == 0 or head == verb:
        return []
    if verb.dep_ in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return [head] if verb.dep_ == "acl" and verb.tag_ != "VB" else []
    if verb.dep_ == "ccomp" and _opens(verb):
        return subjects_of(head)
    if verb.dep_ == "ccomp":  # "indicated four of the cases went to court": the parse took the subject for an object
        return [child for child in head.children if child.dep_ == "dobj" and head.i < child.i < verb.i]
    beside = _noun_before(verb)
    if beside is not None:
        return [beside]
    if verb.dep_ == "xcomp" and head.lemma_ in _OBJECT_CONTROL:
        return [child for child in head.children if child.dep_ == "dobj"] or subjects_of(head)
    if verb.dep_ in ("conj", "xcomp", "advcl") and head.pos_ in ("VERB", "AUX"):
        return subjects_of(head)
    if verb.dep_ == "acomp" and verb.tag_ in ("VBN", "VBG"):  # "is to be re-established", which the parse takes apart
        return subjects_of(head)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and head.head.pos_ == "AUX":  # "is due to be closed"
        return subjects_of(head.head)
    if verb.dep_ == "pcomp":
        governor = _governing_verb(head)
        return subjects_of(governor) if governor is not None else []
    return []


def _opens(verb: Token) -> bool:
    """Whether a participle belongs to those that open a sentence: "Arrested in May, tried in June, he is on strike"."""
    first = verb.sent[0]
    return first.tag_ == "VBN" and (first == verb or first.head == verb) and verb.tag_ in ("VBN", "VBD")


def _noun_before(verb: Token) -> Token | None:
    """The noun that a participle after a comma describes: "... to the family of X, tortured to death in 2005"."""
    if verb.tag_ != "VBN" or verb.dep_ != "advcl" or verb.i < verb.head.i + 2 or verb.conjuncts:
        return None
    comma, noun = verb.nbor(-1), verb.nbor(-2)
    return noun if comma.lower_ == "," and noun.pos_ in ("NOUN", "PROPN") else None


def is_reduced(verb: Token) -> bool:
    """Whether a verb is a participle without auxiliary, subject and object of its own: "the letter sent in May"."""
    listed = verb.i > verb.sent.start and verb.nbor(-1).text in (";", ":") and verb.dep_ in ("ROOT", "ccomp", "conj")
    if not listed and verb.dep_ not in (("acl", "advcl", "amod", "conj") if verb.tag_ == "VBN" else ("acl", "advcl")):
        return False
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    said = (c for c in verb.children if c.left_edge.text not in _OPENING and c.ent_type_ != "DATE")
    own = {child.dep_ for child in said}
    own -= _SUBJECTS if listed else frozenset()
    return not own & (_SUBJECTS | {"aux", "auxpass", "dobj", "mark"})


def nouns_before(verb: Token) -> list[Token]:
    """The nouns before a participle, nearest first, back to the verb or the end of the sentence part before them."""
    found: list[Token] = []
    first = verb.i - 1
    first -= first > verb.sent.start and verb.doc[first].text in (";", ":")  # "the Protocol; signed on 5 May"
    for at in range(first, max(verb.sent.start, verb.i - _REACH) - 1, -1):
        token = verb.doc[at]
        if token.pos_ in ("VERB", "AUX") or token.text in (";", ":"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            found.append(token)
    return found


def _governing_verb(token: Token) -> Token | None:
    for _ in range(_MAX_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head == token:
            return None
        token = token.head
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for, and "it" as the object of a coordinated verb; another token is itself."""
    if token.lower_ == "it" and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and _takes_over(token, verb):
        before = objects_of(verb.head) or (subjects_of(verb.head) if is_passive(verb.head) else [])
        return next(iter(before), token)
    if token.tag_ not in _RELATIVE:
        return token
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    return _who(token, verb.head) if verb.dep_ == "relcl" else token


def _who(pronoun: Token, noun: Token) -> Token:
    """Whom "who" stands for, which is no place or body: "the residents of the village who attacked them"."""
    thing = noun.ent_type_ in ("GPE", "LOC", "ORG", "FAC") or noun.lemma_.lower() in _NOBODY
    owned = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN"
    return noun.head.head if pronoun.lower_ == "who" and thing and owned else noun


def _takes_over(pronoun: Token, verb: Token) -> bool:
    """Whether "it" can be the object of the verb before: "passed the law and signed it", "... and it took effect"."""
    return pronoun.dep_ == "dobj" or not any(child.dep_ == "dobj" for child in verb.children)


def objects_of(verb: Token) -> list[Token]:
    """The direct objects; in a relative clause without one, the noun that the clause describes."""
    own = [child for child in verb.children if child.dep_ in _OBJECTS and not child.is_punct]
    if own:
        return [_antecedent(token, verb) for token in own]
    if shared := _shared_object(verb):
        return shared
    gap = verb.dep_ == "relcl" and not any(
        child.tag_ in _RELATIVE for child in verb.children if child.dep_ in _SUBJECTS
    )
    return [verb.head] if gap and _has_subject(verb) and not _asks_where(verb) else []


def _shared_object(verb: Token) -> list[Token]:
    """The object of the verb right after, where two verbs have one object: "police arrested and charged two men"."""
    after = next((child for child in verb.conjuncts if child.i > verb.i and child.pos_ == "VERB"), None)
    if after is None or is_passive(verb) or after.i - verb.i > 3 or _has_subject(after):
        return []
    if not same_form(verb, after):
        return []
    if any(token.pos_ not in ("CCONJ", "ADV", "PUNCT") for token in verb.doc[verb.i + 1 : after.i]):
        return []
    return [child for child in after.children if child.dep_ in _OBJECTS]


def same_form(first: Token, second: Token) -> bool:
    """Whether two verbs have one tense, as far as the tagger can tell: "tortured and killed", "beat and arrested"."""
    tags = {first.tag_, second.tag_}
    return len(tags) == 1 or tags == {"VBD", "VBN"} or first.lower_ in _ALIKE or second.lower_ in _ALIKE


def _asks_where(verb: Token) -> bool:
    """Whether the clause describes a place, a time or a preposition's object: "where he died", "in which he died"."""
    inside = (token for child in verb.children for token in (child, *child.children))
    return any(token.tag_ == "WRB" or (token.tag_ in _RELATIVE and token.dep_ == "pobj") for token in inside)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _by_agents(verb: Token) -> list[Token]:
    """Who did it by a "by" phrase; "by order of the president" names the president."""
    below = [c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "be"]  # "was found to be unlawful by X"
    return [
        next(iter(complements(child, ("of",))), child) if child.lower_ in _DEEDS else child
        for prep in (*verb.children, *(c for one in below for c in one.children))
        if prep.dep_ == "agent" or (prep.dep_ == "prep" and prep.lower_ == "by")
        for child in prep.children
        if child.dep_ == "pobj"
    ]


def state_holder(noun: Token) -> list[Token]:
    """Who is in a state: the noun right before "in prison", or the subject of the verb before it."""
    prep = noun.head
    for at in range(prep.i - 1, noun.sent.start - 1, -1):
        token = noun.doc[at]
        if token.pos_ in ("NOUN", "PROPN"):
            return [token]
        if not token.is_punct:
            break
    return subjects_of(prep.head) if prep.head.pos_ in ("VERB", "AUX") else []


def complements(token: Token, preps: tuple[str, ...]) -> list[Token]:
    """The objects of the prepositions `preps` that hang on a token."""
    return [
        child
        for prep in token.children
        if prep.dep_ in ("prep", "agent", "dative") and prep.lower_ in preps
        for child in prep.children
        if child.dep_ in ("pobj", "pcomp")
    ]


def with_conjuncts(tokens: tuple[Token, ...] | list[Token]) -> list[Token]:
    """The tokens and the nouns coordinated with them, in text order."""
    wanted = {token.i: token for token in tokens}
    for token in tokens:
        for other in token.conjuncts:
            if other.pos_ in ("NOUN", "PROPN", "NUM") and other.i > token.i:
                wanted[other.i] = other
    return [wanted[i] for i in sorted(wanted)]


def counted_nouns(token: Token) -> list[Token]:
    """What a number or a group is of: "100 out of 140 hearings", "a package of amendments"."""
    out = [inner for prep in token.children if prep.lower_ == "out" for inner in complements(prep, ("of",))]
    row = complements(token, ("in",)) if token.lower_ in ORDINALS else []  # "the first in a series of seminars"
    return complements(token, ("of",)) + out + [t for t in row if t.lemma_.lower() == "series"]


def noun_undergoers(noun: Token) -> list[Token]:
    """What a nominalisation may be of: its "of" phrase, its possessor, the noun compounded with it."""
    before = [child for child in noun.children if child.dep_ in ("poss", "compound", "nmod") and child.pos_ != "NUM"]
    parted = (c for prep in noun.children if prep.lower_ in ("in", "on") for c in (prep, *prep.children))
    behind = [t for word in parted for t in complements(word, ("of",))]  # "the adoption in 2010 of the Rules"
    return [t for t in [*complements(noun, ("of",)), *behind] if t.ent_type_ != "DATE"] + before
