"""References to documents: as CSL-JSON items, and from these as text, BibTeX and RIS.

An organisation that is an author or publisher stays whole ("literal"); dates keep their precision. Sources:
CSL 1.0.2 schema `csl-data.json`, BibTeX's own documentation (O. Patashnik, BibTeXing, 1988), RIS (Clarivate).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count

from justicekb.edtf import Edtf
from justicekb.export.dates import MONTHS, shown
from justicekb.export.rows import Row, dumps
from justicekb.model import Author, Document
from justicekb.query.citations import CitedPassage

_TYPES = {
    "journal_paper": "article-journal", "article": "article-newspaper", "press_release": "webpage",
    "report": "report", "other": "document",
}  # fmt: skip
_GENRES = {"press_release": "Press release"}
# A judgment by its neutral citation ("[2020] UKSC 9"), by its parties ("Norn v Vik"), or by its court as publisher.
_NEUTRAL_CITATION = re.compile(r"[\[(](?:19|20)\d\d[\])] [A-Z]{2}[A-Za-z]{0,10}(?: \([A-Za-z]{1,12}\))? \d")
_PARTIES = re.compile(r"\b[A-Z][\w’'.)-]{0,40} (?:v|vs)\.? (?:the )?[A-Z]")
_COURT = re.compile(r"\b(?:Court|Tribunal)\b")
# What makes a name in two parts by a comma a firm's, not a person's.
_FIRM = re.compile(r"(?:Inc|Ltd|LLC|LLP|PLC|GmbH|Corp|Co|e\. ?V)\.?", re.IGNORECASE)

_BIBTEX = {"article-journal": "article", "article-newspaper": "article", "report": "techreport"}
_RIS = {
    "article-journal": "JOUR", "article-newspaper": "NEWS", "webpage": "ELEC", "report": "RPRT", "document": "GEN",
    "legal_case": "CASE",
}  # fmt: skip


def csl_item(cited: CitedPassage, key: str | None = None) -> Row:
    """The document of a cited passage as a CSL item; `locator` and `note` say where the passage stands.

    `key` is its id where `citation_key` would give two documents the same one.
    """
    document = cited.document
    type_ = _type(document)
    item: Row = {
        "id": key or citation_key(document),
        "type": type_,
        "title": document.title or document.path,
        "author": [_name(author, cited.bodies) for author in document.authors],
        "publisher": None if type_ == "legal_case" else document.publisher,
        "authority": document.publisher if type_ == "legal_case" else None,
        "issued": _date(document.published),
        "accessed": _date(document.retrieved),
        "container-title": document.container or (document.publisher if document.kind == "article" else None),
        "genre": _GENRES.get(document.kind),
        "volume": document.volume,
        "issue": document.issue,
        "page": document.pages,
        "DOI": document.doi,
        "ISSN": document.issn,
        "URL": document.url,
        "language": document.language,
        "locator": None if cited.page is None else str(cited.page),
        "note": "; ".join(filter(None, [_file(document), cited.place, f"sha256 {document.sha256}"])),
    }
    return {key: value for key, value in item.items() if value not in (None, "", [])}


def _type(document: Document) -> str:
    """The CSL type; a press release that was never on the web is a document, what else is there a web page."""
    if _is_judgment(document):
        return "legal_case"
    if document.kind == "press_release" and document.url is None:
        return "document"
    if document.kind == "other" and document.url is not None and document.media_type in _WEB:
        return "webpage"
    return _TYPES[document.kind]


def _is_judgment(document: Document) -> bool:
    title, publisher = document.title or "", document.publisher or ""
    if document.kind in ("other", "report"):
        told = _NEUTRAL_CITATION.search(f"{title} {document.text[:_HEAD]}") or _PARTIES.search(title)
        if told or _COURT.search(publisher):
            return True
    elif document.kind != "article":
        return False
    head = document.text[:_RECORD]
    marks = {m.lastgroup for m in _RECORD_OF_COURT.finditer(head)}
    return bool(_OWN_COURT.search(title)) and len(marks) >= _FEWEST_MARKS


# How much of a judgment is looked through for its neutral citation, which stands above the parties, and for what else
# the record of a court opens with (characters).
_HEAD, _RECORD = 400, 1500
_WEB = frozenset({"text/html", "application/xhtml+xml"})
# A court's name as a title, and what stands below it: a number, parties, what it gives, who sat.
_OWN_COURT = re.compile(r"^(?:in (?:the )?)?[\w’'., ()-]{0,60}\b(?:court|tribunal)\b", re.IGNORECASE)
_RECORD_OF_COURT = re.compile(
    r"(?P<number>\b(?:Case|Appeal|Petition|Cause|Claim|Suit) (?:No|Nos|Number)\b)"
    r"|(?P<party>\b(?i:appellant|respondent|applicant|plaintiff|defendant|petitioner|claimant)s?\b)"
    r"|(?P<against>\b(?:v|vs|V|-v-)\.? )|(?P<given>^[^\w\n]{0,9}(?i:judge?ment|ruling|decision|order|reasons)\b)"
    r"|(?P<bench>^(?i:before|coram|present)\b)",
    re.MULTILINE,
)
_FEWEST_MARKS = 2


def _file(document: Document) -> str:
    """The path of a document without an address of its own, by which its reader finds it."""
    return "" if document.url or document.doi or document.title is None else document.path


def csl_json_of(cited: CitedPassage) -> str:
    """The CSL item of one passage, as JSON."""
    return dumps(csl_item(cited))


def csl_json(cited: Sequence[CitedPassage]) -> str:
    """The CSL items as one JSON list."""
    return dumps([csl_item(one, key) for one, key in keyed(cited)])


def keyed(cited: Sequence[CitedPassage]) -> list[tuple[CitedPassage, str]]:
    """The passages with their keys, those of different documents unlike: `norn2019jails`, `norn2019jailsa`."""
    keys: dict[str, str] = {}
    for one in cited:
        if one.document.id not in keys:
            key = citation_key(one.document)
            taken = set(keys.values())
            keys[one.document.id] = next(k for k in (f"{key}{mark}" for mark in _marks()) if k not in taken)
    return [(one, keys[one.document.id]) for one in cited]


def _marks() -> Iterator[str]:
    """Nothing, a to z, then numbers."""
    yield ""
    yield from map(chr, range(ord("a"), ord("z") + 1))
    yield from map(str, count(1))


def citation_key(document: Document) -> str:
    """A key made of the first author, the year and the first word of the title: `kloetzer2011future`."""
    named = document.authors[0].name if document.authors else ""
    firm = named.rpartition(",")
    named = firm[0] if firm[0] and _FIRM.fullmatch(firm[2].strip()) else named
    author = named.split()[-1] if named else document.publisher or "anonymous"
    year = str(document.published.year) if document.published and document.published.year else ""
    words = [w for w in re.findall(r"[^\W\d_]+", document.title or document.path) if len(w) > 3]
    return _ascii(f"{author}{year}{words[0] if words else ''}").lower()


def _ascii(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]", "", plain) or "source"


def _name(author: Author, bodies: frozenset[str]) -> Row:
    """Family and given name; a name of many words, of a body or of a firm, stays whole."""
    family, comma, given = author.name.partition(",")
    if author.name in bodies or (comma and _FIRM.fullmatch(given.strip())):
        return {"literal": author.name}
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    words = author.name.split()
    if 2 <= len(words) <= 3 and not re.search(r"\b(?:of|for|and|the)\b|[A-Z]{3,}", author.name):
        return {"family": words[-1], "given": " ".join(words[:-1])}
    return {"literal": author.name}


def _date(value: Edtf | None) -> Row | None:
    """A date variable: its parts, a season (1 to 4) with its year, or in words what has neither."""
    if value is None:
        return None
    season = re.fullmatch(r"(\d{4})-2([1-4])", value.text)
    if season is not None:
        return {"date-parts": [[int(season[1])]], "season": int(season[2])}
    points = [_parts(point) for point in value.text.split("/")]
    if not all(points):
        return {"literal": shown(value)}
    item: Row = {"date-parts": points}
    return item | {"circa": True} if value.approximate else item


def _parts(point: str) -> list[int]:
    """Year, month, day as numbers; none for what has unknown digits or is a season."""
    parts = re.sub(r"[~?%]", "", point).split("-")
    if any(not part.isdigit() for part in parts) or (len(parts) > 1 and int(parts[1]) > 12):
        return []
    return [int(part) for part in parts]


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────


def reference(cited: CitedPassage) -> str:
    """The reference as one line of text, with the passage's place and the address that opens on the words."""
    document = cited.document
    head = "; ".join(author.name for author in document.authors) or document.publisher or ""
    published = f"({shown(document.published)})" if document.published else "(n.d.)"
    where = ", ".join(filter(None, [document.container, document.publisher if document.authors else None]))
    name = document.title or document.path
    kind = f"[{_GENRES[document.kind]}]" if document.kind in _GENRES else ""
    opened = cited.address if cited.address != name else ""
    told = [f"{head} {published}".strip(), f"{name} {kind}".strip(), where, cited.place, opened]
    end = f"Retrieved {shown(document.retrieved)}." if document.retrieved else ""
    return " ".join([". ".join(part for part in told if part), end]).strip()


