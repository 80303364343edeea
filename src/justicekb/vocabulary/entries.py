"""Typed, strict entries of the vocabulary files; a misspelt key is an error.

Each class names its file (`FILE`, under `data/` and under any folder of the user's own). TOML files hold
`[[entry]]` tables; CSV files hold one entry a row, with list fields separated by `|`. Every entry carries
`examples` that its pattern must match and `counter_examples` that it must not; tests/vocabulary hold both.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all entries share. `source` names where the entry's facts come from."""

    FILE: ClassVar[str]

    id: str
    source: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


# ── quantities ───────────────────────────────────────────────────────────────────────────────────────────


class NumberWord(Entry, frozen=True):
    """A number word: `small` and `tens` add up, `scale` and `collective` multiply, `fraction` is a share in percent."""

    FILE: ClassVar[str] = "numbers.toml"

    kind: Literal["small", "tens", "scale", "collective", "fraction"]
    value: float
    words: tuple[str, ...]


class Unit(Entry, frozen=True):
    """A unit's words; a value is multiplied by `factor` to count in `unit`."""

    FILE: ClassVar[str] = "units.toml"

    unit: str
    words: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    factor: float = 1.0


class Currency(Entry, frozen=True):
    """A currency; `id` is its ISO 4217 code. Names in capitals are matched as written."""

    FILE: ClassVar[str] = "currencies.csv"

    names: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    scaled: tuple[str, ...] = ()  # names that need a scale word before them: 7 billion won


class Shift(Entry, frozen=True):
    """Forms of words of change: the numbers behind them with "from" and "to" are two values and no range."""

    FILE: ClassVar[str] = "shifts.toml"

    words: tuple[str, ...]


class NumberQualifier(Entry, frozen=True):
    """Words that say how exact a number is, before it or after it."""

    FILE: ClassVar[str] = "qualifiers.toml"

    qualifier: Literal["about", "over", "under", "up_to", "at_least"]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Abbreviation(Entry, frozen=True):
    """Words, without their full stop, behind which a sentence goes on `before` a number, a name or anything."""

    FILE: ClassVar[str] = "abbreviations.toml"

    before: Literal["number", "name", "anything"]
    words: tuple[str, ...]


class DateWord(Entry, frozen=True):
    """A word of date expressions: what it can be (`classes`) and the number it stands for, else its id.

    `capital` words count only with a capital letter ("May"); a word that ends with a full stop is an abbreviation.
    What follows a `+` in an id only tells entries of the same meaning apart ("day", "day+s").
    """

    FILE: ClassVar[str] = "date-words.csv"

    classes: tuple[str, ...]
    words: tuple[str, ...]
    value: int | None = None
    capital: bool = False


class DateRule(Entry, frozen=True):
    """A form of date expression: `pattern` over word classes (see vocabulary.datewords), and who reads it.

    `read` names the function; a `join` rule puts expressions together ("from ... to ..."). An example is
    `words`, or `words = value`, counted from a publication on 17 April 2019 (a Wednesday). `day` is a holiday's:
    "12-25" or month, weekday and which one of the month, "11-thursday-4".
    """

    FILE: ClassVar[str] = "dates.toml"

    pattern: str
    read: str
    kind: Literal["date", "duration", "set", "time", "vague"] = "date"
    join: bool = False
    day: str = ""


