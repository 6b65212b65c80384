"""Bytes to characters: byte-order mark, NUL pattern, UTF-8, the declared charset, cp1252; no binaries."""

from __future__ import annotations

import codecs
import re
from functools import cache

from pipeline.errors import BinaryInput, EmptyInput

# The longer marks first: the mark of UTF-32-LE begins with that of UTF-16-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

MAGIC = (
    (b"%PDF-", "a PDF document", "save its text first, for example with pdftotext"),
    (b"\x89PNG\r\n", "a PNG image", None),
    (b"\xff\xd8\xff", "a JPEG image", None),
    (b"GIF8", "a GIF image", None),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save the document as text"),
    (b"PK\x05\x06", "an empty zip archive", None),
    (b"\x1f\x8b", "a gzip archive", "unpack it first: gunzip"),
    (b"BZh", "a bzip2 archive", "unpack it first: bunzip2"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first: unxz"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstandard archive", "unpack it first: unzstd"),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90\x00", "a program", None),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save the document as text"),
    (b"{\\rtf", "an RTF document", "save the document as text"),
    (b"SQLite format 3\x00", "a database", None),
    (b"PAR1", "a Parquet file", None),
)

SAMPLE = 65_536
"""Bytes looked at to tell text from a binary."""
MAX_CONTROL_SHARE = 0.01
"""Of a sample's bytes; one stray NUL in a page of text is let through, a program is not."""

# Charsets that pages declare and that are safe to decode; Python's own (zip, rot13, idna) are not among them.
SAFE_CHARSET = re.compile(
    r"(?:utf-?8|utf-?16(?:[lb]e|-[lb]e)?|iso-?8859-\d{1,2}|windows-\d{3,4}|cp125\d|koi8-[ru]"
    r"|mac-?(?:roman|intosh)"
    r"|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5)"
)
# What pages call Latin-1 is cp1252 in every browser (WHATWG Encoding Standard, names and labels).
CP1252_LABELS = frozenset(
    {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"}
)

CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")


def decode(content: bytes, *, declared: str | None = None) -> str:
    """The characters of `content`, a byte-order mark left out; line ends are kept as they are.

    Args: declared: the charset that the page names, asked only where the bytes are not UTF-8.
    Raises: BinaryInput for images, archives, programs; EmptyInput where no letter or digit is left.
    """
    text = _decode_marked(content)
    if text is None:
        refuse_binary(content)
        text = _decode_unmarked(content, declared)
    if not any(map(str.isalnum, text)):
        raise EmptyInput("no text in it", hint="give a file that holds an article")
    return text


def refuse_binary(content: bytes) -> None:
    """Raises: BinaryInput, naming the kind, if the bytes are no text in any encoding that we read."""
    for magic, kind, hint in MAGIC:
        if content.startswith(magic):
            raise BinaryInput(f"not text but {kind}", hint=hint or "give plain text or HTML")
    sample = content[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if controls > MAX_CONTROL_SHARE * len(sample) and _guess_utf16(content) is None:
        raise BinaryInput("not text: it is full of control characters", hint="give plain text or HTML")


def _decode_marked(content: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    return None


def _decode_unmarked(content: bytes, declared: str | None) -> str:
    if utf16 := _guess_utf16(content):
        return content.decode(utf16, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        charset = _safe_charset(declared)
        if charset:
            return content.decode(charset, "replace")
    # Stray cp1252 bytes in a UTF-8 file and a file wholly in cp1252 both come out right this way.
    return content.decode("utf-8", "surrogateescape").translate(_stray_bytes())


def _guess_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is NUL."""
    sample = content[: min(len(content), SAMPLE) // 2 * 2]
    pairs = len(sample) // 2
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if pairs < 2 or max(first, second) < 0.7 * pairs or min(first, second) > 0.05 * pairs:
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _safe_charset(declared: str | None) -> str | None:
    """The codec of a declared charset; None for UTF-8 (it failed), cp1252 (the default) and the unknown."""
    label = (declared or "").strip().lower()
    if label in CP1252_LABELS or not SAFE_CHARSET.fullmatch(label) or label.startswith("utf"):
        return None
    try:
        return codecs.lookup(label).name
    except LookupError:
        return None


@cache
def _stray_bytes() -> dict[int, str]:
    """Escaped bytes to their cp1252 characters; the five that cp1252 lacks to C1 controls, as browsers do."""
    table = {}
    for byte in range(0x80, 0x100):
        try:
            table[0xDC00 + byte] = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            table[0xDC00 + byte] = chr(byte)
    return table
