"""Which parts of a page are the story and which are furniture: menus, share bars, comments, forms."""

from __future__ import annotations

import re

from pipeline.ingest.outline import SILENT, Node

FURNITURE_TAGS = SILENT | frozenset(
    {
        "nav",
        "img",
        "aside",
        "footer",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "dialog",
        "menu",
        "video",
        "audio",
        "label",
    }
)
FURNITURE_ROLES = frozenset(
    {
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "search",
        "dialog",
        "alert",
        "menu",
        "menubar",
        "toolbar",
    }
)
# Words of class and id, between hyphens, underscores and capitals.
FURNITURE_WORDS = frozenset(
    {
        *("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "pagination", "skip"),
        *("share", "sharing", "sharebar", "sharethis", "addthis", "addtoany", "social", "follow", "tweet"),
        *("related", "recommended", "recommendations", "recirc", "popular", "trending"),
        *("teaser", "teasers", "promo", "pager", "toolbar", "gdpr", "onetrust", "commenting", "hidden", "sr"),
        *("outbrain", "taboola", "mostread", "readmore", "ad", "ads", "advert", "advertisement"),
        *("adslot", "adsbygoogle", "footer"),
        *("sponsor", "sponsored", "banner", "cookie", "cookies", "consent", "paywall", "newsletter"),
        *("subscribe", "subscription", "signup", "comment", "comments", "disqus", "sidebar", "rail"),
        *("bio", "biography", "authorbio", "tags", "taglist", "modal", "popup", "overlay"),
        *("leftnav", "rightnav", "topnav", "subnav", "leftrail", "rightrail", "rightcol"),
        *("topbar", "sitenav"),
        *("masthead", "copyright", "login", "donate", "survey", "poll", "ticker"),
    }
)  # fmt: skip
FURNITURE_PHRASES = re.compile(
    r"about[-_ ]?(?:the[-_ ]?)?author|author[-_ ]?(?:info|box|card|profile|about)|more[-_ ]?(?:stories"
    r"|news|from|on\b)"
    r"|read[-_ ]?(?:next|more|also)|most[-_ ]?(?:read|popular|viewed)|you[-_ ]?may|see[-_ ]?also"
    r"|visually[-_ ]?hidden"
    r"|screen[-_ ]?reader|sign[-_ ]?up|mailing[-_ ]?list|site[-_ ]?(?:header|footer)|page[-_ ]?(?:header"
    r"|footer)"
    r"|call[-_ ]?to[-_ ]?action|editors?[-_ ]?picks|article[-_ ]?(?:tools|actions)|also[-_ ]?like",
    re.IGNORECASE,
)
# "follow-up", "ad-hoc": words of medicine that class names of a story's sections may hold.
# "overflow-hidden", "md:hidden": styles of visible text.
STORY_PHRASES = re.compile(
    r"follow[-_ ]?up|social[-_ ]?(?:anxiety|work)|ad[-_ ]?hoc|overflow-(?:[xy]-)?hidden|\w{1,9}:hidden"
    r"|hidden-(?:xs|sm|md|lg|print)",
    re.IGNORECASE,
)
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

CREDIT = re.compile(
    r"\b(?:getty|shutterstock|istock|reuters/|ap photo|alamy|unsplash|photo(?:graph)?(?: by|:| courtesy)"
    r"|credit:|image:|file photo"
    r"|courtesy of|illustration:)",
    re.IGNORECASE,
)
LINK_TAGS = frozenset({"ul", "ol", "li", "p", "div", "section", "table", "td", "span", "figure", "dl"})
MAX_LINK_SHARE = 0.8
"""Of an element's characters; above it the element is a list of links, or a teaser."""
MAX_SHARE = 0.5
"""Of the page's prose; what holds more is the story, whatever it is called: whole pages stand in a <form>."""
STORY_SHARE = 0.8
"""Of the prose that the story's innermost element must hold."""


def drop_furniture(nodes: list[Node]) -> None:
    """Mark furniture and all that is in it as dropped. The counts stay those of the whole page."""
    limit = MAX_SHARE * nodes[0].prose
    for node in nodes[1:]:
        node.dropped = nodes[node.parent].dropped or _is_silent_or_furniture(node, limit)


def find_story(nodes: list[Node]) -> int:
    """The place of the innermost element that holds the story: an <article> or <main>, else by its prose."""
    prose = _remaining_prose(nodes)
    marked = [i for i, node in enumerate(nodes) if _is_marked_as_story(node) and not node.dropped]
    top = max((prose[i] for i in marked), default=0)
    if top * 2 >= prose[0] > 0:
        return max(i for i in marked if prose[i] >= STORY_SHARE * top)
    if prose[0] == 0:
        return 0
    return max(i for i, node in enumerate(nodes) if not node.dropped and prose[i] >= STORY_SHARE * prose[0]
               and node.tag not in {"p", "li", "td", "pre", "blockquote", "dd", "tr"})  # fmt: skip


def _is_marked_as_story(node: Node) -> bool:
    element = node.element
    return node.tag in {"article", "main"} or (
        node.tag in {"div", "section"}
        and (
            (element.getattr("itemprop") or "") == "articleBody"
            or (element.getattr("role") or "") in {"main", "article"}
        )
    )


def _remaining_prose(nodes: list[Node]) -> list[int]:
    """The prose under each node, what is dropped left out."""
    prose = [node.prose for node in nodes]
    for i in range(len(nodes) - 1, 0, -1):
        node = nodes[i]
        if node.dropped and not nodes[node.parent].dropped:
            lost = node.prose
            at = node.parent
            while at >= 0:
                prose[at] -= lost
                at = nodes[at].parent
    return prose


def _is_silent_or_furniture(node: Node, limit: float) -> bool:
    if node.tag in SILENT or node.tag == "head":
        return True
    return node.prose <= limit and _is_furniture(node)


def _is_furniture(node: Node) -> bool:
    element = node.element
    if node.tag in FURNITURE_TAGS or (element.getattr("role") or "") in FURNITURE_ROLES:
        return True
    if element.hasattr("hidden") or element.getattr("aria-hidden") == "true":
        return True
    if HIDDEN_STYLE.search(element.getattr("style") or ""):
        return True
    if node.tag == "figcaption" or "caption" in (element.class_name or "").lower():
        return CREDIT.search(element.text or "") is not None
    return _has_furniture_name(f"{element.class_name or ''} {element.id or ''}") or _is_all_links(node)


def _has_furniture_name(names: str) -> bool:
    if names == " ":
        return False
    names = STORY_PHRASES.sub("", names)
    words = re.split(r"[^a-z0-9]+", f"{names} {CAMEL.sub('-', names)}".lower())
    return not FURNITURE_WORDS.isdisjoint(words) or FURNITURE_PHRASES.search(names) is not None


def _is_all_links(node: Node) -> bool:
    return node.tag in LINK_TAGS and node.linked > 0 and node.linked >= MAX_LINK_SHARE * node.chars
