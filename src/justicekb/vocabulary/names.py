"""Names of the vocabulary in any text, documents and questions alike: `find_names`.

Names are compared word by word, so no pattern has to be compiled before the first question is answered. Case,
hyphens, possessives, commas, articles, `and`, `or` and `&`, British and American spelling make no difference;
acronyms keep their case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from justicekb.errors import VocabularyError
from justicekb.model import EntityType, entity_id
from justicekb.vocabulary import Vocabulary
from justicekb.vocabulary.entries import Body, Country, Locality, Name, Phrase, Treaty

Form = Literal["name", "acronym", "adjective"]


class NameMatch(NamedTuple):
    """A known name: `text[start:end]` (code points), its type, canonical name and entity id."""

    start: int
    end: int
    type: EntityType
    canonical: str
    entity_id: str


class KnownName(NamedTuple):
    """What a sequence of words names; `proper` names need a capital letter, `entry` is the vocabulary's id."""

    type: EntityType
    canonical: str
    entity_id: str
    form: Form
    proper: bool
    entry: str


class Match(NamedTuple):
    """A known name at a place; `names` are its meanings, the likeliest first."""

    start: int
    end: int
    names: tuple[KnownName, ...]


class _Node:
    """A word of the tree: the words that may follow, and what ends here (made by the thousand, so kept small)."""

    __slots__ = ("following", "names")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.names: tuple[KnownName, ...] = ()


class Token(NamedTuple):
    """A word of a text: its place and its form for comparison."""

    start: int
    end: int
    word: str


_FEW = 3  # words; an acronym may stand alone


class _Written(NamedTuple):
    """A name as the vocabulary writes it, not yet taken apart."""

    text: str
    type: EntityType
    canonical: str
    form: Form
    proper: bool
    entry: str

    def known(self) -> KnownName:
        return KnownName(
            self.type, self.canonical, entity_id(self.type, self.canonical), self.form, self.proper, self.entry
        )


class Gazetteer:
    """All names of a vocabulary: long forms as a tree of words, acronyms by their letters.

    A question has ten words and the vocabulary some thousand names, so names are taken apart when their first word
    is met: building takes 4 ms, all names together 20 ms.
    """

    def __init__(self, written: Iterable[_Written], phrases: dict[str, tuple[str, ...]]) -> None:
        self.plain_words = frozenset(phrases.get("ACRONYMS_LIKE_WORDS", ()))
        self._phrases = phrases
        self._waiting: dict[str, list[_Written]] = {}
        self._letters: dict[str, list[_Written]] = {}
        self._trees: dict[str, _Node | None] = {}
        self._acronyms: dict[str, tuple[KnownName, ...]] = {}
        for name in written:
            if name.form == "acronym" and name.text.isalnum():
                self._letters.setdefault(name.text, []).append(name)
            else:
                _check(name.text)
                for word in _first_words(name.text, phrases):
                    self._waiting.setdefault(word, []).append(name)

    def _tree(self, word: str) -> _Node | None:
        """What may follow a first word."""
        if word not in self._waiting:
            return None
        if word not in self._trees:
            root = _Node()
            for name in self._waiting[word]:
                known = name.known()
                for words in _forms_of(name.text, self._phrases):
                    if words[:1] == (word,):
                        _insert(root, words, known)
            self._trees[word] = root.following.get(word)
        return self._trees[word]

    def _lettered(self, letters: str) -> tuple[KnownName, ...]:
        if letters not in self._letters:
            return ()
        if letters not in self._acronyms:
            self._acronyms[letters] = tuple(name.known() for name in self._letters[letters])
        return self._acronyms[letters]

    def find(self, text: str, *, any_case: bool = False) -> Iterator[Match]:
        """The names in `text`, leftmost and longest first, none overlapping; `any_case` is for lower-case questions."""
        tokens = tokens_of(text)
        if text.isupper() and len(tokens) > _FEW:  # a headline in capitals: there CAR and WHO are words
            tokens = [t._replace(word="") if t.word in self.plain_words else t for t in tokens]
        at = 0
        while at < len(tokens):
            if not any_case and self._is_foreign(text, tokens[at]):
                at += 1
                continue
            end, names = self._longest(text, tokens, at, any_case=any_case)
            if names:
                yield Match(tokens[at].start, tokens[end - 1].end, names)
            at = end

    def _is_foreign(self, text: str, token: Token) -> bool:
        """Whether no name begins with a word, which is so for most."""
        return token.word not in self._waiting and text[token.start : token.end] not in self._letters

    def _longest(
        self, text: str, tokens: Sequence[Token], at: int, *, any_case: bool
    ) -> tuple[int, tuple[KnownName, ...]]:
        found: tuple[int, tuple[KnownName, ...]] = (at + 1, self._acronym(text, tokens[at], any_case=any_case))
        node = self._tree(tokens[at].word)
        end = at + 1
        while node is not None:
            written = text[tokens[at].start : tokens[end - 1].end]
            names = tuple(n for n in node.names if any_case or not n.proper or _capitalised(written))
            if names and (end > at + 1 or not found[1]):
                found = (end, names)
            if end == len(tokens) or not _joined(text, tokens[end - 1], tokens[end]):
                break
            node = node.following.get(tokens[end].word)
            end += 1
        return found

    def _acronym(self, text: str, token: Token, *, any_case: bool) -> tuple[KnownName, ...]:
        letters = text[token.start : token.end] if token.word else ""
        if any_case and len(letters) > 2 and token.word not in self.plain_words:
            letters = letters.upper()
        return self._lettered(letters)


