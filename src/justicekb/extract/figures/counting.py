"""Which numbers count something: dates, provisions, ages, clock times, addresses, labels and structure do not.

What is left out follows from what a reader would look up as a figure: people, cases, visits, facilities, money,
shares and terms are figures; "Article 146", "five areas", "two days later", "30 of Brooklyn" and "No. 13" are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span as TokenSpan

from justicekb.extract.figures.notations import is_notation
from justicekb.extract.nlp import Found, Sentence
from justicekb.model import DateMention, LawMention, Mention
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import NotCounted
from justicekb.vocabulary.numbertext import COUNT, Quantity
from justicekb.vocabulary.patterns import alternation

# How far before and after a number its context is read (characters).
_CONTEXT = 40

_LONGEST_ADDRESS = 200  # characters of a web address before the number

# No age is higher (years).
_OLDEST = 110

_DURATIONS = frozenset({"years", "months", "days", "hours"})

_AGE_BEFORE = re.compile(
    r"(?:\b(?:ages?|aged|between\s+the\s+ages(?:\s+of)?|age\s+(?:of|was|is))\s+(?:of\s+)?(?:from\s+|between\s+)?(?:\d+\s*(?:and|to|or|-|–)\s*)?"
    r"|(?:under|over|below|above)\s+(?:the\s+)?age\s+of\s+)$",
    re.IGNORECASE,
)
# "The minimum age for marriage is 16 for women and 18 for men"
_AGE_TOLD = re.compile(
    r"\bages?\b[^.;:\d]{0,60}\b(?:is|was|at|to|from|be)\s+(?:only\s+|just\s+)?(?:\w+[^.;\d]{0,30}\b(?:and|or|to)\s+)?$",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(r"[\s-]*(?:years?[\s-]+)?(?:olds?\b|of\s+age\b)", re.IGNORECASE)
# "Adam Franco, 23, of Staten Island"
_AGE_BETWEEN_COMMAS = re.compile(r"(?:[A-Z][\w’'-]+|\b[A-Z]\.|Jr\.|Sr\.),\s$")
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+\s(?:[A-Z]\.\s)?[A-Z][\w.’'-]*,\s$")
_GOES_ON = re.compile(r"\s(?:and\b|or\b|of\s[A-Z])")
_CLOCK_AFTER = re.compile(r"\s?(?:[ap]\.?\s?m\b|o['’]clock|hrs?\b|GMT|UTC)", re.IGNORECASE)
# "At the prison 12 inmates watched": a word that has its article and a number that has its plural are no label.
_THE = re.compile(r"\b(?:the|this|that|each|his|her|their)\s+$", re.IGNORECASE)
_MANY = re.compile(r"\s+(?:[a-z-]+\s+)?(?:[a-z]{2,}s|people|men|women|children)\b")
# "(SD = 2.1)", "p < 0.05", "95% CI 28.4–34.0"
_STATISTIC = re.compile(r"(?<![\w])[A-Za-zχβ]{1,4}²?\s*[=<>≤≥]\s*$")
_INTERVAL = re.compile(r"\s*(?:%\s*)?CI\b")
_IN_INTERVAL = re.compile(r"\bCI\b[\s:=,\[(]*$")
# "The 30 most developed countries" are a ranking.
_RANKING = re.compile(r"[\s-]+(?:most|least|best|worst|(?!honest|modest|protest|arrest|forest|interest)\w{3,}est)\b")
_RANKED = re.compile(r"\bthe\s+(?:world[’']s\s+)?(?:top\s+)?$", re.IGNORECASE)
_CONTACT = re.compile(r"\b(?:tel|phone|fax|e-?mail|hotline)\b", re.IGNORECASE)
# Only numbers and marks stand between "Phone:" and a number of the telephone.
# A number that is a part of an address on the web: "%20", "?id=12"
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|%$")
_CONTACT_CLOSE = re.compile(r"\b(?:tel|phone|fax|hotline)\w*[\s.:]*[\d\s()+/.-]*$", re.IGNORECASE)
_AREA_CODE = re.compile(r"\(\d{3}\)\s?$")  # (714) 347-8558
_TIMES = re.compile(r"\s+times\b", re.IGNORECASE)
_RISES = re.compile(
    r"\b(?:increas|ris|rose|gr[eo]w|multipl|soar|jump)\w*\s+(?:by\s+)?(?:(?:about|nearly)\s+)?$", re.IGNORECASE
)
_MULTIPLE = re.compile(r"\s+times\s+(?:as|that|the|less|(?!other|over)\w+er|more)\b", re.IGNORECASE)
_MARKER = re.compile(r"(?:^|[(\[])\s*$")
# "complaints (160)" tells how many, "to train staff; (2) to" numbers a list.
_MANY_BEFORE = re.compile(r"\b(?!and\b)(?:[a-z]{2,}s|people|men|women|children)\s\($")
_MARKER_END = re.compile(r"\s*(?:[)\]]|\.\s|\.$)")
_OPENERS = frozenset({"In", "Of", "At", "By", "About", "Some", "Over", "Below", "Nearly", "From", "To"})
_ONE_PRONOUN = re.compile(
    r"\s+(?:of|by|who|that|another|is|was|has|had|can|may|should|must|would|day|morning|night|time|and\s+only)\b"
    r"|\s+man\s+[A-Z]|[’']s\b|-(?:way|off|time|sided|man|on)\b|\s*[.,;:)]",
    re.IGNORECASE,
)
# "There was one person, Ahmed Othmani" names rather than counts; "this is one example" does, too.
_ONE_NAMED = re.compile(r"\s+(?:[a-z-]+\s+){0,3}[a-z]+,\s+[A-Z]\w+\s+[A-Z]")
_ONE_PREDICATE = re.compile(
    r"\b(?:this|that|it|which|he|she)\s+(?:is|was|[’']s|remains|became)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
# "a more limited one"
_ONE_DESCRIBED = re.compile(r"\b(?:an?|the|this|that|another)\s+(?:\w+\s+){1,2}$", re.IGNORECASE)
_ONE_BEFORE = re.compile(
    r"\b(?:no|this|that|each|every|the|any|which|first|last|next|new|another|only)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    label_before: re.Pattern[str]
    street_after: re.Pattern[str]
    place_after: re.Pattern[str]
    page_before: re.Pattern[str]
    volume: re.Pattern[str]
    street_named: re.Pattern[str]
    often_after: re.Pattern[str]
    time_before: re.Pattern[str]
    time_after: re.Pattern[str]
    month: re.Pattern[str]
    month_before: re.Pattern[str]
    sized: re.Pattern[str]
    nouns: frozenset[str]
    changes: frozenset[str]


def counts_something(sentence: Sentence, quantity: Quantity, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether a quantity of the sentence can be a figure; its spans count into the sentence's text."""
    text, span = sentence.text, quantity.span
    before, after = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    patterns = vocabulary.once(_patterns)
    if _in_other_record(sentence, quantity, found) or _is_age(before, after, quantity):
        return False
    if is_notation(text, quantity, durations=_DURATIONS):
        return False
    if quantity.value < _OLDEST and _AGE_TOLD.search(text[max(0, span.start - 3 * _CONTEXT) : span.start]):
        return False
    if (
        quantity.in_digits
        and after.startswith(")")
        and text.count("(", 0, span.start) <= text.count(")", 0, span.start)
    ):
        return False  # "1) …; 2) …"
    if quantity.unit == "percent" and (_INTERVAL.match(after) or after[:1].isalnum()):
        return False
    if _IN_ADDRESS.search(text[max(0, span.start - _LONGEST_ADDRESS) : span.start]):
        return False
    if quantity.unit == COUNT and _is_label(before, after, quantity, patterns):
        return False
    if _is_round_the_clock(quantity, after, patterns):
        return False
    bounded = quantity.qualifier == "up_to" and not patterns.time_before.search(before)
    return not (quantity.unit in _DURATIONS and not bounded and _places_in_time(before, after, patterns))


