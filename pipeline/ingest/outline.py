"""An HTML page as a flat list of elements with their text counted, in document order.

The DOM's own node lists are searched anew at each step, which is quadratic; one walk over the siblings is
not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

# Nothing in these is text of the page.
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "math"})
PARAGRAPHS = frozenset({"p", "li", "blockquote", "pre", "td", "dd"})
BLOCKS = PARAGRAPHS | {"div", "section", "article", "br", "tr", "th", "h1", "h2", "h3", "h4"}
SHORTEST_PARAGRAPH = 40
"""Characters of a paragraph that counts as prose; menus are made of shorter ones."""

MAX_DEPTH = 400
# Tags that are closed by what follows them; a page may open thousands and close none.
UNCOUNTED = frozenset(
    {
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "thead"),
        *("tbody", "tfoot", "br", "hr", "img", "input", "meta", "link", "col"),
        *("area", "base", "embed", "source", "track", "wbr"),
    }
)  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})(?:\s[^<>]*)?>")


@dataclass(slots=True)
class Node:
    """An element and its counts of characters, the whole subtree's.

    `parent` is the parent's place in the outline, -1 for the root.
    """

    element: Any
    tag: str
    parent: int
    before: str
    """The last characters of text in front of it."""
    chars: int = 0
    linked: int = 0
    """Characters inside links."""
    prose: int = 0
    """Characters outside links in paragraphs."""
    dropped: bool = False


def read_outline(root: Any) -> list[Node]:
    """All elements under `root`, itself first; silent ones are listed but not entered."""
    nodes = [Node(root, root.tag, -1, "")]
    stack = [(root.first_child, 0)]
    before = ""
    while stack:
        child, parent = stack.pop()
        while child is not None:
            if child.tag == "#text":
                nodes[parent].chars += len((child.value or "").strip())
                before = (before + (child.value or ""))[-12:]
            elif child.tag and child.tag[0] not in "#!":
                before = "" if child.tag in BLOCKS else before
                nodes.append(Node(child, child.tag, parent, before))
                if child.tag not in SILENT and child.first_child is not None:
                    stack.append((child.next_sibling, parent))
                    child, parent = child.first_child, len(nodes) - 1
                    continue
            child = child.next_sibling
    _add_up(nodes)
    return nodes


def _add_up(nodes: list[Node]) -> None:
    """Counts of children into their parents; a parent always stands before its children."""
    for node in reversed(nodes):
        if node.tag == "a":
            node.linked = node.chars
        # Only the innermost counts: old pages keep the whole story in one cell.
        if node.tag in PARAGRAPHS and node.prose == 0 and node.chars - node.linked >= SHORTEST_PARAGRAPH:
            node.prose = node.chars - node.linked
        if node.parent >= 0:
            parent = nodes[node.parent]
            parent.chars += node.chars
            parent.linked += node.linked
            parent.prose += node.prose


def limit_depth(source: str) -> str:
    """`source` without the tags nested deeper than MAX_DEPTH: text extraction is quadratic in the depth."""
    if source.count("<") < MAX_DEPTH:
        return source
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in UNCOUNTED:
            return match[0]
        if match[1]:
            depth = max(depth - 1, 0)
            return match[0] if depth < MAX_DEPTH else " "
        depth += 1
        return match[0] if depth <= MAX_DEPTH else " "

    return TAG.sub(keep, source)
