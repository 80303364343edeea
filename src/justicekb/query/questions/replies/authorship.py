"""Who wrote a paper or an article: the authors of the document whose title has what the question says of it."""

from __future__ import annotations

from justicekb.findings import Citation, Value
from justicekb.model import Author, Document
from justicekb.query.language import stems
from justicekb.query.questions.judgement.judge import Judge
from justicekb.querytree import Node, Or, Term
from justicekb.spans import Span
from justicekb.store.base import FullTextReader

# Passages looked into, and the least share of the question's words that the title has.
PASSAGES, TITLED = 20, 0.6


def authors(judge: Judge, fulltext: FullTextReader) -> list[Value]:
    """The authors of the document that is meant, in their order; none when no title fits or two fit alike."""
    asked = _asked(judge)
    if not asked:
        return []
    node: Node = Or(tuple(Term(word, "title") for word in asked))
    documents = dict.fromkeys(hit.document for hit in fulltext.search(node, limit=PASSAGES).hits)
    ranked = sorted(((_share(asked, judge, d), d) for d in documents), reverse=True)
    fit = [(share, d) for share, d in ranked if share >= TITLED and judge.reading.held(d).document.authors]
    if not fit or (len(fit) > 1 and fit[0][0] == fit[1][0]):
        return []
    document = judge.reading.held(fit[0][1]).document
    return [_value(author, document, judge) for author in document.authors]


def _asked(judge: Judge) -> list[str]:
    frame = judge.frame
    nouns = judge.lexicon.uses["publication"] | judge.lexicon.uses["report"]
    words = [word for word, own in zip(frame.said, frame.words, strict=False) if own not in nouns | frame.weak]
    return [*words, *(w for n in (*frame.names, *frame.countries) for w in n.text.split())]


def _share(asked: list[str], judge: Judge, document: str) -> float:
    title = frozenset(stems(judge.reading.held(document).document.title or ""))
    told = [any(judge.lexicon.alike(s) & title for s in stems(word)) for word in asked]
    return sum(told) / len(told)


def _value(author: Author, document: Document, judge: Judge) -> Value:
    name = author.name
    at = document.text.find(name)
    span = Span(at, at + len(name)) if at >= 0 else Span(0, min(len(document.text), 1))
    cited = Citation(
        record=document.id, document=document.id, source=document.path, sentence=_line(document, span), span=span,
        title=document.title, publisher=document.publisher, published=document.published, url=document.url,
        page=judge.reading.records.page(document.id, span.start),
    )  # fmt: skip
    return Value(value=name, kind="name", text=name, evidence=(cited,))


def _line(document: Document, span: Span) -> str:
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return document.text[start : end if end >= 0 else None].strip()
