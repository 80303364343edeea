"""The event or verb that a date belongs to: word order first, then up the dependency parse from the date's words.

A date dates the nearest event above it; what only places the event in time or cause bars the way: "after the clashes
of 2011".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from justicekb.extract.facts.datewords import DEEDS, Dating, cleft, fronted_verb, is_day, opens_clause, verb_after
from justicekb.extract.facts.datewords import start_token as start
from justicekb.extract.facts.lexicon import Trigger
from justicekb.extract.facts.lightverbs import Carried
from justicekb.vocabulary.wordlists import WordList

_BARRIERS = WordList("ties-of-circumstance")
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_SPANS = WordList("parts-of-a-time")
HARMS = frozenset({"death", "departure", "ill_treatment"})  # what a dated occasion does: "the 5 May attack killed two"
# Events for which "for" brings what was done: "charged for his role in the riots of 2014".
_FOR_DEEDS = frozenset(
    {
        "charge",
        "conviction",
        "ruling",
        "arrest",
        "trial",
        "acquittal",
        "complaint",
        "departure",
        "publication",
        "death",
        "release",
    }
)
# What has its own day, whatever it is told for.
_OCCASIONS = frozenset({"election", "meeting", "visit", "trial", "conviction"})
_OWNED = frozenset({"death", "arrest", "release", "departure", "appointment", "acquittal"})  # what is somebody's own
_ABOUT = frozenset({"of", "on", "for", "against", "about", "into", "with"})
# Events for which somebody has to answer, and the prepositions that bring what for.
ANSWERED = frozenset({"charge", "conviction", "arrest", "trial", "acquittal"})
_BRINGS_DEED = frozenset({"with", "of", "for", "over"})
_RELATES = WordList("nouns-that-relate-a-deed")
_RULES = WordList("papers-ruled-on")
_SETS = WordList("verbs-that-set-a-day")
_MARKS = (":", "–", "—", "-")
_SAYS_IN = frozenset({"pobj", "nsubj", "ROOT", "appos"})  # a paper that something is said in, or that says it
_NUMBERED = 5  # tokens between a paper's noun and its day, its number among them
_FAR = 3  # tokens between a participle and the day that its main verb has rather
_NEAR = 8  # tokens between a verb and a date set off after it
_CLIMB = 12  # steps up the parse, far more than a well-formed sentence needs


@dataclass(frozen=True, slots=True)
class Hosts:
    """The events of a sentence as a date looks for the one it belongs to."""

    triggers: Mapping[int, Trigger]
    carried: Carried
    starts: tuple[int, ...]  # where the sentence's dates start, those that only bound an event among them
    named: frozenset[int] = frozenset()  # the tokens inside names of laws and bodies, which tell nothing

    def host(self, date: Dating) -> Token | None:
        """The event or verb that a date belongs to."""
        found = self._paper_before(date) or self._verb_right_before(date) or self._by_parse(date)
        found = _finite(found) if found is not None and found.dep_ == "ROOT" else found
        found = self._predicate(found) or found if found is not None and found.lemma_ == "be" else found
        if found is None and opens_clause(date):
            return self._first_event(date)
        if found is None or not self._brings(found):
            found = self._occasion_before(date) or found
        found = self._deed(found, date) if found is not None else None
        if found is None or not self._tells_any(found):
            found = self._by_paper(date) or found
        return self._outside(found, date) if found is not None else None

    def _tells_any(self, host: Token) -> bool:
        return self._brings(host) or (host.lemma_ != "be" and bool(self.carried.known.of(host)))

    def _by_paper(self, date: Dating) -> Token | None:
        """The order by which was done what is no event of ours: "By order of 17 May 2023, the mother was to pay"."""
        if date.prep is None or date.prep.lower_ != "of" or not is_day(date):
            return None
        paper = date.tokens.doc[max(start(date) - 1, 0)]
        trigger = self.triggers.get(paper.i)
        told = trigger is not None and trigger.kind == "noun" and trigger.entry.type == "ruling"
        return paper if told and paper.dep_ == "pobj" else None

    def _verb_right_before(self, date: Dating) -> Token | None:
        """The past verb that a date follows, whatever the parse ties it to: "said Tuesday the claims were false"."""
        doc, at, end = date.tokens.doc, start(date) - 1, date.tokens.end
        if at > date.tokens.sent.start and doc[at].text == "," and end < date.tokens.sent.end and doc[end].text == ",":
            at -= 1  # "has signed, in 2016, the Protocol"
        verb = doc[at] if at >= date.tokens.sent.start else None
        if verb is None or verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBN"):
            return None
        trigger = self.triggers.get(at)
        tells = trigger is not None and trigger.kind == "verb" and self.fits(verb)
        return verb if tells or any(entry.reports for entry in self.carried.known.of(verb)) else None

    def _deed(self, host: Token, date: Dating) -> Token | None:
        """The deed that somebody has to answer for, whose day stands behind it: "accused of the murder of X on 5 May".

        What is or has been done has no day of the past: "has been charged with the murder of X in May 2012" dates the
        murder, and so does "X, charged with the murder of Y in 2012". None where the deed is no event of ours.
        """
        trigger = self.triggers.get(host.i)
        answers = trigger is not None and trigger.kind == "verb" and trigger.entry.type in ANSWERED
        looks_into = host.lemma_ in ("accuse", "investigate")
        if date.tokens.start < host.i or not (answers or looks_into):
            return host
        between = (self.triggers.get(at) for at in range(host.i + 1, start(date)))
        harms = [t.token for t in between if t is not None and t.entry.type in HARMS]
        if looks_into:
            nouns = [token for token in harms if self.triggers[token.i].kind == "noun"]
            return nouns[-1] if nouns else host
        if host.lemma_ in _SETS or date.since or date.mention.anchor == "published":
            return host
        if not _undated(host) or not _behind_deed(host, date):
            return host
        return harms[-1] if harms else None

    def _outside(self, host: Token, date: Dating) -> Token:
        """The main verb whose day stands far behind a participle: "pardoned people convicted of theft on 5 May"."""
        main = self.triggers.get(host.head.head.i) if host.dep_ == "acl" and host.tag_ == "VBN" else None
        if main is None or main.kind != "verb" or host.head.dep_ not in ("dobj", "pobj", "nsubjpass"):
            return host
        far = start(date) - host.i > _FAR and is_day(date)
        own = any(main.token.i < at < host.i or at < main.token.i for at in self.starts)
        return main.token if far and not own and main.token.i < host.i else host

    def _tells(self, host: Token | None) -> bool:
        return host is not None and (host.i in self.triggers or bool(self.carried.known.of(host)))

    def _occasion_before(self, date: Dating) -> Token | None:
        """The occasion right before its day: "ahead of the elections on 4 May", "since its last visit, in March"."""
        doc, at = date.tokens.doc, start(date) - 1
        at -= at > date.tokens.sent.start and doc[at].text == ","
        trigger = self.triggers.get(at)
        brought = date.prep is not None or doc[at].head.lower_ in ("at", "during")  # "argued at the sentencing today"
        if trigger is None or trigger.kind != "noun" or date.since:
            return None
        owned = trigger.entry.type in _OWNED and any(c.dep_ == "poss" for c in doc[at].children)
        if trigger.entry.type not in _OCCASIONS and not owned:  # "coincided with her death in 1987"
            return None
        if not brought:
            return None
        return doc[at] if self.fits(doc[at]) else None

    def _carries(self, verb: Token) -> bool:
        """Whether a verb tells of an event noun beside it."""
        return any(True for _ in (*self.carried.own_nouns(verb), *self.carried.said_in(verb)))

    def _brings(self, host: Token) -> bool:
        return host.i in self.triggers or self._carries(host) or any(True for _ in self.carried.events(host, 1))

    def _first_event(self, date: Dating) -> Token | None:
        """The first event after an opening date where the parse has no clause there: "2014: Ratification of ..."."""
        rest = date.tokens.doc[date.tokens.end : date.tokens.sent.end]
        labels = len(rest) > 1 and rest[0].text in _MARKS
        for token in rest[1:] if labels else rest:
            if token.text in (";", *_MARKS):
                return None
            trigger = self.triggers.get(token.i)
            if labels and trigger is not None and trigger.kind == "noun" and self.fits(token):
                return token
            if token.pos_ in _VERBAL and token.dep_ not in ("aux", "auxpass", "relcl"):
                return token if trigger is not None and token.tag_ in ("VBD", "VBN", "VBZ") else None
        return None

    def _paper_before(self, date: Dating) -> Token | None:
        """The paper whose day follows it: "in a statement on 5 May", "in its report of 3 June 2016"."""
        brought = date.prep.lower_ if date.prep is not None else ""
        bare = not brought and is_day(date)  # "in a statement Tuesday"
        if not bare and brought not in ("of", "on", "from", "in"):
            return None
        if brought == "of" and is_day(date) and (own := self._of_day(date)) is not None:
            return own
        paper = date.tokens.doc[max(start(date) - 1, 0)]
        trigger = self.triggers.get(paper.i)
        if trigger is None or trigger.entry.type != "publication" or paper.tag_ != "NN" or paper.dep_ not in _SAYS_IN:
            return None
        if brought == "on" and not is_day(date):  # what it is about
            return None
        return paper if any(child.dep_ in ("det", "poss") for child in paper.children) else None

    def _of_day(self, date: Dating) -> Token | None:
        """The paper or law whose own day follows it: "the resolution 60/251 of 15 March 2006"."""
        before = date.tokens.doc[max(start(date) - _NUMBERED, date.tokens.sent.start) : start(date)]
        papers = (t for t in reversed(before) if t.i in self.triggers and self.triggers[t.i].entry.date_before)
        paper = next(papers, None)
        if paper is None or _by_deed(paper) or self._does(paper):
            return None
        numbered = all(n.pos_ in ("NUM", "SYM", "PUNCT") for n in before if n.i > paper.i)
        return paper if numbered else None

    def _by_parse(self, date: Dating) -> Token | None:
        opening = fronted_verb(date)
        if opening is not None and opens_clause(date):
            return opening
        if self._barred(date):
            return self._phrase_before(date)
        above = self._state_before(date) or self._repeated(date) or self._climb(date)
        if above is not None and above.lemma_ == "be" and above.i < date.tokens.start:
            above = cleft(date, above) or verb_after(date) or above
        if above is not None and date.since and _set_off(above, date):
            return None
        if above is not None and above.i in self.triggers:
            return above
        following = verb_after(date) if date.tokens.start == min(self.starts) else None
        if following is not None and any(following.i < at <= following.i + 2 for at in self.starts):
            following = None  # it has a date of its own: "rose to power in 1959 gathered on Wednesday"
        host = opening or following or self._gapped(date) or (self._at_once(above) if above is not None else None)
        if opening or (host is not None and self._carries(host)):
            return host
        return self._phrase_before(date) or (host if self._tells(host) else self._verb_before(date) or host)

    def _predicate(self, verb: Token) -> Token | None:
        """The event that "be" says of its subject: "has been pending in court since 2018"."""
        found = (c for c in verb.children if c.dep_ == "acomp" and c.i in self.triggers)
        return next((c for c in found if self.triggers[c.i].kind == "verb"), None)

    def _verb_before(self, date: Dating) -> Token | None:
        """The event of the verb before a date set off by a comma: "had been amended only once, in 1983"."""
        doc, first = date.tokens.doc, start(date)
        if first == date.tokens.sent.start or doc[first - 1].text != ",":
            return None
        for at in range(first - 2, max(date.tokens.sent.start, first - _NEAR) - 1, -1):
            if at in self.starts or doc[at].text in (";", ":", "–", "—"):
                return None
            if doc[at].pos_ == "VERB":
                trigger = self.triggers.get(at)
                return doc[at] if trigger is not None and trigger.kind == "verb" else None
        return None

    def _at_once(self, verb: Token) -> Token:
        """The event during which something went on: "was beaten while covering a rally on 5 May"; else the verb."""
        beside = verb.dep_ == "advcl" and verb.head.i in self.triggers and not self.carried.known.of(verb)
        opened = any(child.lower_ in ("when", "while", "as") and child.i < verb.i for child in verb.children)
        return verb.head if beside and opened else verb

    def _phrase_before(self, date: Dating) -> Token | None:
        """The event noun whose phrase ends right before a date: "is investigating the killing of X in May 2012"."""
        end = start(date) - 1
        for token in reversed(date.tokens.doc[date.tokens.sent.start : end]):
            if token.pos_ in _VERBAL or token.is_punct:
                return None
            trigger = self.triggers.get(token.i)
            if trigger is not None and trigger.kind == "noun" and not trigger.entry.date_before and not date.since:
                ends = (c for prep in token.children if prep.lower_ == "of" for c in prep.subtree)
                return token if any(c.i == end for c in ends) and self.fits(token) else None
        return None

    def _barred(self, date: Dating) -> bool:
        """Whether a date stands inside what only places the event in time or cause: "after the clashes of 2011"."""
        node = date.prep.head if date.prep is not None and date.prep.i < date.tokens.end else date.tokens.root.head
        if node.pos_ == "NUM":  # "up from 45 in 2018" tells of 2018 too
            return False
        if node.lower_ in _SPANS:  # "during the course of last year"
            return False
        if date.prep is not None and date.prep.lower_ == "of" and node.pos_ != "NUM" and node.i not in self.triggers:
            return not node.ent_type_ and not _by_deed(node) and not self._does(node)
        below = node
        for _ in range(_CLIMB):
            if node.pos_ in _VERBAL or node.head == node or self._stops(node, date):
                return False
            if node.lower_ in _BARRIERS and node != date.prep:
                return not self._lets_through(node, below)
            below, node = node, node.head
        return False

    def _lets_through(self, prep: Token, noun: Token) -> bool:
        """Whether a date behind "for" or "from" dates the verb: "abolished for all crimes in 2017".

        Behind an arrest or a sentence "for" brings what was done before, unless it is told in general.
        """
        above = self.triggers.get(prep.head.i)
        own = any(prep in trigger.words for trigger in self.triggers.values())  # "appeared before magistrates on 5 May"
        if own or (prep.lower_ == "for" and prep.head.lemma_ in _SETS):
            return True
        if above is None and prep.lower_ == "for" and prep.head.dep_ == "dobj":  # "created a mandate for a rapporteur"
            above = self.triggers.get(prep.head.head.i)
        if prep.lower_ == "for":
            return _in_general(noun) or (above is not None and above.entry.type not in _FOR_DEEDS)
        return prep.lower_ == "from" and above is not None and above.kind == "verb" and not noun.ent_type_

    def _does(self, noun: Token) -> bool:
        """Whether a dated paper or deed does what its verb says: "the riot of 5 March left two prisoners dead"."""
        trigger = self.triggers.get(noun.head.i)
        if noun.dep_ != "nsubj" or trigger is None or (trigger.entry.subject == "object" and not trigger.words[1:]):
            return False
        return noun.lemma_.lower() in DEEDS or trigger.entry.type in HARMS

    def _gapped(self, date: Dating) -> Token | None:
        """The verb that is left out after a semicolon: "ratified in 1998 the A; in 2006 the B"."""
        doc, start = date.tokens.doc, date.tokens.start if date.prep is None else date.prep.i
        if start == date.tokens.sent.start or doc[start - 1].text not in (";", ","):
            return None
        rest = doc[date.tokens.end : date.tokens.sent.end]
        segment = [t for t in rest if not any(s.text == ";" for s in doc[rest.start : t.i])]
        if any(t.pos_ in _VERBAL for t in segment) or not any(t.pos_ in _NOMINAL for t in segment):
            return None
        before = [t for i, t in self.triggers.items() if i < start and t.kind == "verb"]
        return before[-1].token if before else None

    def fits(self, token: Token) -> bool:
        trigger = self.triggers.get(token.i)
        return trigger is not None and not trigger.entry.dated_subject

    def _climb(self, date: Dating) -> Token | None:
        """The nearest event or verb above a date; None where a barrier stands between."""
        node = date.prep.head if date.prep is not None and date.prep.i < date.tokens.end else date.tokens.root.head
        for _ in range(_CLIMB):
            if self._stops(node, date):
                return node
            if node.head == node or (date.since and _state_noun(node)):
                return None
            node = node.head
        return None

    def _state_before(self, date: Dating) -> Token | None:
        """The state right before a date, whatever the parse ties the date to: "in prison since 2015"."""
        at = min(date.tokens.start, date.prep.i if date.prep is not None else date.tokens.start) - 1
        if date.tokens[0].lower_ == "from":  # "was denied access in prison from May onwards"
            return None
        trigger = self.triggers.get(at)
        return trigger.token if trigger is not None and trigger.entry.under else None

    def _repeated(self, date: Dating) -> Token | None:
        """The "that of X" right before a date, whatever the parse ties the date to."""
        end = start(date) - 1
        found = (t.token for t in self.triggers.values() if t.raised is not None and t.kind == "noun")
        return next((t for t in found if t.i < end and any(c.i == end for c in t.subtree)), None)

    def _stops(self, node: Token, date: Dating) -> bool:
        if node.i in self.named and node.dep_ not in ("ROOT", "conj"):
            return False  # "the Convention on Preventing Violence in 2015"
        trigger = self.triggers.get(node.i)
        if trigger is not None and trigger.kind == "noun":
            if node.dep_ in ("dobj", "nsubjpass") and node.head.i in self.triggers and date.tokens.start > node.head.i:
                return False  # "upheld the conviction in 2015" tells of the upholding
            if self._same_told(trigger, node) or self._only_topic(trigger, node) or self._ruled_on(node):
                return False
            reported = node.dep_ == "pobj" and node.head.head.lower_ == "according"
            return (reported or not trigger.entry.date_before) and self.fits(node)
        if node.pos_ not in _VERBAL or node.dep_ in ("aux", "auxpass", "prep"):
            return False
        if trigger is None and not self.carried.known.of(node) and _misread(node, self.triggers):
            return False
        if node.lemma_ == "be" and node.dep_ == "xcomp" and node.head.i in self.triggers:
            return False  # "was found to be unlawful on 5 May"
        return (
            trigger is not None or not any("up" in c.carries for c in self.carried.known.of(node)) or node.dep_ != "acl"
        )

    def _only_topic(self, trigger: Trigger, noun: Token) -> bool:
        """Whether an event noun only says what another event is about: "introduced a moratorium on executions"."""
        prep = noun.head
        if noun.dep_ != "pobj" or trigger.entry.under or prep.lower_ not in _ABOUT:
            return False
        ruled = prep.lower_ == "on" and prep.head.lemma_.lower() in _RULES and prep.head.dep_ in ("dobj", "nsubjpass")
        if not _in_general(noun) and not ruled:
            return False
        return any(above.i in self.triggers and above.i < noun.i for above in list(noun.ancestors)[:4])

    def _ruled_on(self, noun: Token) -> bool:
        """Whether a verb that tells an event is about an event noun: "ruled on the appeal on 10 May"."""
        above = self.triggers.get(noun.head.head.i) if noun.dep_ == "pobj" and noun.head.lower_ == "on" else None
        return above is not None and above.kind == "verb" and above.entry.type == "ruling"

    def _same_told(self, trigger: Trigger, noun: Token) -> bool:
        """Whether the verb over an event noun tells the same: "were released under an amnesty a year later"."""
        verb = self.triggers.get(noun.head.head.i) if noun.dep_ == "pobj" else None
        return verb is not None and verb.kind == "verb" and verb.entry.type == trigger.entry.type


def _finite(verb: Token) -> Token:
    """The finite verb behind a participle taken for the main one: "the centre working for X published"."""
    if verb.tag_ != "VBG" or any(c.dep_ == "aux" for c in verb.children):
        return verb
    later = (
        c for c in verb.children if c.tag_ in ("VBD", "VBZ") and c.i > verb.i and c.dep_ in ("dep", "ccomp", "conj")
    )
    return next(later, verb)


def _undated(verb: Token) -> bool:
    """Whether a verb's form takes no day of the past: a present, a perfect, or a participle that describes a noun."""
    words = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if not words:
        return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
    return words[0] in ("has", "have", "is", "are", "'s", "’s")


