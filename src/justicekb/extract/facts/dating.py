"""Which event a date dates: from the date's words up the dependency parse to the clause or noun it modifies.

A date dates the nearest event above it. Where the nearest verb tells none, it may carry one ("announced that it had
arrested", "made 461 visits", "the trial took place"). A date reaches the verbs coordinated after its own until another
date takes over; it does not reach out of "after the 2017 death of X" or of a relative clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.facts.arguments import is_passive, same_form, subjects_of
from justicekb.extract.facts.attachment import HARMS, Hosts
from justicekb.extract.facts.datewords import (
    DEEDS,
    FIRST_TIME,
    WHOLE_PERIOD,
    Dating,
    before_noun,
    dates_nothing,
    end_of,
    follows_day,
    fronted_verb,
    is_dateline,
    is_day,
    noun_after,
    opens_clause,
    start_of,
    start_token,
    through,
)
from justicekb.extract.facts.gapping import Attachment, taken_over, with_gaps
from justicekb.extract.facts.lexicon import Trigger
from justicekb.extract.facts.lightverbs import Carried, Carriers
from justicekb.extract.facts.nearness import nearest_before
from justicekb.extract.facts.sentences import Told
from justicekb.extract.facts.triggers import Triggers
from justicekb.model import LawMention
from justicekb.vocabulary.wordlists import WordList

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECT = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_OCCASIONS = WordList("occasions")
_PERFECT = frozenset({"has", "have", "'ve", "’ve"})
_OTHER_TIMES = WordList("adverbs-of-another-time")
_LASTING = frozenset({"meeting", "visit", "trial", "election", "launch"})  # what may take two days
_HELD = frozenset({"trial", "meeting", "visit", "election"})  # at what other events happen
_DEPTH = 3  # how many carriers may stand above one another: "announced that it had begun to make visits"


def dated(told: Told, triggers: Triggers, known: Carriers) -> list[Attachment]:
    """Every event of a sentence with each of its dates, the events of labels behind the others."""
    found = _attach(told, triggers, known)
    found = _joined_days(found) + [Attachment(trigger, date) for trigger, date in triggers.labels]
    if told.label:  # "2020 Report on ...": the name of a paper tells no event
        found = [a for a in found if not a.trigger.entry.date_before]
    return with_gaps(found)


def _attach(told: Told, words: Triggers, known: Carriers) -> list[Attachment]:
    """Every event of the sentence with each of its dates, in text order.

    What is only said tells something where its date dates no other event.
    """
    triggers, since, statements = words.by_token, words.since, words.statements
    dates = told.dates
    if len(dates) > 1:  # what happened "today" needs no dateline
        dates = tuple(date for date in dates if not is_dateline(date))
    dates = tuple(_first_time(date) for date in dates)
    starts = tuple(date.tokens.start for date in dates)
    plain, open_ended = _search(told, triggers, known, starts), _search(told, since, known, starts)
    plain = replace(plain, statements=statements)
    found = [a for date in dates for a in (open_ended if date.since else plain).of(date)]
    spoken = [a for a in found if not a.direct and statements.get(a.trigger.token.i) is a.trigger]
    found = [a for a in found if a not in spoken]
    dated = {a.trigger.token.i for a in found if a.direct}
    kept: dict[tuple[int, int], Attachment] = {}
    for attachment in found:
        at = attachment.trigger.token.i
        if attachment.direct:
            kept.setdefault((at, attachment.date.tokens.start), attachment)
        elif at not in dated and attachment.date == _nearest(at, found):
            kept[at, attachment.date.tokens.start] = attachment
    taken = {start for _, start in kept}  # what is told has a day of its own: "reported in May that he died in April"
    kept |= {(a.trigger.token.i, a.date.tokens.start): a for a in spoken if a.date.tokens.start not in taken}
    return _with_nearest(dates, taken_over(dates, [kept[key] for key in sorted(kept)], triggers), triggers)


def _with_nearest(
    dates: Iterable[Dating], found: list[Attachment], triggers: Mapping[int, Trigger]
) -> list[Attachment]:
    """The attachments, those of the dates that have none to events without any, by word order alone, among them."""
    taken, events = {a.date.tokens.start for a in found}, {a.trigger.token.i for a in found}
    free = (d for d in dates if d.tokens.start not in taken and not d.since)
    for date in free:
        if dates_nothing(date) or (date.prep is None and before_noun(date)):
            continue
        trigger = nearest_before(date, triggers)
        if trigger is not None and trigger.token.i not in events:
            found = [*found, Attachment(trigger, date)]
    return sorted(found, key=lambda a: (a.trigger.token.i, a.date.tokens.start))


def _first_time(date: Dating) -> Dating:
    """A date with "until" is the day itself after a denial: "was not passed until May 2016"."""
    if date.mention.rule != "date:until" or date.prep is None or date.prep.head.pos_ not in _VERBAL:
        return date
    denied = any(child.dep_ == "neg" for child in date.prep.head.children)
    return end_of(date, rule=FIRST_TIME) if denied else date


def _joined_days(attachments: list[Attachment]) -> list[Attachment]:
    """The attachments with "on 12 and 13 October" as one period, and each day once for each event."""
    kept: list[Attachment] = []
    for attachment in attachments:
        last = kept[-1] if kept and kept[-1].trigger == attachment.trigger else None
        if last is not None and last.date.mention.edtf == attachment.date.mention.edtf:
            continue
        lasting = attachment.trigger.entry.type in _LASTING
        if last is not None and lasting and follows_day(last.date, attachment.date):
            kept[-1] = replace(last, date=through(last.date, attachment.date))
        else:
            kept.append(attachment)
    return kept


def _nearest(at: int, found: list[Attachment]) -> Dating:
    """Of the dates that reach an event from elsewhere the last one before it, else the first after it."""
    dates = [a.date for a in found if a.trigger.token.i == at]
    before = [d for d in dates if d.tokens.start < at]
    return max(before, key=lambda d: d.tokens.start) if before else min(dates, key=lambda d: d.tokens.start)


def _by_word(triggers: Mapping[int, Trigger]) -> dict[int, Trigger]:
    """The triggers under each word of their phrases; a word of a verb's phrase tells no event of its own."""
    index = dict(triggers)
    for trigger in triggers.values():
        if trigger.kind == "verb":
            index |= {word.i: trigger for word in trigger.words if word.i not in triggers or word.pos_ == "NOUN"}
    return index


