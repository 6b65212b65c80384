"""Boilerplate of news pages: the regions in which no facts are sought.

Worked out over paragraphs. Two kinds of judgement: a paragraph that gives itself away by its own words (a
comments policy, a share bar), and a section, a heading with the paragraphs after it ("About <company>",
"Media contact"). A heading alone decides nothing: "About the trial" and "About <drug>" hold facts.
When in doubt a paragraph is kept: a lost fact costs more than a spurious one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.schema import Region

# --- cues of a paragraph that is boilerplate by its own words

_NETWORKS = (
    r"(?:facebook|twitter|x|instagram|youtube|linkedin|pinterest|whatsapp|reddit|tiktok|threads|bluesky"
    r"|telegram)"
)
_ROLE = (
    r"(?:journalist|reporter|writer|editor|correspondent|freelancer?|columnist|contributor|author|intern"
    r"|(?:science|health|medical) (?:communicator|blogger))"
)

Cue = tuple[str, str, int]
"""Kind of region, pattern, longest paragraph in characters that the cue alone may condemn."""

CUES: tuple[Cue, ...] = (
    # Author biographies: a person is a writer based somewhere, or can be reached somewhere.
    ("author", rf"\b(?:is|was) an? [\w, -]{{0,60}}\b{_ROLE}s?\b[^.]{{0,60}}\b(?:based|living|who (?:lives"
               rf"|covers|writes)|"
               r"writing (?:for|about)|covering|with more than|at|for)\b", 900),
    ("author", r"\b(?:he|she|they|follow (?:him|her|them)) (?:can be (?:reached|contacted|found|followed)"
               r"|tweets?)\b", 900),
    ("author", r"^about the (?:author|writer|reporter)s?\b", 900),
    ("author", r"\b(?:currently|regularly|also) (?:covers|writes (?:for|about)|contributes to) ", 600),
    # Lists of authors: names and affiliations.
    ("author", r"^(?:the )?(?:other|additional|further|remaining|co-?)[ -]?(?:study |paper )?"
               r"(?:co-?)?(?:authors?|researchers|contributors|investigators|collaborators)\b[^.]{0,80}"
               r"\b(?:are|is|include|includes|included|were|was):? +(?-i:[A-Z])", 2500),
    ("follow", rf"\b(?:follow|find|join|like|connect with|watch) (?:us|[\w .&-]{{1,50}}) (?:on|via|at)"
               rf" +{_NETWORKS}\b", 300),
    ("follow", r"\bfollow\b.{0,60}(?:\btwitter|\bx\.com)?.{0,10}@\w", 200),
    ("follow", rf"\bfor more (?:news|updates|stories)\b.{{0,60}}\b{_NETWORKS}\b", 300),
    ("follow", rf"\b{_NETWORKS}\b, *{_NETWORKS}\b,? +and +{_NETWORKS}\b", 300),
    ("comments", r"\bcomments (?:on [\w .]{1,40} )?(?:are|will be) (?:moderated|reviewed|closed"
                 r"|subject)\b", 900),
    ("comments", r"\bcomment(?:ing|s)? (?:policy|guide(?:lines)?|rules)\b", 500),
    ("comments", r"\b(?:log|sign) in (?:or register )?to (?:post a |leave a )?(?:comment|reply)\b", 300),
    ("comments", r"\b(?:leave|post|add|write) (?:a|your) (?:comment|reply)\b", 200),
    ("comments", r"\byour e-?mail address will not be published\b", 300),
    ("furniture", r"\b(?:we|this (?:web)?site|our partners) (?:and our partners )?uses? cookies\b", 700),
    ("furniture", r"\b(?:accept|manage|reject) (?:all )?cookies\b|\bcookie (?:policy|settings|notice"
                  r"|preferences)\b", 500),
    # In the first sentence only: a plea may also trail a paragraph of disclosures.
    ("furniture", r"^[^.]{0,60}\b(?:subscribe|sign up|register)\b.{0,60}\b(?:newsletter|alerts?|e-?mails?"
                  r"|inbox|updates|digest)\b", 250),
    ("furniture", r"\bget (?:the latest|our|breaking)\b.{0,60}\b(?:inbox|newsletter)\b", 250),
    # Newsletters and feeds.
    ("furniture", r"^unsubscribe\b"
                  r"|\b(?:un-?subscribe|opt[ -]out)\b.{0,60}\b(?:here|link|click|list|newsletter|e-?mails?"
                  r"|reply|preferences|https?:)"
                  r"|\b(?:click|reply|link|https?:).{0,40}\bunsubscribe\b", 400),
    ("furniture", r"\byou(?:['’]re| are| were| have)? (?:receiv|sent|got|gett)\w* this (?:e-?mail|newsletter"
                  r"|message)\b", 400),
    ("furniture", r"^.{0,40}\b(?:view|read|open|see)\b.{0,30}\bin (?:your|a|the) (?:web )?browser\b"
                  r"|^(?:view|read) (?:this |it )?(?:e-?mail |newsletter |message )?online\b", 120),
    ("furniture", r"^the post\b.{1,300}\b(?:appeared first|first appeared) (?:on|in)\b", 400),
    ("furniture", r"\bcancel any ?time\b|^(?:unlimited|full) (?:digital )?access to [^.]{1,60}\bfor [$£€]\d"
                  r"|\byou have \d+ free (?:article|stor)|^already a subscriber\b", 250),
    ("furniture", r"^a version of this (?:article|story) (?:appears|appeared|was published) in (?:print|the)"
                  r"\b", 300),
    ("furniture", r"^(?:see more on|filed under|tagged(?: with)?|tags)\s?:", 250),
    ("furniture", r"^(?:\d[\d.,]*\s?[km]? (?:views?|shares?|likes?|reads|comments?)|\d{1,3}[ -]min(?:ute)?s?"
                  r" (?:read|listen))$", 40),
    ("furniture", r"\((?:file )?(?:photo|image|picture|illustration)s?(?: by|:| courtesy)[^()]{1,60}\)\.?$",
     300),
    ("furniture", r"^(?:click to tweet|tweet this)\b|^news provided by\b", 160),
    ("furniture", r"^(?:advertisements?|skip advertisement|sponsored(?: content| by [^.,]{1,40})?"
                  r"|story continues below.*|continue"
                  r" reading.*"
                  r"|skip to (?:main )?content|back to top|en español|print this (?:page|article)|most"
                  r" (?:read|popular)"
                  r"|trending(?: now)?|recommended(?: for you)?|related (?:articles|stories|news|content"
                  r"|coverage|topics)"
                  r"|you may also like|more from .{1,40}|read (?:next|more)|see also|share this"
                  r" (?:article|story|page)"
                  r"|editor'?s picks|load more|view comments|show comments)[:.]?$", 80),
    ("legal", r"^(?:copyright\b|©|\(c\) ?(?:copyright|\d{4})|all rights reserved)", 500),
    ("legal", r"\ball rights reserved\b|\breproduction (?:in whole|without|of this)\b", 400),
    ("legal", r"\bmay not be (?:published|reproduced|republished|redistributed|broadcast)\b", 500),
    ("legal", r"\bforward[- ]looking (?:statements?|information)\b", 12_000),
    ("legal", r"\bprivate securities litigation reform act\b"
              r"|\bsafe harbou?r (?:statement|provisions)\b", 12_000),
    ("legal", r"\b(?:undertakes?|assumes?|disclaims?|has|have) (?:no|any) (?:\w+ )?(?:obligation|duty"
              r"|intention)s? .{0,30}"
              r"\b(?:updat|revis)", 12_000),
    ("legal", r"\b(?:is|are|does|should) not (?:intended|meant|a substitute|be (?:used|considered"
              r"|construed)|constitute|"
              r"provide)\b.{0,80}\b(?:medical|professional|legal) (?:advice|diagnosis|opinion)", 900),
    ("legal", r"\bnot responsible for the accuracy of (?:news )?releases\b", 700),
    ("legal", r"^(?:terms of (?:use|service)|privacy policy|disclaimer)\b", 200),
    ("contact", r"^source:? +(?!https?:)[A-Z][\w&.,' -]{1,60}$", 80),
)  # fmt: skip

SHARE_WORDS = re.compile(
    rf"(?:{_NETWORKS}|share|shares|tweet|e-?mail|print|save|copy(?: link)?|link|comments?|like|more|via"
    rf"|this|pin|post|send"
    r"|bookmark|flipboard|messenger|\d{1,4}k?|[|•·,/+-])",
    re.IGNORECASE,
)
SHARE_VERBS = re.compile(
    r"\b(?:share|tweet|e-?mail|print|facebook|twitter|linkedin|whatsapp)\b", re.IGNORECASE
)

PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?|\d{2,5}[ .-])\d{3,4}[ .-]?\d{3,4}(?![\w/-]"
    r"|[.,]\d)"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}")
URL = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
CONTACT_WORDS = re.compile(
    r"\b(?:contacts?|call|phone|tel|telephone|mobile|office|fax|e-?mail|enquir|inquir|press|media|reach)",
    re.IGNORECASE,
)
MAX_CONTACT = 400
"""Characters of a paragraph that a phone number or an address alone may condemn."""

GRANTS = re.compile(r"\b(?:grants?|awards?|contract)\b|\bsupported by\b", re.IGNORECASE)
GRANT_NUMBER = re.compile(
    r"\b(?!NCT)(?:[A-Z]\d{2}[ -]?)?[A-Z]{1,4}[ -]?\d{5,7}\b|\b[A-Z]\d{2}[A-Z]{2}\d{6}\b|\b\d{6,}\b"
)
PROVIDED = re.compile(r"\b(?:provid|suppl|donat|manufactur|drug|mak(?:es?|ers?|ing)\b|NCT\d)", re.IGNORECASE)

# --- cues of a section: its heading, and what its first paragraph says

ABOUT = re.compile(r"^(?:about|who is)\s+(?P<subject>.{2,90}?)\s*:?$", re.IGNORECASE)
ABOUT_INLINE = re.compile(r"^about\s+(?P<subject>[^:.–—]{2,80}?)\s*[:–—]\s", re.IGNORECASE)
NOT_ORGANIZATION = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|clinical|program(?:me)?|phase|disease|syndrome|disorder|patients?"
    r"|therap(?:y|ies)|treatment"
    r"|cancers?(?! (?:center|centre|institute|research|care|alliance|society|foundation|network|hospital"
    r"|council|uk))"
    r"|tumou?rs?|leuk[a]?emia|lymphoma|myeloma|carcinoma|melanoma|arthritis|diabetes|data|results"
    r"|analysis|findings|drug"
    r"|vaccine|tablets?|injection|capsules?|collaboration|agreement|mechanism|inhibitors?|antibod(?:y"
    r"|ies)|survey)\b"
    r"|[®™†*]|^the (?:research|paper|report|work)\b",
    re.IGNORECASE,
)
ORGANIZATION_NAME = re.compile(
    r"\b(?:inc|corp(?:oration)?|ltd|limited|plc|llc|l\.?p|gmbh|kgaa|ag|s\.?a|n\.?v|a/s|ab|co|company"
    r"|group|holdings?"
    r"|pharma\w*|therapeutics|biotech\w*|biopharma\w*|biosciences?|biologics|laborator(?:y|ies)|labs"
    r"|oncology|healthcare"
    r"|genetics|genomics|diagnostics|sciences|university|universities|college|school|institutes?"
    r"|hospitals?|clinic|medicine"
    r"|cent(?:er|re)s?|foundation|society|association|academy|alliance|network|trust|council|charity"
    r"|consortium|press"
    r"|journal|nih|nci|asco|esmo|nhs|healthday|reuters|eurekalert)\b\.?",
    re.IGNORECASE,
)
ORGANIZATION_WORDS = re.compile(
    r"\b(?:(?:bio)?pharmaceutical|biotech(?:nology)?|healthcare|health[- ]care|global|research[- ]based"
    r"|clinical-stage"
    r"|commercial-stage|science-(?:driven|led)|life sciences?|publicly[- ]traded|privately[- ]held|specialty"
    r"|drug development) [\w -]{0,40}\b(?:company|companies|leader|organi[sz]ation|group|business|firm"
    r"|pioneer)\b"
    r"|\bis an? (?:[\w-]+,? ){0,8}(?:company|organi[sz]ation|charity|institution|institute|society"
    r"|hospital|university"
    r"|pioneer|leader|foundation|non-?profit|subsidiary|agency|college)\b"
    r"|\b(?:headquartered|founded|established|incorporated) in\b|\bfounded by\b|\b(?:nasdaq|nyse|tsx"
    r"|otc\w*|euronext)\b ?:"
    r"|\bis (?:committed|dedicated|devoted) to\b|\bour (?:mission|commitment|purpose|goal)\b|\bmission"
    r" (?:is|of)\b"
    r"|\b(?:one of|among) the (?:\w+['’]s )?(?:leading|largest|oldest|most influential|top|premier"
    r"|foremost|world['’]s|nation['’]s)"
    r"|\bone of (?:the )?(?:world|nation|country|region|state|u\.s\.|uk|europe)['’]?s\b"
    r"|\bworld(?:['’]s)?[- ](?:leading|class|largest|renowned)\b|\b(?:ranked|ranks|recogni[sz]ed"
    r"|designated|accredited) "
    r"(?:\w+ ){0,3}(?:among|as|by|in|one|no\b)"
    r"|\b(?:employs|employees|faculty physicians|charitable status|nonprofit|not-for-profit|subsidiary of"
    r"|member of the"
    r"|affiliated with|teaching and patient[- ]care|patents|shareholders|partner organi[sz]ations)\b"
    r"|\b(?:legacy|tradition|record|history) of (?:achievement|excellence|innovation|discover)"
    r"|\bfor more information,?[^.]{0,90}\b(?:visit|see|go to)|\b(?:please )?visit *(?:https?:|www\.)"
    r"|\blearn more (?:at|about us)\b",
    re.IGNORECASE,
)
ONE_OF_THE_BEST = re.compile(
    r"^[^.]{0,90}\bis (?:one of|among) the (?:world|nation|country|region|state|continent|us|uk)['’]?s\b",
    re.IGNORECASE,
)
CLINICAL = re.compile(
    r"\b\d[\d.,]* ?(?:mg|mcg|µg|ug|g/m|mL)\b|\bindicated (?:for|in|as)\b|\bis (?:an? )?(?:approved"
    r"|licen[sc]ed)\b"
    r"|\b(?:was|were|been) approved\b|\bplacebo\b|\bhazard ratio\b|\bmedian\b|\bp ?[<=] ?0?\.\d"
    r"|\brandomi[sz]ed\b"
    r"|\bphase (?:[1-4]|i{1,3}|iv)[ab]?\b|\b\d+(?:\.\d+)? ?(?:%|per ?cent\b)|\bside effects?\b|\badverse\b"
    r"|\bpatients (?:with|who|treated|receiving)\b",
    re.IGNORECASE,
)
QUOTE = re.compile(r"^[\"“‘']")
CITATION = re.compile(
    r"\bet al\b|\bdoi\b|\b(?:19|20)\d\d ?;|\bpublished (?:online|in)\b|^\W?\d{1,2}[.)\]]? [A-Z]"
)
CONTACT_HEADING = re.compile(
    r"^(?:(?:company|media|press|investors?|news|public relations|pr|patient|corporate|for (?:more|further))"
    r"[\w /&-]{0,40}\b(?:contacts?|inquiries|enquiries|relations|information,? contact)\b.{0,40}"
    r"|contacts?(?: information| us)?)"
    r"\s*:?$",
    re.IGNORECASE,
)
LEGAL_HEADING = re.compile(
    r"^(?:.{0,60}forward[- ]looking (?:statements?|information)|safe harbou?r.{0,60}|disclosure notice"
    r"|cautionary (?:note|statement)"
    r".{0,60}|legal notices?|disclaimer|terms (?:of use|and conditions))\s*:?$",
    re.IGNORECASE,
)
LEGAL_WORDS = re.compile(
    r"\b(?:risks?|uncertaint(?:y|ies)|could cause|actual results|securities|form (?:10-[kq]|20-f|8-k)"
    r"|sec\b|obligation|assumptions"
    r"|statements|no assurance|differ materially)\b",
    re.IGNORECASE,
)

# Of a release, what its author wrote under it; kinds of regions.
RELEASE_KINDS = frozenset({"about", "contact", "legal"})
SITE_WORDS = re.compile(
    r"\ball rights reserved\b|^(?:copyright\b|©|\(c\) )|\bmay not be (?:published|reproduced|republished"
    r"|redistributed|broadcast)\b|\b(?:medical|professional|legal) (?:advice|diagnosis|opinion)\b"
    r"|^(?:terms of (?:use|service)|privacy policy|disclaimer)\b",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\b(?:enable|turn on|activate|requires?|without|supports?) java ?script\b"
    r"|\bjava ?script (?:is|has been|must be|needs to be)\b|\b(?:enable|accept|turn on) (?:all )?cookies\b"
    r"|\b(?:page|url)\b[^.]{0,60}\b(?:not|n[’']t|cannot)(?: be)? (?:found|exist)\b"
    r"|\b(?:error|http) ?40[34]\b|^40[34](?:$| ?[-–—:|]| (?:error|not found|page|forbidden))"
    r"|\b(?:page|article)\b[^.]{0,40}\b(?:no longer (?:exists|available)"
    r"|has (?:been )?(?:moved|removed|expired))\b"
    r"|\bwe value your privacy\b"
    r"|\bour (?:\d{1,5} )?partners\b[^.]{0,80}\b(?:cookies|identifiers|your device)\b"
    r"|\b(?:verify(?:ing)?|confirm|checking) (?:that |if )?you(?: are|[’']re) (?:a )?human\b"
    r"|^access denied\W?$|\baccess to this (?:page|site|resource) (?:has been|is) denied\b"
    r"|\bchecking your browser\b|^(?:loading|please wait)\W{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
MAX_NOTICE = 700
"""Characters of a page's text that may be nothing but a notice."""

