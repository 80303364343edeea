"""Finds the words of a sentence that tell an event, by the entries of events.toml, with no regard to dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Token

from justicekb.extract.facts.antecedents import antecedents, is_open
from justicekb.extract.facts.arguments import (
    ORDINALS,
    Arguments,
    arguments,
    complements,
    counted_nouns,
    is_passive,
    is_reduced,
    noun_undergoers,
    nouns_before,
    state_holder,
    subjects_of,
)
from justicekb.extract.facts.datewords import Dating
from justicekb.extract.facts.factuality import asked_for, happens, is_deed, is_penalty, unknown_of
from justicekb.extract.facts.lexicon import EventWords, Trigger, base_form, match_tail, singular
from justicekb.extract.facts.phrases import Names
from justicekb.extract.facts.sentences import Told
from justicekb.extract.nlp import Sentence
from justicekb.model import EntityType, LawMention
from justicekb.vocabulary.entries import EventEntry
from justicekb.vocabulary.wordlists import WordList

# Name types of the language model, used only where no name was found by our own extractors.
_MODEL_TYPES: dict[str, EntityType] = {"PERSON": "person", "GPE": "place", "ORG": "organisation", "LAW": "law"}
# The event of a named doer that no entry covers.
OTHER = EventEntry(id="other", type="other")
_LABEL = 4  # words of a label
_NOMINAL = frozenset({"NOUN", "PROPN"})
_VERBAL = frozenset({"VERB", "AUX"})
_PARTIES = WordList("participles-of-parties")
_SERVING = WordList("verbs-of-serving-a-term")


@dataclass(frozen=True, slots=True)
class Triggers:
    """The words of a sentence that tell events, by token index: for dates, for "since ...", of what is only said.

    `labels` are the events of a form's lines, each with the date behind its label.
    """

    by_token: dict[int, Trigger]
    since: dict[int, Trigger]
    statements: dict[int, Trigger]
    labels: tuple[tuple[Trigger, Dating], ...]


def triggers_in(told: Told, words: EventWords) -> Triggers:
    """What tells events in a sentence, with no regard to which of its dates dates what."""
    sentence, names = told.sentence, told.names
    found = find_triggers(sentence, words, names)
    since = find_triggers(sentence, words, names, since=True) if any(date.since for date in told.dates) else found
    labels = ((_label_before(sentence, date.tokens.start, words), date) for date in told.dates)
    return Triggers(
        found,
        since,
        _statements(sentence, words, names),
        tuple((trigger, date) for trigger, date in labels if trigger is not None),
    )


def find_triggers(sentence: Sentence, words: EventWords, names: Names, *, since: bool = False) -> dict[int, Trigger]:
    """The triggers of a sentence by token index; one token tells one event.

    With `since`, what counts only with "since ..." goes first; without, it is left out.
    """
    found: dict[int, Trigger] = {}
    for token in sentence.tokens:
        fitting = [t for t in _triggers(token, words, names) if since or not t.entry.since_only]
        fitting.sort(key=lambda t: not t.entry.since_only)
        if fitting:
            found[token.i] = fitting[0]
        elif (again := _that_of(token, found, names)) is not None:
            found[token.i] = again
    return found


def _statements(sentence: Sentence, words: EventWords, names: Names) -> dict[int, Trigger]:
    """What verbs of reporting and, under them, verbs of named doers tell where their date dates no other event.

    "The group reported in May that cells were cold" is a publication; "reported in May that it had opened an office" is
    none of its own.
    """
    spoken = replace(words, verbs=words.statements)
    found: dict[int, Trigger] = {}
    for token in sentence.tokens:
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
            fitting = next(_verb_triggers(token, spoken, names), None)
            trigger = fitting or _other(token, words, names)
            if trigger is not None:
                found[token.i] = trigger
    return found


def _other(verb: Token, words: EventWords, names: Names) -> Trigger | None:
    """What somebody named did that no entry covers: "On 5 May the Council moved to Astana"."""
    finite = verb.tag_ in ("VBD", "VBN", "VBZ", "VBP") or any(c.lower_ in ("will", "did") for c in verb.children)
    if not finite or verb.lemma_.lower() in words.classes["state"] or not happens(verb, words.classes):
        return None
    doers = arguments(verb).agents
    named = any(token.i in names and not isinstance(names[token.i], LawMention) for token in doers)
    return Trigger(verb, OTHER, "verb", (verb,)) if named else None


def _label_before(sentence: Sentence, at: int, words: EventWords) -> Trigger | None:
    """The event that a form's label tells before the date at token `at`: "Date of arrest: 17 September 2013"."""
    doc, first = sentence.tokens.doc, sentence.tokens.start
    end = at
    while end > first and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if not any(t.text == ":" for t in doc[end:at]):
        return None
    for begin in range(max(first, end - _LABEL), end):
        entry = words.labels.get(doc[begin:end].text.lower())
        if entry is not None:
            return Trigger(doc[end - 1], entry, "label", tuple(doc[begin:end]))
    return None


