"""Which parts of a page are the story and which are furniture: menus, share bars, comments, forms."""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.outline import HEADINGS, SHORTEST_PARAGRAPH, SILENT, Node

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
        # AMP pages: what is no text of the story; <amp-accordion> is.
        *("amp-ad", "amp-sticky-ad", "amp-embed", "amp-sidebar", "amp-consent", "amp-user-notification"),
        *("amp-social-share", "amp-list", "amp-next-page", "amp-carousel", "amp-base-carousel", "amp-iframe"),
        *("amp-img", "amp-anim", "amp-video", "amp-audio", "amp-youtube", "amp-timeago", "amp-analytics"),
    }
)  # fmt: skip
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
        "tooltip",
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
        *("subscriptions", "sharedaddy", "pullquote", "video", "feedback", "toc", "inbox", "cta"),
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
    r"|call[-_ ]?to[-_ ]?action|editors?[-_ ]?picks|article[-_ ]?(?:tools|actions)|also[-_ ]?like"
    r"|related(?:posts?|stor(?:y|ies)|articles?|links?|content|news|items?)|likes?[-_ ]widget|sd-like"
    r"|pull[-_ ]quote|tool-?tip[-_ ]?(?:text|content|body|inner)|did[-_ ]you[-_ ]know"
    r"|how[-_ ]we[-_ ]review|medical(?:ly)?[-_ ]review|(?:rate|rating)[-_ ](?:this|page|article)"
    r"|on[-_ ]this[-_ ]page|jump[-_ ]links?|table[-_ ]of[-_ ]contents"
    r"|embed(?:ded)?[-_ ](?:post|card|link|story)",
    re.IGNORECASE,
)
# "follow-up", "ad-hoc": words of medicine that class names of a story's sections may hold.
# "overflow-hidden", "md:hidden": styles of visible text.
STORY_PHRASES = re.compile(
    r"follow[-_ ]?up|social[-_ ]?(?:anxiety|work)|ad[-_ ]?hoc|overflow-(?:[xy]-)?hidden|\w{1,9}:hidden"
    r"|hidden-(?:xs|sm|md|lg|print)"
    r"|(?:treatment|therapy|drug|dose|immune|infusion|vaccine)[-_ ]related|video[-_ ](?:visit|transcript)",
    re.IGNORECASE,
)
NAME_ATTRIBUTES = ("data-testid", "data-module", "data-component")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# The words over a box of furniture, whatever the box is called.
LABEL = re.compile(
    r"(?:advertisements?|sponsored(?: (?:content|by [^.,]{1,40}))?"
    r"|paid (?:for by [^.,]{1,40}|content|post)|promoted"
    r"|(?:article )?continues (?:below|after advert).*|from our (?:partners?|sponsors?)"
    r"|related(?: (?:articles?|stor(?:y|ies)|news|content|coverage|posts?|links?|reading|topics))?"
    r"|(?:more|also|latest) (?:from|in|on|by) .{1,40}|more (?:\w+ )?(?:stories|headlines|news)"
    r"|most (?:read|popular|viewed|shared|e-?mailed)|trending(?: now| today)?|popular now"
    r"|editor['’]?s['’]? picks|recommended(?: for you| reading)?|you (?:may|might) also like"
    r"|(?:keep|continue) reading|read (?:this )?next|read more(?: on .{1,40})?|up next|next up"
    r"|other (?:news|articles|stories|posts|releases) (?:by|from|in) .{1,40}|keywords|multimedia|topics"
    r"|what to read next|see also|similar (?:stories|articles|releases|posts)"
    r"|in this (?:article|story|issue)|on this page|table of contents|jump to|page contents"
    r"|(?:was|did you find|how (?:useful|helpful) (?:was|is)|rate) (?:\w+ ){0,2}"
    r"(?:article|page|brief|story|post|answer)(?: (?:useful|helpful|interesting))?\??"
    r"|how we reviewed this (?:article|page).*|did you know\?|listen to this (?:article|story).*)\s*:?",
    re.IGNORECASE,
)
ADVERTISEMENT = re.compile(r"advert|(?:article |story )?continues", re.IGNORECASE)
MAX_LABEL = 80
MAX_BESIDE = 24
"""Characters beside a label that are still no box: "See all"."""
# No word boundary behind: an element's text has none between its blocks.
PLEA = re.compile(
    r"\b(?:newsletter|e-?mail|inbox|sign(?:ing)? up|subscri|letters?\b|alerts|updates|comment|log in"
    r"|your (?:own )?(?:question|story|view))",
    re.IGNORECASE,
)
MAX_PLEA = 600
"""Characters of the plea around a text field, the field's labels with it."""
STORY_TAGS = frozenset({"html", "body", "main", "article"})
BOX_SHARE = 0.15
"""Of the page's prose, that a box may hold."""
PARAGRAPHS = frozenset({"p", "li", "pre", "blockquote", "dd", "tr"})
"""Never the whole story: one may be most of a short one."""
TEXT_FIELDS = frozenset({"email", "text", "search", "tel"})