def find_names(text: str, vocabulary: Vocabulary) -> list[NameMatch]:
    """Treaties, bodies, countries (also as adjectives) and cities named in `text`, in text order.

    A text without any capital letter behind its first one is read as typed in haste: there, case is ignored.
    """
    gazetteer = vocabulary.once(gazetteer_of)
    matches = gazetteer.find(text, any_case=text[1:] == text[1:].lower())
    return [NameMatch(m.start, m.end, *m.names[0][:3]) for m in matches]


def gazetteer_of(vocabulary: Vocabulary) -> Gazetteer:
    """Builds the gazetteer; use `vocabulary.once(gazetteer_of)`. Raises VocabularyError for a broken notation."""
    return Gazetteer(_written(vocabulary), {phrase.id: phrase.forms for phrase in vocabulary.entries(Phrase)})


def _written(vocabulary: Vocabulary) -> Iterator[_Written]:
    for treaty in vocabulary.entries(Treaty):
        yield from _named(treaty, "law", proper=treaty.capitals)
    for body in vocabulary.entries(Body):
        yield from _named(body, "organisation", proper=body.capitals or len(body.name.split()) == 1)
    for country in vocabulary.entries(Country):
        yield from _named(country, "place", proper=True, former=country.former, adjectives=country.adjectives)
        if country.capital:
            yield _Written(country.capital, "place", country.capital, "name", True, country.id)
    for locality in vocabulary.entries(Locality):
        yield from _named(locality, "place", proper=True, adjectives=locality.adjectives)


def _named(
    entry: Name, type_: EntityType, *, proper: bool, former: Sequence[str] = (), adjectives: Sequence[str] = ()
) -> Iterator[_Written]:
    for written in (_escaped(entry.name), *entry.aliases, *former):
        yield _Written(written, type_, entry.name, "name", proper, entry.id)
    for letters in entry.acronyms:
        yield _Written(letters, type_, entry.name, "acronym", proper, entry.id)
    for written in adjectives:
        yield _Written(written, type_, entry.name, "adjective", proper, entry.id)


def _forms_of(written: str, phrases: dict[str, tuple[str, ...]]) -> Sequence[tuple[str, ...]]:
    return expand(written, phrases) if _noted(written) else (_words(written),)


def _noted(written: str) -> bool:
    return not _MARKS.isdisjoint(written)


def _first_words(written: str, phrases: dict[str, tuple[str, ...]]) -> Iterable[str]:
    """The words that forms of the name may begin with, and perhaps some more."""
    first = written.split(" ", 1)[0]
    if first.isascii() and first.isalpha() and first.lower() not in _NOT_FIRST:  # the common case, ten times as fast
        return (_spelled(first.lower()),)
    return _beginnings(written, phrases) if _noted(written) else _words(written)[:1]


def _beginnings(notation: str, phrases: dict[str, tuple[str, ...]]) -> set[str]:
    """Every word up to the first that no form leaves out, in each alternative."""
    found: set[str] = set()
    depth, over = 0, False
    for symbol in _NOTATION.findall(notation):
        depth += (symbol in "[(") - (symbol in "])")
        if depth == 0 and symbol == "|":
            over = False
        elif symbol in _MARKS or over:
            continue
        elif symbol.startswith("{"):
            found.update(w for form in phrases.get(symbol[1:-1], ()) for w in _first_words(form, phrases))
            over = depth == 0
        else:
            found.update(_words(symbol)[:1])
            over = depth == 0 and bool(_words(symbol))
    return found


_NOT_FIRST = frozenset({"the", "or"})


def _check(notation: str) -> None:
    if _noted(notation) and any(notation.count(one) != notation.count(other) for one, other in ("[]", "()", "{}")):
        raise VocabularyError(f"{notation!r}: a bracket is not closed, or was not opened")


def _insert(tree: _Node, words: Sequence[str], known: KnownName) -> None:
    node = tree
    for word in words:
        following = node.following.get(word)
        if following is None:
            following = node.following[word] = _Node()
        node = following
    if not node.names or all(known.entity_id != other.entity_id for other in node.names):
        node.names = (*node.names, known)


# ── words ────────────────────────────────────────────────────────────────────────────────────────────────

