"""References printed from their parts, in the one form that everything else reads."""

from __future__ import annotations

import pytest

from justicekb.ingest.formats.journal.printing import Cited
from justicekb.ingest.genres.paper.bibliography import looks_like_reference

ABENOVA, WEBER = ("Abenova", "Gulnar"), ("Weber", "Johanna Maria")


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        (
            Cited(authors=(ABENOVA, WEBER), year="2014", title="Visits without notice", container="Annals of Custody",
                  volume="12", issue="3", pages="41–58", doi="10.5555/annals.2014.7"),
            "Abenova, G., & Weber, J. M. (2014). Visits without notice. Annals of Custody, 12(3), 41–58. "
            "https://doi.org/10.5555/annals.2014.7",
        ),
        (
            Cited(authors=(("Council of Visitors", ""),), year="2017", title="Second report", place="Bishkek",
                  publisher="Dala Press", url="https://example.org/second"),
            "Council of Visitors. (2017). Second report. Bishkek: Dala Press. https://example.org/second",
        ),
        (
            Cited(authors=(("Kim", "Y.-S."),), year="1998", title="Police custody", container="Inside",
                  editors=(("Ek", "Sara"),), pages="101–120", publisher="Havre"),
            "Kim, Y.-S. (1998). Police custody. In Ek, S. (Eds.), Inside, 101–120. Havre.",
        ),
        (
            Cited(authors=(("Meer", "Peter van der"),), year="2020", title="Who visits?", edition="2nd", label="7"),
            "[7] Meer, P. van der (2020). Who visits? (2nd ed.).",
        ),
        (Cited(title="On complaints", year="2005", publisher="Dala Press"), "(2005). On complaints. Dala Press."),
        (Cited(authors=(("Lee", "AB"),), title="Cells"), "Lee, A. B. Cells."),
        (Cited(), ""),
    ],
)  # fmt: skip
def test_parts_are_printed_in_one_order(cited, text):
    assert str(cited) == text


def test_what_is_printed_is_recognised_as_a_reference():
    assert looks_like_reference(str(Cited(authors=(ABENOVA,), year="2014", title="Visits", container="Annals")))
