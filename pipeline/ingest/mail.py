"""An e-mail or a newsletter (.eml) to an Article: the subject is the title."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from pipeline.errors import EmptyInput, IngestError
from pipeline.ingest.clean import drop_boilerplate
from pipeline.ingest.dates import find_date
from pipeline.ingest.encoding import decode
from pipeline.ingest.fragment import read_fragment
from pipeline.ingest.head import guess_language, read_head
from pipeline.ingest.mail_text import read_mail_text
from pipeline.schema import Article

if TYPE_CHECKING:
    from email.message import EmailMessage

REPLY = re.compile(r"(?:(?:re|fwd?|aw|wg)\s*:\s*){1,9}", re.IGNORECASE)
LIST_TAG = re.compile(r"\[(?P<name>[^\[\]]{1,60})\]\s*")
PERSON = re.compile(r"\s*\"?(?P<name>[^\"<>@]{1,200}?)\"?\s*<")
ADDRESS = re.compile(r"https?://[^\s<>]{1,500}")
MIN_HTML_SHARE = 0.5
"""Of the plain part's words, that the HTML part must have to be the article."""
# Headers of strangers make the standard library's parser fail in all these ways.
HEADER_ERRORS = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)


def read_mail(content: bytes, *, id: str = "article") -> Article:
    """The article in an Internet message.

    `Article.text` is the subject, a blank line and the story: of the HTML part, cleaned as a web page is, or,
    where that holds more, of the plain part, its wrapped lines joined; there the masthead, quoted mail, the
    signature and the footer are left out. Attachments are not read.

    Raises: EmptyInput for a message without text, IngestError for one that cannot be taken apart.
    Source: RFC 5322, RFC 2045 to 2047, RFC 3676 (format=flowed), RFC 2919 (List-Id).
    """
    message = _parse(content)
    title = _title(message)
    story = _read_html_part(message, title, id)
    plain = _read_plain_part(message, title)
    if story is None or len(story.text.split()) < MIN_HTML_SHARE * len(plain.split()):
        story = Article(id=id, text=plain, title=title or None, sha256="")
    if story.text.strip() == title or not any(map(str.isalnum, story.text)):
        raise EmptyInput("a message without text", hint="save its attachment, or the mail with its text")
    shown = read_head(story.text)
    list_name = _name(message, "list-id")
    stated = {
        "byline": shown.byline or _name(message, "from"),
        "published": _published(message) or shown.published,
        "source": list_name or shown.source or _name(message, "from"),
        "language": story.language or guess_language(story.text),
        "url": _url(message) or story.url,
    }
    digest = hashlib.sha256(content).hexdigest()
    return story.model_copy(update=stated | {"format": "email", "sha256": digest})


def _parse(content: bytes) -> EmailMessage:
    from email import message_from_bytes
    from email.policy import default

    try:
        return message_from_bytes(content, policy=default)
    except HEADER_ERRORS as error:
        raise IngestError("a message that cannot be taken apart", hint="save its text to a file") from error


def _header(message: EmailMessage, name: str) -> str:
    """A header decoded, on one line; empty if it is missing or broken."""
    try:
        stated = str(message.get(name) or "")
    except HEADER_ERRORS:
        return ""
    return " ".join(stated.encode("utf-8", "replace").decode("utf-8").split(" ")).strip()


def _title(message: EmailMessage) -> str:
    """The subject without "Re:" and without the list's name in brackets."""
    subject = REPLY.sub("", _header(message, "subject"), count=1)
    tag = LIST_TAG.match(subject)
    if tag and _bare(tag["name"]) in _bare(_header(message, "list-id")):
        subject = subject[tag.end() :]
    return REPLY.sub("", subject, count=1).strip()


def _bare(name: str) -> str:
    return re.sub(r"\W+", "", name).lower()


def _name(message: EmailMessage, header: str) -> str | None:
    """The name in front of an address: "Lymph Notes" <news@lymph.example>."""
    match = PERSON.match(_header(message, header))
    return match["name"].strip() or None if match else None


def _published(message: EmailMessage) -> str | None:
    found = find_date(_header(message, "date"))
    return found[2] if found else None


def _url(message: EmailMessage) -> str | None:
    match = ADDRESS.search(_header(message, "archived-at"))
    return match[0] if match else None


def _read_html_part(message: EmailMessage, title: str, id: str) -> Article | None:
    source = _part_text(_find_part(message, "html"))
    if not source:
        return None
    try:
        return read_fragment(source, title=title, id=id)
    except EmptyInput:
        return None


def _read_plain_part(message: EmailMessage, title: str) -> str:
    part = _find_part(message, "plain")
    flowed = _parameter(part, "format") == "flowed"
    delsp = _parameter(part, "delsp") == "yes"
    story = read_mail_text(_part_text(part), title=title, flowed=flowed, delsp=delsp)
    return drop_boilerplate(f"{title}\n\n{story}".strip())


def _find_part(message: EmailMessage, kind: str) -> EmailMessage | None:
    """The body of a kind, html or plain, that is no attachment."""
    try:
        part = message.get_body(preferencelist=(kind,))
    except HEADER_ERRORS:
        return None
    return part  # type: ignore[return-value]  # typeshed: a MIMEPart, which our policy makes an EmailMessage


def _part_text(part: EmailMessage | None) -> str:
    """The characters of a part; empty if it has none. UTF-8 is tried before the declared charset."""
    if part is None:
        return ""
    try:
        payload = part.get_payload(decode=True)
        declared = part.get_content_charset()
    except HEADER_ERRORS:
        return ""
    try:
        return decode(payload, declared=declared).replace("\0", "") if isinstance(payload, bytes) else ""
    except EmptyInput:
        return ""


def _parameter(part: EmailMessage | None, name: str) -> str:
    """A parameter of the part's content type, in lower case."""
    if part is None:
        return ""
    try:
        return str(part.get_param(name, "")).lower()
    except HEADER_ERRORS:
        return ""
