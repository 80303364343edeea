"""Templates and what they may call; everything is escaped unless it was escaped on the way here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from justicekb.edtf import Edtf
from justicekb.export.dates import shown
from justicekb.export.labels import amount, fact_label, figure_label, label, number, shortened
from justicekb.findings import Citation, Value
from justicekb.spans import Span, outermost
from justicekb.web.security import holds_token
from justicekb.web.site import Site, basket_of


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, compiled once."""
    made = Environment(
        loader=PackageLoader("justicekb.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "shown": shown, "label": label, "fact_label": fact_label, "figure_label": figure_label, "amount": amount,
        "number": number, "shortened": shortened, "marked": marked, "words": words, "said": said, "plural": plural,
    }  # fmt: skip
    made.globals |= {"web_link": web_link, "at": at, "path": path, "place": place}
    return made


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A page; every template knows the request, what the site is, what the basket holds and who may write."""
    site: Site = request.app.state.site
    common = {
        "request": request,
        "options": site.options,
        "basket": basket_of(request),
        "may_write": holds_token(request, site.options),
        "here": request.url.path,
    }
    html = environment().get_template(template).render(common | values)
    return HTMLResponse(html, status_code=status)


def marked(text: str, spans: Sequence[Span]) -> Markup:
    """The text with these words marked."""
    pieces: list[str] = []
    start = 0
    for span in outermost(spans):
        pieces += [str(escape(text[start : span.start])), f"<mark>{escape(span.of(text))}</mark>"]
        start = span.end
    return Markup("".join(pieces) + str(escape(text[start:])))  # every piece was escaped


def said(value: Value) -> str:
    """A value as a reader wants to see it: dates in words, names by themselves."""
    if value.kind == "date":
        return shown(Edtf(value.value))
    return value.value if value.kind == "name" else value.text


def words(value: str) -> str:
    """A value of the model in words: "journal_paper" is "journal paper"."""
    return value.replace("_", " ")


def plural(count: int, noun: str) -> str:
    """A count with its noun: "1 source", "12 sources"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"
    return f"{number(count)} {noun if count == 1 else many}"


def web_link(address: str | None) -> str | None:
    """An address that may be followed: of the web, and of nothing else."""
    return address if address is not None and address.startswith(("http://", "https://")) else None


def at(citation: Citation) -> str:
    """The address of a document's page that opens on a sentence."""
    return f"/documents/{citation.document}?at={citation.span.start}-{citation.span.end}#words"


def place(citation: Citation) -> str:
    """The id by which a citation is cited: its record, else its place."""
    known = citation.record.startswith(("fact-", "figure-", "quote-", "mention-", "law-", "date-", "pas-"))
    return citation.record if known else f"{citation.document}:{citation.span.start}-{citation.span.end}"


def path(base: str, given: Mapping[str, Any], **changed: Any) -> str:  # noqa: ANN401
    """An address with a query: what was given with some values changed; None and "" take a value out."""
    values = {name: value for name, value in {**given, **changed}.items() if value not in (None, "")}
    return f"{quote(base, safe='/:@')}?{urlencode(values)}" if values else quote(base, safe="/:@")
