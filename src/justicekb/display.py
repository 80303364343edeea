"""What a notebook shows of a result: its rows as a table, every word of a document escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

Rows = list[dict[str, Any]]

# More rows than these are counted, not shown; a notebook is no export.
_MOST_ROWS = 60


class Displayed:
    """What yields rows of plain values, and shows itself as a table where HTML is shown (Jupyter's `_repr_html_`)."""

    __slots__ = ()

    def to_dicts(self) -> Rows:
        """One dictionary a row, ready for `pandas.DataFrame`; dates are EDTF strings."""
        raise NotImplementedError  # each kind of result has its own rows

    def caption(self) -> str:
        """A line above the table."""
        return ""

    def _repr_html_(self) -> str:
        return html_table(self.to_dicts(), self.caption())


def html_table(rows: Sequence[Mapping[str, Any]], caption: str = "") -> str:
    """The rows as an HTML table: columns in the order of the first row, those without any value left out."""
    columns = [name for name in (rows[0] if rows else ()) if any(row.get(name) not in (None, "", []) for row in rows)]
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_cell(row.get(name))}</td>' for name in columns)}</tr>" for row in rows[:_MOST_ROWS]
    )
    more = f"<p>{len(rows) - _MOST_ROWS} more rows</p>" if len(rows) > _MOST_ROWS else ""
    shown = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f"<table>{shown}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:  # noqa: ANN401  # a row holds plain values of any kind
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return escape(str(value.get("sentence") or value.get("name") or value.get("value") or ""))
    if isinstance(value, list | tuple):
        return "<br>".join(_cell(one) for one in value)
    return escape(str(value))
