"""A timeline as one HTML file that works without a network: styles and the filter script are inside.

A content security policy lets nothing be loaded, so a page made from hostile documents stays harmless.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape

from justicekb.export.dates import shown
from justicekb.export.timelines.markdown import entry_marks
from justicekb.findings import Citation, TimelineEntry

_STYLE = """
:root{--ink:#1c1c1e;--soft:#5b5b66;--line:#d8d8de;--mark:#8a3b12;--back:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#ececf0;--soft:#a5a5b0;--line:#3c3c44;--mark:#f0a878;--back:#17171a}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);
max-width:46rem;margin:2rem auto;padding:0 1rem}
ol{list-style:none;padding:0;border-left:3px solid var(--line)}
li{padding:.2rem 0 1rem 1.2rem}
time{font-weight:600}
.type,.mark,cite{color:var(--soft);font-size:.9em;font-style:normal}
.mark{color:var(--mark)}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:2px solid var(--line)}
input{font:inherit;width:100%;padding:.4rem;color:inherit;background:inherit;border:1px solid var(--line)}
@media print{input{display:none}}
"""

_SCRIPT = """
const box=document.querySelector('input'),rows=[...document.querySelectorAll('li')];
box.addEventListener('input',()=>{const w=box.value.toLowerCase().split(/\\s+/);
rows.forEach(r=>{const t=r.textContent.toLowerCase();r.hidden=!w.every(x=>t.includes(x))})});
"""


def timeline_html(entries: Sequence[TimelineEntry], title: str) -> str:
    """The timeline as a page, with a box that filters it."""
    rows = "\n".join(_row(entry) for entry in entries)
    count = f"{len(entries)} event{'' if len(entries) == 1 else 's'}"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<title>{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<p class="type">{count}. Dates are as precise as the sources give them.</p>
<p><input type="search" placeholder="Show only events with these words" aria-label="Filter"></p>
<ol>
{rows}
</ol>
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _policy() -> str:
    return f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'"


def _hash(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _row(entry: TimelineEntry) -> str:
    marks = "; ".join(entry_marks(entry))
    mark = f' <span class="mark">{escape(marks)}</span>' if marks else ""
    evidence = "".join(_evidence(citation) for citation in entry.evidence)
    kind = escape(entry.type.replace("_", " "))
    date = f'<time datetime="{escape(entry.date.text)}">{escape(shown(entry.date))}</time>'
    return f'<li id="{escape(entry.id)}">{date} <span class="type">{kind}</span>{mark}{evidence}</li>'


def _evidence(citation: Citation) -> str:
    title = escape(citation.title or citation.source)
    if citation.url and re.match(r"https?://", citation.url):
        title = f'<a rel="noreferrer" href="{escape(citation.url)}">{title}</a>'
    told = [title, escape(citation.publisher or ""), escape(shown(citation.published) if citation.published else "")]
    page = [f"p. {citation.page}"] if citation.page is not None else []
    return (
        f"<blockquote>{escape(citation.sentence)}<br><cite>{', '.join(filter(None, told + page))}</cite></blockquote>"
    )