def names_structure(lemma: str, vocabulary: Vocabulary) -> bool:
    """Whether the noun is one of structure, substance or measure, whose number is no figure."""
    return lemma.casefold() in vocabulary.once(_patterns).nouns


def amount_verbs(vocabulary: Vocabulary) -> frozenset[str]:
    """The lemmas of verbs that say how much their subject is or how it changes ("fell to 8,200")."""
    return vocabulary.once(_patterns).changes


def is_pronoun_one(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether the number is the word "one" standing for something named elsewhere ("one of the judges")."""
    text, span = sentence.text, quantity.number
    if span.of(text).casefold() != "one":
        return False
    if quantity.qualifier == "over":
        return True  # "more than one" is but a plural
    before = text[max(0, span.start - _CONTEXT) : span.start]
    if _ONE_NAMED.match(text, span.end) or _ONE_PREDICATE.search(before):
        return True
    last = not re.match(r"[\s-]+[a-z]+", text[span.end :]) and bool(_ONE_DESCRIBED.search(before))
    return last or bool(_ONE_PRONOUN.match(text, span.end) or _ONE_BEFORE.search(before))


def numbers_a_name(number: TokenSpan) -> bool:
    """Whether the number belongs to the name before it ("the Season 17 star"): a noun before, one thing behind."""
    before = number.doc[number.start - 1] if number.start > number.sent.start else None
    if before is None or before.pos_ not in ("PROPN", "NOUN") or number.end >= len(number.doc):
        return False
    head = number.root.head if number.root.dep_ == "nummod" else number.doc[number.end]
    return head.tag_ in ("NN", "NNP") and head.i >= number.end


def _in_other_record(sentence: Sentence, quantity: Quantity, found: Found) -> bool:
    """Whether the number belongs to a date, a law or a name: Care [4] Calais, Department [109] of the Court."""
    place, near = quantity.span.shift(sentence.span.start), sentence.span
    taken = (*found.within(DateMention, near), *found.within(LawMention, near))
    if any(record.span.overlaps(place) for record in taken):
        return True
    number = quantity.number.shift(sentence.span.start)
    return any(mention.span.contains(number) for mention in found.within(Mention, near))


def _is_age(before: str, after: str, quantity: Quantity) -> bool:
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    bare = quantity.unit == COUNT and quantity.in_digits and 0 < quantity.value < _OLDEST
    closed = after[:1] in (",", ".", ";", ")", "") or (_FULL_NAME.search(before) and _GOES_ON.match(after))
    return bare and bool(_AGE_BETWEEN_COMMAS.search(before) and closed)


def _is_label(before: str, after: str, quantity: Quantity, patterns: _Patterns) -> bool:
    if _STATISTIC.search(before) or _INTERVAL.match(after) or _IN_INTERVAL.search(before):
        return True
    if _RANKED.search(before) and _RANKING.match(after):
        return True
    if _CONTACT.search(before) and _CONTACT_CLOSE.search(before):
        return True
    label = patterns.label_before.search(before)
    if label and not (_THE.search(before[: label.start()]) and _MANY.match(after)):
        return True
    if patterns.street_after.match(after) or _CLOCK_AFTER.match(after):
        return True
    post_code = len(str(int(quantity.value))) == _ZIP and _ZIP_BEFORE.search(before) and not _MANY.match(after)
    if quantity.in_digits and (post_code or _finds_a_place(before, after, patterns)):
        return True
    if _is_in_name(before, after, quantity) or _is_day_or_degree(before, after, quantity, patterns):
        return True
    if re.match(r"[-‐‑][a-z]", after) and not patterns.sized.match(after):
        return True
    if re.search(r"[\w]-$|[/№#§:]$", before) or re.match(r"-\d|/|\+\)", after):
        return True
    if not quantity.in_digits or _MANY_BEFORE.search(before):
        return False
    return bool(_MARKER.search(before)) and bool(_MARKER_END.match(after))


# "Miami, 33136", "Miami, FL 33136": the number of a post office in the United States.
_ZIP = 5  # digits
_ZIP_BEFORE = re.compile(r"[A-Z][a-z]+,\s(?:[A-Z]{2}\s|[A-Z][a-z]+\s)?$")

_FOR_AND_TO = (2, 4)  # digits that stand for words between two of a name: Care 4 Calais
_CAPITAL_END = re.compile(r"(?<![\w-])(?!(?:In|Of|At|By|From|Over|About|Some)\b)[A-Z][a-z]+\s$")


def _finds_a_place(before: str, after: str, patterns: _Patterns) -> bool:
    """Whether the number leads to a house, a telephone, a page of law reports or a paragraph of a judgment."""
    if _AREA_CODE.search(before):
        return True
    if patterns.place_after.match(after) or patterns.page_before.search(before) or _OF_A_TEXT.match(after):
        return True
    if patterns.volume.match(after) or _VOLUME_OF_ANY.match(after) or patterns.street_named.match(after):
        return True
    return bool(_PAGE_OF_ANY.search(before) or (_VOLUME.search(before) and _REPORT.match(after)))


_TITLED_PLURAL = re.compile(r"(?:\s[A-Z][\w’'-]*){0,3}?\s(?:[A-Z][a-z]{2,}s|People|Men|Women|Children)\b")
# "[2014] 1 WLR", "(2001) 32 EHRR": the volume of a series of reports.
# "at 5-9 of his judgment"
_OF_A_TEXT = re.compile(
    r"\]?\s+of\s+(?:his|her|the|that|its|their)\s+(?:\w+\s)?(?:judgment|decision|report|statement)\b"
)
_VOLUME = re.compile(r"[\[(](?:1[89]|20)\d\d[\])]\s$")
_REPORT = re.compile(r"\s[A-Z][A-Za-z.]*\s")
# "98 Cal. App. 4th 1388", "41 Eur. H.R. Rep. 985": any series whose words are all cut by a point, between two numbers.
_SERIES = r"\s(?:[A-Z][A-Za-z]{0,6}\.\s?){2,5}(?:\d(?:st|nd|rd|th|d)\s)?"
_VOLUME_OF_ANY, _PAGE_OF_ANY = re.compile(rf"{_SERIES}\d"), re.compile(rf"\d{_SERIES}(?:at\s)?$")


def _is_in_name(before: str, after: str, quantity: Quantity) -> bool:
    """ "Alternative 2", "Justice 2020", "Group Eight": a capitalised word before, nothing behind to count."""
    if quantity.in_digits and quantity.value in _FOR_AND_TO and _CAPITAL_END.search(before) and after[1:2].isupper():
        return True
    match = re.search(r"(\S+\s+)?\b([A-Z][a-z]+)[\s-]$", before)
    if match is None or match[2] in _OPENERS:
        return False
    if not quantity.in_digits:  # "Group Eight"; but in a headline "Against Three Dallas Officers"
        return quantity.capitalised and not _TITLED_PLURAL.match(after)
    return match[1] is not None and not re.match(r"[\s-]+[a-z]", after)


def _is_day_or_degree(before: str, after: str, quantity: Quantity, patterns: _Patterns) -> bool:
    """The day of a month, degrees of heat, and "two times greater"."""
    day = quantity.in_digits and 1 <= quantity.value <= 31
    if day and (patterns.month.match(after) or patterns.month_before.search(before)):
        return True
    grown = _TIMES.match(after) and _RISES.search(before)
    return bool(re.match(r"\s?°", after) or _MULTIPLE.match(after) or grown)


def _places_in_time(before: str, after: str, patterns: _Patterns) -> bool:
    return bool(patterns.time_before.search(before) or patterns.time_after.match(after))


def _is_round_the_clock(quantity: Quantity, after: str, patterns: _Patterns) -> bool:
    """Whether a length of time is a habit: seven days a week, 24 hours a day."""
    always = quantity.unit == "days" or (quantity.unit == "hours" and quantity.value == _HOURS_OF_DAY)
    return always and patterns.often_after.match(after) is not None


_HOURS_OF_DAY = 24


def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = {
        kind: [w for entry in vocabulary.entries(NotCounted) if entry.kind == kind for w in entry.words]
        for kind in {entry.kind for entry in vocabulary.entries(NotCounted)}
    }
    month = alternation(words["month"])
    number = r"(?:\d+(?:\s*(?:,|and|or|to|-|–)){1,2}\s*)*"
    return _Patterns(
        label_before=re.compile(rf"(?<![\w]){alternation(words['label_before'])}\s?{number}$", re.IGNORECASE),
        street_after=re.compile(
            rf"\s+(?:(?:[A-Z][\w’'.-]*|\d+(?:st|nd|rd|th)?)\s+){{1,3}}(?i:{alternation(words['street_after'])})(?![\w])"
        ),
        place_after=re.compile(rf"\s+{alternation(words['place_after'])}(?![\w])"),
        page_before=re.compile(rf"(?:[\])]|\d)\s?{alternation(words['page_before'])}\s(?:\d+\s?(?:,|and|at)\s)*$"),
        volume=re.compile(rf"\s{alternation(words['page_before'])}\s(?:\d[a-z]{{1,2}}\s)?\d"),
        street_named=re.compile(rf",?\s(?i:{alternation(words['street_named'])})\s(?:(?:de|del|du|des|la|di)\s|[A-Z])"),
        often_after=re.compile(rf"[’']?\s+{alternation(words['often_after'])}(?![\w])", re.IGNORECASE),
        time_before=re.compile(rf"(?<![\w]){alternation(words['time_before'])}\s+$", re.IGNORECASE),
        time_after=re.compile(rf"[’']?\s+{alternation(words['time_after'])}(?![\w])", re.IGNORECASE),
        month=re.compile(rf"\s+(?:of\s+)?{month}(?![\w])", re.IGNORECASE),
        month_before=re.compile(rf"(?<![\w]){month}\s$", re.IGNORECASE),
        sized=re.compile(rf"[-‐‑]{alternation(words['sized'])}", re.IGNORECASE),
        nouns=frozenset(words["noun"]),
        changes=frozenset(words["change"]),
    )
