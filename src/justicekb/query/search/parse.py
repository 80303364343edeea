"""A search string → `querytree`, with what is wrong or was left out, and where. Parsing never raises.

    query  := all (OR all)*                      all  := other ((AND)? other)*
    other  := (NOT | -) other | near             near := one (NEAR/n one)*
    one    := ( query ) | field: one | @type | "a phrase"~n | word | wor* | word~n

Written by hand instead of with Whoosh's parser, which was tried: it reads "(prison", "prison AND", "publishr:x" and
"kind:[2011" as other words without saying so and keeps no places, so that a query could not be refused "where and
why"; it has no NEAR; and importing it and building it takes some 15 ms of the 200 that a search may take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

import justicekb.query.search.fields as queryfields
from justicekb.errors import Diagnostic
from justicekb.query.search.fields import FieldError
from justicekb.query.search.limits import too_long, too_many
from justicekb.query.search.tokens import Token, TokenKind, tokens
from justicekb.querytree import (
    And,
    Everything,
    Fuzzy,
    Mentions,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    TextField,
    Wildcard,
)
from justicekb.spans import Span
from justicekb.store.words import forms, parts

# A word with this ending is fuzzy; two edits at most, because three make any short word any other.
_FUZZY = re.compile(r"(?P<word>.+?)~(?P<distance>\d*)")
_MOST_EDITS = 2
# A wildcard at or inside a word of a phrase; a question mark behind a word ends a question.
_STARRED = re.compile(r"\w\*|\*\w|\w\?\w")
# Punctuation that a sentence leaves on a word. A question mark inside a word is a wildcard, after it a question's.
_AROUND = ".,;:!?…'‘’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A query as understood.

    `errors` make it unusable (`node` is None then), `notes` tell what was left out. `loose` are the words of a
    query that merely stand side by side, and `strict` what else it asks for; a search that finds nothing with all
    loose words may fall back to some of them.
    """

    node: Node | None
    errors: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    loose: tuple[Node, ...] = ()
    strict: tuple[Node, ...] = ()


def parse(query: str, *, ignored: Iterable[str] = ()) -> Parsed:
    """The meaning of a search string; `ignored` are words too common to ask for, unless nothing else is asked."""
    if fault := too_long(query):
        return Parsed(node=None, errors=(fault,))
    parser = _Parser(query, frozenset(ignored))
    if fault := too_many(parser.tokens):
        return Parsed(node=None, errors=(fault,))
    node = parser.query()
    parser.expect_end()
    if parser.errors:
        return Parsed(node=None, errors=tuple(parser.errors), notes=tuple(parser.notes))
    if node is None:
        empty = Diagnostic(message="nothing to search for: write at least one word", start=0, end=len(query))
        return Parsed(node=None, errors=(empty,))
    loose, strict = _loose(node) if not parser.operators else ((), ())
    return Parsed(node=node, notes=tuple(parser.notes), loose=loose, strict=strict)


def literal(words: str) -> str:
    """The query for words as they stand: a phrase when some of them would be operators, fields or patterns."""
    plain = all(token.kind in ("word", "end") and not re.search(r"[*?~]", token.text) for token in tokens(words))
    unquoted = re.sub(r'["“”„«»]', " ", words)
    return words if plain else f'"{unquoted}"'