_TOKEN = re.compile(r"(?:[^\W\d_]\.\s?){2,}|[^\W_]+(?:['’][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’]s?$")
# What may stand between two words of one name: white space, a comma, a hyphen or dash, a slash, quotation marks, "the".
_BETWEEN = re.compile(r"(?:['’]s?)?[\s,\-‐‑–—/«»“”\"'’]{1,3}(?:[Tt]he\s{1,2})?")
_ABBREVIATED = frozenset({"st", "no", "mt"})  # a full stop behind these ends no name
# British and American spelling, as (part of a word, its one form).
_SPELLING = (
    ("isation", "ization"),
    ("centre", "center"),
    ("programme", "program"),
    ("labour", "labor"),
    ("defence", "defense"),
)


def tokens_of(text: str) -> list[Token]:
    """The words of a text with their places, without "the"."""
    found = (Token(m.start(), m.start() + len(_base(m[0])), _word(m[0])) for m in _TOKEN.finditer(text))
    return [token for token in found if token.word != "the"]


def _base(written: str) -> str:
    plain = written.isalnum()  # the common case
    return written if plain else _POSSESSIVE.sub("", written.rstrip())


def _word(written: str) -> str:
    if written.isascii() and written.isalpha():  # the common case
        plain = written.lower()
        return _PLAIN.get(plain) or _spelled(plain)
    word = _base(written).casefold()
    if "." in word:
        return re.sub(r"[.\s]", "", word)
    return "and" if word in ("&", "or") else _spelled(word)


def _spelled(word: str) -> str:
    for part, form in _SPELLING:
        if part in word:
            return word.replace(part, form)
    return word


@lru_cache(maxsize=4096)  # the few words of the notation recur in many names
def _words(written: str) -> tuple[str, ...]:
    if written.isascii() and written.replace(" ", "").isalpha():  # the common case, four times as fast
        plain = (_PLAIN.get(word) or _spelled(word) for word in written.lower().split())
        return tuple(word for word in plain if word != "the")
    return tuple(token.word for token in tokens_of(written))


_PLAIN = {"or": "and"}


def _joined(text: str, word: Token, following: Token) -> bool:
    """Whether nothing between two words keeps them from being words of one name."""
    between = text[word.end : following.start]
    if between == " ":  # the common case
        return True
    if between.endswith("the ") and text[word.start].isupper() and text[following.start].islower():
        return False  # "in Budapest the convention of the party met"
    if word.word in _ABBREVIATED:
        between = between.removeprefix(".")
    return not between or _BETWEEN.fullmatch(between) is not None


def _capitalised(written: str) -> bool:
    return any(c.isupper() for c in written)


# ── the notation of names ────────────────────────────────────────────────────────────────────────────────

_MARKS = frozenset("[](){}|")
_NOTATION = re.compile(r"[\[\]()|]|\{\w+\}|[^\[\]()|{}\s]+|[{}]")
_MOST_FORMS = 2000


def _escaped(name: str) -> str:
    return re.sub(r"[\[\]()|{}]", " ", name)


def expand(notation: str, phrases: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Every sequence of words the notation stands for: `[x]` may be missing, `(x|y)` is one of them, `{X}` a phrase.

    Raises VocabularyError for unbalanced brackets, an unknown phrase or more than 2,000 forms.
    """
    symbols = _NOTATION.findall(notation)
    forms, at = _choices(symbols, 0, notation, phrases)
    if at != len(symbols):
        raise VocabularyError(f"{notation!r}: a bracket closes that was not opened")
    return [form for form in dict.fromkeys(forms) if form]


def _choices(
    symbols: Sequence[str], at: int, notation: str, phrases: dict[str, tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], int]:
    done: list[tuple[str, ...]] = []
    forms: list[tuple[str, ...]] = [()]
    while at < len(symbols) and symbols[at] not in "])":
        if symbols[at] == "|":
            done, forms, at = done + forms, [()], at + 1
            continue
        parts, at = _part(symbols, at, notation, phrases)
        forms = [form + part for form in forms for part in parts]
        if len(forms) > _MOST_FORMS:
            raise VocabularyError(f"{notation!r}: stands for more than {_MOST_FORMS} names")
    return done + forms, at


def _part(
    symbols: Sequence[str], at: int, notation: str, phrases: dict[str, tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], int]:
    symbol = symbols[at]
    if symbol in "[(":
        forms, end = _choices(symbols, at + 1, notation, phrases)
        if end == len(symbols) or symbols[end] != {"[": "]", "(": ")"}[symbol]:
            raise VocabularyError(f"{notation!r}: {symbol} is not closed")
        return ([(), *forms] if symbol == "[" else forms), end + 1
    if symbol.startswith("{"):
        return _phrase(symbol, notation, phrases), at + 1
    return [_words(symbol)], at + 1


def _phrase(symbol: str, notation: str, phrases: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    if symbol[1:-1] not in phrases:
        raise VocabularyError(f"{notation!r}: no phrase is called {symbol}")
    return [words for form in phrases[symbol[1:-1]] for words in expand(form, phrases)]