def _that_of(token: Token, found: Mapping[int, Trigger], names: Names) -> Trigger | None:
    """An event noun that "that of X" repeats: "Norland's ratification in 2005 was followed by that of Sudland"."""
    if token.lower_ not in ("that", "those") or not complements(token, ("of",)):
        return None
    free = (t for t in found.values() if t.token.i not in names and t.token.dep_ != "compound")
    told = (t for t in free if t.kind == "noun" and t.token.i < token.i)
    before = next(told, None)
    return Trigger(token, before.entry, "noun", (token,), raised=before.token) if before is not None else None


def _triggers(token: Token, words: EventWords, names: Names) -> Iterator[Trigger]:
    if heads_title(token):
        yield from _noun_triggers(token, words, names)
    elif token.pos_ in _VERBAL and token.dep_ not in ("aux", "auxpass", "amod", "compound"):
        yield from _verb_triggers(token, words, names)
    elif token.pos_ in _NOMINAL or token.tag_ == "VBG":
        yield from _noun_triggers(token, words, names)


def heads_title(token: Token) -> bool:
    """Whether a noun that opens a title is taken for a verb: "Visit to the colony in Ostrava, 12 May 2014"."""
    if token.tag_ not in ("VB", "VBP") or token.i + 1 >= token.sent.end:
        return False
    listed = token.i > token.sent.start and token.nbor(-1).text in (":", "–", "—")
    opens = listed or (token.i == token.sent.start and token.is_title)
    return opens and token.nbor().lower_ in ("to", "of", "by", "with") and token.nbor().dep_ == "prep"


def _verb_triggers(token: Token, words: EventWords, names: Names) -> Iterator[Trigger]:
    phrases = _phrases(token, words)
    if not phrases or unknown_of(token):
        return
    told = happens(token, words.classes)
    parts, found = arguments(token), False
    tried: list[tuple[EventEntry, Fit]] = []
    for rest, entry in phrases:
        tail = match_tail(token, rest) if told or is_deed(token, entry.type) else None
        if tail is None or _other_particle(token, tail):
            continue
        if entry.type == "establishment" and any(c.dep_ == "ccomp" for c in token.children):
            continue  # "it was established that ..."
        fit = Fit(words, names, tail)
        above = _noun_above(token, parts)
        if _verb_fits(token, entry, parts, fit):
            found = True
            yield Trigger(token, entry, "verb", (token, *tail), stands=_stands_for(token, entry, parts, fit))
        elif above is not None and _raised_fits(token, entry, above, parts, fit):
            found = True
            yield Trigger(token, entry, "verb", (token, *tail), above)
        elif (beside := _noun_beside(token)) is not None and _beside_fits(token, entry, beside, parts, fit):
            found = True
            yield Trigger(token, entry, "verb", (token, *tail), beside)
        tried.append((entry, fit))
    if tried and not found and is_reduced(token):
        yield from _described(token, parts, tried)


def _phrases(verb: Token, words: EventWords) -> list[tuple[tuple[str, ...], EventEntry]]:
    """The phrases that a verb may open; with a prefix set off, those of the verb without it, too."""
    phrases = words.verbs.get(verb.lemma_.lower(), [])
    if phrases and "-" not in verb.text:
        return phrases
    return [*phrases, *words.verbs.get(base_form(verb, words), [])]


def _described(verb: Token, parts: Arguments, tried: list[tuple[EventEntry, Fit]]) -> Iterator[Trigger]:
    """The event of a participle whose noun the parse missed: "in an application against the state lodged in May"."""
    nouns = [token for token in nouns_before(verb) if token.dep_ not in ("compound", "nmod", "poss")]
    for entry, fit in tried:
        if not entry.objects or entry.subject == "object" or entry.dated_subject:
            continue
        for noun in nouns:
            if _verb_fits(verb, entry, Arguments(parts.agents, (noun,)), fit):
                yield Trigger(verb, entry, "verb", (verb, *fit.tail), noun)
                return


def _stands_for(verb: Token, entry: EventEntry, parts: Arguments, fit: Fit) -> Token | None:
    """What the pronoun that undergoes an event stands for: of the phrases before it the first that the event fits."""
    undergoers = subjects_of(verb) if entry.subject == "object" else parts.patients
    pronoun = next((t for t in undergoers if is_open(t)), None)
    wanted = entry.subjects if entry.subject == "object" else entry.objects
    wanted = wanted or fit.words.undergoers[entry.type]
    if pronoun is None or not wanted:
        return None
    return next((t for t in antecedents(pronoun) if fit.belongs(t, wanted, 1)), None)