MAX_HEADING_WORDS = 14
TAIL = 0.6
"""Of the text; an organization that describes itself without a heading does so after this point."""
WRAPPED_AT = 120
"""Characters; a text without a longer line is hard-wrapped, and its paragraphs end at blank lines only."""


class Paragraph(NamedTuple):
    """A paragraph of the text: code points, half-open, without the white space around it."""

    start: int
    end: int
    text: str

    @property
    def is_heading(self) -> bool:
        """A short line that is no sentence: "Key Findings", "About the trial", "MEDIA CONTACT:"."""
        return len(self.text.split()) <= MAX_HEADING_WORDS and self.text[-1] not in '.!?"”,;'


def find_boilerplate(text: str) -> list[Region]:
    """The regions of `text` that hold no facts, in text order, not overlapping; the title is never in one.

    Kinds: author (biographies, lists of authors), follow, comments, about (a company, a university), contact,
    legal (copyright, forward-looking statements), furniture (share bars, newsletters, cookies).
    """
    paragraphs = list(_paragraphs(text))
    kinds: list[str | None] = [None] * len(paragraphs)
    i = 1
    while i < len(paragraphs):
        length, kind = _section_at(paragraphs, i)
        kinds[i : i + length] = [kind] * length
        i += max(length, 1)
    for i in range(1, len(paragraphs)):
        kinds[i] = kinds[i] or _own_kind(paragraphs[i].text)
    return _join(paragraphs, kinds)