def _behind_deed(verb: Token, date: Dating) -> bool:
    """Whether a date stands behind a phrase that tells what somebody answers for."""
    for prep in verb.children:
        if prep.dep_ == "prep" and verb.i < prep.i < start(date) and prep != date.prep:
            told = [t for t in prep.subtree if t.pos_ in _NOMINAL and t.i < start(date)]
            if told and (prep.lower_ in _BRINGS_DEED or any(t.lemma_.lower() in _RELATES for t in told)):
                return True
    return False


def _by_deed(noun: Token) -> bool:
    """Whether a dated paper is what something was done by: "was established by a law of 2 July 2013"."""
    return noun.lemma_.lower() in DEEDS and noun.dep_ == "pobj" and noun.head.lower_ in ("by", "under", "through")


def _set_off(verb: Token, date: Dating) -> bool:
    """Whether a dash stands between a verb and a "since": what it sets off speaks of a trend, not of the event."""
    return any(token.text in ("–", "—", "--") for token in verb.doc[verb.i : date.tokens.start])


def _state_noun(token: Token) -> bool:
    """Whether a noun says what has been so since a date, and no event: "a reduction since 2016"."""
    if token.pos_ == "NUM":
        return True
    return token.pos_ == "NOUN" and (token.dep_ not in ("pobj", "dobj") or token.head.lower_ == "of")