def _noun_above(verb: Token, parts: Arguments) -> Token | None:
    """The noun over the one that a participle hangs on: "the investigation of the charges launched in May"."""
    if verb.dep_ not in ("acl", "relcl") or verb.head.dep_ != "pobj":
        return None
    if verb.head not in parts.patients and verb.head not in parts.agents:
        return None
    above = verb.head.head.head
    if above.lemma_ in ("consist", "comprise"):  # what the body that consists of them does
        return next(iter(subjects_of(above)), None)
    return above if above.pos_ in _NOMINAL else None


def _noun_beside(verb: Token) -> Token | None:
    """The noun right before the comma before a participle: "The minutes of the last meeting, held in May, were ..."."""
    if verb.tag_ != "VBN" or verb.i < verb.sent.start + 2 or verb.nbor(-1).text != ",":
        return None
    noun = verb.nbor(-2)
    own = {child.dep_ for child in verb.children}
    reduced = verb.dep_ in ("ccomp", "advcl", "acl", "conj") and not own & {"aux", "auxpass", "dobj"}
    return noun if reduced and noun.dep_ == "pobj" and noun.pos_ in _NOMINAL else None


def _beside_fits(verb: Token, entry: EventEntry, noun: Token, parts: Arguments, fit: Fit) -> bool:
    plain = bool(entry.objects) and entry.subject != "object" and not entry.dated_subject
    return plain and _verb_fits(verb, entry, Arguments(parts.agents, (noun,)), fit)


def _other_particle(verb: Token, tail: tuple[Token, ...]) -> bool:
    """Whether a particle outside the phrase makes another verb of it ("die down", "send back")."""
    return any((child.dep_ == "prt" or child.lower_ == "back") and child not in tail for child in verb.children)


def _noun_triggers(token: Token, words: EventWords, names: Names) -> Iterator[Trigger]:
    for rest, entry in words.nouns.get(singular(token), ()):
        tail = match_tail(token, rest)
        if tail is None or asked_for(token, entry.type, words.classes) or unknown_of(token) or is_penalty(token):
            continue
        if _noun_fits(token, entry, Fit(words, names, tail)):
            yield Trigger(token, entry, "noun", (token, *tail))


@dataclass(frozen=True, slots=True)
class Fit:
    """What is needed to say whether a noun belongs to a class: the classes, the names, the phrase's own words."""

    words: EventWords
    names: Names
    tail: tuple[Token, ...] = ()

    def any(self, tokens: Iterable[Token], specs: tuple[str, ...]) -> bool:
        """Whether one of the noun phrases belongs to one of the classes."""
        return any(self.belongs(token, specs) for token in tokens if token not in self.tail)

    def belongs(self, token: Token, specs: tuple[str, ...], depth: int = 2) -> bool:
        """Whether the head of a noun phrase, or what it is a number or group of, is named by one of `specs`."""
        lemma = singular(token)
        wanted = self.words.expand(specs)
        if lemma in wanted or token.lower_ in wanted or f"@{self._type(token)}" in wanted:
            return True
        if "@person" in wanted and self._bare_name(token):
            return True
        phrases = self.words.phrases(wanted)
        forms = (form for child in token.children for form in (child.lemma_.lower(), child.lower_)) if phrases else ()
        if any(f"{lemma} {form}" in phrases for form in forms):
            return True
        if "@person" in wanted and token.ent_type_ == "NORP" and token.i not in self.names:
            return True  # "two Uighurs", "the Australian"
        if "@proper" in wanted and _is_proper(token) and self._type(token) not in ("person", "place"):
            return True
        if self._type(token) == "person" and any(
            c.dep_ == "compound" and c.lemma_.lower() in wanted for c in token.children
        ):
            return True
        if depth and any(self.belongs(c, specs, 0) for c in token.children if c.dep_ == "appos"):
            return True  # "Teofil Pančić, a journalist"
        if is_open(token):
            return depth > 1 and any(self.belongs(inner, specs, 1) for inner in antecedents(token))
        counted = counted_nouns(token)
        if token.pos_ == "NUM" and not counted:
            return "person" in wanted
        looked = lemma in self.words.classes["through"] or token.pos_ in ("DET", "ADJ", "NUM") or lemma in ORDINALS
        if depth and looked:
            return any(self.belongs(inner, specs, depth - 1) for inner in counted)
        return False

    def _bare_name(self, token: Token) -> bool:
        """Whether it is a name by itself that nobody knows, so a person's: "Loujain was released"."""
        whole = all(left.dep_ in ("compound", "punct") and left.i + 3 > token.i for left in token.lefts)  # "al-Rumi"
        if token.tag_ != "NNP" or token.ent_type_ or token.i in self.names or not whole:
            return False
        return not any(token.lower_ in known for known in self.words.classes.values())

    def _type(self, token: Token) -> str:
        name = self.names.get(token.i)
        if isinstance(name, LawMention):
            return "law"
        return name.type if name is not None else _MODEL_TYPES.get(token.ent_type_, "")


