"""Who takes part in an event: agents, objects and places by name, from the clause of its trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from justicekb.extract.facts.antecedents import is_open
from justicekb.extract.facts.arguments import (
    Arguments,
    arguments,
    complements,
    is_passive,
    noun_undergoers,
    objects_of,
    state_holder,
    subjects_of,
    with_conjuncts,
)
from justicekb.extract.facts.attachment import HARMS
from justicekb.extract.facts.datewords import Dating
from justicekb.extract.facts.gapping import Attachment
from justicekb.extract.facts.lexicon import Trigger
from justicekb.extract.facts.lightverbs import Carriers
from justicekb.extract.facts.phrases import Context, Named, Names, named, of_record
from justicekb.extract.facts.sentences import Told
from justicekb.model import LawMention, Mention, Participant, Quote
from justicekb.vocabulary.wordlists import WordList

_TOPIC = ("of", "on", "against", "with", "to", "about", "into", "between")
_PAPERS = WordList("papers-as-means")
_WHERE = frozenset({"in", "at", "near", "outside", "inside", "on"})
_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Scene:
    """An event in its sentence as the roles see it: what pronouns stand for there, and what its sentence names."""

    event: Attachment
    told: Told
    context: Context
    quote: Quote | None  # the quotation that it is told in
    attachments: Mapping[int, tuple[Dating, ...]]  # the dates of each trigger, in text order
    carriers: Carriers

    @property
    def names(self) -> Names:
        """The names by token."""
        return self.told.names

    @property
    def date_tokens(self) -> frozenset[int]:
        """The tokens of the sentence's dates."""
        return self.told.date_tokens


def scenes_of(told: Told, events: Sequence[Attachment], known: Carriers) -> Iterator[Scene]:
    """A scene for each of a sentence's events."""
    dates: dict[int, tuple[Dating, ...]] = {}
    for event in events:
        dates[event.trigger.token.i] = (*dates.get(event.trigger.token.i, ()), event.date)
    for event in events:
        place = told.sentence.place(event.trigger.token.i, event.trigger.token.i + 1)
        quote = next((quote for quote in told.quotes if quote.span.contains(place)), None)
        speaker = Named(quote.speaker, quote.speaker_entity) if quote is not None and quote.speaker else None
        yield Scene(event, told, replace(told.context, speaker=speaker), quote, dates, known)


def participants(attachment: Attachment, scene: Scene) -> tuple[Participant, ...]:
    """The participants of a dated event, agents first, each name once in a role."""
    return _with_companions(_participants(attachment, scene), scene.told.laws)


def _participants(attachment: Attachment, scene: Scene) -> tuple[Participant, ...]:
    trigger = attachment.trigger
    if trigger.kind == "label":  # of whom the form is
        return (scene.context.person.participant("object"),) if scene.context.person is not None else ()
    others = attachment.elsewhere
    parts = _of_noun(trigger, scene) if trigger.kind == "noun" else _of_verb(trigger)
    patients = _of_this_date(attachment, [t for t in with_conjuncts(parts.patients) if t.i not in others], scene)
    doers = [t for t in with_conjuncts(parts.agents) if t.i not in others]
    second = list(attachment.gap)
    if second:
        others |= {t.i for t in second} if second[0].lower_ not in _WHERE else frozenset()
        doers, patients = _second(second, (doers, patients), trigger, scene.names)
    patients += [t for noun in patients if noun.tag_ == "NN" for t in _about(noun) if t.i in scene.names]
    agents = _named(doers, scene)
    if not agents and trigger.entry.type == "moratorium" and scene.context.country is not None:
        agents = [scene.context.country]  # only a state declares one: the one that the document is about
    compared = _compared_number(attachment.date)
    objects = [name for name in _named(patients, scene) if name not in agents]
    bearer = scene.names.get(compared.i) if compared is not None else None  # "Decree No. 7 in 2016"
    if bearer is not None:
        objects = [of_record(bearer)] if second else objects
    elif compared is not None and patients and compared not in patients:
        objects = [Named(f"{compared.text} {_counted_word(patients[0])}".strip())]
    places = [place for token, place in _places(trigger, scene) if token.i not in others]
    if second and second[0].lower_ in _WHERE:
        places = [place for token, place in _placed(second, scene)] or places
    named_roles = [n.participant("agent") for n in agents] + [n.participant("object") for n in objects]
    return tuple(dict.fromkeys([*named_roles, *(n.participant("place") for n in places)]))


def _about(noun: Token) -> list[Token]:
    """Whom or what a proceeding is about: "opened a case against X", "held a hearing on X"."""
    return complements(noun, ("against", "into", "on", "over"))


