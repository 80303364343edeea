"""spaCy, in one place: the pipeline, and `Parsed`, a document with its sentences aligned to its text.

Blocks are parsed one by one, so a sentence never runs over a heading or a page. Blocks in other languages than
English and the entries of a bibliography are not parsed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TypeVar, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from justicekb.errors import StoreError
from justicekb.extract.inference import faster
from justicekb.model import BLOCK_LIMIT, Block, BlockKind, Document, Record, cut
from justicekb.spans import Span
from justicekb.vocabulary import Vocabulary, load
from justicekb.vocabulary.entries import Abbreviation
from justicekb.vocabulary.patterns import alternation

# Blocks that facts, figures and quotations are taken from; names, dates and foundings are taken from boilerplate too.
PROSE: frozenset[BlockKind] = frozenset(
    {"title", "heading", "paragraph", "list_item", "block_quote", "table_row", "caption", "footnote"}
)
_UNPARSED: frozenset[BlockKind] = frozenset({"reference"})

# "ASTANA, 23 November 2011 – ", "LONDON (AP) -- ": a place in capitals at the start of a block, up to a dash.
_DATELINE = re.compile(r"[A-Z][A-Z'’.-]{2,}(?:[ ,/(][^–—\n]{0,50}?)?\s(?:[–—]|--?)\s+(?=[A-Z“\"])")

# "12 May 2014: ", "2014 – ": the date of an entry in a chronicle, which goes with what follows it.
_CHRONICLE = re.compile(r"(?:\d{1,2}\s+)?(?:[A-Z][a-z]{2,8}\.?\s+)?(?:\d{1,2},\s+)?(?:1[89]|20)\d\d\s?[:–—-]\s+(?=\S)")

# Verbs with a prefix set off, which the tokeniser takes apart and the parser then mistakes: "re-elected", "co-signed".
_PREFIXED = re.compile(r"(?<![\w-])(?:re|co|de)-[a-z]{3,}(?:ed|ing|s|t|n)(?![\w-])", re.IGNORECASE)

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its tokens, the block it stands in, and where the block's first character stands.

    `index` counts the sentences of the document from 0. `text` are its words as in the document and `span` their
    place in it, without white space around; both are asked for often, so they are kept.
    """

    tokens: TokenSpan
    block: Block
    offset: int
    index: int
    text: str = field(init=False)
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        text = self.tokens.text
        words = text.strip()
        start = self.offset + self.tokens.start_char + len(text) - len(text.lstrip())
        object.__setattr__(self, "text", words)
        object.__setattr__(self, "span", Span(start, start + len(words)))

    @property
    def prose(self) -> bool:
        """Whether facts may be taken from it."""
        return self.block.kind in PROSE

    @property
    def note(self) -> bool:
        """Whether it is a sentence of boilerplate: what a body says of itself, and no address or "Copyright 2016"."""
        return self.block.kind == "boilerplate" and any(t.pos_ in ("VERB", "AUX") for t in self.tokens)

    def place(self, start: int, end: int) -> Span:
        """The document span of the tokens `doc[start:end]` (token indices in the block's Doc)."""
        tokens = self.tokens.doc[start:end]
        return Span(self.offset + tokens.start_char, self.offset + tokens.end_char)

    def tokens_of(self, span: Span) -> TokenSpan | None:
        """The tokens that a document span covers, widened to whole tokens; None outside the block."""
        return self.tokens.doc.char_span(span.start - self.offset, span.end - self.offset, alignment_mode="expand")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its sentences in order."""

    document: Document
    sentences: tuple[Sentence, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that the code point at `offset` stands in."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.span.start) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None


class Found:
    """The records found so far in one document, by kind and place; extractors later in the order read it."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._by_kind: dict[type[Record], list[Record]] = {}
        self._built: dict[object, object] = {}
        self.add(records)

    def add(self, records: Iterable[Record]) -> None:
        """Takes more records in."""
        grown: dict[type[Record], list[Record]] = {}
        for record in records:
            grown[type(record)] = kept = self._by_kind.setdefault(type(record), [])
            kept.append(record)
        for kept in grown.values():
            kept.sort(key=lambda r: r.span)

    def once(self, build: Callable[[Parsed, Vocabulary], T], parsed: Parsed, vocabulary: Vocabulary) -> T:
        """What `build` makes of the document, made at the first call only; for what several extractors need."""
        if build not in self._built:
            self._built[build] = build(parsed, vocabulary)
        return cast(T, self._built[build])

    def all(self, kind: type[R]) -> Sequence[R]:
        """Every record of a kind in text order."""
        return self._by_kind.get(kind, [])  # type: ignore[return-value]  # a list holds one kind only

    def records(self) -> tuple[Record, ...]:
        """All of them, kind by kind."""
        return tuple(record for records in self._by_kind.values() for record in records)

    def within(self, kind: type[R], span: Span) -> list[R]:
        """The records of a kind whose words lie inside `span`, in text order."""
        records = self.all(kind)
        first = bisect_left(records, span.start, key=lambda r: r.span.start)
        last = bisect_left(records, span.end, key=lambda r: r.span.start)
        return [r for r in records[first:last] if r.span.end <= span.end]


