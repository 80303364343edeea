"""Provisions and their numbers; the laws themselves are in cases/laws.txt."""

from __future__ import annotations

import pytest

from justicekb.extract.laws.provisions import find_provisions, provision_pattern


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Article 146", ["Article 146"]),
        ("articles 3 and 5(1)", ["Article 3", "Article 5(1)"]),
        ("Arts. 12, 13 and 16", ["Article 12", "Article 13", "Article 16"]),
        ("Articles 12-14", ["Article 12-14"]),
        ("Article 37 (a) and (b)", ["Article 37(a)"]),
        ("Section 25 of", ["Section 25"]),
        ("§ 241", ["Section 241"]),
        ("Rule 43.2 says", ["Rule 43.2"]),
        ("article 3, paragraph 2,", ["Article 3"]),
        ("paragraph 2 of article 3", ["Article 3"]),
        ("Article IV", ["Article IV"]),
        ("an article about 30 people", []),
        ("Article 5 and 10 percent", ["Article 5"]),
        ("particle 7", []),
        ("Regulation 4(6) says", ["Regulation 4(6)"]),
        ("a regulation 4 pages long", []),
        ("Schedule 3, paragraph 2(3) of", ["Schedule 3, paragraph 2(3)"]),
        ("Schedule 3 to", ["Schedule 3"]),
        ("Articles 3, 5 § 1 and 13", ["Article 3", "Article 5(1)", "Article 13"]),
        ("Article 347¹", ["Article 347-1"]),
        (
            "Articles 178.3.2 (fraud), 192.2 (illegal trade) and 213",
            ["Article 178.3.2", "Article 192.2", "Article 213"],
        ),
    ],
)
def test_provisions(vocabulary, text, names):
    found = find_provisions(text, vocabulary.once(provision_pattern))
    assert [name for provision in found for name in provision.names] == names