def _is_proper(token: Token) -> bool:
    """Whether a noun is a name or stands in capitals: "the PCDN was issued"."""
    return token.tag_ == "NNP" or (token.pos_ == "NOUN" and token.is_upper and len(token) > 1)


def _is_party(verb: Token) -> bool:
    """Whether a participle is a noun, the party of a trial: "the hearing for the accused"."""
    return verb.lower_ in _PARTIES and verb.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass", "poss")


def _only_served(noun: Token) -> bool:
    """Whether a term is begun, served or ended where it stands: "began her sentence", "sentence is to commence"."""
    above = noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else None
    if above is None:
        return False
    return any(verb.lemma_.lower() in _SERVING for verb in (above, *(c for c in above.children if c.dep_ == "xcomp")))


def _verb_fits(verb: Token, entry: EventEntry, parts: Arguments, fit: Fit) -> bool:
    if _is_party(verb):
        return False
    brought = (t for word in (verb, *fit.tail) for t in complements(word, entry.preps))
    undergoers = [*parts.patients, *brought, *behind_particle(fit.tail)]
    if entry.subject == "object":
        undergoers = subjects_of(verb)
    elif entry.subjects and not fit.any(_deciding(verb, parts, fit), entry.subjects):
        return False
    if entry.passive and not is_passive(verb):
        return False
    if entry.dated_subject and (is_passive(verb) or not any(_numbered(agent) for agent in parts.agents)):
        return False
    if entry.subject == "object" and not _undergoes(undergoers, entry, parts, fit):
        return False
    if entry.without and fit.any(undergoers, entry.without):
        return False
    if entry.complement and not fit.any(_predicates(verb), entry.complement):
        return False
    return _object_fits(undergoers, entry, fit)


def behind_particle(tail: tuple[Token, ...]) -> list[Token]:
    """What stands behind the last word of a phrase that is a preposition: "did away with visas"."""
    last = tail[-1] if tail else None
    return [c for c in last.children if c.dep_ == "pobj"] if last is not None and last.dep_ == "prep" else []


def _deciding(verb: Token, parts: Arguments, fit: Fit) -> tuple[Token, ...]:
    """Who decides whether a verb fits: the doer; the subject too of "was refused access", whose object stays."""
    kept = is_passive(verb) and any(t.dep_ == "dobj" for t in fit.tail)
    return (*parts.agents, *parts.patients) if kept else parts.agents


def _raised_fits(verb: Token, entry: EventEntry, above: Token, parts: Arguments, fit: Fit) -> bool:
    if entry.subject == "object":
        return bool(entry.subjects) and fit.belongs(above, entry.subjects)
    return verb.head in parts.patients and _verb_fits(verb, entry, Arguments(parts.agents, (above,)), fit)


def _numbered(noun: Token) -> bool:
    """Whether a number, which may be a year, stands before a noun: "the 2015 code"."""
    return any(child.pos_ == "NUM" for child in noun.lefts)


def _undergoes(subjects: list[Token], entry: EventEntry, parts: Arguments, fit: Fit) -> bool:
    """Whether the subject is what the event happens to: "the centre opened", not "the police opened fire"."""
    transitive = bool(set(parts.patients) - set(subjects)) and not fit.tail
    return not transitive and (not entry.subjects or fit.any(subjects, entry.subjects))


def _predicates(verb: Token) -> list[Token]:
    named = [child for child in verb.children if child.dep_ in ("oprd", "attr", "xcomp", "ccomp", "dobj")]
    return named + complements(verb, ("as", "to"))


def _object_fits(undergoers: list[Token], entry: EventEntry, fit: Fit) -> bool:
    if entry.of:
        undergoers = [t for t in undergoers if fit.any(noun_undergoers(t), entry.of)]
    if not entry.objects:
        return not entry.of or bool(undergoers)
    if entry.object_optional and not [t for t in undergoers if t not in fit.tail]:
        return True
    return fit.any(undergoers, entry.objects)


def _noun_fits(noun: Token, entry: EventEntry, fit: Fit) -> bool:
    if entry.under and not (noun.dep_ == "pobj" and noun.head.lower_ in entry.under):
        return False
    if entry.under:
        return fit.any(state_holder(noun), entry.objects)
    if entry.type == "conviction" and _only_served(noun):
        return False
    undergoers = noun_undergoers(noun) + complements(noun, entry.preps)
    if entry.without and fit.any(undergoers, entry.without):
        return False
    return not entry.objects or fit.any(undergoers, entry.objects) or (entry.object_optional and not undergoers)
