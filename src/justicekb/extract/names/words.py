"""The words of a document as names are built from them: hyphens kept together, possessive endings apart."""

from __future__ import annotations

import re
from typing import NamedTuple

from justicekb.extract.nlp import Parsed, Sentence
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary

# A word with its inner hyphens, apostrophes, dots and slashes; initials such as U.S.; or one mark.
_WORD = re.compile(r"(?:[^\W\d_]\.)+(?=[\s,;:)’'\"”]|$)|№|[^\W_]+(?:[-‐‑'’./&+][^\W_]+)*|[^\w\s]")
# What hyphens hang on a name: "Geneva-based", "Kremlin-backed".
_SUFFIX = re.compile(
    r"(?<=[^\W\d_]{2})-(?:(?!nominated|winning)(?:[a-z]{2,}ed|[a-z]{2,}ing)|led|born|run|held|wide|bound)$"
)
# What only compares with a name and does not speak of its bearer: "Oscar-winning", "Soviet-era".
_DESCRIBES = re.compile(r"-(?:winning|winner|nominated|style|era|like|type|friendly|free)$")
# Names that begin with a small article: al-Jubouri, d'Estaing, ut-Tahrir.
_ARTICLED = re.compile(r"(?:[aeu][ldnrstz]|ash|esh|bin|d|l|o|t)[-’'][A-Z]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s$")
# A sentence is a headline when at least this share of its longer words has a capital (headlines have 0.9 and more;
# the sentence fullest of names in the development texts has 0.77).
_HEADLINE_SHARE = 0.88
_HEADLINE_WORDS = 4
_TABLE_NUMBERS = 3  # a line with so many numbers is a table's


class Word(NamedTuple):
    """A word: its place in the document, spaCy's tag and entity label; `spaced` when white space stands before it.

    `first` begins a sentence; `headline` stands in a sentence that capitalises most words.
    """

    text: str
    lower: str
    start: int
    end: int
    pos: str
    label: str
    cap: bool
    spaced: bool
    first: bool
    headline: bool

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals: NPM, PMCs, U.S."""
        letters = self.text.removesuffix("s")
        return len(letters) > 1 and letters.upper() == letters and any(c.isalpha() for c in letters)


Line = tuple[Word, ...]


def lines(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The words of each parsed block."""
    blocks: dict[int, list[Sentence]] = {}
    for sentence in parsed.sentences:
        blocks.setdefault(sentence.offset, []).append(sentence)
    return tuple(tuple(w for s in sentences for w in _words(s)) for sentences in blocks.values())


def _words(sentence: Sentence) -> list[Word]:
    tokens = sentence.tokens
    text = tokens.text
    first = tokens.start_char
    offset = sentence.offset + first
    tagged = {t.idx - first: t for t in tokens}
    headline = is_headline(text) or (sentence.block.kind == "heading" and is_headline(text, fewest=1))
    headline = headline or (text.isupper() and len(tokens.doc) > _HEADLINE_WORDS and tokens.doc.text.isupper())
    headline = headline or (text.isupper() and text.startswith("THE ") and tokens.doc.text.isupper())
    crowded = [] if headline else [*_crowded(text), *_run_in(sentence, text)]
    found: list[Word] = []
    for match in _WORD.finditer(text):
        for start, end in _parts(match):
            if found and start < found[-1].end - offset:
                continue  # the full stop that belongs to the abbreviation before it
            token = tagged.get(start) or (tagged.get(match.start()) if "/" in match[0] else None)
            if token is not None and text[end : end + 1] == "." and _abbreviated(token.text, text[start:end]):
                end += 1
            word = text[start:end]
            found.append(
                Word(
                    text=word,
                    lower=word.casefold(),
                    start=offset + start,
                    end=offset + end,
                    pos=token.pos_ if token is not None else "X",
                    label=token.ent_type_ if token is not None else "",
                    cap=word[0].isupper() if word.isalnum() else _is_capital(word),
                    spaced=start == 0 or text[start - 1].isspace(),
                    first=not found,
                    headline=headline or any(a <= start < b for a, b in crowded),
                )
            )
    return found