def load_pipeline(model: str) -> Language:
    """The spaCy pipeline of the installed package `model`; raises StoreError saying how to install it."""
    try:
        return faster(spacy.load(model))
    except OSError as error:
        raise StoreError(
            f"the language model {model!r} is not installed; install the package or set JUSTICEKB_MODEL ({error})"
        ) from error


def parse(documents: Iterable[Document], nlp: Language, *, batch_size: int = 256) -> Iterator[Parsed]:
    """Parses documents in order, their blocks in batches that run over from one document to the next."""
    parsed = nlp.pipe(_blocks(documents, nlp), as_tuples=True, batch_size=batch_size)
    for (_, document), group in groupby(parsed, key=lambda pair: pair[1][:2]):
        yield Parsed(document, tuple(_sentences((block, doc) for doc, (_, _, block) in group if block is not None)))


def _blocks(documents: Iterable[Document], nlp: Language) -> Iterator[tuple[Doc, tuple[int, Document, Block | None]]]:
    """Each block's tokens with the number of its document, the document and the block; no block stands for none."""
    for number, whole in enumerate(documents):
        document = in_pieces(whole)
        blocks = [b for b in document.blocks if _parsed(b) and len(b.span)]
        yield nlp.make_doc(""), (number, document, None)
        for block in blocks:
            yield _tokens(block.span.of(document.text), nlp), (number, document, block)


def in_pieces(document: Document) -> Document:
    """The document as extraction reads it: without furniture, with blocks of at most BLOCK_LIMIT characters."""
    document = document.body
    if all(len(block.span) <= BLOCK_LIMIT for block in document.blocks):
        return document
    pieces = ((block, span) for block in document.blocks for span in cut(block.span, document.text, BLOCK_LIMIT))
    return replace(document, blocks=tuple(replace(block, span=span) for block, span in pieces))


def _tokens(text: str, nlp: Language) -> Doc:
    """The tokens of a block, with a sentence set to begin after a dateline, which the parser would trip over.

    None begins behind an abbreviation or within the date of an entry.
    """
    doc = nlp.make_doc(text)
    if "-" in text:
        _join_prefixes(doc)
    dateline = _DATELINE.match(text)
    first = doc.char_span(dateline.end(), len(text), alignment_mode="contract") if dateline else None
    if first is not None and len(first) and first.start > 0:
        doc[first.start].is_sent_start = True
    _go_on(doc, text)
    entry = _CHRONICLE.match(text)
    label = doc.char_span(0, entry.end(), alignment_mode="expand") if entry else None
    for token in doc[1 : label.end + 1] if label is not None else ():
        token.is_sent_start = False
    return doc


def _join_prefixes(doc: Doc) -> None:
    """Makes one token of each verb with a prefix."""
    words = (doc.char_span(m.start(), m.end()) for m in _PREFIXED.finditer(doc.text))
    whole = [word for word in words if word is not None and len(word) > 1]
    if whole:
        with doc.retokenize() as retokenizer:
            for word in whole:
                retokenizer.merge(word)


