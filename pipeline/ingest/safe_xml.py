"""XML from strangers: no network, no DTD, no entities of its own, no nesting without bound."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from pipeline.errors import IngestError
from pipeline.ingest.encoding import decode

DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
CHARSET = re.compile(rb"<\?xml\s[^>]{0,150}?encoding\s*=\s*[\"']([\w.:-]{2,30})[\"']")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
OF_XML = frozenset({"lt", "gt", "amp", "quot", "apos"})
BROKEN_HINT = "save the document again, whole, as its publisher gives it"


def decode_xml(content: bytes) -> str:
    """The characters of an XML document without its declaration, named characters (&ndash;) as numbers.

    The names are those of HTML, among which are those of the JATS and MEDLINE DTDs: no DTD is loaded.

    Raises: IngestError for a document that defines entities, EmptyInput, BinaryInput.
    """
    declared = CHARSET.search(content[:400])
    source = decode(content, declared=declared[1].decode("ascii") if declared else None)
    source = DECLARATION.sub("", source, count=1)
    if "<!ENTITY" in source:
        # Nested, they grow without bound; external, they read files of this machine.
        raise IngestError("XML that defines entities of its own", hint="save the document without a DTD")
    return ENTITY.sub(_numbered, source)


def parse_xml(content: bytes) -> Any:
    """The root element (lxml) of an XML document.

    Raises: IngestError for broken XML, for nesting beyond the parser's bound, and as `decode_xml`.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(decode_xml(content).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise IngestError(f"broken XML: {error.msg}", hint=BROKEN_HINT) from error
    if (unknown := next(root.iter(etree.Entity), None)) is not None:
        raise IngestError(f"broken XML: nobody knows what {unknown.text} is", hint=BROKEN_HINT)
    return root


def _numbered(match: re.Match[str]) -> str:
    characters = html5.get(f"{match[1]};")
    if characters is None or match[1] in OF_XML:
        return match[0]
    return "".join(f"&#{ord(character)};" for character in characters)