# Abbreviations whose full stop stays apart, so that the number behind them is read.
_NUMBERING = frozenset({"No.", "Nos.", "no.", "nos.", "Art.", "art.", "Sec.", "p.", "pp."})


def _abbreviated(token: str, word: str) -> bool:
    return token == word + "." and token not in _NUMBERING and not any(c.isdigit() for c in word)  # run by G4S.


def _is_capital(word: str) -> bool:
    return (word[0].isupper() or _ARTICLED.match(word) is not None) and not _DESCRIBES.search(word)


# Names written as one by a slash: New York Times/CBS News, WBA/WBO. Symbols of documents have digits or single letters.
_SLASHED = re.compile(r"[A-Z][^\W\d]+(?:/[A-Z][^\W\d]+)+")


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    if match[0].isalnum():  # the common case
        return [match.span()]
    if "/" in match[0] and _SLASHED.fullmatch(match[0]):
        return [(match.start() + m.start(), match.start() + m.end()) for m in re.finditer(r"[^/]+|/", match[0])]
    ending = _POSSESSIVE.search(match[0]) or _SUFFIX.search(match[0])
    if ending is None:
        return [match.span()]
    cut = match.start() + ending.start()
    return [(match.start(), cut), (cut, match.end())]


def is_headline(text: str, *, fewest: int = _HEADLINE_WORDS) -> bool:
    """Whether most of at least `fewest` longer words have a capital, so that capitals say nothing."""
    longer = [w for w in re.findall(r"[^\W\d_]{2,}", text) if len(w) > 3 or w[0].isupper()]
    if text.rstrip('”"’) ').endswith((".", "!")) and not text.isupper():
        return False
    if len(re.findall(r"(?<![\w-])[\d.,:-]*\d", text)) >= _TABLE_NUMBERS:
        return False
    return len(longer) >= fewest and sum(w[0].isupper() for w in longer) >= _HEADLINE_SHARE * len(longer)


# A heading that runs into its paragraph: "Access to Basic Services: ".
_RUN_IN = re.compile(r"(?:[a-z]\.\s)?(?P<words>[A-Z][\w’'-]*(?:,?\s[\w’'-]+){0,8}):\s")
_SMALL_WORD = re.compile(r"\s(?:of|to|in|and|on|for|from|with|against)\s")


def _run_in(sentence: Sentence, text: str) -> list[tuple[int, int]]:
    """Where a heading stands at the beginning of a block, if it is no name of one or two words."""
    tokens = sentence.tokens
    match = _RUN_IN.match(text) if tokens.start_char == 0 and ":" in text else None
    if match is None or match["words"].isupper() or not is_headline(match["words"], fewest=1):
        return []
    labelled = any(t.ent_type_ in ("ORG", "PERSON") for t in tokens if t.idx < match.end("words"))
    few = len(match["words"].split()) <= _FEW_WORDS and not labelled
    return [match.span("words")] if few or _SMALL_WORD.search(match["words"]) else []


_FEW_WORDS = 2

# Words that headlines have between capitals and names do not.
_HEADLINE_RUN = re.compile(
    r"(?:[A-Z][\w’'-]*|\d+\w*)(?:\s+(?:(?:a|an|the|of|for|and|in|to|with|as|on|by|from|at|after|over|or)\s+){0,2}(?:[A-Z][\w’'-]*|\d+\w*))+"
)
_HEADLINE_JOINT = re.compile(r"\s(?:a|an|in|to|with|as|by|from|at|after|over)\s")
_HEADLINE_RUN_WORDS = 9


def _crowded(text: str) -> list[tuple[int, int]]:
    """The parts of a sentence that are headlines run into it: nine capitals or more, with "in", "to" or "a".

    Headlines seldom have "the", so each of them asks for five capitals more.
    """
    return [
        match.span()
        for match in _HEADLINE_RUN.finditer(text)
        if len(re.findall(r"\b[A-Z]", match[0])) >= _HEADLINE_RUN_WORDS + 5 * match[0].count(" the ")
        and _HEADLINE_JOINT.search(match[0])
    ]


def cover(line: Line, first: int, end: int) -> Span:
    """The document span of the words `line[first:end]`."""
    return Span(line[first].start, line[end - 1].end)
