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
BLOCKS = frozenset(
    {
        *("p", "li", "blockquote", "pre", "td", "dd", "div", "section", "article", "br", "tr", "th"),
        *("h1", "h2", "h3", "h4"),
    }
)  # fmt: skip
# Their words belong to the line of what they stand in.
INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time"),
        *("tt", "u", "var", "wbr"),
    }
)  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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
    start: int = 0
    """Characters of the page's text in front of it; an element that opens another has the same."""
    chars: int = 0
    linked: int = 0
    """Characters inside links and buttons; an accordion's button is a heading."""
    line: int = 0
    """Characters outside links in the element's own lines, inner blocks apart."""
    prose: int = 0
    """Characters outside links in paragraphs, whatever element makes the paragraph."""
    dropped: bool = False


def read_outline(root: Any) -> list[Node]:
    """All elements under `root`, itself first; silent ones are listed but not entered."""
    nodes = [Node(root, root.tag, -1, "")]
    stack = [(root.first_child, 0)]
    before, seen = "", 0
    while stack:
        child, parent = stack.pop()
        while child is not None:
            if child.tag == "#text":
                chars = len((child.value or "").strip())
                nodes[parent].chars += chars
                nodes[parent].line += chars
                seen += chars
                before = (before + (child.value or ""))[-12:]
            elif child.tag and child.tag[0] not in "#!":
                before = "" if child.tag in BLOCKS else before
                nodes.append(Node(child, child.tag, parent, before, seen))
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
        parent = nodes[max(node.parent, 0)]
        if node.tag == "a" or (node.tag == "button" and parent.tag not in HEADINGS | {"dt"}):
            node.linked, node.line, node.prose = node.chars, 0, 0
        if node.tag in INLINE:
            parent.line += node.line
        elif node.tag not in HEADINGS and node.line >= SHORTEST_PARAGRAPH:
            node.prose += node.line
        if node.parent >= 0:
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