CREDIT = re.compile(
    r"\b(?:getty|shutterstock|istock|reuters/|ap photo|alamy|unsplash|photo(?:graph)?(?: by|:| courtesy)"
    r"|credits?\s*(?::|\.\.\.|…|—)|image:|file photo"
    r"|courtesy of|illustration:)",
    re.IGNORECASE,
)
LINK_TAGS = frozenset({"ul", "ol", "li", "p", "div", "section", "table", "td", "span", "figure", "dl"})
MAX_LINK_SHARE = 0.8
"""Of an element's characters; above it the element is a list of links, or a teaser."""
MAX_SHARE = 0.5
"""Of the page's prose; what holds more is the story, whatever it is called: whole pages stand in a <form>."""
MAX_LEAD = 600
"""Characters between a page's heading and its story."""
STORY_SHARE = 0.8
"""Of the prose that the story's innermost element must hold."""


def drop_furniture(nodes: list[Node]) -> None:
    """Mark furniture and all that is in it as dropped. The counts stay those of the whole page."""
    limit = MAX_SHARE * nodes[0].prose
    panels = _accordion_panels(nodes)
    for node in nodes[1:]:
        shown = node.element.id in panels or _opens_accordion(node, nodes)
        if node.tag == "a" and nodes[node.parent].line >= SHORTEST_PARAGRAPH:
            # A link in a sentence is the sentence's, whatever it links to.
            shown = not _is_hidden(node.element)
        node.dropped = nodes[node.parent].dropped or (not shown and _is_silent_or_furniture(node, limit))
    _drop_boxes(nodes)
    for node in nodes[1:]:
        node.dropped = node.dropped or nodes[node.parent].dropped


def _drop_boxes(nodes: list[Node]) -> None:
    """Drop what stands under a label of furniture and what pleads for an address, whatever it is called."""
    fields = [at for at, node in enumerate(nodes) if _is_text_field(node)]
    for box in {_form_box(nodes, at) for at in fields}:
        if nodes[box].chars <= MAX_PLEA and PLEA.search(nodes[box].element.text or ""):
            _drop_box(nodes, box, MAX_SHARE * nodes[0].prose)
    for at, node in enumerate(nodes[1:], 1):
        if not nodes[node.parent].dropped and (label := _read_label(node)):
            limit = BOX_SHARE * nodes[0].prose
            # An advertisement is a picture; what goes on in the same element is the story.
            box = at if ADVERTISEMENT.match(label) else _labelled_box(nodes, at, limit)
            _drop_box(nodes, box, limit)


def _opens_accordion(node: Node, nodes: list[Node]) -> bool:
    """Whether it is the button of an accordion, which holds the section's heading."""
    return node.tag == "button" and nodes[node.parent].tag in HEADINGS | {"dt"}


def _accordion_panels(nodes: list[Node]) -> set[str]:
    """The ids of the sections that the headings of an accordion open: text of the page, if folded away."""
    buttons = (node.element for node in nodes if _opens_accordion(node, nodes))
    return {panel for button in buttons if (panel := button.getattr("aria-controls"))}


def _read_label(node: Node) -> str | None:
    if not 0 < node.chars <= MAX_LABEL:
        return None
    words = " ".join(node.element.text.split())
    return words if LABEL.fullmatch(words) else None


