"""Plain text to Article: the text is kept character for character, boilerplate is marked and not cut."""

from __future__ import annotations

import hashlib

from pipeline.ingest.clean import find_boilerplate
from pipeline.ingest.encoding import decode
from pipeline.ingest.head import guess_language, read_head
from pipeline.schema import Article


def read_text(content: bytes, *, id: str = "article") -> Article:
    """An article from the bytes of a text file.

    `Article.text` is the decoded file, a byte-order mark apart: offsets are offsets into the file. So
    mojibake stays as it is. Title, byline, date and outlet come from the head lines, if they say so.

    Raises: EmptyInput, BinaryInput.
    """
    text = decode(content)
    head = read_head(text)
    return Article(
        id=id,
        text=text,
        title=head.title,
        byline=head.byline,
        published=head.published,
        source=head.source,
        language=guess_language(text),
        format="text",
        sha256=hashlib.sha256(content).hexdigest(),
        boilerplate=find_boilerplate(text),
    )