# ── BibTeX ───────────────────────────────────────────────────────────────────────────────────────────────

# Braces as commands: BibTeX counts every brace of an entry, also one behind a backslash.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex_of_all(cited: Sequence[CitedPassage]) -> str:
    """The references as one BibTeX file, its keys unique, each document once."""
    once: dict[str, CitedPassage] = {}
    for one, key in keyed(cited):
        once.setdefault(key, one)
    return "\n".join(bibtex(one, key) for key, one in once.items())


def bibtex(cited: CitedPassage, key: str | None = None) -> str:
    """The reference as a BibTeX entry; titles are braced, so that styles keep their capitals."""
    item = csl_item(cited, key)
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in item.get("author", [])),
        "title": "{" + _tex(item["title"]) + "}",
        "journal": _tex(item.get("container-title", "")),
        _ISSUERS.get(item["type"], "publisher"): _tex(_issued_as(item)),
        "year": str(cited.document.published.year or "") if cited.document.published else "n.d.",
        "month": _month(cited.document.published),
        "volume": item.get("volume", ""),
        "number": item.get("issue", ""),
        "pages": item.get("page", "").replace("–", "-").replace("-", "--"),
        "issn": item.get("ISSN", ""),
        "doi": item.get("DOI", ""),
        "url": cited.address if cited.document.url else "",
        "urldate": _day(cited.document.retrieved),
        "note": _tex(", ".join(filter(None, [_file(cited.document), cited.place]))),
    }
    told = ((name, value if name == "month" else f"{{{value}}}") for name, value in fields.items() if value)
    body = "".join(f"  {name} = {value},\n" for name, value in told)
    return f"@{_BIBTEX.get(item['type'], 'misc')}{{{item['id']},\n{body}}}\n"


