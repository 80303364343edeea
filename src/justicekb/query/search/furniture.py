"""Page furniture in a search: left out unless it is asked for, and then looked for in its own field.

A passage of furniture has no words in title, headings or text and no records, so most queries cannot meet one; a
condition is added only to those that could (`kind:report`, `NOT prison`), and the others cost what they cost without.
"""

from __future__ import annotations

from dataclasses import replace

from justicekb.querytree import (
    And,
    DateRange,
    Fuzzy,
    Keyword,
    Mentions,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Term,
    Wildcard,
)

_IS_FURNITURE = Keyword("block", "furniture")
_OF_THE_BODY = (None, "title", "heading", "text")


def in_text(node: Node) -> Node:
    """The node for passages of the text alone, unless it names the field `furniture` itself."""
    return node if _asks(node) or _meets_text_only(node) else And((node, Not(_IS_FURNITURE)))


def everywhere(node: Node) -> Node:
    """The node for passages of the text and of furniture."""
    return Or((in_text(node), And((_in_furniture(node), _IS_FURNITURE))))


def _in_furniture(node: Node) -> Node:
    """The node with its words looked for in furniture."""
    match node:
        case Term(field=None | "text") | Phrase(field=None | "text"):
            return replace(node, field="furniture")
        case Wildcard(field=None | "text") | Fuzzy(field=None | "text"):
            return replace(node, field="furniture")
        case Near(left, right, distance):
            return Near(_in_furniture(left), _in_furniture(right), distance)
        case And(nodes):
            return And(tuple(map(_in_furniture, nodes)))
        case Or(nodes):
            return Or(tuple(map(_in_furniture, nodes)))
        case Not(inner):
            return Not(_in_furniture(inner))
        case _:
            return node


def _asks(node: Node) -> bool:
    """Whether the query names the field."""
    match node:
        case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
            return field == "furniture"
        case Near(left, right):
            return _asks(left) or _asks(right)
        case And(nodes) | Or(nodes):
            return any(map(_asks, nodes))
        case _:
            return False


def _meets_text_only(node: Node) -> bool:
    """Whether whatever matches has words or records that furniture never has."""
    match node:
        case Term(field=field) | Phrase(field=field) | Wildcard(field=field) | Fuzzy(field=field):
            return field in _OF_THE_BODY
        case Near() | Mentions():
            return True
        case Keyword(field) | DateRange(field):
            return field in ("entity", "event")
        case And(nodes):
            return any(map(_meets_text_only, nodes))
        case Or(nodes):
            return all(map(_meets_text_only, nodes))
        case _:
            return False
