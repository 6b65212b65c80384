"""A web page to an Article: the story without the page's furniture, the title first, boilerplate dropped."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from pipeline.errors import EmptyInput
from pipeline.ingest.clean import drop_boilerplate
from pipeline.ingest.encoding import decode
from pipeline.ingest.furniture import drop_furniture, find_story
from pipeline.ingest.head import guess_language
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
SMALL_CELL = 300
"""Characters of a table cell that is a value; old pages keep the whole story in one cell."""


def read_html(content: bytes, *, id: str = "article") -> Article:
    """An article from the bytes of a web page.

    `Article.text` is the title, a blank line and the story, paragraphs one blank line apart; menus, share bars,
    sidebars, comments, forms, author biographies and company sections are left out. Metadata comes from meta
    tags, JSON-LD and headings; None where the page is silent.

    Raises: EmptyInput, BinaryInput.
    """
    from resiliparse.parse.html import HTMLTree

    declared = CHARSET.search(content[:4096])
    source = decode(content, declared=declared[1].decode("ascii") if declared else None)
    tree = HTMLTree.parse(limit_depth(source.replace("\0", "")))
    head = read_page_head(read_outline(tree.document.query_selector("html") or tree.body))
    title = repair(head.title) if head.title else None
    text = drop_boilerplate(_with_title(title, repair(_story_text(tree))))
    if not any(map(str.isalnum, text)):
        raise EmptyInput("a page without an article's text", hint="save the page after its scripts have run")
    return Article(
        id=id,
        text=text,
        title=title,
        byline=repair(head.byline) if head.byline else None,
        published=head.published,
        source=repair(head.source) if head.source else None,
        language=head.language or guess_language(text),
        url=head.url,
        format="html",
        sha256=hashlib.sha256(content).hexdigest(),
    )


def repair(text: str) -> str:
    """UTF-8 that was read as cp1252 made right; text without its marks comes back untouched."""
    if not MOJIBAKE.search(text):
        return text
    import ftfy

    return ftfy.fix_encoding(text)


def _story_text(tree: Any) -> str:
    """The text of the story's element, as blocks: paragraphs a blank line apart, rows of tables and items on lines."""
    from resiliparse.extract.html2text import extract_plain_text

    nodes = read_outline(tree.body)
    drop_furniture(nodes)
    story = nodes[find_story(nodes)].element
    for node in nodes:
        _clean_node(tree.document, node, nodes)
    if story is not tree.body:
        tree.body.replace_children(story)
    text = extract_plain_text(tree, preserve_formatting=True, list_bullets=False, alt_texts=False)
    return _tidy_blocks(text)


def _clean_node(document: Any, node: Node, nodes: list[Node]) -> None:
    """Remove a furniture element; set superscripts on the line; take the paragraphs out of table cells."""
    if node.dropped:
        if node.parent >= 0 and not nodes[node.parent].dropped:
            node.element.remove()
    elif node.tag == "sup":
        node.element.text_content = set_superscript(node.element.text or "", node.before)
    elif node.tag in {"p", "div", "br"} and _in_small_cell(node, nodes):
        _inline(document, node.element)


def set_superscript(text: str, before: str) -> str:
    """A superscript as plain characters: "m2", "10⁶", "®"; numbers of references and footnote marks are left out.

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
    """Lines without white space at their ends (no-break spaces stay inside them), at most one blank line together."""
    lines = [re.sub(r"\t+", "\t", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _with_title(title: str | None, story: str) -> str:
    """The title, a blank line, the story; a heading in the story that repeats the title is taken out."""
    if not title:
        return story
    lines = story.split("\n")
    repeated = next((i for i, line in enumerate(lines[:12]) if _same(line, title)), None)
    if repeated is not None:
        del lines[repeated]
    return f"{title}\n\n{chr(10).join(lines).strip()}".strip()


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W+", "", line).lower() == re.sub(r"\W+", "", title).lower()