# What BibTeX's own styles print the issuer of an entry as.
_ISSUERS = {
    "report": "institution", "webpage": "howpublished", "document": "howpublished", "legal_case": "howpublished",
}  # fmt: skip


def _issued_as(item: Row) -> str:
    """Who issued it, with what it is where BibTeX has no type for that: "Press release, OSCE"."""
    return ", ".join(filter(None, [item.get("genre"), item.get("publisher") or item.get("authority")]))


def _month(value: Edtf | None) -> str:
    """The macro of a month, which styles print in their own language."""
    parts = _parts(value.text) if value is not None and not value.is_interval else []
    return MONTHS[parts[1] - 1][:3].lower() if len(parts) > 1 else ""


def _day(value: Edtf | None) -> str:
    return value.text if value is not None and len(_parts(value.text)) == 3 else ""


def _bibtex_name(author: Row) -> str:
    if "literal" in author:
        return "{" + _tex(author["literal"]) + "}"
    return f"{_tex(author['family'])}, {_tex(author['given'])}"


def _tex(words: str) -> str:
    return "".join(_TEX.get(character, character) for character in " ".join(words.split()))


# ── RIS ──────────────────────────────────────────────────────────────────────────────────────────────────


def ris_of_all(cited: Sequence[CitedPassage]) -> str:
    """The references as one RIS file."""
    return "".join(map(ris, cited))


def ris(cited: CitedPassage) -> str:
    """The reference as a RIS record, lines ended by CR LF; a line break inside a value would end it."""
    item = csl_item(cited)
    start, _, end = item.get("page", "").replace("–", "-").partition("-")
    lines = [
        ("TY", _RIS[item["type"]]),
        *(("AU", _ris_name(author)) for author in item.get("author", [])),
        ("TI", item["title"]),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher") or item.get("authority")),
        ("M3", item.get("genre")),
        ("PY", str(cited.document.published.year or "") if cited.document.published else ""),
        ("DA", _ris_date(cited.document.published)),
        ("VL", item.get("volume")),
        ("IS", item.get("issue")),
        ("SP", start),
        ("EP", end),
        ("SN", item.get("ISSN")),
        ("DO", item.get("DOI")),
        ("UR", cited.address if cited.document.url else ""),
        ("LA", item.get("language")),
        ("Y2", _ris_date(cited.document.retrieved)),
        ("L1", _file(cited.document)),
        ("N1", cited.place),
    ]
    told = [f"{tag}  - {' '.join(str(value).split())}\r\n" for tag, value in lines if value]
    return "".join(told) + "ER  - \r\n"


def _ris_name(author: Row) -> str:
    return str(author.get("literal") or f"{author['family']}, {author['given']}")


def _ris_date(value: Edtf | None) -> str:
    parts = _parts(value.text) if value is not None and not value.is_interval else []
    return "/".join([f"{part:02d}" for part in parts] + [""] * (3 - len(parts))) + "/" if parts else ""
