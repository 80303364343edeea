"""Words of date expressions as tokens with classes, and rules as patterns over these classes.

A text becomes one character a token, so that a rule is a short regular expression over that string and most
words, which have no class, cost nothing. Numbers get their classes by form, words from date-words.csv.

    <month>      a token of the class, kept under that name; <first:day>, <day|ordinal> name it or join classes
    {label}      a token of the class, not kept; usable in lookarounds: (?<!{label})
    between      the word itself
    NUMBER       a number in figures or words ("24", "twenty-four")
    @            a date expression read before, with the words that qualify it (in join rules)
    ( ) | ? * +  as in regular expressions; white space is ignored
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from justicekb.errors import VocabularyError
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.datecalendar import century_of
from justicekb.vocabulary.entries import DateRule, DateWord

Meaning = int | float | str
_NOTHING: Mapping[str, Meaning] = {}
OTHER = " "  # the character of a token without any class
_FIRST_SIGN = 0xE000  # signs come from Unicode's private use area, so none is special in a pattern

# Years that a bare number may be; older ones do not occur in this field's sources.
FIRST_YEAR, LAST_YEAR = 1800, 2099

_REMEMBERED = 4096  # runs of tokens whose matches are kept: two in five of a corpus occur again within it

_LONGEST_NUMBER = 4  # digits; what is longer counts no days or years

# A run of tokens without any of these holds no date and is passed over.
_CORE = (
    "month", "weekday", "weekdays", "season", "unit", "year", "decade", "shortdecade", "iso", "numeric", "dayword",
    "quartername", "halfname", "often", "present", "past", "clock", "daypart", "=future", "=past", "=date",
    "=period", "=christmas", "=thanksgiving", "=eve",
)  # fmt: skip

_MARKS = {
    ",": "comma", "-": "dash", "‐": "dash", "‑": "dash", "–": "dash", "—": "dash", "/": "slash", ".": "stop",
    "$": "money", "€": "money", "£": "money", "¥": "money", "₸": "money", "%": "measure", "#": "label", "№": "label",
    "§": "label", "&": "=and", "(": "bracket", "'": "apostrophe", "’": "apostrophe", "‘": "apostrophe",
    ":": "colon", "+": "plus",
}  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<spelt>(?<![\w-])(?:[Tt]went|[Tt]hirt)y[-‐‑\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)(?![\w-]))
  | (?P<word>(?!www\.)[^\W\d_]++(?![/:\d_])\.?)
  | (?P<code>(?:https?://|www\.)\S+ | [A-Z]{1,6}/(?!\d\d\.\d\d\.\d{4}(?!\d))[A-Z0-9][\w./-]*
      | \+\d[\d ()-]{6,} | \d+(?:-\d+){3,})
  | (?P<iso>(?<![\w./-])\d{4}(?P<mid>[./-])\d\d(?P=mid)\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
  | (?P<numeric>(?:(?<![\w./-])|(?<=[./]\d{4}-)|(?<=/)(?=\d\d\.\d\d\.\d{4}(?!\d)))
      \d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?!\w|[./]\d|-(?!\d{1,2}[./])))
  | (?P<decade>(?<![\w.])(?:\d{3}0|['’‘]?\d0)['’]?s(?!\w))
  | (?P<ordinal>(?<![\w.])\d{1,3}(?:\s(?=\w\w\s(?:[A-Z]|of\s|day\s)))?(?:st|nd|rd|th)(?!\w))
  | (?P<clock>(?<![\w.:])\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.m\.?|\s?[apAP][mM](?!\w))|(?<![\w.:])\d{1,2}:\d\d(?!\w|:\d))
  | (?P<number>(?<![\w.,])\d++(?:[.,]\d++)++(?!\w))
  | (?P<digits>(?<!\w)(?<!\d\.)\d+(?!\w))
  | (?P<slashed>[^\W\d_]++(?![\d_]))  # a word before a slash or colon that is no code
  | (?P<named>[QH][1-4](?!\w))  # a quarter or half of a year
  | (?P<fiscal>FY(?:\d\d){1,2}(?!\w))
  | (?P<junk>\w+)
  | (?P<gap>\n\s*\n)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)

_WORD_FORMS = frozenset({"word", "slashed", "named"})
_INNER = {"sep": "numeric", "mid": "iso"}  # groups inside a form, which end last
_FORMS = ("iso", "numeric", "decade", "ordinal", "spelt", "clock", "code")
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

_ELEMENT = re.compile(r"<(?:(?P<name>\w+):)?(?P<kept>[\w|=]+)>|\{(?P<unkept>[\w|=]+)\}|(?P<word>[a-z]+)|\s+")
_MACROS = {
    "@": "{part|edge|approx|dash|=the|=of|=in|=year}*{datepoint}",
    "NUMBER": "(<tens> <dash>?)? <number> (<dash>? and <dash>? a <dash>? <halves:=half>)?",
}


class Token(NamedTuple):
    """Characters `start` to `end` of the text and what they can mean, class by class."""

    start: int
    end: int
    sign: str
    meanings: Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens that one rule matched; a class or name gives the meaning of the token kept under it."""

    tokens: Sequence[Token]
    kept: dict[str, tuple[Token, Meaning]]
    rule: DateRule

    def __contains__(self, name: str) -> bool:
        return name in self.kept

    def number(self, name: str) -> int:
        """The number a kept token stands for."""
        return int(self.kept[name][1])

    def amount(self) -> float:
        """What NUMBER stands for, with the half of "two and a half"; 1 where the words have none ("a year")."""
        if "halfof" in self.kept:
            return 0.5
        whole = sum(float(self.kept[name][1]) for name in ("tens", "number") if name in self.kept) or 1
        return whole + 0.5 if "halves" in self.kept else whole

    def name(self, name: str) -> str:
        """The id of a kept word."""
        return str(self.kept[name][1])

    def token(self, name: str) -> Token:
        """A kept token."""
        return self.kept[name][0]


