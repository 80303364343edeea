from __future__ import annotations

import pytest

from justicekb.ingest.genres.bylines import bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Diaz", ("Ana Diaz",)),
        ("By: Ana Diaz and Bek Omar, Staff Writers", ("Ana Diaz", "Bek Omar")),
        ("Ana Diaz, Chief Legal Correspondent", ("Ana Diaz",)),
        ("Ana Diaz; Bek Omar; Cem Kaya", ("Ana Diaz", "Bek Omar", "Cem Kaya")),
        ("BY ANA DIAZ | COURT TIMES", ("Ana Diaz",)),
        ("Ana Diaz in Osh", ("Ana Diaz",)),
        ("Ana Diaz (Osh) ana@example.org", ("Ana Diaz",)),
        ("Posted by Ana Diaz on Mar 3, 2014", ("Ana Diaz",)),
        ("Ana Diaz Mar 3, 2014 at 5:00 pm", ("Ana Diaz",)),
        ("Ana Diaz - Bek Omar", ("Ana Diaz", "Bek Omar")),
        ("Ana Ross-Diaz", ("Ana Ross-Diaz",)),
        ("John Roe Jr. and Ana M. Diaz.", ("John Roe Jr.", "Ana M. Diaz")),
        ("Нурлан Ахметов", ("Нурлан Ахметов",)),
        ("Ana Diaz Published: 3 March", ("Ana Diaz",)),
        ("Ana Diaz is a reporter", ("Ana Diaz",)),
        ("Court Times", ()),
        ("The Court Times", ()),
        ("Staff Reporter", ()),
        ("https://www.example.org/people/ana", ()),
        ("@anadiaz", ()),
        ("admin", ()),
        ("", ()),
    ],
)
def test_names(vocabulary, line, names):
    assert vocabulary.once(bylines).names([line], site="The Court Times") == names


def test_each_name_once():
    from justicekb.vocabulary import load

    assert load().once(bylines).names(["By Ana Diaz", "ANA DIAZ", "Bek Omar"]) == ("Ana Diaz", "Bek Omar")
