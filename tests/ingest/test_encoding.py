from __future__ import annotations

import codecs
import random

import pytest

from justicekb.ingest.encoding import decode, decode_html
from justicekb.ingest.mediatype import looks_like_text

RUSSIAN = "Суд признал сотрудников колонии виновными в превышении полномочий и назначил им наказание. " * 4
FRENCH = "Le tribunal a libéré les détenus arrêtés à la préfecture; l'enquête a été close. " * 4


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866"])
def test_cyrillic_code_pages(encoding):
    text, note = decode(RUSSIAN.encode(encoding))
    assert text == RUSSIAN
    assert encoding in (note or "")


def test_western_code_page():
    text, note = decode(FRENCH.encode("latin-1"))
    assert text == FRENCH
    assert "guessed" in (note or "")


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN.encode("utf-8"),
        codecs.BOM_UTF8 + RUSSIAN.encode("utf-8"),
        RUSSIAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"),
        RUSSIAN.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16", "utf-16-be", "utf-32"],
)
def test_unicode(data):
    assert decode(data) == (RUSSIAN, None)


def test_utf_16_without_a_mark():
    plain = "The prison was closed in 2011. " * 10
    assert decode(plain.encode("utf-16-le"))[0] == plain
    assert decode(plain.encode("utf-16-be"))[0] == plain


def test_damage_in_a_utf_8_file_is_replaced_and_told():
    data = (RUSSIAN * 4).encode("utf-8") + b"\xff and so on"
    text, note = decode(data)
    assert text == RUSSIAN * 4 + "\ufffd and so on"
    assert note == "1 bytes that are no UTF-8 were replaced"


def test_a_page_is_read_as_it_declares():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode_html(page.encode("windows-1251")) == (page, None)


def test_a_wrong_declaration_loses_against_utf_8():
    page = f'<html><head><meta charset="iso-8859-1"></head><body>{RUSSIAN}</body></html>'
    assert decode_html(page.encode("utf-8")) == (page, None)


# ── texts in the alphabets of Europe and the Near East, in the pages that they are written in ────────────────

TEXTS = {
    "Czech": "Soud v Brně propustil odsouzeného, protože věznice neměla dost lůžek. Ředitel řekl, že přibudou cely. ",
    "Slovak": "Súd v Košiciach prepustil väzňa, pretože väznica nemala dosť lôžok. Riaditeľ sľúbil ďalšie. ",
    "Polish": "Sąd w Łodzi zwolnił więźnia, ponieważ zakład karny nie miał dość łóżek. ",
    "Hungarian": "A bíróság szabadon engedte az elítéltet, mert a börtönben nem volt elég ágy. Az igazgató őt hívta. ",
    "Romanian": "Tribunalul a eliberat deţinutul, fiindcă închisoarea nu avea destule paturi şi spaţiu. ",
    "Croatian": "Sud je pustio zatvorenika jer u zatvoru nije bilo dovoljno ležajeva. Ravnatelj će otvoriti ćelije. ",
    "Turkish": "Mahkeme mahkûmu serbest bıraktı, çünkü cezaevinde yatak yoktu. Müdür İzmir'e koğuş açacağını söyledi. ",
    "French": "Le tribunal a libéré les détenus arrêtés à la préfecture; la prison fut fermée où elle avait ouvert. ",
    "German": "Das Gericht ließ die Häftlinge frei, weil für sie keine Plätze übrig waren. ",
    "Spanish": "El tribunal liberó a los presos; ¿qué pasó después? La niña está aquí, según él. ",
    "Italian": "Il tribunale ha liberato i detenuti perché la prigione non è più così grande; verrà chiusa, però. ",
    "Icelandic": "Dómstóllinn lét fangana lausa því að ekki voru nógu mörg rúm í fangelsinu. Það þótti mörgum ágætt. ",
    "English with foreign names": "The judge met François Hollande, Günter Müller, José Peña and Søren Åberg. ",
    "Greek": "Το δικαστήριο απελευθέρωσε τους κρατούμενους επειδή η φυλακή δεν είχε αρκετά κρεβάτια. ",
    "Russian": "Суд освободил заключённых, потому что в колонии не хватало коек. ",
    "Arabic": "أطلقت المحكمة سراح السجناء لأن السجن لم يكن فيه أسرة كافية. ",
    "Hebrew": "בית המשפט שחרר את האסירים כי בבית הסוהר לא היו מספיק מיטות. ",
    "Japanese": "裁判所は受刑者を釈放した。刑務所には十分なベッドがなかった。\n",
    "Korean": "법원은 수감자를 석방했다. 교도소에는 침대가 부족했다.\n",
    "Chinese": "法院释放了囚犯，因为监狱没有足够的床位。\n",
}
PAGES = {
    **dict.fromkeys(("Czech", "Polish", "Slovak", "Hungarian", "Romanian", "Croatian"), ("windows-1250", "iso8859-2")),
    **dict.fromkeys(("French", "German", "Spanish", "Italian", "Icelandic"), ("windows-1252", "iso8859-1")),
    "Turkish": ("windows-1254", "iso8859-9"), "English with foreign names": ("windows-1252",),
    "Greek": ("windows-1253", "iso8859-7"), "Russian": ("windows-1251", "koi8-r", "cp866"), "Arabic": ("windows-1256",),
    "Hebrew": ("windows-1255",), "Japanese": ("iso2022_jp", "cp932", "euc_jp"), "Korean": ("iso2022_kr", "cp949"),
    "Chinese": ("gb18030",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "page"), [(language, page) for language, pages in PAGES.items() for page in pages]
)
@pytest.mark.parametrize("times", [1, 8])
def test_a_text_in_the_page_of_its_language(language, page, times):
    data = (TEXTS[language] * times).encode(page)
    assert decode(data)[0] == TEXTS[language] * times
    assert looks_like_text(data)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("page", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark(language, page):
    data = TEXTS[language].encode(page)
    assert decode(data) == (TEXTS[language], None)
    assert looks_like_text(data)


def test_wide_characters_with_a_mark_are_text():
    for data in (TEXTS["Czech"].encode("utf-32"), codecs.BOM_UTF32_BE + TEXTS["Czech"].encode("utf-32-be")):
        assert decode(data) == (TEXTS["Czech"], None)
        assert looks_like_text(data)


def test_plain_text_is_never_taken_for_wide_characters():
    for words in ("Bush hid the facts", "The prison was shut. ", "this app can break", "\n\n\n\n", "abcd" * 40):
        assert decode(words.encode()) == (words, None)


def test_a_page_declared_wrongly_in_a_text_of_seven_bits():
    page = f"<html><head><meta charset='iso-2022-jp'></head><body>{TEXTS['Japanese']}</body></html>"
    assert decode_html(page.encode("iso2022_jp"))[0] == page
    wide = f"<html><body>{TEXTS['Polish']}</body></html>"
    assert decode_html(wide.encode("utf-16-le"))[0] == wide


def test_random_bytes_are_no_text():
    chance = random.Random(1)
    assert not any(looks_like_text(chance.randbytes(4000)) for _ in range(50))
    assert not any(looks_like_text(bytes(chance.choices(range(256), [90] + [1] * 255, k=4000))) for _ in range(50))