def _is_text_field(node: Node) -> bool:
    """Whether the reader is to write something in it: an address for a newsletter, a question."""
    return node.tag == "textarea" or (
        node.tag == "input" and (node.element.getattr("type") or "text").lower() in TEXT_FIELDS
    )


def _drop_box(nodes: list[Node], at: int, limit: float) -> None:
    if nodes[at].prose <= limit and nodes[at].tag not in STORY_TAGS:
        nodes[at].dropped = True


def _labelled_box(nodes: list[Node], at: int, limit: float) -> int:
    """The element that the label opens and that holds more than it; the label itself if that is too much."""
    label, box, up = nodes[at], at, nodes[at].parent
    while up > 0 and nodes[up].start == label.start and nodes[up].prose <= limit:
        if nodes[up].tag in STORY_TAGS:
            break
        box, up = up, nodes[up].parent
        if nodes[box].chars > label.chars + MAX_BESIDE:
            break
    return box


def _form_box(nodes: list[Node], at: int) -> int:
    """The innermost element with prose around a text field: a plea for an address, the field, its button."""
    while at > 0 and (nodes[at].dropped or nodes[at].prose == 0):
        at = nodes[at].parent
    return at


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
               and node.tag not in PARAGRAPHS)  # fmt: skip


def find_lead(nodes: list[Node], story: int) -> list[int]:
    """The places of what stands between the page's heading and a story that does not hold it.

    A subtitle, a byline, a date. Where the page itself says which element is the article's body, only the
    prose is of the article, the rest of the page; long matter in between belongs to neither.
    """
    heads = [i for i, node in enumerate(nodes) if node.tag == "h1" and not node.dropped]
    after = next((i for i in range(story + 1, len(nodes)) if nodes[i].parent < story), len(nodes))
    if not heads or heads[0] >= story or any(story < i < after for i in heads):
        return []
    head = max(i for i in heads if i < story)
    around = _ancestors(nodes, story) | {story}
    outer = around | _ancestors(nodes, head)
    lead = [
        i for i in range(head + 1, story)
        if nodes[i].parent in outer and i not in around and nodes[i].chars and not nodes[i].dropped
    ]  # fmt: skip
    if _is_body(nodes[story]):
        lead = [i for i in lead if nodes[i].prose or nodes[i].tag in HEADINGS]
    return lead if sum(nodes[i].chars for i in lead) <= MAX_LEAD else []


def _ancestors(nodes: list[Node], at: int) -> set[int]:
    found = set()
    while (at := nodes[at].parent) >= 0:
        found.add(at)
    return found


def _is_body(node: Node) -> bool:
    return (node.element.getattr("itemprop") or "") == "articleBody"


def _is_marked_as_story(node: Node) -> bool:
    element = node.element
    return node.tag in {"article", "main"} or (
        node.tag in {"div", "section"}
        and (_is_body(node) or (element.getattr("role") or "") in {"main", "article"})
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
    if _is_hidden(element):
        return True
    if node.tag == "figcaption" or "caption" in (element.class_name or "").lower():
        return CREDIT.search(element.text or "") is not None
    return _has_furniture_name(_names(element)) or _is_all_links(node)


def _is_hidden(element: Any) -> bool:
    # The first two: what an AMP component shows while it loads, or if it cannot.
    if any(map(element.hasattr, ("placeholder", "fallback", "hidden"))):
        return True
    style = element.getattr("style") or ""
    return element.getattr("aria-hidden") == "true" or HIDDEN_STYLE.search(style) is not None


def _names(element: Any) -> str:
    """What the page calls the element: class, id and the names that its scripts and tests use."""
    own = (element.class_name, element.id, *map(element.getattr, NAME_ATTRIBUTES))
    return " ".join(name for name in own if name)


def _has_furniture_name(names: str) -> bool:
    if not names:
        return False
    names = STORY_PHRASES.sub("", names)
    words = re.split(r"[^a-z0-9]+", f"{names} {CAMEL.sub('-', names)}".lower())
    return not FURNITURE_WORDS.isdisjoint(words) or FURNITURE_PHRASES.search(names) is not None


def _is_all_links(node: Node) -> bool:
    return node.tag in LINK_TAGS and node.linked > 0 and node.linked >= MAX_LINK_SHARE * node.chars