def drop_boilerplate(text: str) -> str:
    """`text` without its boilerplate; paragraphs stay one blank line apart."""
    return _without(text, find_boilerplate(text))


def drop_site_boilerplate(text: str) -> str:
    """`text` without what the site says of itself and its readers; what closes a release stays.

    Company sections, forward-looking statements and the contacts that follow them are the author's text.
    """
    dropped, closing = [], False
    for region in find_boilerplate(text):
        words = text[region.start : region.end]
        if region.kind in RELEASE_KINDS and not SITE_WORDS.search(words):
            closing = closing or _closes_release(region.kind, words)
            if closing:
                continue
        dropped.append(region)
    return _without(text, dropped)


def _without(text: str, regions: list[Region]) -> str:
    """`text` less the regions, which are in order; what is left stays one blank line apart."""
    kept, at = [], 0
    for region in regions:
        kept.append(text[at : region.start].strip())
        at = region.end
    kept.append(text[at:].strip())
    return "\n\n".join(part for part in kept if part)


def _closes_release(kind: str, words: str) -> bool:
    """A section under its heading; a telephone number in a line of the page may be the site's own."""
    first, _, rest = words.partition("\n")
    return kind in {"about", "legal"} or (kind == "contact" and bool(CONTACT_HEADING.match(first) and rest))


