"""Whether a word of an event tells that it happened or is planned, and not what only lasts, could or ought to be.

"must be adopted", "called on the state to ratify", "if it had been repealed" and "remained detained" date no event.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from justicekb.vocabulary.wordlists import WordList

_VERBAL = frozenset({"VERB", "AUX"})
_OWED = frozenset({"must", "should", "ought", "can", "could", "may", "might", "ca"})
_GUESSED = frozenset({"could", "may", "might"})  # with "have": what perhaps happened
_STAYS = WordList("verbs-of-staying")
_PREDICATES = frozenset({"acomp", "xcomp", "ccomp", "advcl", "attr"})
_IF = frozenset({"if", "unless", "lest"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_UNDONE = WordList("adjectives-of-the-undone")
_RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next", "another"})
_PLANS = WordList("nouns-of-plans")
_SENTENCES = frozenset({"sentence", "condemn"})
_ENDS = WordList("nouns-of-ending")
_RESISTS = WordList("verbs-of-what-has-not-come")
_KNOWLEDGE = WordList("nouns-of-knowledge")
_SETS = WordList("verbs-that-set-a-day")
_LEAVES_OFF = WordList("verbs-of-leaving-off")
_STEPS = 4  # clauses above one another: "should continue to try to visit"
# What happens by itself or to somebody: "charges for the killing" speaks of a killing that took place.
_NEVER_ASKED_FOR = frozenset({"death", "ill_treatment", "election", "conviction"})

Classes = Mapping[str, frozenset[str]]


def happens(token: Token, classes: Classes) -> bool:
    """Whether a verb tells what happened, will happen or is denied to have happened."""
    return not _lasts(token) and not _only_thought(token, classes)


def is_deed(verb: Token, type_: str) -> bool:
    """Whether somebody is charged with it: "charged with stabbing two guards", where "charged with" gives no task."""
    charged = verb.dep_ == "pcomp" and verb.head.lower_ == "with" and verb.head.head.lemma_.lower() == "charge"
    return charged and type_ in _NEVER_ASKED_FOR


def asked_for(noun: Token, type_: str, classes: Classes) -> bool:
    """Whether an event noun only tells what somebody wants or tried: "demanded the release", "attempted murder"."""
    if any(child.dep_ == "amod" and child.lower_ in _UNDONE for child in noun.children):
        return True
    if type_ in _NEVER_ASKED_FOR:
        return False
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "for":
        return above.head.lemma_.lower() in classes["demand"]
    return noun.dep_ == "dobj" and above.lemma_.lower() in classes["demand"] and above.pos_ in _VERBAL


def had_happened(verb: Token) -> bool:
    """Whether it is told in the past perfect: "by 2013 none had received a hearing"."""
    return any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)


def is_present(verb: Token) -> bool:
    """Whether a passive tells how things are, whatever day its clause names: "On 6 May, X is accused of driving"."""
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    told = verb.tag_ == "VBN" and verb.lemma_.lower() not in _SETS  # "is scheduled for trial" tells of another day
    return told and len(aux) == 1 and aux[0].lower_ in ("is", "are")


def is_penalty(noun: Token) -> bool:
    """Whether a noun says what somebody is sentenced to or resists: "sentenced to 15 days' detention"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in _ENDS:
        return noun.lemma_.lower() in ("imprisonment", "detention", "arrest")
    if noun.dep_ == "pobj" and above.lower_ in ("to", "in"):
        return above.head.lemma_.lower() in _SENTENCES
    return noun.dep_ == "dobj" and above.lemma_.lower() in _RESISTS


def unknown_of(token: Token) -> bool:
    """Whether it stands below "no reports" or "no evidence": what nobody knows of happened at no time."""
    return any(
        above.lower_ in _KNOWLEDGE and any(c.dep_ == "det" and c.lower_ == "no" for c in above.children)
        for above in token.ancestors
        if above.pos_ == "NOUN"
    )


def begins_since(token: Token) -> bool:
    """Whether "since" brings it, so that it began what is told: "remained in prison since his arrest"."""
    return token.head.lower_ == "since"


def _lasts(token: Token) -> bool:
    """Whether a participle tells a state that lasts, not how it began: "remained imprisoned"."""
    if any(child.dep_ == "auxpass" and child.lower_ in _STAYS for child in token.children):
        return True
    if token.tag_ == "VBN" and any(child.dep_ == "advmod" and child.lower_ == "still" for child in token.children):
        return True  # "was still detained on 12 April"
    if token.tag_ == "VBN" and token.dep_ == "xcomp" and token.head.lemma_ in ("continue", "remain", "stay"):
        return any(child.lower_ == "to" for child in token.children)  # "continued to be held"
    stays = token.head.lower_ in _STAYS and token.dep_ in _PREDICATES
    return token.tag_ == "VBN" and stays and token.i > token.head.i


def _only_thought(verb: Token, classes: Classes) -> bool:
    """Whether the verb or a clause that it belongs to is owed, wanted or supposed only."""
    node = verb
    for _ in range(_STEPS):
        if _owed(node) or _supposed(node) or _wanted(node, classes):
            return True
        above = node.head
        shared = node.dep_ == "conj" and not _finite(node)
        if above == node or above.pos_ not in _VERBAL or not (shared or node.dep_ == "xcomp"):
            return False
        node = above
    return False


def _owed(verb: Token) -> bool:
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in aux}
    perfect = any(child.lemma_ == "have" for child in aux)
    if "would" in words and perfect:
        return True
    if not words & _OWED or (words & _GUESSED and perfect):
        return False
    return not (words & {"can", "could", "ca"} and any(child.dep_ == "neg" for child in verb.children))


def _supposed(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in _IF for child in verb.children)


def _wanted(verb: Token, classes: Classes) -> bool:
    """Whether it is an infinitive, a gerund or a subjunctive below a word that asks for it or gives a task."""
    above, asks = verb.head, verb.head.lemma_.lower()
    if verb.tag_ == "VBG" and verb.dep_ == "xcomp" and asks in _LEAVES_OFF:
        return True  # "stopped prosecuting"
    if verb.dep_ == "pcomp" and above.lower_ in ("with", "for", "from", "of"):
        asks = above.head.lemma_.lower()
        return asks in classes["demand"] or (above.lower_ != "of" and asks in classes["entrusted"])
    if above == verb or verb.tag_ not in ("VB", "VBN", "VBG"):
        return False
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if infinitive and verb.dep_ == "acl":
        return asks not in _PLANS and not _ranked(above)
    if infinitive and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        return asks in classes["demand"] or asks in classes["entrusted"]
    bare = verb.tag_ == "VB" or any(child.dep_ == "auxpass" and child.tag_ == "VB" for child in verb.children)
    return bare and verb.dep_ == "ccomp" and asks in classes["demand"] and not _finite(verb)


def _ranked(noun: Token) -> bool:
    """Whether the infinitive tells what the noun did: "the first state to abolish it", "the only one to sign"."""
    words = (child.lower_ for child in (noun, *noun.lefts))
    return any(word in _RANKS or word.endswith(("st", "nd", "rd", "th")) for word in words)


def _finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)
