"""Who occurs with whom as GraphML (http://graphml.graphdrawing.org), which Gephi, yEd and NetworkX read.

Nodes are entities (laws among them), edges join entities named in one sentence; `weight` counts the sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from xml.sax.saxutils import escape, quoteattr

from justicekb.model import Entity, LawMention, Mention

# Characters that XML 1.0 does not allow, even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="type" for="node" attr.name="type" attr.type="string"/>
<key id="mentions" for="node" attr.name="mentions" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<graph id="justicekb" edgedefault="undirected">
"""


def together(mentions: Iterable[Mention | LawMention]) -> Counter[tuple[str, str]]:
    """How many sentences each pair of entity ids shares; a pair is in alphabetical order.

    The mentions come document by document; only one document's sentences are held at a time.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    for _, own in groupby(mentions, key=lambda mention: mention.document):
        sentences: dict[int, set[str]] = {}
        for mention in own:
            sentences.setdefault(mention.evidence.start, set()).add(mention.entity)
        pairs.update(pair for named in sentences.values() for pair in combinations(sorted(named), 2))
    return pairs


def graphml(
    entities: Iterable[tuple[Entity, int]], pairs: Counter[tuple[str, str]], *, least: int = 1
) -> Iterator[str]:
    """The lines of the graph; `entities` come with their number of mentions, edges of fewer sentences are left out."""
    yield _HEAD
    known = set()
    for entity, mentions in entities:
        known.add(entity.id)
        data = f'<data key="label">{_text(entity.name)}</data><data key="type">{entity.type}</data>'
        yield f'<node id={_id(entity.id)}>{data}<data key="mentions">{mentions}</data></node>\n'
    for (one, other), weight in sorted(pairs.items()):
        if weight >= least and one in known and other in known:
            yield f'<edge source={_id(one)} target={_id(other)}><data key="weight">{weight}</data></edge>\n'
    yield "</graph>\n</graphml>\n"


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("", words))


def _id(words: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", words))