def is_notice(title: str | None, story: str) -> bool:
    """Whether a page tells only that it cannot be shown: no such page, scripts needed, consent asked for.

    Certain cases alone: a short text that says so, and nothing of medicine beside it.
    """
    whole = f"{title or ''}\n{story}"
    if len(story) > MAX_NOTICE or CLINICAL.search(story):
        return False
    return NOTICE.search(whole) is not None


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Lines; in hard-wrapped text blocks between blank lines, a heading on a block's first line apart."""
    wrapped = all(len(line) <= WRAPPED_AT for line in text.splitlines())
    pattern = r"[^\r\n]*\S[^\r\n]*(?:\r?\n[^\r\n]*\S[^\r\n]*)*" if wrapped else r"[^\r\n]+"
    for match in re.finditer(pattern, text):
        block = match.group()
        first, _, rest = block.partition("\n")
        if rest and _opens_section(first.strip()):
            yield from _trimmed(match.start(), first)
            yield from _trimmed(match.start() + len(first) + 1, rest)
        else:
            yield from _trimmed(match.start(), block)


def _opens_section(line: str) -> bool:
    return any(pattern.match(line) for pattern in (ABOUT, CONTACT_HEADING, LEGAL_HEADING))


def _trimmed(start: int, block: str) -> Iterator[Paragraph]:
    if text := block.strip():
        start += len(block) - len(block.lstrip())
        yield Paragraph(start, start + len(text), text)