class Phrase(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of words that names are written with; `{id}` in a name stands for any of `forms`."""

    FILE = "phrases.toml"

    forms: tuple[str, ...]


class Name(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something with a canonical `name`. `aliases` are written in the notation of `names.expand`.

    `acronyms` are matched in exactly this case.
    """

    name: str
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


class NameWords(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that names are recognised by, under the name of what they do in one (`id`)."""

    FILE = "name-words.toml"

    words: tuple[str, ...]


class GivenNames(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Given names that are common in one region; they tell a person from a body."""

    FILE = "given-names.csv"

    names: tuple[str, ...]


class Treaty(Name, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A treaty, declaration or standard. `untc` is its number in the UN Treaty Collection, `parent` an entry id.

    `adopted` is the day (ISO 8601) on which the text was adopted or, for regional treaties, opened for signature.
    `called` are a protocol's names where its parent is meant anyway, its own one first; `topics` are words beside it
    that tell it from its sisters; a `group` stands for several (`members`, entry ids). `capitals` as of a body.
    """

    FILE = "treaties.toml"

    kind: Literal["treaty", "protocol", "declaration", "rules", "manual", "document", "short", "group"]
    called: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    capitals: bool = False
    parent: str | None = None
    untc: str | None = None
    adopted: str | None = None


class Body(Name, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An international body, an organisation, or a body that many states have under one name (`national`).

    `capitals` marks names that are ordinary nouns when written without capitals ("the probation service").
    `treaty` is the entry id of the treaty that the body watches over: its "the Convention". `country` is the name of
    the country of a body that exists once, and `generic` what sources about that country call it.
    """

    FILE = "bodies.toml"

    scope: Literal["un", "regional", "ngo", "media", "armed", "national", "party", "state"]
    capitals: bool = False
    treaty: str | None = None
    country: str | None = None
    generic: tuple[str, ...] = ()


class Country(Name, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state or territory; the id is its ISO 3166-1 alpha-2 code in lower case (xk for Kosovo).

    `adjectives` are adjectives and names of the people, `former` earlier names, `capital` the seat of government.
    """

    FILE = "countries.csv"

    iso3: str
    adjectives: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    capital: str | None = None


class Language(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language; the id is its ISO 639-1 code, `iso3` its ISO 639-3 code."""

    FILE = "languages.csv"

    name: str
    iso3: str


class Locality(Name, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A region or city; `within` is the name of the country it lies in."""

    FILE = "places.csv"

    adjectives: tuple[str, ...] = ()
    within: str | None = None


class Towns(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Towns and provinces of a country (`id` is its ISO code) that are evidence of a place, none by themselves.

    Names and sizes are those of GeoNames (geonames.org, CC BY 4.0): towns of 15,000 people and more and the largest
    150 of 1,000 and more of each country, with the subdivisions of ISO 3166-2; without words, given and family names.
    """

    FILE: ClassVar[str] = "towns.csv"

    names: tuple[str, ...]


class CourtSeries(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The letters of a country's courts in neutral citations: [2020] EWCA Crim 12. `country` is an entry id."""

    FILE: ClassVar[str] = "court-series.toml"

    country: str
    letters: tuple[str, ...]


class TableWords(Entry, frozen=True):
    """Headings of a table's columns by what they say of the numbers under them (`id`: labels, amounts)."""

    FILE: ClassVar[str] = "table-words.toml"

    words: tuple[str, ...]


class NotCounted(Entry, frozen=True):
    """Words that tell that a number is no figure; see the head of the file for the kinds."""

    FILE: ClassVar[str] = "notcounted.toml"

    kind: Literal[
        "label_before", "page_before", "street_after", "street_named", "place_after", "noun",
        "time_before", "time_after", "often_after", "month", "sized", "change",
    ]  # fmt: skip
    words: tuple[str, ...]


# ── questions ────────────────────────────────────────────────────────────────────────────────────────────


class QuestionAsked(Entry, frozen=True, kw_only=True):
    """What the asking words of a question ask for; the first entry that fits decides, see the head of the file.

    `wh` are the asking words; of the others each that is given must be met: `nouns` by the asking phrase, `verbs` by
    the verb. `units` narrows figures, `types` participants; `event` is the word that names the event asked about.
    """

    FILE: ClassVar[str] = "question-asked.toml"

    wh: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    copular: bool = False
    bare: bool = False
    asked: Literal[
        "date", "figure", "speaker", "statement", "provision", "office", "identity", "participant", "place",
        "verdict", "cause", "definition", "author", "age", "open", "happening",
    ]  # fmt: skip
    units: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    event: str | None = None
    head: str | None = None


class QuestionWords(Entry, frozen=True):
    """Words of questions that are used in one way; `id` names the use."""

    FILE: ClassVar[str] = "question-words.toml"

    words: tuple[str, ...]


class QuestionSynonyms(Entry, frozen=True):
    """Words that a question may use for one another's; a match through them counts less than the word itself.

    Several words together stand for what is counted only ("prison population" for prisoners), never the other way.
    """

    FILE: ClassVar[str] = "question-synonyms.csv"

    words: tuple[str, ...]


class QuestionRelated(Entry, frozen=True):
    """Words of one field, for reading a single sentence: "ordered" may tell that somebody was "told" to.

    They are no synonyms: by them alone no stored record answers.
    """

    FILE: ClassVar[str] = "question-related.csv"

    words: tuple[str, ...]


class Opposites(Entry, frozen=True):
    """Words of which the one side denies the other when both tell of one event: "upheld" and "quashed"."""

    FILE: ClassVar[str] = "question-opposites.csv"

    words: tuple[str, ...]
    against: tuple[str, ...]


class Predicate(Entry, frozen=True):
    """A family of words that tell one kind of event, among those of its `field` that exclude one another.

    `also` are families of the field that may be told of the same event: who is sentenced was convicted.
    """

    FILE: ClassVar[str] = "predicates.csv"

    field: str
    words: tuple[str, ...]
    also: tuple[str, ...] = ()


class QuestionPhrase(Entry, frozen=True):
    """Turns of speech in questions and the plain words (`into`) they are read as; see the head of the file."""

    FILE: ClassVar[str] = "question-phrases.toml"

    words: tuple[str, ...]
    into: str


class QuestionIrregular(Entry, frozen=True):
    """An irregular form (`id`) and the verb it is a form of."""

    FILE: ClassVar[str] = "question-irregular.csv"

    lemma: str


class QuestionEvent(Entry, frozen=True):
    """An event type (`id`) in questions: `once` for what happens once to its object, `near` types, further words.

    `personal` is an event that happens to persons, `again` one that comes again and again.
    """

    FILE: ClassVar[str] = "question-events.toml"

    once: bool = False
    personal: bool = False
    again: bool = False
    near: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class EventEntry(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell an event of `type`; the head of events.toml explains every field."""

    FILE: ClassVar[str] = "events.toml"

    type: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    complement: tuple[str, ...] = ()
    preps: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    subject: Literal["agent", "object"] = "agent"
    possessor: Literal["agent", "object"] = "agent"
    since_only: bool = False
    statement: bool = False
    object_optional: bool = False
    passive: bool = False
    date_before: bool = False
    dated_subject: bool = False


class EventClass(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns (by lemma) and name types ("@law") that count alike when the meaning of an event verb is decided."""

    FILE: ClassVar[str] = "event-classes.toml"

    words: tuple[str, ...]


class EventCarrier(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs whose date is the date of an event in a place below them (`carries`)."""

    FILE: ClassVar[str] = "event-carriers.toml"

    verbs: tuple[str, ...]
    carries: tuple[Literal["clause", "object", "subject", "complement", "scene", "up"], ...]
    modality: Literal["asserted", "planned", "alleged"] = "asserted"
    polarity: Literal["positive", "negative"] = "positive"
    reports: bool = False
    past: bool = False


class EventModality(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words (by lemma) that say how sure an event is, or whose claims are allegations ("party")."""

    FILE: ClassVar[str] = "event-modality.toml"

    mark: Literal["alleged", "planned", "negative", "party"]
    words: tuple[str, ...]


class EventHeadline(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a timeline entry is put into words from its record; the head of event-headlines.toml explains every field."""

    FILE: ClassVar[str] = "event-headlines.toml"

    type: str
    words: tuple[str, ...]
    present: str
    plain: str
    participle: str
    shape: Literal["transitive", "intransitive", "undergone", "undergoes"]


class SameWords(Entry, frozen=True):
    """Words by which sources tell of one thing, or of a body and its members; see the head of the file."""

    FILE: ClassVar[str] = "sameness.toml"

    kind: Literal[
        "object", "any", "alike", "generic", "scope", "phase", "members", "composed", "toll", "incident", "apart"
    ]  # fmt: skip
    words: tuple[str, ...]


class ListedWords(Entry, frozen=True):
    """Words that a rule asks for by the id of their list; see `wordlists.WordList`."""

    FILE: ClassVar[str] = "word-lists.toml"

    words: tuple[str, ...]


# ── quotations ───────────────────────────────────────────────────────────────────────────────────────────


class SpeechVerb(Entry, frozen=True):
    """A verb that reports words; `forms` are all its forms.

    `mode`: "both" introduces quoted words and clauses, "direct" quoted words only, "part" quoted parts of a sentence.
    """

    FILE: ClassVar[str] = "speechverbs.toml"

    mode: Literal["both", "direct", "part"]
    forms: tuple[str, ...]


class SpeechNoun(Entry, frozen=True):
    """Nouns that cannot be speakers, by what they are."""

    FILE: ClassVar[str] = "speechnouns.toml"

    words: tuple[str, ...]


# ── references ───────────────────────────────────────────────────────────────────────────────────────────


class ReferenceWords(Entry, frozen=True):
    """Words that mark a part of a bibliography entry; `id` says which."""

    FILE: ClassVar[str] = "referencewords.toml"

    words: tuple[str, ...]
