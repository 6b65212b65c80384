"""A web page to an Article: the story without the page's furniture, the title first, boilerplate dropped."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from pipeline.errors import EmptyInput
from pipeline.ingest.clean import drop_site_boilerplate, find_boilerplate, is_notice
from pipeline.ingest.encoding import decode
from pipeline.ingest.furniture import drop_furniture, find_lead, find_story
from pipeline.ingest.head import guess_language, read_head
from pipeline.ingest.outline import Node, limit_depth, read_outline
from pipeline.ingest.page import read_page_head
from pipeline.schema import Article

CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
# UTF-8 read as cp1252 gives these pairs: "â€™", "Ã©", "Â®".
MOJIBAKE = re.compile(r"â€[\u0080-\uffff]|Ã[\u0080-\u00bf\u2013-\u2122]|Â[\u00a0-\u00bf]|ï¿½")

SUPERSCRIPTS = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
EXPONENT = re.compile(r"[-−–]?\d{1,2}")
REFERENCE = re.compile(r"[\[(]?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}[\])]?[,.]?|[*†‡§¶#]{1,3}|[a-z]")
TEN = re.compile(r"(?:^|[^\d.,])10$")
POWER_UNIT = re.compile(r"(?:^|[^a-zA-Z])[cmdkµμ]?m$")
"""A length: square and cubic meters keep their power, "mg/m2"."""
MIN_TITLE_SHARE = 0.6
"""Of the title's letters, that a line must have to be the title."""
NO_TEXT_HINT = "save the page after its scripts have run"
NOTICE_HINT = "look at the page in a browser, and save it again once the article shows"
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Places where a word may be broken: soft hyphen, zero-width space, word joiner."""
MAX_KICKER = 60
"""Characters of a line over the title that names the section."""
SMALL_CELL = 300
"""Characters of a table cell that is a value; old pages keep the whole story in one cell."""


def read_html(content: bytes, *, id: str = "article") -> Article:
    """An article from the bytes of a web page.

    `Article.text` is the title, a blank line and the story, paragraphs one blank line apart; menus, share
    bars, sidebars, comments, forms and author biographies are left out. What closes a release, company
    sections, legal statements and contacts, is its author's text: it stays, marked in
    `Article.boilerplate`. Metadata comes from meta tags, JSON-LD and headings, then from the story's head
    lines; None where the page is silent.

    Raises: EmptyInput, also for a notice (no such page, scripts needed, consent asked for); BinaryInput.
    """
    from resiliparse.parse.html import HTMLTree

    declared = CHARSET.search(content[:4096])
    source = decode(content, declared=declared[1].decode("ascii") if declared else None)
    tree: Any = HTMLTree.parse(limit_depth(source.replace("\0", "")))
    if tree.body is None or tree.body.parent_element is None:
        raise EmptyInput("a page without a body", hint=NO_TEXT_HINT)
    nodes = read_outline(tree.body.parent_element)
    head = read_page_head(nodes)
    title = repair(head.title) if head.title else None
    title, story = _without_title(title, repair(_story_text(tree, nodes)))
    text = drop_site_boilerplate(f"{title}\n\n{story}" if title else story)
    _refuse_notice(title, text.removeprefix(title or ""))
    shown = read_head(text)
    return Article(
        id=id,
        text=text,
        title=title,
        byline=repair(head.byline) if head.byline else shown.byline,
        published=head.published or shown.published,
        source=repair(head.source) if head.source else shown.source,
        language=head.language or guess_language(text),
        url=head.url,
        format="html",
        sha256=hashlib.sha256(content).hexdigest(),
        boilerplate=find_boilerplate(text),
    )


def repair(text: str) -> str:
    """UTF-8 that was read as cp1252 made right; text without its marks comes back untouched."""
    if not MOJIBAKE.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)


def _story_text(tree: Any, nodes: list[Node]) -> str:
    """The text of the story's element: paragraphs a blank line apart, table rows and list items on lines."""
    from resiliparse.extract.html2text import extract_plain_text

    drop_furniture(nodes)
    story = find_story(nodes)
    parts = [nodes[i].element for i in (*find_lead(nodes, story), story)]
    for node in nodes:
        _clean_node(tree.document, node, nodes)
    if nodes[story].tag not in {"html", "body"}:
        whole = tree.create_element("div")
        for part in parts:
            whole.append_child(part)
        tree.body.replace_children(whole)
    text = extract_plain_text(tree, preserve_formatting=True, list_bullets=False)
    return _tidy_blocks(INVISIBLE.sub("", text))