def _join(paragraphs: list[Paragraph], kinds: list[str | None]) -> list[Region]:
    """Neighbouring paragraphs of one kind become one region."""
    regions: list[Region] = []
    last: str | None = None
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind and kind == last:
            regions[-1] = Region(start=regions[-1].start, end=paragraph.end, kind=kind)
        elif kind:
            regions.append(Region(start=paragraph.start, end=paragraph.end, kind=kind))
        last = kind
    return regions


# --- a paragraph by itself


def _own_kind(text: str) -> str | None:
    """The kind of boilerplate that a paragraph shows by its own words, or None."""
    if QUOTE.match(text):
        return None
    for kind, cue, longest in CUES:
        if len(text) <= longest and re.search(cue, text, re.IGNORECASE) and _may_go(kind, text):
            return kind
    if _is_share_bar(text):
        return "furniture"
    if _is_contact(text):
        return "contact"
    return "furniture" if _is_grant_list(text) else None


def _may_go(kind: str, text: str) -> bool:
    """Figures of a result protect a paragraph; forward-looking statements may repeat them."""
    return kind in {"legal", "comments"} or not CLINICAL.search(text)


def _is_share_bar(text: str) -> bool:
    if len(text) > 120 or not SHARE_VERBS.search(text):
        return False
    return not SHARE_WORDS.sub("", text).strip()