@dataclass(slots=True)
class _Signs:
    """One character for each set of classes that a token may have."""

    by_classes: dict[frozenset[str], str] = field(default_factory=dict)

    def of(self, classes: Iterable[str]) -> str:
        key = frozenset(classes)
        if not key:
            return OTHER
        return self.by_classes.setdefault(key, chr(_FIRST_SIGN + len(self.by_classes)))

    def having(self, classes: Iterable[str]) -> str:
        wanted = set(classes)
        return "".join(sign for key, sign in self.by_classes.items() if key & wanted)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule ready to be matched: the regular expression and, for each of its groups, the classes it keeps."""

    rule: DateRule
    order: int
    regex: re.Pattern[str]
    classes: Mapping[str, tuple[str, ...]]

    def words(self, match: re.Match[str], tokens: Sequence[Token]) -> Words:
        """The tokens of a match and what they mean in it."""
        kept = {}
        for name, classes in self.classes.items():
            at = match.start(name)
            if at >= 0:
                meanings = tokens[at].meanings
                kept[name.partition("__")[0]] = (tokens[at], next(meanings[c] for c in classes if c in meanings))
        return Words(tokens[match.start() : match.end()], kept, self.rule)


Selected = Sequence[tuple[Pattern, re.Match[str]]]
Select = Callable[[Sequence[Pattern], str], Selected]


def number_meanings(digits: str) -> dict[str, Meaning]:
    """What a run of digits can be: a day, a month's number, a year, a short year, or only a number."""
    value = int(digits)
    meanings: dict[str, Meaning] = {"number": value, "figure": value}
    if len(digits) <= 2:
        if 1 <= value <= 31:
            meanings["day"] = value
        if len(digits) == 2:
            meanings["shortyear"] = value
    if len(digits) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        meanings["year"] = value
    return meanings