def _refuse_notice(title: str | None, story: str) -> None:
    if not any(map(str.isalnum, story)):
        raise EmptyInput("a page without an article's text", hint=NO_TEXT_HINT)
    if is_notice(title, story):
        raise EmptyInput("a notice in place of an article", hint=NOTICE_HINT)


def _clean_node(document: Any, node: Node, nodes: list[Node]) -> None:
    """Remove furniture, set superscripts on the line, take the paragraphs out of table cells."""
    if node.dropped:
        if node.parent >= 0 and not nodes[node.parent].dropped:
            node.element.remove()
    elif node.tag == "sup":
        node.element.text_content = set_superscript(node.element.text or "", node.before)
    elif node.tag == "button":
        _inline(document, node.element)
    elif node.tag in {"div", "dt", "dd"} and _is_paragraph(node, nodes):
        _wrap_in_paragraph(document, node.element)
    elif node.tag in {"p", "div", "br"} and _in_small_cell(node, nodes):
        _inline(document, node.element)


def set_superscript(text: str, before: str) -> str:
    """A superscript as plain characters: "m2", "10⁶", "®"; reference numbers and footnote marks go.

    Args: text: what is raised. before: the characters in front of it.
    """
    bare = text.strip()
    if EXPONENT.fullmatch(bare) and TEN.search(before):
        return bare.translate(SUPERSCRIPTS)
    if bare in {"2", "3", "-2", "−2", "-1", "−1"} and (POWER_UNIT.search(before) or bare[0] in "-−"):
        return bare
    # In front of a word a number is an isotope: <sup>177</sup>Lu.
    if REFERENCE.fullmatch(bare) and before[-1:].strip():
        return ""
    return text


def _is_paragraph(node: Node, nodes: list[Node]) -> bool:
    """Whether the element's words are all its own, none of an inner block's."""
    return 0 < node.line == node.chars - node.linked and not _in_small_cell(node, nodes)


def _wrap_in_paragraph(document: Any, element: Any) -> None:
    """Put a <p> around an element's children: by itself it would end in one line break only."""
    paragraph = document.create_element("p")
    while (child := element.first_child) is not None:
        paragraph.append_child(child)
    element.append_child(paragraph)


def _in_small_cell(node: Node, nodes: list[Node]) -> bool:
    at = node.parent
    for _ in range(4):
        if at < 0 or nodes[at].tag in {"td", "th"}:
            break
        at = nodes[at].parent
    return at >= 0 and nodes[at].tag in {"td", "th"} and nodes[at].chars <= SMALL_CELL


def _inline(document: Any, block: Any) -> None:
    """Put a block's children in its place, a space before them."""
    block.before(document.create_text_node(" "))
    while (child := block.first_child) is not None:
        block.before(child)
    block.remove()


def _tidy_blocks(text: str) -> str:
    """Lines without white space at their ends, one tab between cells, at most one blank line together."""
    lines = [re.sub(r"\t+", "\t", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_title(title: str | None, story: str) -> tuple[str | None, str]:
    """The title, and the story without it.

    A line near the top that repeats the title is taken out, and the section's name over it; where the
    page's title has the site's name in front ("Herald Health: Weekly shot ..."), that line is the better
    title.
    """
    if not title:
        return None, story
    lines = story.split("\n")
    for i, line in enumerate(lines[:12]):
        if _is_most_of(line, title):
            title = line
            lines = [above for above in lines[:i] if not _is_kicker(above)] + lines[i + 1 :]
            break
    return title, "\n".join(lines).strip()


def _is_kicker(line: str) -> bool:
    """A section's name or a trail of them; a date or a number over the title is of the article."""
    return len(line) <= MAX_KICKER and not re.search(r"\d", line)


def _is_most_of(line: str, title: str) -> bool:
    bare, whole = (re.sub(r"\W+", "", words).lower() for words in (line, title))
    return bare in whole and len(bare) >= MIN_TITLE_SHARE * len(whole) > 0