def _is_contact(text: str) -> bool:
    """A phone number or an e-mail address with little else beside it, or with words of getting in touch."""
    if len(text) > MAX_CONTACT or not (PHONE.search(text) or EMAIL.search(text)) or CLINICAL.search(text):
        return False
    return len(text.split()) <= 8 or CONTACT_WORDS.search(text) is not None


def _is_grant_list(text: str) -> bool:
    """A funding paragraph of grant numbers; one that tells who makes the drug is kept."""
    numbers = GRANT_NUMBER.findall(text)
    return (
        len(numbers) >= 2
        and bool(GRANTS.search(text))
        and not PROVIDED.search(text)
        and not CITATION.search(text)
    )


# --- sections: how many paragraphs from the i-th on belong to one


def _section_at(paragraphs: list[Paragraph], i: int) -> tuple[int, str]:
    for section, kind in SECTIONS:
        if length := section(paragraphs, i):
            return length, kind
    return 0, ""


def _about_section(paragraphs: list[Paragraph], i: int) -> int:
    """ "About <organization>" and what follows it, to the next heading or to what is no longer about it."""
    heading = paragraphs[i]
    body = paragraphs[i + 1].text if i + 1 < len(paragraphs) else ""
    if match := ABOUT.match(heading.text) if heading.is_heading else None:
        if not body or not _is_organization(match["subject"], body):
            return 0
        return 2 + _run(paragraphs, i + 2, _continues_about)
    match = ABOUT_INLINE.match(heading.text)
    if match and _is_organization(match["subject"], heading.text[match.end() :]):
        return 1 + _run(paragraphs, i + 1, _continues_about)
    return 0