def _in_general(noun: Token) -> bool:
    """Whether a noun stands without article, owner, number or "of": "for lack of evidence" has a general ground."""
    if noun.pos_ != "NOUN" or any(c.dep_ in ("det", "poss", "nummod", "relcl", "acl") for c in noun.children):
        return False
    return noun.lemma_.lower() == "lack" or not any(c.lower_ in ("of", "by") for c in noun.children)


def _misread(node: Token, triggers: Mapping[int, Trigger]) -> bool:
    """Whether a word that the parse takes for a verb is a noun: "against trafficking", "promoted to colonel"."""
    plain = not any(c.dep_ in ("dobj", "nsubj", "ccomp", "xcomp") for c in node.children)
    if node.dep_ == "pcomp" and node.head.lower_ in _BRINGS_DEED:  # "was jailed for taking part in a march in 2019"
        above = triggers.get(node.head.head.i)
        if any(c.dep_ == "prep" for c in node.children) and above is not None and above.entry.type in ANSWERED:
            return False
    if node.tag_ == "VBG" and node.dep_ == "pcomp":
        return plain or (node.head.dep_ == "agent" and node.head.head.i in triggers)
    if node.tag_ == "VB" and node.dep_ == "acl":  # what a law or plan is for: "adopted a law to end torture in 2014"
        return any(above.i in triggers for above in list(node.ancestors)[:2])
    return node.tag_ == "VB" and node.dep_ == "xcomp" and node.head.i in triggers and plain
