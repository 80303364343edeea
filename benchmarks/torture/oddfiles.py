"""Three hundred files that a folder of documents should not hold, made from a seed: `make_files(folder)`."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

SENTENCE = "The prison colony at Sandhill was closed on 3 May 2014, the ministry announced. "
_WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2014, 5, 3, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word(body: str) -> bytes:
    """A Word file with this body."""
    document = _WORD.format(body).encode()
    return packed(
        {"[Content_Types].xml": _TYPES.encode(), "_rels/.rels": _RELS.encode(), "word/document.xml": document}
    )


def pdf(words: str) -> bytes:
    """A PDF file of one page with a line of words."""
    stream = f"BT /F1 12 Tf 60 700 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)


def sound_files() -> dict[str, bytes]:
    """One good file of each format, by its ending."""
    text = SENTENCE * 3
    page = f"<html><head><title>Colony closed</title></head><body><article><p>{text}</p></article></body></html>"
    mail = f"From: a@b.example\nTo: c@d.example\nSubject: Colony\nDate: Sat, 3 May 2014 10:00:00 +0000\n\n{text}\n"
    jats = (
        '<article article-type="research-article"><front><article-meta><title-group><article-title>Colonies'
        f"</article-title></title-group></article-meta></front><body><p>{text}</p></body></article>"
    )
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{text}</p></body></text></TEI>'
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return {
        "txt": text.encode(), "md": f"# Colony\n\n{text}".encode(), "html": page.encode(), "eml": mail.encode(),
        "mbox": f"From a@b.example Sat May  3 10:00:00 2014\n{mail}\n".encode(), "jats.xml": jats.encode(),
        "tei.xml": tei.encode(), "docx": word(paragraph), "pdf": pdf(SENTENCE.strip()),
        "zip": packed({"a.txt": text.encode(), "b.html": page.encode()}),
    }  # fmt: skip


def _truncated(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for ending, data in sound_files().items():
        for number in range(6):
            yield f"cut{number}.{ending}", data[: chance.randrange(1, len(data))]


def _flipped(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    for ending, data in sound_files().items():
        for number in range(7):
            changed = bytearray(data)
            for _ in range(4**number):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            yield f"flip{number}.{ending}", bytes(changed)


def _misnamed(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    files = sound_files()
    for number, (ending, data) in enumerate(files.items()):
        for other in chance.sample(sorted(set(files) - {ending}), 3):
            yield f"named{number}.{other}", data


_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-32", "utf-32-be", "utf-7", "iso2022_jp", "iso2022_kr", "shift_jis", "gb18030", "big5",
    "cp1250", "cp1251", "cp1254", "cp1256", "cp866", "koi8_r", "iso8859_2", "iso8859_9", "mac_roman", "cp037",
)  # fmt: skip
_TONGUES = "Příliš žluťoučký kůň. Zażółć gęślą jaźń. Şubat ayında İstanbul. Тюрьма закрыта. 監獄は閉鎖された。 "


def _encoded() -> Iterator[tuple[str, bytes]]:
    for number, encoding in enumerate(_ENCODINGS):
        data = ((SENTENCE + _TONGUES) * 3).encode(encoding, "replace")
        yield f"encoded{number}.txt", data
        yield f"encoded{number}.html", b"<html><body><p>" + data + b"</p></body></html>"


def _nested() -> Iterator[tuple[str, bytes]]:
    for number, depth in enumerate((100, 3_000, 30_000)):
        for tag in ("div", "blockquote", "table><tr><td", "ul><li", "b"):
            opened = f"<{tag}>" * depth
            yield f"deep{number}-{tag[:2]}.html", f"<html><body>{opened}{SENTENCE}</body></html>".encode()
        yield f"deep{number}.xml", (f"<article xmlns:xlink='x'>{'<sec>' * depth}<p>{SENTENCE}</p>").encode()
        yield (
            f"deep{number}.json.html",
            (f"<script type='application/ld+json'>{'[' * depth}{']' * depth}</script><p>{SENTENCE}</p>".encode()),
        )
        yield f"deep{number}.md", (">" * depth + SENTENCE).encode()
    inner = packed({"a.txt": SENTENCE.encode()})
    for number in range(8):
        inner = packed({f"inner{number}.zip": inner})
        yield f"zips{number}.zip", inner


def _bombs() -> Iterator[tuple[str, bytes]]:
    zeros = b"\0" * 60_000_000
    yield "zeros.zip", packed({"zeros.txt": zeros})
    yield "blanks.zip", packed({"blanks.txt": b" " * 60_000_000})
    yield "many.zip", packed({f"{n}.txt": b"" for n in range(25_000)})
    yield "blanks.docx", word(" " * 60_000_000)
    yield "paragraphs.docx", word("<w:p/>" * 500_000)
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    yield "laughs.xml", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a9;</x>'.encode()
    yield "outside.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    yield "zeros.txt", zeros
    yield "claims.pdf", pdf(SENTENCE).replace(b"/Count 1", b"/Count 99999999")
    yield "self.pdf", pdf(SENTENCE).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


_LONG = {
    "letters": "a" * 1_000_000, "digits": "1" * 4_000, "lines": "\n" * 128_000, "years": "from 2011 to " * 2_500,
    "open-quotes": "“" * 50_000, "brackets": "(" * 50_000, "commas": "a, " * 50_000, "dashes": "-" * 100_000,
    "accents": "e" + "\u0301" * 100_000, "right-to-left": "\u202e" * 10_000, "points": "Art. " * 20_000,
    "names": "Mr. Aman Bekov and " * 5_000, "numbers": "1,000,000 " * 10_000, "blanks": " " * 300_000,
    "sentence": "the prison was closed and " * 5_000, "spaced": "1 9 9 8 " * 10_000, "surrogate": "\\ud800" * 1_000,
    "table": "| a " * 20_000, "quotes": '" said he, "' * 8_000, "capitals": "The Prison Of " * 5_000,
}  # fmt: skip
_TAGS = {
    "comments": "<!-- " * 20_000, "pairs": "<!-- a --> " * 5_000, "scripts": "<script>" * 60_000, "less": "<" * 200_000,
    "attributes": "<p " + 'a="b" ' * 50_000 + ">", "entities": "&amp;" * 100_000, "cdata": "<![CDATA[" * 20_000,
    "linked": "<script type='application/ld+json'>{\"headline\": \"\\ud83d\"}</script>", "styles": "<style>" * 50_000,
}  # fmt: skip


def _strange() -> Iterator[tuple[str, bytes]]:
    for name, body in _LONG.items():
        yield f"{name}.txt", f"{SENTENCE}\n\n{body}\n".encode("utf-8", "surrogatepass")
        yield f"{name}.md", f"# {body[:5_000]}\n\n{SENTENCE}\n".encode("utf-8", "surrogatepass")
    for name, body in _TAGS.items():
        yield f"{name}.html", f"<html><body>{body}<p>{SENTENCE}</p></body></html>".encode()
    yield "empty.txt", b""
    yield "null.txt", b"\0" * 100
    yield "bytes.txt", bytes(range(256)) * 20


_NAMES = (
    b"caf\xe9.txt",
    b"line\nbreak.txt",
    b"-rf.txt",
    b"\x1b[2J.txt",
    b"a" * 240 + b".txt",
    "😀.txt".encode(),
    b"%s.txt",
)


def make_files(folder: Path, *, seed: int = 7) -> int:
    """Fills a folder and returns how many entries it has, all of which must be read or named."""
    chance = random.Random(seed)
    kinds = (_truncated(chance), _flipped(chance), _misnamed(chance), _encoded(), _nested(), _bombs(), _strange())
    folder.mkdir(parents=True)
    made = 0
    for files in kinds:
        for name, data in files:
            (folder / name.replace("/", "_")).write_bytes(data)
            made += 1
    for name in _NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(SENTENCE + repr(name))
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to("loop")
    (folder / "dangling").symlink_to("nothing")
    (folder / "outside").symlink_to("/etc/hostname")
    os.truncate(os.open(folder / "huge.txt", os.O_CREAT | os.O_WRONLY), 5_000_000_000)  # takes no room on the disk
    return made + len(_NAMES) + 5
