"""A web page to an Article: the story without the page's furniture, the title first, boilerplate dropped."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from pipeline.errors import EmptyInput
from pipeline.ingest.clean import drop_boilerplate
from pipeline.ingest.encoding import decode
from pipeline.ingest.furniture import drop_furniture, find_story
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
SMALL_CELL = 300
"""Characters of a table cell that is a value; old pages keep the whole story in one cell."""


def read_html(content: bytes, *, id: str = "article") -> Article:
    """An article from the bytes of a web page.

    `Article.text` is the title, a blank line and the story, paragraphs one blank line apart; menus, share
    bars, sidebars, comments, forms, author biographies and company sections are left out. Metadata comes
    from meta tags, JSON-LD and headings, then from the story's head lines; None where the page is silent.

    Raises: EmptyInput, BinaryInput.
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
    title, text = _with_title(title, repair(_story_text(tree, nodes)))
    text = drop_boilerplate(text)
    if not any(map(str.isalnum, text)):
        raise EmptyInput("a page without an article's text", hint=NO_TEXT_HINT)
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
    story = nodes[find_story(nodes)]
    for node in nodes:
        _clean_node(tree.document, node, nodes)
    if story.tag not in {"html", "body"}:
        tree.body.replace_children(story.element)
    text = extract_plain_text(tree, preserve_formatting=True, list_bullets=False)
    return _tidy_blocks(text)


def _clean_node(document: Any, node: Node, nodes: list[Node]) -> None:
    """Remove furniture, set superscripts on the line, take the paragraphs out of table cells."""
    if node.dropped:
        if node.parent >= 0 and not nodes[node.parent].dropped:
            node.element.remove()
    elif node.tag == "sup":
        node.element.text_content = set_superscript(node.element.text or "", node.before)
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


def _with_title(title: str | None, story: str) -> tuple[str | None, str]:
    """The title, and the text: title, blank line, story.

    A line near the top that repeats the title is taken out; where the page's title has the site's name in
    front ("Herald Health: Weekly shot ..."), that line is the better title.
    """
    if not title:
        return None, story
    lines = story.split("\n")
    for i, line in enumerate(lines[:12]):
        if _is_most_of(line, title):
            title = line
            del lines[i]
            break
    return title, f"{title}\n\n{chr(10).join(lines).strip()}".strip()


def _is_most_of(line: str, title: str) -> bool:
    bare, whole = (re.sub(r"\W+", "", words).lower() for words in (line, title))
    return bare in whole and len(bare) >= MIN_TITLE_SHARE * len(whole) > 0