class Lexicon:
    """Words with their classes, and the rules compiled over them; made once from a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._signs = _Signs()
        rules = vocabulary.entries(DateRule)
        self._words: dict[str, list[tuple[str, Meaning, bool]]] = {}
        for entry in vocabulary.entries(DateWord):
            self._add(entry)
        for rule in rules:
            for element in _ELEMENT.finditer(_written(rule)):
                named = (element["kept"] or element["unkept"] or f"={element['word'] or ''}").split("|")
                for word in (name[1:] for name in named if name[:1] == "=" and name != "="):
                    self._words.setdefault(word, []).append((f"={word}", word, False))
        self._tokens = {word: self._meanings(senses) for word, senses in self._words.items()}
        self._marks: dict[str, tuple[str, dict[str, Meaning]]] = {
            mark: (self._signs.of([c]), {c: mark}) for mark, c in _MARKS.items()
        }
        self._forms: dict[str, tuple[str, dict[str, Meaning]]] = {}
        for form in ("1", "01", "12", "13", "31", "32", "99", "101", "1999", "9999"):
            self._number(form)
        for kind in (*_FORMS, "shortdecade", "point", "nowpoint"):
            self._signs.of([kind])
        for kind in ("openpoint", "fullpoint"):
            self._signs.of(["datepoint", kind])
        self._signs.of(["number", "figure"])
        self._signs.of(["year"])
        self._signs.of(["ordinal", "day"])
        self._core = re.compile(f"[{self._signs.having(_CORE)}]")
        patterns = [self._compile(rule, order) for order, rule in enumerate(rules)]
        self.forms = [p for p in patterns if not p.rule.join]
        self.joins = [p for p in patterns if p.rule.join]
        self._selected: dict[str, Selected] = {}

    def _add(self, entry: DateWord) -> None:
        meaning: Meaning = entry.id.partition("+")[0] if entry.value is None else entry.value
        for word in entry.words:
            self._words.setdefault(word.lower(), []).extend((c, meaning, entry.capital) for c in entry.classes)

    def _meanings(self, senses: list[tuple[str, Meaning, bool]]) -> tuple[tuple[str, dict[str, Meaning]], ...]:
        """The sign and meanings of a word in small letters and with a capital; small, "may" is a small_month."""
        small = {f"small_{c}" if capital else c: meaning for c, meaning, capital in senses}
        every = {c: meaning for c, meaning, _ in senses}
        return (self._signs.of(small), small), (self._signs.of(every), every)

    def _number(self, digits: str) -> tuple[str, dict[str, Meaning]]:
        if len(digits) > _LONGEST_NUMBER:
            return OTHER, {}
        if digits not in self._forms:
            meanings = number_meanings(digits)
            self._forms[digits] = (self._signs.of(meanings), meanings)
        return self._forms[digits]

    def sign(self, classes: frozenset[str]) -> str:
        """The sign of a token that has just these classes."""
        return self._signs.of(classes)

    def runs(self, signs: str) -> Iterator[tuple[int, int]]:
        """The stretches of tokens with classes that can hold a date."""
        for run in re.finditer(f"[^{OTHER}]+", signs):
            if self._core.search(signs, *run.span()):
                yield run.span()

    def remembered(self, signs: str, select: Select) -> Selected:
        """What a run of tokens with these signs selects from the forms, kept for the next such run."""
        if signs not in self._selected:
            if len(self._selected) >= _REMEMBERED:
                self._selected.clear()
            self._selected[signs] = select(self.forms, signs)
        return self._selected[signs]

    def _compile(self, rule: DateRule, order: int) -> Pattern:
        classes: dict[str, tuple[str, ...]] = {}

        def element(match: re.Match[str]) -> str:
            name, kept, unkept, word = match["name"], match["kept"], match["unkept"], match["word"]
            wanted = (kept or unkept or "").split("|") if not word else [f"={word}"]
            signs = self._signs.having(wanted)
            if not signs:
                raise VocabularyError(f"date rule {rule.id!r}: no word has the class {'|'.join(wanted)!r}")
            if kept is None:
                return f"[{signs}]"
            name = name or wanted[0]
            if name in classes:  # the same in another branch
                name += f"__{len(classes)}"
            classes[name] = tuple(wanted)
            return f"(?P<{name}>[{signs}])"

        source = _ELEMENT.sub(lambda m: element(m) if m.group().strip() else "", _written(rule))
        try:
            return Pattern(rule, order, re.compile(source), classes)
        except re.error as error:
            raise VocabularyError(f"date rule {rule.id!r}: {error}") from error

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a text in order, white space left out; an empty line is a token without classes."""
        tokens: list[Token] = []
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            words = match.group()
            kind = match.lastgroup
            if kind in _WORD_FORMS:
                sign, meanings, cut = self._word(words)
            else:
                sign, meanings = self._other(kind or "junk", words)
                cut = False
            tokens.append(Token(start, end - cut, sign, meanings))
            if cut:  # the full stop after a word that is no abbreviation
                tokens.append(Token(end - 1, end, OTHER, _NOTHING))
        return tokens

    def _word(self, words: str) -> tuple[str, Mapping[str, Meaning], bool]:
        """Sign and meanings of a word, and whether the full stop behind it is not part of it."""
        stop = words[-1] == "."
        known = self._tokens.get(words.lower())
        if known is None and stop:
            known = self._tokens.get(words[:-1].lower())
        else:
            stop = False
        if known is None:
            return OTHER, _NOTHING, stop
        return *known[words[0].isupper()], stop

    def _other(self, kind: str, words: str) -> tuple[str, Mapping[str, Meaning]]:
        if kind == "mark":
            return self._marks.get(words, (OTHER, _NOTHING))
        if kind == "digits":
            return self._number(words)
        meanings = _form_meanings(_INNER.get(kind, kind), words)
        return self._signs.of(meanings), meanings


def _written(rule: DateRule) -> str:
    """The rule's pattern with its abbreviations written out."""
    pattern = rule.pattern
    for name, meaning in _MACROS.items():
        pattern = pattern.replace(name, meaning)
    return pattern


def _form_meanings(kind: str, words: str) -> dict[str, Meaning]:
    """What a token can be by the form it was recognised by."""
    if kind in ("junk", "gap"):
        return {}
    if kind == "number":
        return {"number": _plain(words), "figure": words}
    if kind == "decade" and words[:2].isdigit() and not words[:4].isdigit():  # "30s": an age, unless "the" says so
        return {"shortdecade": words}
    if kind == "fiscal":
        return {"year": century_of(int(words[2:]))}
    if kind in ("ordinal", "spelt"):
        value = _spelt(words) if kind == "spelt" else int(re.sub(r"\D", "", words))
        return {"ordinal": value, "day": value} if value <= 31 else {"ordinal": value}
    return {kind: words}


def _spelt(words: str) -> int:
    """The number of "twenty-third"; its tail alone would be another day."""
    tens, unit = re.split(r"[-‐‑\s]", words.casefold())
    return (20 if tens == "twenty" else 30) + 1 + _UNITS.index(unit)


def _plain(words: str) -> float:
    """The number of "2,014" or "3.5"; a comma before three digits parts thousands."""
    try:
        return float(re.sub(r",(?=\d{3}\b)", "", words).replace(",", "."))
    except ValueError:
        return 0.0
