"""Records in a few words, as lists show them: "26 August 1998 · ratification · Kazakhstan, Covenant"."""

from __future__ import annotations

from justicekb.export.dates import shown
from justicekb.model import DateMention, Fact, Figure, LawMention, Mention, Quote, Record, Reference

_QUALIFIERS = {
    "about": "about ", "over": "over ", "under": "under ", "up_to": "up to ", "at_least": "at least ",
}  # fmt: skip
# The most characters of a quotation's words in a list.
_WORDS = 110


def label(record: Record) -> str:
    """What a record says, in a line."""
    match record:
        case Fact():
            return fact_label(record)
        case Figure():
            return figure_label(record)
        case Quote():
            return f"{record.speaker or 'somebody'}: “{shortened(record.text)}”"
        case DateMention():
            return shown(record.edtf)
        case LawMention():
            return f"{record.canonical}, {record.provision}" if record.provision else record.canonical
        case Mention():
            return record.canonical
        case Reference():
            return shortened(record.text)
        case _:
            return record.id


def fact_label(fact: Fact) -> str:
    """Date, type and who takes part; denied, planned and alleged events say so."""
    manner = [w for w in ("denied" if fact.polarity == "negative" else "", fact.modality) if w not in ("", "asserted")]
    type_ = fact.type.replace("_", " ") + (f" ({', '.join(manner)})" if manner else "")
    who = ", ".join(dict.fromkeys(p.name for p in fact.participants))
    return " · ".join(filter(None, (shown(fact.date), type_, who)))


def figure_label(figure: Figure) -> str:
    """Value, unit, measure and date."""
    when = f" ({shown(figure.date)})" if figure.date is not None else ""
    words = figure.measure or (figure.unit.replace("_", " ") if figure.unit != "count" else "")
    return f"{amount(figure)} {words}{when}".replace("  ", " ")


def amount(figure: Figure) -> str:
    """The value as a reader writes it: "about 36,000", "12 %", "USD 1,200", "3 – 5 years"."""
    value = number(figure.value) + (f" – {number(figure.high)}" if figure.high is not None else "")
    unit, _, currency = figure.unit.partition(":")
    if unit == "percent":
        value += " %"
    elif unit == "money":
        value = f"{currency} {value}"
    elif unit in ("years", "months", "days", "hours"):
        value += f" {unit}"
    return _QUALIFIERS.get(figure.qualifier, "") + value


def number(value: float) -> str:
    """Digits with commas between thousands, decimals only where there are any."""
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def shortened(words: str, most: int = _WORDS) -> str:
    """Words on one line, cut at a word."""
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
