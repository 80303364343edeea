"""Names in archives that do not say how they are written, in the code pages that packing programs use."""

from __future__ import annotations

import io
import zipfile

import pytest

from justicekb.ingest.containers import unpack
from justicekb.ingest.formats.archivenames import names_page

NAMES = [
    ("Жалоба на условия.txt", ["cp866", "cp1251", "koi8-r"]),
    ("Список осуждённых.txt", ["cp866", "cp1251", "koi8-r"]),
    ("ДОКЛАД.txt", ["cp866", "cp1251"]),
    ("Постанова суду.txt", ["cp866", "cp1251"]),
    ("Zażalenie więźnia.txt", ["cp852", "cp1250"]),
    ("Věznice a stížnosti.txt", ["cp852", "cp1250"]),
    ("Gefängnis für Männer.txt", ["cp437", "cp850", "cp1252"]),
    ("Détenus libérés.txt", ["cp437", "cp850", "cp1252"]),
    ("Cezaevi görüşü.txt", ["cp857", "cp1254"]),
    ("Cadeia de São Luís.txt", ["cp850", "cp1252"]),
    ("Bekov’s letter – second.txt", ["cp1252"]),
    ("刑務所の記録.txt", ["cp932"]),
    ("监狱检查记录.txt", ["gbk"]),
    ("교도소 기록.txt", ["cp949"]),
]


@pytest.mark.parametrize(("name", "pages"), NAMES)
def test_a_name_is_read_in_the_page_it_was_written_in(name, pages):
    for page in pages:
        raw = name.encode(page)
        assert raw.decode(names_page([raw]) or "cp437") == name, page


def test_all_names_of_an_archive_are_judged_together():
    names = ["№2.txt", "Суд.txt", "Приговор.txt"]
    assert names_page(name.encode("cp1251") for name in names) == "cp1251"


@pytest.mark.parametrize("names", [[], [b"plain.txt"], [b"\xb1 \xb2 \xdb.txt"]])
def test_plain_names_and_names_of_no_language_have_no_page(names):
    assert names_page(names) is None


def test_members_bear_their_names_as_they_were_written():
    written = ["Лист/звіт.txt", "Лист/план.txt"]
    places = ["L" * len(name.encode("cp1251")) for name in written]
    places[1] = places[1].replace("L", "M")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for place in places:
            archive.writestr(place, f"words of {place}")
    data = packed.getvalue()
    for place, name in zip(places, written, strict=True):
        data = data.replace(place.encode(), name.encode("cp1251"))
    assert [member.path for member in unpack(data, "a.zip")] == [f"a.zip/{name}" for name in written]