def _is_organization(subject: str, body: str) -> bool:
    """Whether the section is about a company or an institution, not about a drug, a disease or a study."""
    if NOT_ORGANIZATION.search(subject):
        return False
    if ORGANIZATION_NAME.search(subject):
        return True
    return bool(ORGANIZATION_WORDS.search(body[:400]))


def _continues_about(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if ORGANIZATION_WORDS.search(text):
        return True
    return not (paragraph.is_heading or QUOTE.match(text) or CLINICAL.search(text) or CITATION.search(text))


def _untitled_about_section(paragraphs: list[Paragraph], i: int) -> int:
    """Praise of an institution that closes a release without a heading."""
    if ABOUT.match(paragraphs[i - 1].text):
        return 0
    if paragraphs[i].start < TAIL * paragraphs[-1].end or not _praises_organization(paragraphs[i].text):
        return 0
    return 1 + _run(paragraphs, i + 1, _continues_praise)


def _praises_organization(text: str) -> bool:
    if QUOTE.match(text) or CLINICAL.search(text) or CITATION.search(text):
        return False
    cues = {match.group().lower() for match in ORGANIZATION_WORDS.finditer(text)}
    return len(cues) >= 2 or bool(ONE_OF_THE_BEST.search(text) and ORGANIZATION_NAME.search(text))


def _continues_praise(paragraph: Paragraph) -> bool:
    return bool(ORGANIZATION_WORDS.search(paragraph.text)) and _continues_about(paragraph)


def _contact_section(paragraphs: list[Paragraph], i: int) -> int:
    """A contact heading and the short lines after it, as far as the last that is a number or an address."""
    if not CONTACT_HEADING.match(paragraphs[i].text):
        return 0
    length = 1
    for j in range(i + 1, min(i + 16, len(paragraphs))):
        text = paragraphs[j].text
        if len(text) > MAX_CONTACT or CLINICAL.search(text):
            break
        if PHONE.search(text) or EMAIL.search(text) or URL.search(text) or CONTACT_HEADING.match(text):
            length = j - i + 1
    return length


def _legal_section(paragraphs: list[Paragraph], i: int) -> int:
    if not LEGAL_HEADING.match(paragraphs[i].text):
        return 0
    return 1 + _run(paragraphs, i + 1, lambda paragraph: bool(LEGAL_WORDS.search(paragraph.text)))


def _run(paragraphs: list[Paragraph], i: int, belongs: Callable[[Paragraph], bool]) -> int:
    """How many paragraphs in a row from the i-th on belong."""
    length = 0
    while i + length < len(paragraphs) and belongs(paragraphs[i + length]):
        length += 1
    return length


SECTIONS = (
    (_about_section, "about"),
    (_untitled_about_section, "about"),
    (_contact_section, "contact"),
    (_legal_section, "legal"),
)
