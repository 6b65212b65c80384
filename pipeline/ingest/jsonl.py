"""JSON Lines to Articles: one line, one article, its text in a field."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest.formats import find_format
from pipeline.schema import Article

TEXT_FIELD, ID_FIELD = "text", "id"
STATED = ("title", "byline", "published", "source", "language", "url")
"""Fields of an Article that a line may state under the same name."""


def read_jsonl_line(
    content: bytes, *, id: str, text_field: str = TEXT_FIELD, id_field: str = ID_FIELD
) -> Article:
    """The article of one line; `id` is used where the line has none of its own.

    A field that holds a web page is read as one. What the line states (title, url ...) goes before what the
    text's head seems to say.

    Raises: IngestError for a line that is no JSON object or has no text, EmptyInput, BinaryInput.
    """
    line = _parse(content)
    text = line.get(text_field)
    if not isinstance(text, str):
        fields = ", ".join(list(line)[:10])
        raise IngestError(f'no text in the field "{text_field}"', hint=f"--text-field, one of: {fields}")
    found = list(find_format(_encode(text), ".txt").read(_encode(text), id=_read_id(line.get(id_field), id)))
    if len(found) != 1:
        raise EmptyInput("its text is not one article", hint="give each article a line of its own")
    stated = {name: _clean(line[name]) for name in STATED if line.get(name) and isinstance(line[name], str)}
    update = stated | {"sha256": hashlib.sha256(content).hexdigest()}
    return found[0].model_copy(update=update)


def _parse(content: bytes) -> dict[str, Any]:
    try:
        line = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise IngestError("a line that is no JSON", hint="give one JSON object a line") from error
    if not isinstance(line, dict):
        raise IngestError("a line that is no JSON object", hint="give one JSON object a line")
    return line


def _read_id(stated: object, id: str) -> str:
    if isinstance(stated, (str, int)) and not isinstance(stated, bool) and str(stated):
        return _clean(str(stated))
    return id


def _encode(text: str) -> bytes:
    # JSON can spell half a surrogate pair, which is no character.
    return text.encode("utf-8", "replace")


def _clean(text: str) -> str:
    return _encode(text).decode("utf-8")