@lru_cache(maxsize=1)
def _abbreviations() -> re.Pattern[str]:
    """An abbreviation with its full stop and the white space before what goes on with its sentence."""
    words: dict[str, list[str]] = {"number": [], "name": [], "anything": []}
    for entry in load().entries(Abbreviation):
        words[entry.before] += entry.words
    short = "|".join(alternation(group) for group in words.values())
    number = [form for word in words["number"] for form in {word, word[:1].upper() + word[1:]}]
    return re.compile(
        rf"(?<![\w.-])(?:{alternation(number)}\.\s+(?=[(\[]?[\d§№#]|[IVXLC]+\b|(?i:{short})\.\s)"
        rf"|{alternation(words['name'])}\.\s+(?=[^\W\d_a-z])|{alternation(words['anything'])}\.,?\s+(?=\S))"
    )


def _go_on(doc: Doc, text: str) -> None:
    """Keeps sentences from ending behind an abbreviation, and its full stop with it, as the model learned them."""
    shorts = list(_abbreviations().finditer(text))
    if not shorts:
        return
    with doc.retokenize() as retokenizer:
        for short in shorts:
            words = doc.char_span(short.start(), short.start() + len(short[0].rstrip(" \n,")))
            if words is not None and len(words) > 1:
                retokenizer.merge(words)
    for short in shorts:
        going_on = doc.char_span(short.end(), short.end() + 1, alignment_mode="expand")
        if going_on is not None and going_on.start > 0:
            doc[going_on.start].is_sent_start = False


def _parsed(block: Block) -> bool:
    return block.kind not in _UNPARSED and block.language in (None, "en")


def _sentences(parsed: Iterable[tuple[Block, Doc]]) -> Iterator[Sentence]:
    index = 0
    for block, doc in parsed:
        _head_numbered(doc)
        for tokens in doc.sents:
            if tokens.text.strip():
                yield Sentence(tokens, block, block.span.start, index)
                index += 1


_NUMBER_SIGNS = frozenset({"no.", "nos.", "nr.", "no", "nos", "№"})
_SHORT_PROVISION = re.compile(r"(?:art|sec|para|cl|reg|sch|ch|pt)s?\.", re.IGNORECASE)


def _head_numbered(doc: Doc) -> None:
    """Puts right what the model errs in with numbered things: "colony No. 12", "Arts. 9 and 10", "Rules 9 and 10"."""
    for token in doc[:-1]:
        number = token.nbor()
        if not number.like_num:
            continue
        if token.lower_ in _NUMBER_SIGNS and token.i > 0:
            _to_the_noun(token)
        if _SHORT_PROVISION.fullmatch(token.text):
            _no_date(token, number)
        if number.head == token and (token.pos_ in ("NOUN", "PROPN") or _SHORT_PROVISION.fullmatch(token.text)):
            for child in token.rights:
                if child.dep_ == "conj" and child.like_num and not any(c.pos_ == "NOUN" for c in child.children):
                    child.head = number


def _to_the_noun(sign: Token) -> None:
    """Makes the noun before "No." the head, which the model often sees in the sign."""
    noun = sign.nbor(-1)
    if noun.pos_ not in ("NOUN", "PROPN") or noun.head != sign:
        return
    over = sign.head
    moved = [child for child in sign.children if child not in (noun, sign.nbor())]
    noun.dep_ = _relation(sign)
    noun.head = noun if over == sign else over
    sign.head, sign.dep_ = noun, "appos"
    for child in moved:
        child.head = noun


def _relation(noun: Token) -> str:
    """What a noun is to its verb: the object where the model took it for a time and there is no other."""
    over = noun.head
    objectless = over.pos_ == "VERB" and noun.i > over.i and not any(c.dep_ == "dobj" for c in over.children)
    return "dobj" if noun.dep_ == "npadvmod" and objectless else str(noun.dep_)


def _no_date(short: Token, number: Token) -> None:
    """Makes "Art." the head of its number, and neither a day: the model takes "Art. 146" for one."""
    for token in (short, number):
        token.ent_type_ = ""
    if number.head != short and short.head != number and number.head == short.head:
        short.dep_ = number.dep_
        number.head, number.dep_ = short, "nummod"
    short.dep_ = _relation(short)