def _loose(node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    nodes = node.nodes if isinstance(node, And) else (node,)
    words = tuple(n for n in nodes if isinstance(n, Term | Fuzzy | Wildcard) and n.field is None)
    return words, tuple(n for n in nodes if n not in words)


@dataclass(slots=True)
class _Parser:
    """Reads the tokens from left to right; the first fault of each kind of place is kept and reading goes on."""

    text: str
    ignored: frozenset[str]
    errors: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    operators: bool = False
    tokens: list[Token] = field(default_factory=list)
    _at: int = 0
    _depth: int = 0

    def __post_init__(self) -> None:
        self.tokens = list(tokens(self.text))

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _next(self) -> Token:
        return self.tokens[self._at]

    def _take(self, *kinds: TokenKind) -> Token | None:
        token = self._next
        if token.kind not in kinds:
            return None
        self._at += token.kind != "end"
        return token

    def _fault(self, message: str, span: Span) -> Node | None:
        """Notes the fault; there is no node where it is."""
        self.errors.append(Diagnostic(message=message, start=span.start, end=span.end))
        return None

    def expect_end(self) -> None:
        """Faults a closing bracket that closes nothing."""
        while token := self._take(")"):
            self._fault("this bracket closes nothing; remove it or open one before it", token.span)
            self.query()

    # ── the grammar ──────────────────────────────────────────────────────────────────────────────────────

    def query(self, of: TextField | None = None) -> Node | None:
        """One or more alternatives."""
        nodes = [self._all(of)]
        while operator := self._take("or"):
            self.operators = True
            nodes.append(self._operand(operator, nodes[-1], self._all(of)))
        return _joined([node for node in nodes if node is not None], Or)

    def _all(self, of: TextField | None) -> Node | None:
        words: list[tuple[Node, Token]] = []
        while True:
            if operator := self._take("and"):
                self.operators = True
                before = words[-1][0] if words else None
                if (after := self._operand(operator, before, self._other(of))) is not None:
                    words.append((after, operator))
            elif self._next.kind in ("or", ")", "end"):
                return _joined(self._kept(words), And)
            else:
                token = self._next
                if (node := self._other(of)) is not None:
                    words.append((node, token))

    def _kept(self, words: list[tuple[Node, Token]]) -> list[Node]:
        """The parts without the words that are too common, if something else is left."""
        kept = [(node, token) for node, token in words if not self._too_common(node, token)]
        if not kept or len(kept) == len(words):
            return [node for node, _ in words]
        dropped = [token for node, token in words if self._too_common(node, token)]
        left_out = ", ".join(f"“{token.text}”" for token in dropped)
        message = f"left out, as most passages have it: {left_out}; put words into quotation marks to keep them"
        self.notes.append(Diagnostic(message=message, start=dropped[0].span.start, end=dropped[-1].span.end))
        return [node for node, _ in kept]

    def _too_common(self, node: Node, token: Token) -> bool:
        """Whether it is a bare common word; in capitals it is a name (WHO, IT)."""
        bare = isinstance(node, Term) and token.kind == "word" and node.field is None
        shouted = token.text.isupper() and not self.text.isupper() and len(token.text) > 1
        return bare and not shouted and node.text.lower() in self.ignored  # type: ignore[union-attr]  # bare is a Term

    def _operand(self, operator: Token, before: Node | None, after: Node | None) -> Node | None:
        side = "before" if before is None else "after"
        if (before is None or after is None) and not self.errors:
            self._fault(f"{operator.text} needs something to look for {side} it", operator.span)
        return after

    def _other(self, of: TextField | None) -> Node | None:
        operator = self._take("not", "minus")
        if operator is None:
            return self._near(of)
        self.operators = self.operators or operator.kind == "not"
        self._depth += 1
        node = self._other(of) if self._depth < _DEEPEST else self._too_deep(operator)
        self._depth -= 1
        if node is None and not self.errors:
            self._fault(f"{operator.text} needs something to leave out after it", operator.span)
        return None if node is None else Not(node)

    def _near(self, of: TextField | None) -> Node | None:
        node = self._one(of)
        while operator := self._take("near"):
            self.operators = True
            after = self._operand(operator, node, self._one(of))
            if node is None or after is None:
                return None
            if not (_stands(node) and _stands(after)):
                self._fault("NEAR joins words, phrases, @types and names; a field or NOT stands nowhere", operator.span)
            node = Near(node, after, operator.number)
        return node

    def _one(self, of: TextField | None) -> Node | None:
        token = self._next
        if token.kind in ("end", ")", "or", "and", "near", "not", "minus"):
            return None
        self._at += 1
        match token.kind:
            case "(":
                return self._bracket(token, of)
            case "phrase":
                return self._phrase(token, of)
            case "open_phrase":
                return self._fault("this quotation mark opens a phrase that is never closed", token.span)
            case "range":
                return self._fault("a range belongs to a field: published:[2011 TO 2015]", token.span)
            case "type":
                return self._type(token)
            case "field":
                return self._field(token)
        return self._word(token, of)

    def _bracket(self, token: Token, of: TextField | None) -> Node | None:
        if self._depth >= _DEEPEST:
            return self._too_deep(token)
        self._depth += 1
        node = self.query(of)
        self._depth -= 1
        if self._take(")") is None:
            return None if self.errors else self._fault("this bracket is never closed", token.span)
        if node is None and not self.errors:
            self._fault("there is nothing between these brackets", Span(token.span.start, self._before.end))
        return node

    def _too_deep(self, token: Token) -> Node | None:
        self._at = len(self.tokens) - 1
        return self._fault(f"more than {_DEEPEST} brackets or negations inside one another", token.span)

    @property
    def _before(self) -> Span:
        return self.tokens[self._at - 1].span

    # ── single things ────────────────────────────────────────────────────────────────────────────────────

    def _phrase(self, token: Token, of: TextField | None) -> Node | None:
        words = tuple("-".join(compound) for compound in parts(token.text))
        if not words:
            return self._fault("there is no word between these quotation marks", token.span)
        if _STARRED.search(token.text):
            message = f"* and ? are no wildcards inside quotation marks: looked for “{' '.join(words)}” as it stands"
            self.notes.append(Diagnostic(message=message, start=token.span.start, end=token.span.end))
        return Phrase(words, of, token.number)

    def _type(self, token: Token) -> Node | None:
        if token.text not in queryfields.TYPES:
            allowed = ", ".join(f"@{name}" for name in sorted(set(queryfields.TYPES.values())))
            return self._fault(f"no entities of a type “{token.text}”; there are {allowed}", token.span)
        return Mentions(None, queryfields.TYPES[token.text])

    def _word(self, token: Token, of: TextField | None) -> Node | None:
        text = token.text.strip(_AROUND) if token.text != "*" else token.text
        if text == "*":
            return Everything()
        if fuzzy := _FUZZY.fullmatch(text):
            return self._fuzzy(fuzzy, token, of)
        if re.search(r"[*?]", text) and "//" not in text:
            return self._wildcard(text, token, of)
        if not forms(text):
            message = f"“{token.text}” holds no letter or digit and was left out"
            self.notes.append(Diagnostic(message=message, start=token.span.start, end=token.span.end))
            return None
        return Term(text, of)

    def _fuzzy(self, fuzzy: re.Match[str], token: Token, of: TextField | None) -> Node | None:
        distance = int(fuzzy["distance"][:3] or 1)
        if not 1 <= distance <= _MOST_EDITS or len(forms(fuzzy["word"])) != 1:
            return self._fault(f"write word~1 or word~2: one word, at most {_MOST_EDITS} edits", token.span)
        return Fuzzy(fuzzy["word"], distance, of)

    def _wildcard(self, text: str, token: Token, of: TextField | None) -> Node | None:
        if not re.search(r"\w", text) or len(forms(re.sub(r"[*?]", "x", text))) != 1:
            return self._fault("a wildcard stands in one word and beside a letter: tortur*, wom?n", token.span)
        return Wildcard(text, of)

    # ── fields ───────────────────────────────────────────────────────────────────────────────────────────

    def _field(self, token: Token) -> Node | None:
        if not queryfields.known(token.text):
            return self._fault(_unknown_field(token.text), token.span)
        value = self._next
        try:
            if value.kind in ("word", "phrase", "range"):
                node = queryfields.field_value(token.text, value.text.rstrip(",;"))
                if node is not None:
                    self._at += 1
                    return node
            if token.text in queryfields.FIELDS:
                return self._each(token)
        except FieldError as error:
            self._at += 1
            return self._fault(str(error), Span(token.span.start, value.span.end))
        if value.kind == "field":
            return self._no_value(token)
        return self._one(queryfields.text_field(token.text)) or self._no_value(token)

    def _each(self, token: Token) -> Node | None:
        """`kind:(report OR article)`: the field of each value inside the brackets."""
        if self._take("(") is None:
            return self._no_value(token)
        nodes: list[Node] = []
        while (value := self._take("word", "phrase", "range", "or")) is not None:
            if value.kind != "or" and (node := queryfields.field_value(token.text, value.text)) is not None:
                nodes.append(node)
        if self._take(")") is None or not nodes:
            return self._fault(f"write {token.text}:(one OR another)", token.span)
        return _joined(nodes, Or)

    def _no_value(self, token: Token) -> Node | None:
        return None if self.errors else self._fault(f"{token.text}: needs a value right after it", token.span)


# Brackets inside brackets that are read: beyond it nobody wrote the query by hand, and Python's stack ends somewhere.
_DEEPEST = 40


def _joined(nodes: list[Node], by: type[And] | type[Or]) -> Node | None:
    if not nodes:
        return None
    return nodes[0] if len(nodes) == 1 else by(tuple(nodes))


def _stands(node: Node) -> bool:
    """Whether the node has places in the text of a passage, which NEAR can measure between."""
    if isinstance(node, Or):
        return all(_stands(inner) for inner in node.nodes)
    if isinstance(node, Term | Phrase | Wildcard | Fuzzy):
        return node.field is None
    return isinstance(node, Near | Mentions | Named)


def _unknown_field(name: str) -> str:
    near = get_close_matches(name, queryfields.names(), n=1)
    hint = f"did you mean {near[0]}:?" if near else f"the fields are {', '.join(queryfields.names())}"
    return f"there is no field “{name}”; {hint}"