def _second(
    words: list[Token], parts: tuple[list[Token], list[Token]], trigger: Trigger, names: Names
) -> tuple[list[Token], list[Token]]:
    """Doers and undergoers with the one put in by what stands before a further date: ", Azerbaijan in 1998".

    A law does nothing: in "ratified the Covenant in 1994 and the Protocol in 1999" it is the undergoer.
    """
    doers, patients = parts
    run = words[1:] if words[0].pos_ == "ADP" else words
    ends = (i for i, t in enumerate(run) if i and t.pos_ in ("ADP", "PUNCT") and run[i - 1].pos_ in _NOMINAL)
    stop = next(ends, None)
    heads = [t for t in run[:stop] if t.pos_ in _NOMINAL][-1:]
    if words[0].pos_ == "ADP":
        brings = words[0].lower_ in (*trigger.entry.preps, "to", "of") and words[0].lower_ not in _WHERE
        return (doers, heads) if brings else (doers, patients)
    law = bool(heads) and isinstance(names.get(heads[0].i), LawMention)
    if trigger.kind == "verb" and doers and trigger.entry.subject != "object" and not law:
        return heads, patients
    return doers, heads


def _placed(words: list[Token], scene: Scene) -> Iterator[tuple[Token, Named]]:
    for token in words:
        record = scene.names.get(token.i)
        if isinstance(record, Mention) and record.type == "place":
            yield token, Named(record.name, record.entity)


def _counted_word(token: Token) -> str:
    return token.text if token.pos_ == "NOUN" else ""


def _named(tokens: Iterable[Token], scene: Scene) -> list[Named]:
    names = (named(t, scene.names, scene.context, scene.date_tokens) for t in tokens if t.i not in scene.date_tokens)
    return list(dict.fromkeys(name for name in names if name is not None))


def _of_verb(trigger: Trigger) -> Arguments:
    verb, entry = trigger.token, trigger.entry
    parts = arguments(verb)
    if entry.subject == "object":
        undergone = [t for t in parts.patients if t not in trigger.words and t.tag_ != "PRP$"]
        undergone = [t for t in undergone if not t.lower_.endswith(("self", "selves"))]
        undergone = [trigger.raised] if trigger.raised is not None else undergone or subjects_of(verb)
        undergone = undergone or complements(verb, ("of",))  # "the drowning of X"
        return Arguments((), tuple(_meant(undergone, trigger)))
    patients = _meant([t for t in parts.patients if t not in trigger.words], trigger)
    patients = [trigger.raised] if trigger.raised is not None else patients
    patients += [t for t in complements(verb, entry.preps) if t not in trigger.words]
    told = [word for word in trigger.words[1:] if word.pos_ == "NOUN" and word.dep_ in ("dobj", "nsubjpass")]
    patients = patients or _judged(trigger) or _below(trigger) or told
    return Arguments(tuple(t for t in parts.agents if not _is_means(t)), tuple(patients))


def _is_means(agent: Token) -> bool:
    """Whether a "by" phrase tells the paper that did it, not who: "was established by a law of 2 July 2013"."""
    return agent.dep_ in ("pobj", "dobj") and agent.tag_ == "NN" and agent.lemma_.lower() in _PAPERS


def _meant(tokens: list[Token], trigger: Trigger) -> list[Token]:
    """The tokens with the event's pronoun replaced by what it stands for."""
    return [trigger.stands if trigger.stands is not None and is_open(t) else t for t in tokens]


def _judged(trigger: Trigger) -> list[Token]:
    """Of whom the phrase says something: "found the guard guilty"."""
    return [child for word in trigger.words[1:] for child in word.children if child.dep_ in ("nsubj", "nsubjpass")]


def _below(trigger: Trigger) -> list[Token]:
    """What the event is about when the verb has no object: the noun below its phrase or prepositions, or its clause."""
    for token in (*trigger.words[1:], trigger.token):
        about = complements(token, _TOPIC)
        topics = [t for t in about if t not in trigger.words and t.pos_ != "NUM" and t.ent_type_ != "DATE"]
        if topics:
            return topics
    for clause in trigger.token.children:
        if clause.dep_ in ("ccomp", "xcomp", "pcomp"):
            inside = arguments(clause)
            return list(inside.agents or inside.patients)
    return []