@dataclass(frozen=True, slots=True)
class _Search:
    triggers: Mapping[int, Trigger]
    carried: Carried
    starts: tuple[int, ...]  # where the sentence's dates start, those that only bound an event among them
    hosts: Hosts
    statements: Mapping[int, Trigger]

    def of(self, date: Dating) -> Iterator[Attachment]:
        """The events that one date dates."""
        yield from self._when(date)
        if dates_nothing(date):
            return
        if date.prep is None and before_noun(date):
            yield from (Attachment(trigger, date) for trigger in self._premodified(date))
            return
        host = self.hosts.host(date)
        if host is None:
            return
        yield from self._beside(date)
        if host.pos_ in _VERBAL:
            yield from (Attachment(trigger, date, direct=False) for trigger in self._outcomes(host, date))
        if host.pos_ in _VERBAL and host.i not in self.triggers:
            told = list(self._told_by(host, date))
            yield from told
            yield from (a if not told else replace(a, direct=False) for a in self._said(host, date))
        elif self.hosts.fits(host):
            yield Attachment(self.triggers[host.i], date)
            yield from (Attachment(trigger, date, direct=False) for trigger in self.carried.means(host))
            if self.triggers[host.i].kind == "noun":
                yield from self._framed(host, date)
        if host.pos_ in _VERBAL:
            yield from self._at_that_time(host, date)
            yield from self._following(host, date)
            yield from self._leading(host, date)
            yield from self._imposed(host, date)
            yield from self._before_whom(host, date)

    def _before_whom(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """What a judge did before whom somebody came: "was arraigned today before Judge X, who ordered him held"."""
        for prep in (child for child in host.children if child.lower_ == "before" and host.i in self.triggers):
            clauses = (c for judge in prep.children for c in judge.children if c.dep_ == "relcl" and c.tag_ == "VBD")
            for clause in (c for c in clauses if c.i in self.triggers and not self._dated_after(c)):
                yield Attachment(self.triggers[clause.i], date, direct=False)

    def _told_by(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """The events that a verb which tells none itself carries."""
        yield from (Attachment(trigger, date) for trigger in self.carried.own_nouns(host))
        if date.tokens.start < host.i:
            about = date.prep is not None and date.prep.lower_ == "on" and not is_day(date)
            yield from (Attachment(trigger, date) for trigger in self.carried.papers(host) if not about)
        else:
            yield from (Attachment(trigger, date) for trigger in self.carried.said_in(host))
        for trigger in (*self.carried.events(host, _DEPTH), *self.carried.means(host)):
            yield Attachment(trigger, date, direct=False)

    def _said(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """What a verb of reporting tells itself, where the date is its own and names no whole year."""
        top = date.prep if date.prep is not None and date.prep.i < date.tokens.end else date.tokens.root
        own = top.head == host or (date.tokens.start < host.i and opens_clause(date))
        own = own or start_token(date) == host.i + 1 or date.tokens.end == host.i or self._behind_topic(host, top, date)
        own = own or (is_passive(host) and is_day(date) and date.tokens.start > host.i)
        if own and host.i in self.statements and date.mention.rule not in WHOLE_PERIOD:
            yield Attachment(self.statements[host.i], date)

    def _behind_topic(self, host: Token, top: Token, date: Dating) -> bool:
        """Whether a day stands behind what somebody answered: "responded to the request on 5 May"."""
        topic, brings = top.head, host.i in self.statements and self.statements[host.i].entry.preps
        answered = topic.dep_ == "pobj" and topic.head.head == host and brings and topic.head.lower_ in brings
        return bool(answered) and is_day(date) and topic.i not in self.triggers

    def _premodified(self, date: Dating) -> Iterator[Trigger]:
        """The event noun that a date stands before ("the 2017 death"), or what a dated law introduces."""
        noun = noun_after(date) or date.tokens.root.head
        for _ in range(_DEPTH):
            trigger = self.triggers.get(noun.i)
            named = trigger is not None and trigger.entry.type == "ruling" and trigger.entry.date_before
            if named and not is_day(date):  # "the 2004 Order" is the name of a rule
                return
            if trigger is not None and trigger.kind == "noun" and not self._introduces(noun):
                yield trigger
                yield from (self.triggers[t.i] for t in noun.conjuncts if t.i > noun.i and self._bare(t))
                yield from self._occasioned(noun)
                return
            yield from (self.triggers[c.i] for c in noun.children if c.dep_ == "acl" and self._decided(c, noun))
            if noun.dep_ not in ("compound", "nmod", "amod", "poss"):
                break
            noun = noun.head
        yield from self._framing(noun, date)
        yield from self._during(noun)
        governed = self.triggers.get(noun.head.i)
        if governed is None:
            return
        broken_up = noun.dep_ == "dobj" and noun.lemma_.lower() in _OCCASIONS and governed.entry.type in HARMS
        if broken_up:  # "dispersed a June 24 demonstration"
            yield governed
        does = governed.entry.dated_subject or noun.lemma_.lower() in DEEDS or governed.entry.type in HARMS
        if does and noun in subjects_of(governed.token) and not is_passive(governed.token):
            yield governed
            yield from (a.trigger for a in self._following(governed.token, date))

    def _introduces(self, noun: Token) -> bool:
        """Whether a dated law is told by what it brought: "the 2015 code introduced new sentences"."""
        above = self.triggers.get(noun.head.i)
        return above is not None and above.entry.dated_subject and noun.dep_ == "nsubj"

    def _bare(self, noun: Token) -> bool:
        """Whether an event noun shares the date before the noun that it follows: "the 2006 torture and death of X"."""
        trigger = self.triggers.get(noun.i)
        return trigger is not None and trigger.kind == "noun" and not any(c.dep_ == "det" for c in noun.children)

    def _decided(self, clause: Token, noun: Token) -> bool:
        """Whether it tells what a dated decision was about: "today's decision to dismiss the charges"."""
        return clause.tag_ == "VB" and clause.i in self.triggers and noun.lemma_.lower() in DEEDS

    def _occasioned(self, noun: Token) -> Iterator[Trigger]:
        """What happened at a dated occasion behind it: "were granted bail at a June court hearing"."""
        above = self._happened_at(noun)
        if above is not None and self.triggers[noun.i].entry.type in _HELD:
            yield above

    def _happened_at(self, occasion: Token) -> Trigger | None:
        """The event before an occasion at which it happened; "charged in the 2012 shooting" happened later."""
        if occasion.dep_ != "pobj" or occasion.head.lower_ not in ("at", "during", "in"):
            return None
        host = occasion.head.head
        between = (self.triggers[i] for i in range(occasion.head.i - 1, host.i, -1) if i in self.triggers)
        above = next((t for t in between if t.kind == "verb" and t.entry.type in HARMS), self.triggers.get(host.i))
        if above is None or above.token.i > occasion.i:
            return None
        return above if occasion.head.lower_ != "in" or above.entry.type in HARMS else None

    def _framing(self, noun: Token, date: Dating) -> Iterator[Trigger]:
        """What happened at a dated occasion that opens the sentence: "In a 2015 raid, police arrested two men"."""
        prep, verb = noun.head, fronted_verb(date)
        opens = noun.dep_ == "pobj" and prep.lower_ in ("in", "at", "during") and prep.i <= prep.sent.start + 1
        if opens and verb is not None and noun.lemma_.lower() in _OCCASIONS:
            found = [self.triggers[verb.i]] if verb.i in self.triggers else list(self.carried.events(verb, _DEPTH))
            shared = (v for v in verb.conjuncts if not any(c.dep_ in _SUBJECT for c in v.children))
            yield from (*found, *(self.triggers[v.i] for v in shared if v.i in self.triggers))

    def _during(self, noun: Token) -> Iterator[Trigger]:
        """What happened at a dated occasion that tells no event itself: "beat inmates during a 2016 raid"."""
        occasion = noun.lemma_.lower() in _OCCASIONS and noun.dep_ == "pobj"
        above = self._happened_at(noun) if occasion else None
        if above is not None:
            yield above
        for clause in noun.children:
            verb = clause if clause.dep_ == "relcl" else None
            held = verb is not None and any(t.lower_ in ("which", "when", "where") for t in verb.subtree)
            if verb is not None and held and verb.i in self.triggers and occasion:
                yield self.triggers[verb.i]

    def _beside(self, date: Dating) -> Iterator[Attachment]:
        """The events right after a date: circumstances, and what "since the 2015" opens."""
        doc, end, last = date.tokens.doc, date.tokens.end, date.tokens.sent.end
        at = end + 1 if end < last and doc[end].lower_ == "," else end
        if at >= last:
            return
        if at + 1 < last and doc[at].lower_ == "of" and doc[at + 1].tag_ in ("WDT", "WP"):
            yield from (Attachment(trigger, date, direct=False) for trigger in self._of_which(doc[at:last]))
        if at > end and doc[at].lower_ in ("during", "on", "at", "in"):
            for trigger in self.carried.nouns(child for child in doc[at].children if child.dep_ == "pobj"):
                yield Attachment(trigger, date, direct=False)
        elif date.since and at == end and doc[at].i in self.triggers and doc[at].pos_ == "NOUN":
            yield Attachment(self.triggers[at], start_of(date))

    def _when(self, date: Dating) -> Iterator[Attachment]:
        """The event of a "when" clause right after a date, whatever that date bounds: "until 2015, when he died"."""
        doc, end, last = date.tokens.doc, date.tokens.end, date.tokens.sent.end
        at = end + 1 if end < last and doc[end].lower_ == "," else end
        if at < last and doc[at].lower_ == "when" and doc[at].head.i in self.triggers:
            yield Attachment(self.triggers[doc[at].head.i], end_of(date), direct=False)

    def _of_which(self, rest: TokenSpan) -> Iterator[Trigger]:
        """The events of a part of what was counted: "103 cases in 2018, of which 16 were sent to court"."""
        parts = (token for token in rest if token.dep_ in ("relcl", "advcl") and token.pos_ in _VERBAL)
        clause = next(parts, None)
        for verb in (clause, *clause.conjuncts) if clause is not None else ():
            if verb.i in self.triggers and verb.i >= rest.start:
                yield self.triggers[verb.i]

    def _framed(self, noun: Token, date: Dating) -> Iterator[Attachment]:
        """The events of the clause that an event opens: "During its visit in May, the group inspected ..."."""
        prep = noun.head
        verb = fronted_verb(date)
        if verb is None or noun.dep_ != "pobj" or prep.lower_ not in ("during", "at", "in", "on"):
            return
        if prep.i > date.tokens.sent.start + 1 or verb.i in (noun.i, prep.i):
            return
        found = [self.triggers[verb.i]] if verb.i in self.triggers else list(self.carried.events(verb, 1))
        framed = [Attachment(trigger, date, direct=False) for trigger in found]
        told = self.triggers[noun.i].entry.type
        yield from (a for a in (*framed, *self._following(verb, date)) if a.trigger.entry.type != told)

    def _outcomes(self, host: Token, date: Dating) -> Iterator[Trigger]:
        """The events that a dated thing led to: "opened fire, killing five"."""
        led = [c for c in host.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
        led += [c for clause in led for c in clause.children if c.dep_ in ("advcl", "conj") and c.tag_ == "VBG"]
        for clause in led:
            if clause.i > date.tokens.start:
                trigger = self.triggers.get(clause.i)
                told = self.triggers.get(host.i)
                if trigger is None or (told is not None and told.entry.type == trigger.entry.type):
                    continue
                if clause.doc[clause.i - 1].lower_ in (",", "and") or trigger.entry.type in HARMS:
                    yield trigger

    def _following(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """The events of the verbs coordinated after the date's own, while they have no other subject after it."""
        fronted = date.tokens.start < host.i
        for verb in (*host.conjuncts, *(_parallel_clauses(host) if fronted else ())):
            if verb.pos_ not in _VERBAL or verb.i < date.tokens.end or verb.i < host.i:
                continue
            if not fronted and any(c.dep_ in _SUBJECT for c in verb.children):
                continue
            if self._dated_itself(verb) or self._dated_after(verb) or _later(host, verb, date):
                continue
            found = [self.triggers[verb.i]] if verb.i in self.triggers else self._carried_on(verb)
            found = [*found, *self._outcomes(verb, date)]
            yield from (Attachment(trigger, date, direct=False) for trigger in found)

    def _at_that_time(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """What a "when" clause tells beside a dated event: "On 5 May he was released when the charges were dropped"."""
        if host.i not in self.triggers or date.since:
            return
        for clause in host.children:
            when = clause.dep_ == "advcl" and any(c.lower_ == "when" and c.i < clause.i for c in clause.children)
            past = clause.tag_ == "VBD" or any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in clause.children)
            if when and past and clause.i in self.triggers and not self._dated_after(clause):
                yield Attachment(self.triggers[clause.i], date, direct=False)

    def _leading(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """The event of the verb before, where two verbs of one subject have a date after the second."""
        first = host.head
        if host.dep_ != "conj" or first.pos_ not in _VERBAL or not same_form(first, host) or date.tokens.start < host.i:
            return
        if any(c.dep_ in _SUBJECT for c in host.children) or any(s < date.tokens.start for s in self.starts):
            return
        if any(t.text == "(" for t in host.doc[host.i : date.tokens.start]):
            return
        if first.i in self.triggers and not any(t.dep_ in ("advcl", "relcl") for t in first.children):
            yield Attachment(self.triggers[first.i], date, direct=False)

    def _imposed(self, host: Token, date: Dating) -> Iterator[Attachment]:
        """What a dated paper did at once: "On 17 December 2003 he signed a decree that imposed a moratorium"."""
        for paper in host.children:
            if paper.dep_ == "dobj" and paper.lemma_.lower() in DEEDS:
                done = (c for c in paper.children if c.dep_ == "relcl" and c.tag_ == "VBD" and c.i in self.triggers)
                yield from (Attachment(self.triggers[clause.i], date, direct=False) for clause in done)

    def _dated_itself(self, verb: Token) -> bool:
        """Whether a coordinated clause opens with a date of its own: "..., but as of May it had not"."""
        opens = max(
            (t.i for t in verb.doc[verb.sent.start : verb.i] if t.dep_ == "cc" or t.text == ";"), default=verb.i
        )
        return any(opens < start < verb.i for start in self.starts)

    def _dated_after(self, verb: Token) -> bool:
        """Whether a date of its own stands after a coordinated verb: "... and had been amended once, in 1983"."""
        rest = verb.doc[verb.i + 1 : verb.sent.end]
        stop = next((t.i for t in rest if t.pos_ in _VERBAL), verb.sent.end)
        return any(verb.i < at < stop for at in self.starts)

    def _carried_on(self, verb: Token) -> list[Trigger]:
        """What a coordinated verb carries; what it only tells has a date of its own."""
        tells = any(entry.reports and not entry.past for entry in self.carried.known.of(verb))
        return [*([] if tells else self.carried.events(verb, _DEPTH)), *self.carried.means(verb)]


def _later(host: Token, verb: Token, date: Dating) -> bool:
    """Whether a coordinated verb tells of another time: "was arrested; he was later charged", "and has since left"."""
    first, own = ({c.lower_ for c in v.children if c.dep_ in ("aux", "auxpass")} for v in (host, verb))
    perfect = bool(own & _PERFECT) and not first & _PERFECT
    bare = host.tag_ == "VBN" and not first and not any(c.dep_ == "nsubjpass" for c in host.children)
    if perfect or (bare and verb.tag_ == "VBD" and not own and verb.nbor(-1).text == ","):
        return True
    if len(date.mention.edtf.text) <= len("2016"):  # "was arrested in 2016 and later moved", both in that year
        return False
    return any(c.dep_ == "advmod" and c.lower_ in _OTHER_TIMES for c in verb.children)


def _parallel_clauses(host: Token) -> list[Token]:
    """The clauses that go on after a semicolon, where the parse makes the first hang on the last."""
    semicolon = next((t.i for t in host.doc[host.i : host.sent.end] if t.text == ";"), None)
    above = [t for t in host.ancestors if semicolon is not None and t.i > semicolon]
    return above if host.dep_ == "ccomp" else []


def _search(told: Told, triggers: Mapping[int, Trigger], known: Carriers, starts: tuple[int, ...]) -> _Search:
    index = _by_word(triggers)
    carried = Carried(index, known)
    named = frozenset(i for i, name in told.names.items() if isinstance(name, LawMention) or name.type in _NO_PERSONS)
    return _Search(index, carried, starts, Hosts(index, carried, starts, named), {})


_NO_PERSONS = ("law", "organisation")