def _of_noun(trigger: Trigger, scene: Scene) -> Arguments:
    noun, entry = trigger.token, trigger.entry
    if trigger.raised is not None:  # "that of Sudland": who did the same to the same
        return Arguments(tuple(complements(noun, ("of",))), tuple(complements(trigger.raised, _TOPIC)))
    if entry.under:
        return Arguments((), tuple(state_holder(noun)))
    verb = _light_verb(noun, scene.carriers)
    agents = [*complements(noun, ("by",)), *_light_agents(verb, noun)]
    owners = [c for c in noun.children if c.dep_ == "poss"]
    parts = [c for c in noun.children if c.lower_ == "including"]
    patients = complements(noun, _TOPIC) + [t for part in parts for t in complements(part, _TOPIC)]
    patients = [t for t in patients if t not in trigger.words] or _shared_undergoer(noun, entry.type)
    patients = patients or _behind_date(noun, scene)
    agents = agents or [t for patient in patients for t in complements(patient, ("by",))]
    if entry.type == "publication":
        patients = [noun]
    elif entry.possessor == "object":
        others = [t for t in noun_undergoers(noun) if t not in owners and (t.dep_ == "pobj" or t.pos_ == "PROPN")]
        patients = [*owners, *others, *patients]
    if entry.possessor != "object":
        agents += owners or [c for c in noun.children if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
    if not patients and entry.type in ("trial", "conviction"):
        patients = _of_occasion(noun)
    undergone = _once(t for t in patients if t.i not in scene.date_tokens)
    return Arguments(_once(agents), undergone or (noun,))


def _of_occasion(noun: Token) -> list[Token]:
    """Whom a hearing was about at which something was done: "were granted bail at a hearing in June"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("at", "during", "in") or noun.head.head.pos_ not in _VERBAL:
        return []
    verb = noun.head.head
    parts = arguments(verb)
    return list(parts.patients) if is_passive(verb) else [*parts.patients, *parts.agents]


def _shared_undergoer(noun: Token, type_: str) -> list[Token]:
    """Whom a harm was done to that is told beside the noun: "torture and death of X", "death in custody of X"."""
    if type_ not in HARMS:
        return []
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return complements(noun.head, ("of",))
    return [t for inner in complements(noun, ("in", "at", "during")) for t in complements(inner, ("of",))]


def _behind_date(noun: Token, scene: Scene) -> list[Token]:
    """What stands behind the date that parts it from its noun: "the sentencing last Friday of two men"."""
    return [t for date in scene.attachments.get(noun.i, ()) for word in date.tokens for t in complements(word, ("of",))]


def _once(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple({token.i: token for token in tokens}.values())


def _light_verb(noun: Token, known: Carriers) -> Token | None:
    """The carrying verb whose object or passive subject the event noun is."""
    head = noun
    while head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    if head.dep_ in ("dobj", "nsubjpass") and head.head.pos_ in _VERBAL and known.brings(head.head):
        return head.head
    return noun.head if noun.dep_ == "acl" else None


def _light_agents(verb: Token | None, noun: Token) -> tuple[Token, ...]:
    if verb is None and noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ in _VERBAL:
        return tuple(subjects_of(noun.head.head))  # who says it "in a statement"
    if verb is None:
        described = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN"]
        return arguments(described[0]).agents if described else ()
    return arguments(verb).agents


def _of_this_date(attachment: Attachment, patients: list[Token], scene: Scene) -> list[Token]:
    """The objects that go with this date where one verb has several dates ("in 1998 the A; in 2006 the B")."""
    dates = scene.attachments.get(attachment.trigger.token.i, ())
    if attachment.trigger.kind == "noun" or len(dates) < 2:
        return patients
    date = attachment.date.tokens
    at = [d.tokens.start for d in dates].index(date.start)
    if patients and dates[0].tokens.start < patients[0].i:
        end = dates[at + 1].tokens.start if at + 1 < len(dates) else len(date.doc)
        own = [t for t in patients if date.start < t.i < end] or _gapped_object(date)
    else:
        start = dates[at - 1].tokens.start if at else -1
        own = [t for t in patients if start < t.i < date.start]
    return own or patients


def _gapped_object(date: TokenSpan) -> list[Token]:
    """The object after a date whose verb is left out."""
    for token in date.doc[date.end : date.sent.end]:
        if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ"):
            return []
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "poss"):
            return [token]
    return []


def _compared_number(date: Dating) -> Token | None:
    """The number that stands for the object in "compared with 68,407 in 2018"."""
    first = date.prep if date.prep is not None else date.tokens[0]
    before = first.doc[first.i - 1] if first.i > first.sent.start else first
    if before.i > before.sent.start and before.nbor(-1).pos_ in ("PROPN", "NOUN") and before.dep_ != "nummod":
        return None  # a name's own number: "Decree No. 5 of 3 May", "Article 3 on 5 May"
    if before.pos_ == "PRON" and before.head.lower_ == "of":  # "254 of them in 2019"
        before = before.head.head
    return before if before.pos_ == "NUM" and before.i < date.tokens.start else None


def _places(trigger: Trigger, scene: Scene) -> Iterator[tuple[Token, Named]]:
    """The places named in the event's own clause, and after "to" where the event goes somewhere."""
    goes = trigger.entry.type in ("transfer", "visit")
    for token in (trigger.token, *trigger.words[1:], *objects_of(trigger.token)):
        for prep in token.children:
            if prep.dep_ != "prep" or not (prep.lower_ in _WHERE or (goes and prep.lower_ == "to")):
                continue
            for place in with_conjuncts([c for c in prep.children if c.dep_ == "pobj"]):
                yield from _placed([place], scene)


def _with_companions(parts: Iterable[Participant], laws: Sequence[LawMention]) -> tuple[Participant, ...]:
    """The participants of a fact, and with a law all others that the same words name: "acceded to both Covenants"."""
    found: list[Participant] = []
    for part in parts:
        spans = {law.span for law in laws if law.entity == part.entity and law.provision is None}
        beside = [law for law in laws if law.span in spans]
        if len({law.entity for law in beside}) < 2:
            found.append(part)
            continue
        found += [replace(part, name=law.instrument, entity=law.entity) for law in beside]
    return tuple(dict.fromkeys(found))
