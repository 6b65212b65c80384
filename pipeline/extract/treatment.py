"""Treatment phrases: drugs, class words and placebo joined by "plus", "and", "with", and words that point
to them.

What a phrase says of itself is told here: placebo, alone, added to, behind "versus", as earlier treatment.
Which
arm it stands for is told in arms.py, from all phrases of the article together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.extract.names.lexicon import drug_lexicon
from pipeline.extract.scan import Row, Scanner, Signs
from pipeline.extract.shared import is_shared
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name
from pipeline.extract.window import fold

Drugs = frozenset[str]
CONTROL: Drugs = frozenset({"control"})
PLACEBO: Drugs = frozenset({"placebo"})

CONTROL_CLASSES = frozenset(
    """chemotherapy|platinum-based chemotherapy|taxane-based chemotherapy|anthracycline-based chemotherapy|
    fluoropyrimidine-based chemotherapy|chemoradiotherapy|radiotherapy|surgery|stem cell transplant|
    standard care|standard treatment|usual care|supportive care|observation|no treatment|
    investigator's choice|background therapy|active comparator""".replace("\n    ", "").split("|")
)
"""Unnamed treatments; any other class word ("the PARP inhibitor") points to the drug of that class."""
CLASS_MEMBERS = {
    "platinum-based chemotherapy": frozenset({"cisplatin", "carboplatin", "oxaliplatin"}),
    "taxane": frozenset({"paclitaxel", "docetaxel", "nab-paclitaxel"}),
    "taxane-based chemotherapy": frozenset({"paclitaxel", "docetaxel", "nab-paclitaxel"}),
}
"""What a class word stands for wherever the article names one of these."""
CYTOTOXICS = frozenset(
    """cisplatin|carboplatin|oxaliplatin|paclitaxel|docetaxel|nab-paclitaxel|gemcitabine|pemetrexed|
    capecitabine|fluorouracil|5-fu|s-1|irinotecan|doxorubicin|epirubicin|daunorubicin|idarubicin|
    cyclophosphamide|ifosfamide|vinorelbine|vincristine|vinblastine|eribulin|etoposide|topotecan|
    dacarbazine|temozolomide|cytarabine|fludarabine|bendamustine|chlorambucil|melphalan|methotrexate|
    leucovorin|trifluridine + tipiracil|azacitidine|decitabine|mitoxantrone|ixabepilone|
    folfox|folfiri|folfirinox|capox|flox|chop|abvd""".replace("\n    ", "").split("|")
)
"""What "chemotherapy" may stand for."""

_ROUTE = (
    r"(?:,?\s+(?:orally|by mouth|intravenously|subcutaneously|iv|sc|po|as an? (?:infusion|injection)|"
    r"by (?:infusion|injection|drip)))?"
)
_DOSE = (
    r"(?:(?:[\s,]+at)?[\s,]*\d[\d,.·/]*\s?(?:mg|mcg|µg|μg|g|ml|mL|iu|milligrams?)(?:\s?/\s?(?:m2|m²|kg|d|"
    r"day))?|"
    rf"\s+auc\s?\d(?:\.\d)?)?{_ROUTE}(?:\s+(?:once|twice)?\s*(?:daily|weekly|a (?:day|week)|per day|"
    rf"every (?:\w+ )?(?:days?|weeks?|months?)))?{_ROUTE}(?:\s+on days? \d+(?:(?:,| and|, and| to|"
    rf" through|[-–]) ?\d+){{0,4}})?"
    r"(?:\s+(?:of (?:a|each|every)|in) [\w-]+ cycles?)?(?:\s+for (?:up to |about )?[\w-]+ (?:weeks|"
    r"months|cycles))?"
)
_ASIDE = r"[®™]?[)\]]?(?:[®™]|\s*[(\[](?![^()\[\]]{0,40}\bn\s?=)[^()\[\]]{0,60}[)\]])*"
_ARTICLE = (
    r"(?:(?:a|an|the|standard|low-dose|high-dose|either|either of|investigator['’]s choice of|"
    r"dose-dense|split-dose|reduced-dose|full-dose|standard-dose|weekly|oral|intravenous|two|both|its|"
    r"other|same|older|additional|combination|"
    r"adjuvant|standard-of-care|investigational|experimental|novel|drug|drugs|chemotherapies|"
    r"chemotherapy drugs)\s+){0,3}(?:(?:the\s+|"
    r"a\s+|an\s+)?(?:[\w-]+\s+){1,2}(?:drugs?|agents?|antibody|inhibitor|medicine|"
    r"pill|tablet|capsule|compound|conjugate|vaccine|immunotherapy|biologic)\s+(?:called\s+)?)?"
)
_JOIN = re.compile(
    rf"{_ASIDE}{_DOSE}\s*(?:,?\s*(?:plus|and|with|\+|/|&|combined with|in combination with|"
    rf"together with|alongside|given with|given alongside|paired with|along with|followed by|"
    rf"as well as|combined|on top of)|[-–—]|,)\s*{_ARTICLE}"
)
_LOOSELY = re.compile(rf"{_ASIDE}\s*(?:,|,?\s*and\b|&)\s*{_ARTICLE}")
"""A join that may only list: "X and Y are both antibodies"."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NEXT_ARM = re.compile(rf"[®™)\]]*{_DOSE}\s*(?:,|,?\s*(?:or|and|with))\s+{_ARTICLE}")
_BARE_COMMA = re.compile(rf"{_ASIDE}{_DOSE}\s*,\s*{_ARTICLE}")
_APPOSED = re.compile(r",\s*(?:an?|the)\s+$")
_WITH_PARTNER = re.compile(rf"{_ASIDE}{_DOSE}\s*(?:plus|with|\+|in combination with|combined with|alone)\b")
_LIST_GOES_ON = re.compile(rf"{_ASIDE}{_DOSE}\s*(?:,|,?\s*(?:and|or|plus|with)\b|[/&+)\]])")
_CLASS_WITH = re.compile(
    r"[®™]?\s*(?:,\s*)?(?:with|of|using|consisting of|comprising|including|such as|namely|either)\s+"
    r"(?:either\s+|one of\s+|the\s+)*"
)
_ADDED_TO = re.compile(
    rf"{_ASIDE}{_DOSE}(?:-{{1,2}}|\s*[,–—])?[^.;]{{0,60}}?\s*\b(?:to|on top of)\s+{_ARTICLE}"
)
_IS_ADDED = re.compile(
    rf"{_ASIDE}{_DOSE},?\s*(?:(?:that |which )?(?:is|was|were|are|be|being|been|should be|can be|"
    rf"could be|to be|"
    rf"when|if|once|had been)\s+)?(?:(?:added|put)\s+(?:to|on top of)|(?:given|taken|used|tested|"
    rf"tried)\s+(?:on top of|in addition to|together with|along with|alongside|"
    rf"in combination with))\s+{_ARTICLE}"
)
_WHEN_GIVEN = re.compile(
    rf"{_ASIDE}\s(?:[^.;,()]|\.\d){{0,70}}?\swhen (?:given|taken|used|added|combined|put)\s+"
    rf"(?:alongside|together with|along with|in addition to|in combination with|with|to|on top "
    rf"of)\s+{_ARTICLE}"
)
""" "X lengthened life by three months when given alongside Y": so told of the study in the lead."""
_LEAD = 1200
_LABEL = re.compile(r"[®™]?\)?\s*[(\[](?:the )?([A-Z][A-Za-z0-9+/-]{1,9})(?=[)\];,])")
_CHOICE = re.compile(rf"{_ASIDE}{_DOSE}\s*,?\s+or\s+(?:with\s+|the\s+|a\s+)?")
# "chemotherapy (carboplatin and paclitaxel)", "the PARP inhibitor olaparib", "the only approved drug for
# melanoma, X"
_CLASS_THEN_DRUG = re.compile(
    r"[®™]?\s*(?:[(\[]|\s(?:drugs?|agents?|regimens?|medicines?|pills?|combination)?\s*(?:called|"
    r"named|known as|of)?\s*(?:for\s\w+)?,?(?:--|—|"
    r"–)?\s*(?:a combination of\s)?(?:the\s)?(?:drugs?\s)?)"
)
_DRUG_THEN_CLASS = re.compile(
    r"[®™]?(?:\s*[(\[][^()\[\]]{0,40}[)\]])?,\s+(?:an?|the)\s+(?:[\w'’-]+\s+){0,5}?|[®™]?\s+"
)
_SAME = re.compile(r"[®™]?\s*[(\[,]?\s*(?:also known as |known \w+ as |called |sold as |marketed as )?")
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?(?:the\s+)?|\s+and\s+(?:the\s+)?")
_RESPECTIVELY = re.compile(r"(?:[^.;]|\.(?=\d)){0,160}\brespectively\b")
_AT_TIMES = re.compile(r"\bat (?:one|two|three|\d+)\b|\d[- ](?:year|month|week)\b")
_BOTH = re.compile(r"\bboth\s+(?:the\s+)?$")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_ALONE = re.compile(
    r"^[®™]?\W{0,3}(?:mono(?:therapy)?|alone|by itself|by themselves|only|on its own|on their own|"
    r"single[- ]agent|as a single agent)\b"
)
_ONLY_BEFORE = re.compile(r"\b(?:only|just|single-agent|solely)\s+(?:the\s+|a\s+)?(?:standard\s+)?$")
_OPEN = re.compile(
    r"^\W{0,3}(?:[\w ]{0,12})?\b(?:alone or (?:in combination )?with|alone or combined|"
    r"alone and in combination)\b"
)
_OR_COMBINED = re.compile(
    r"\b(?:alone or|with or without|alone and)\s+(?:in combination\s+|combined\s+)?(?:with\s+)?$"
)
_COMBINING = re.compile(
    r"\b(?:combinations? of|combining|combined|regimen of|cocktail of|mix(?:ture)? of|pairing|pairing of|"
    r"together,?|duo of|doublet of|triplet of)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,3}$"
)
_ADDING = re.compile(
    r"\b(?:adding|addition of|add|adds|added|putting|put(?! (?:on|in|"
    r"into)\b))\s+(?:the\s+)?(?:[\w'’-]+\s+){0,5}$"
)
_COMPARATOR = re.compile(
    r"(?:\b(?:versus|vs?\.?|compared (?:with|to)|than|over|against|as opposed to|relative to|"
    r"in comparison (?:with|to)|rather than|instead of|from [\d.·]+ (?:months|weeks|years|percent|"
    r"%) (?:with|on|for)|from [\d.·]+% (?:with|on|for)|(?:comparator|control|comparison|"
    r"other) (?:group|arm)s? (?:\([^()]*\) )?(?:[\w-]+ ){0,2}?(?:took|received|got|had|"
    r"pick(?:ed)?|choose|were given|was given)|superior to|inferior to|better than|beat|beats|"
    r"bested|outperform(?:s|ed)|match(?:es|ed)|topp(?:s|ed)|tops|outliv(?:es|ed)|outdo(?:es)?|"
    r"outdid|surpass(?:es|ed)|"
    r"trump(?:s|ed)|edge[sd] (?:out|past)|rivals|no worse than|no better than|"
    r"holds? its own against|unlike|as with|(?:bane|scourge|curse) of)\s+"
    r"(?:[\w'’%.,-]+\s+){0,7}|\b(?:and|but) (?:the other )?\d[\d,]* (?:\w+ )?(?:had|got|on|to|took|received|"
    r"receiving|taking|(?:were )?(?:given|assigned to|randomi[sz]ed to))\s+(?:only |the |a ){0,2}|"
    r"\bor\s+(?:(?:to|the|a|an|matching|with|from)\s+){0,2})$"
)
_BESIDE = re.compile(
    r"\b(?:along with|alongside|plus|in addition to|on top of|together with|combined with|"
    r"in combination with|added to)\s+(?:a |an |the |standard |their |usual |"
    r"conventional |different |same ){0,2}$"
)
_OPTIONAL = re.compile(r"\bwith (?:or|and) without\s+(?:(?:an?|the)\s+)?(?:[\w-]+\s+){0,3}?[\w,-]*\s*$")
_WITHOUT = re.compile(r"\b(?<!with or )(?<!and )(?:without|neither|nor)\s+(?:the\s+|any\s+)?$")
_YIELDS = re.compile(
    r"[®™]?[^.;?]{0,60}?\b(?:(?:makes?|made|making|gives?|gave) way (?:for|to)|replaced (?:by|with)|"
    r"swapped for|bows? out|dethroned)\b"
)
""" "rituximab makes way for the newer antibody": what it is held against."""
_FREE_OF = re.compile(r"[-‐‑]free\b")
_VERSUS = re.compile(
    r"\b(?:versus|vs\.?|compared (?:with|to)|than|against|"
    r"comparator group (?:\([^()]*\) )?(?:took|received)|control (?:group|"
    r"arm) (?:\([^()]*\) )?(?:took|received))\s+(?:the |with |those on |on )?$"
)
_POINTER = Row(
    "pointer",
    r"\b(?P<control>(?:the )?(?:controls?|comparator|control[- ]group|standard)[- ](?:group|arm|"
    r"patients|regimen)s?|controls\b|the control\b|(?:the )?comparator\b|nonusers|"
    r"non-users|(?<!previously )untreated (?:patients|group)|"
    r"(?:those|people|patients|women|men) (?:who did not (?:receive|take|get|use|have it)|"
    r"not (?:taking|receiving|given|treated)|without (?:it|the drug|treatment))|without it\b|"
    r"(?:(?<=those )|(?<=patients )|(?<=people )|(?<=% )|(?<=percent ))off (?:it|the drug|treatment)\b|"
    r"the untreated\b(?! \w)|"
    r"the (?:others|other (?:group|arm|patients|women|half))|the rest\b|(?:the|its|their|"
    r"an) (?:older|old|established|standard|usual|conventional|ageing) "
    r"(?:drug|treatment|agent|pill|tablet|therapy|rival|competitor|medicine|one)s?\b|(?:the|its|"
    r"their) rivals?\b|"
    r"(?:(?<=of )|(?<=in )|(?<=for ))the other(?=[.,;)])|the comparison (?:group|arm)|the (?:reference|"
    r"active) (?:drug|comparator)|the dummy\b)"
    r"|(?P<first>the first (?:group|arm|cohort)\b|group one\b)|(?P<second>the second (?:group|arm|cohort)\b|"
    r"the second(?= (?:were|was|had|lived|died|did|got|and|,))|group two\b)|"
    r"(?P<third>the third (?:group|arm|cohort)\b)"
    r"|(?P<doublet>(?:the )?doublet(?: group| arm)?)|(?P<triplet>(?:the )?triplet(?: group| arm)?|"
    r"(?:the )?three-drug (?:regimen|combination|"
    r"therapy|group|arm))|(?P<doses>(?:the|both|all) (?:two |three |four )?(?:doses|strengths)\b|"
    r"(?:the )?(?:higher|lower|highest|lowest|middle|larger|smaller) dose\b)|"
    r"(?P<latter>the latter)|(?P<former>the former)"
    r"|(?P<combination>(?:the |this |that )?(?:new |drug |two-drug |three-drug |four-drug |"
    r"experimental |tablet |two-pill |antibody |chemotherapy-free )*(?:combination|combo|cocktail|duo|"
    r"pairing|pair(?! of)|couple(?! of)|mix(?! of)|twosome)(?:[- ](?:group|arm|therapy|"
    r"treatment|patients|recipients))?s?|both (?:active )?(?:drugs|agents|pills|medicines|antibodies|"
    r"tablets))"
    r"|(?P<main>(?:the |this )?(?:new |experimental |study |"
    r"investigational |active |novel |oral |targeted |immunotherapy |biotech |cancer |"
    r"trial )*(?:drug|antibody|agent|pill|tablet|vaccine|compound|inhibitor|biologic|medicine|"
    r"medication|treated|intervention|investigational|experimental|treatment)[- ](?:group|arm|"
    r"recipients|takers|treated patients)s?"
    r"|the treated\b(?! \w)|the (?:new |experimental |study |real |active |investigational |"
    r"immunotherapy |targeted |"
    r"cancer |oral |actual |newer |kinase |dual |bispecific |injected |injectable |intravenous |infused |"
    r"nasal )*(?:drug|antibody|agent|pill|tablet|capsule|infusion|injection|bispecific|spray|"
    r"vaccine|compound|"
    r"biologic|conjugate|newcomer|medicine|medication|jab|shot)\b(?! company| maker|maker|s\b)|"
    r"all three (?:active|study|new) (?:drugs|agents|medicines)|active (?:drug|treatment|"
    r"tablets?))",
)
_POINTERS = Scanner([_POINTER])
_THE_ONE = re.compile(r"\bthe one(?: group| arm)?\b")
_FORM = re.compile(
    r"\b(?:antibody|conjugate|biologic|pill|tablet|capsule|oral|injection|injected|injectable|shot|jab|"
    r"infusion|"
    r"infused|intravenous|drip|bispecific)\b"
)
_CHOOSES = re.compile(
    r"\b(?:choice of|choose|chose|pick(?:ed)?|one of|either of|either)\s+(?:[\w,'’()/²-]+\s+){0,8}$"
)
_WAS_ADDED = re.compile(r"[®™)]*(?:,[^.;]{0,40},)?\s+(?:was|were)\s+(?:then\s+|also\s+)?added\b(?! to\b)")
_OFFERED = re.compile(
    r"\b(?:choice (?:of|between|among)|(?:could|can|might|to|would|who) (?:choose|chose|pick|"
    r"select)(?: between| from)?)\s+"
    r"(?:either\s+)?$"
)
_THEN = re.compile(rf"{_ASIDE}{_DOSE},?\s+(?:(?:and\s+)?then|followed by)\s+(?:by\s+)?(?:[\w-]+\s+){{0,4}}?")
_PRIOR = re.compile(
    r"\b(?:resistant to|resistance to|refractory to|intoleran(?:t of|ce (?:of|to))|failed|"
    r"failure of|progress(?:ed|ion) (?:on|after|during|following)|relapsed (?:on|after)|"
    r"previously (?:treated with|received|taken)|prior|previous|earlier|pretreated with|"
    r"after (?:receiving|taking|failing|treatment with|progression on)|been through|"
    r"had (?:already |previously |first )?(?:received|taken|had)|first had|condition(?:ed|ing) with|"
    r"premedicat(?:ed|ion) with|lymphodeplet(?:ed|ion|ing)(?: \w+)? (?:with|by|using)|could not tolerate|"
    r"despite|outrun|outgrown|"
    r"no longer respond\w* to)\s+(?:(?:[\w-]+\s+){0,4}cycles? of\s+)?(?:[\w-]+\s+){0,3}$"
)
_THOSE_DRUGS = Sought(
    r"\b(?:those|these|the same|the two|both|the three)\s+(?:two\s+|three\s+|same\s+)?(?:drugs|"
    r"agents|chemotherapies|medicines|medications)\b"
)


class Treatment(NamedTuple):
    """A phrase that names an arm, or points to one. Offsets are into the article."""

    start: int
    end: int
    drugs: Drugs = frozenset()
    classes: frozenset[str] = frozenset()
    placebo: bool = False
    alone: bool = False
    pointer: str | None = None
    """control, former, latter, combination, main: an arm that is named elsewhere."""
    added: Drugs = frozenset()
    """ "adding X": the drugs that come on top."""
    comparator: bool = False
    """Stands behind "versus", "than", "or" ..."""
    naming: tuple[tuple[str, Drugs], ...] = ()
    """Class words that the phrase itself explains: (class, its drugs)."""
    explaining: bool = False
    """Its last words explain a class word, and the explanation may go on."""
    last_class: str | None = None
    """The class word that ends the phrase, to be explained by what follows."""
    beside: bool = False
    """Stands behind "along with", "plus": given together with what was named before."""
    prior: bool = False
    """Named as earlier treatment: "resistant to imatinib"."""
    loose: bool = False
    """Joined by "and" or a comma only, which may list as well as combine."""
    lacking: bool = False
    """Behind "without": the arm that went without it."""
    optional: bool = False
    """Behind "with or without": on top of what is named before it, in one arm of two."""
    shared: bool = False
    """Given in every arm: "X or placebo, each on top of Y", "all patients also took Y"."""
    form: str = ""
    """What a pointer tells of its drug: "tablet", "infusion", "antibody"."""
    plural: bool = False
    """A class word in the plural ("SSRIs"): drugs of that class in general, not the article's own."""


def find_treatments(text: str, names: Sequence[Name], lead: str | None = None) -> list[Treatment]:
    """The treatment phrases of `text` in order: drugs, classes and placebo joined by "plus", "and", "with"
    ...

    lead: the drug that the article is about, if known: two others joined by "or" then share an arm.
    """
    lower = fold(text)
    named = {n.name for n in names if n.kind == "DRUG"}
    phrases: list[Treatment] = []
    for mention in _mentions(lower, names):
        current = _start(mention, named, phrases)._replace(
            plural=mention.kind == "DRUG_CLASS" and lower[mention.end - 1] == "s"
        )
        previous = phrases[-1] if phrases else None
        joined = _join(lower, previous, current, lead) if previous is not None else None
        if joined is not None:
            phrases[-1] = joined
        else:
            phrases.append(current)
    phrases = [_with_context(lower, phrase) for phrase in phrases]
    phrases = _share_on(lower, phrases)
    phrases += _find_labels(text, phrases)
    return sorted([*phrases, *_find_pointers(lower, phrases)], key=lambda t: (t.start, t.end))


def _share_on(lower: str, phrases: Sequence[Treatment]) -> list[Treatment]:
    """ "Both groups had A and B, then C": what follows upon what is shared is shared as well."""
    told: list[Treatment] = []
    for phrase in phrases:
        gap = lower[told[-1].end : phrase.start] if told and told[-1].shared else "."
        told.append(phrase._replace(shared=phrase.shared or _THEN.fullmatch(gap) is not None))
    return told


def _find_labels(text: str, phrases: Sequence[Treatment]) -> list[Treatment]:
    """Initials in brackets behind a combination, wherever they come again: "... (TRd)", "with TRd"."""
    taken = {i for p in phrases for i in range(p.start, p.end)}
    labels: set[str] = set()
    found: list[Treatment] = []
    for phrase in phrases:
        match = _LABEL.match(text, phrase.end)
        if len(phrase.drugs) < 2 or phrase.prior or not match or not _is_label(match[1], phrase.drugs):
            continue
        if match[1] in labels:
            continue  # its places are taken; to look again would take quadratic time
        labels.add(match[1])
        label = re.compile(rf"(?<![\w-]){re.escape(match[1])}(?!\w)")
        for again in label.finditer(text, match.end()):
            if again.start() not in taken:
                taken.update(range(*again.span()))
                found.append(Treatment(*again.span(), phrase.drugs))
    return found


def _is_label(label: str, drugs: Drugs) -> bool:
    capitals = sum(map(str.isupper, label))
    return capitals >= 2 and label[0].lower() in {drug[0] for drug in drugs}


def _mentions(lower: str, names: Sequence[Name]) -> list[Name]:
    """The names of treatments, and "those drugs", which stands for the phrase before it."""
    mentions = [n for n in names if n.kind in ("DRUG", "DRUG_CLASS", "PLACEBO")]
    taken = {(n.start, n.end) for n in mentions}
    for match in _THOSE_DRUGS.finditer(lower):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            mentions.append(Name(match.start(), match.end(), "THOSE", ""))
    return sorted(mentions)


def _start(mention: Name, named: set[str], phrases: Sequence[Treatment]) -> Treatment:
    if mention.kind == "THOSE":
        before = [p for p in phrases if len(p.drugs) > 1]
        listed = before[-1] if before else Treatment(mention.start, mention.end)
        return Treatment(mention.start, mention.end, listed.drugs, loose=listed.loose)
    if mention.kind == "DRUG":
        return Treatment(mention.start, mention.end, find_components(mention.name, named))
    if mention.kind == "PLACEBO":
        return Treatment(mention.start, mention.end, placebo=True)
    return Treatment(mention.start, mention.end, classes=frozenset({mention.name}), last_class=mention.name)


def find_components(name: str, named: set[str]) -> Drugs:
    """A named regimen is its parts, if the article names each of them."""
    for entry in drug_lexicon().get(name):
        if entry.components and set(entry.components) <= named:
            return frozenset(entry.components)
    return frozenset({name})


def _join(lower: str, first: Treatment, second: Treatment, lead: str | None) -> Treatment | None:
    """One phrase of two, if the words between join them: "X plus Y", "X (brand)", "a class drug, X"."""
    if second.start - first.end > 110:
        return None
    gap = lower[first.end : second.start]
    if first.drugs and second.drugs and second.drugs <= first.drugs and _SAME.fullmatch(gap):
        return None if _is_another_arm(first, gap) else first._replace(end=second.end)
    if first.drugs & second.drugs and _is_another_arm(first, gap):
        return None
    explained = _explain(first, second, gap, lead)
    if explained is not None:
        return explained
    if _BETWEEN.search(lower, max(0, first.start - 16), first.start) and "and" in gap:
        return None
    two_arms = (
        (second.placebo and first.drugs and not first.placebo)
        or (first.placebo and not first.drugs and _BOTH.search(lower, max(0, first.start - 12), first.start))
        or _one_each(lower, second.end)
    )
    if two_arms and _LISTED.fullmatch(gap):
        return None
    if _is_fronted(lower, first, second, gap) or _opens_arm(lower, first, second, gap):
        return None
    if _JOIN.fullmatch(gap) or (_CHOICE.fullmatch(gap) and _alternatives(lower, first, second, lead)):
        return _merge(first, second, gap)
    if first.drugs and (_IS_ADDED.fullmatch(gap) or (first.start < _LEAD and _WHEN_GIVEN.fullmatch(gap))):
        return _merge(first._replace(added=first.drugs), second, gap)
    adding = first.drugs and _ADDING.search(lower[max(0, first.start - 60) : first.start])
    if adding and _ADDED_TO.fullmatch(gap):
        return _merge(first._replace(added=first.drugs), second, gap)
    return None


def _is_another_arm(first: Treatment, gap: str) -> bool:
    """ "A plus B (120), A alone (118) or B alone": a drug that comes again in a list is in another arm."""
    several = len(first.drugs) + len(first.classes) > 1
    return several and _NEXT_ARM.fullmatch(_BRACKETS.sub("", gap)) is not None


def _opens_arm(lower: str, first: Treatment, second: Treatment, gap: str) -> bool:
    """ "A plus B (120), C plus D or C alone": behind a combination, a comma and a drug with a partner."""
    combined = len(first.drugs) > 1 and not first.loose and second.drugs
    return bool(combined and _BARE_COMMA.fullmatch(gap) and _WITH_PARTNER.match(lower, second.end))


def _is_fronted(lower: str, first: Treatment, second: Treatment, gap: str) -> bool:
    """ "compared with chemotherapy, nivolumab ...": a comma that opens the main clause, and joins no list."""
    if not _BARE_COMMA.fullmatch(gap) or _APPOSED.search(gap) or _LIST_GOES_ON.match(lower, second.end):
        return False
    return bool(first.last_class) != bool(second.classes) or bool(
        _VERSUS.search(lower, max(0, first.start - 40), first.start)
    )


def _one_each(lower: str, end: int) -> bool:
    """Whether "respectively" gives each drug of a list its own figure, not each of two times."""
    match = _RESPECTIVELY.match(lower, end)
    return match is not None and not _AT_TIMES.search(lower, max(0, end - 80), match.end())


def _merge(first: Treatment, second: Treatment, gap: str) -> Treatment:
    """Both phrases as one; a drug inside the bracket that explains a class word joins its members."""
    naming = first.naming + second.naming
    explaining = first.explaining and _same_bracket(gap)
    if explaining and second.drugs and not second.classes:
        name, members = first.naming[-1]
        naming = (*first.naming[:-1], (name, members | second.drugs))
    return Treatment(
        first.start,
        second.end,
        first.drugs | second.drugs,
        first.classes | second.classes,
        first.placebo or second.placebo,
        added=first.added,
        loose=first.loose or (bool(second.drugs) and _LOOSELY.fullmatch(gap) is not None),
        naming=naming,
        explaining=explaining,
        last_class=second.last_class,
    )


def _explain(first: Treatment, second: Treatment, gap: str, lead: str | None) -> Treatment | None:
    """ "chemotherapy (carboplatin": the drug says what the class word means; "X, a PARP inhibitor"
    likewise.
    """
    if (
        first.last_class
        and second.drugs
        and not second.classes
        and _CLASS_THEN_DRUG.fullmatch(gap)
        and not gap.strip(" ").startswith(",")
    ):
        if not _fits(first.last_class, second.drugs):
            return None
        return first._replace(
            end=second.end,
            drugs=first.drugs | second.drugs,
            naming=(*first.naming, (first.last_class, second.drugs)),
            explaining=True,
            last_class=None,
        )
    if _is_class_with(first, second, gap, lead):
        named = (first.last_class or "", frozenset[str]())
        return _merge(first._replace(naming=(*first.naming, named), explaining=True), second, "")
    if first.drugs and second.classes and not second.drugs and _DRUG_THEN_CLASS.fullmatch(gap):
        name = next(iter(second.classes))
        if not _fits(name, first.drugs) or (len(first.drugs) > 1 and name not in CONTROL_CLASSES):
            return None
        return first._replace(end=second.end, naming=(*first.naming, (name, first.drugs)))
    return None


def _is_class_with(first: Treatment, second: Treatment, gap: str, lead: str | None) -> bool:
    """ "standard therapy with methotrexate": what the comparator's class word stands for."""
    name = first.last_class
    if name not in CONTROL_CLASSES or not second.drugs or lead in second.drugs:
        return False
    return _CLASS_WITH.fullmatch(gap) is not None and _fits(name or "", second.drugs)


def _fits(class_name: str, drugs: Drugs) -> bool:
    return "chemotherapy" not in class_name or drugs <= CYTOTOXICS


def _same_bracket(gap: str) -> bool:
    return ")" not in gap and re.fullmatch(r"[®™]?,?\s*(?:and|plus|with|or|/|\+|-)?\s*", gap) is not None


def _alternatives(lower: str, first: Treatment, second: Treatment, lead: str | None) -> bool:
    """ "cisplatin or carboplatin", "versus gefitinib or erlotinib", "choice of A, B or C": they share one
    arm.
    """
    if first.placebo or second.placebo or not first.drugs or not second.drugs:
        return False
    if lead is not None and lead not in first.drugs | second.drugs:
        return True
    before = lower[max(0, first.start - 70) : first.start]
    if (_CHOOSES.search(before) and "either" not in before[-8:]) or _VERSUS.search(before):
        return True
    return any(first.drugs & family and second.drugs & family for family in CLASS_MEMBERS.values())


_AHEAD = Signs(
    adding=_ADDING,
    combining=_COMBINING,
    prior=_PRIOR,
    comparator=_COMPARATOR,
    or_combined=_OR_COMBINED,
    offered=_OFFERED,
    beside=_BESIDE,
    without=_WITHOUT,
    optional=_OPTIONAL,
)
_BEHIND = Signs(alone=_ALONE, open=_OPEN, alone_or=re.compile(r"\balone or\b"))


def _with_context(lower: str, phrase: Treatment) -> Treatment:
    behind = _BEHIND.find(lower[phrase.end : phrase.end + 40])
    before = lower[max(0, phrase.start - 80) : phrase.start]
    clause = re.split(r"[.;]\s|\n", before)[-1]
    ahead = _AHEAD.find(clause)
    was_added = not phrase.classes and _WAS_ADDED.match(lower, phrase.end) is not None
    added = phrase.added or (
        phrase.drugs if was_added or ("adding" in ahead and not phrase.classes) else frozenset()
    )
    return phrase._replace(
        loose=phrase.loose and "combining" not in ahead,
        alone=behind.isdisjoint(("open", "alone_or"))
        and ("alone" in behind or _ONLY_BEFORE.search(before) is not None),
        added=added,
        prior="prior" in ahead,
        comparator=("comparator" in ahead and "or_combined" not in ahead)
        or (len(phrase.drugs) > 1 and "offered" in ahead)
        or _YIELDS.match(lower, phrase.end) is not None,
        optional=bool(phrase.drugs) and "optional" in ahead,
        shared=is_shared(lower, clause, phrase.start, phrase.end),
        beside="beside" in ahead,
        lacking="without" in ahead or _FREE_OF.match(lower, phrase.end) is not None,
    )


_ASSIGNING = Sought(
    r"\b(?:assigned|randomi[sz]ed|randomly|allocated|allotted|pitted|compared|divided|split|either|put on|"
    r"received one of)\b"
)
_NEAR = 2000
"""Characters around the treatments in which the sentence that assigns them begins."""
_SENTENCE_ENDS = re.compile(r"[.!?][”\"]?\s+(?=[A-Z“])|\n")


def list_compared(text: str, treatments: Sequence[Treatment]) -> list[Treatment]:
    """The phrases of the first sentence that assigns people to two arms or more, in its order."""
    starts = [t.start for t in treatments]
    if not treatments:
        return []
    for match in _ASSIGNING.finditer(text, max(0, starts[0] - _NEAR), starts[-1] + _NEAR):
        end = _SENTENCE_ENDS.search(text, match.end())
        stop = end.start() if end else len(text)
        # "X was compared with Y" tells the first arm in front of its verb.
        start = (
            match.end() if match[0] not in ("compared", "pitted") else _sentence_start(text, match.start())
        )
        there = treatments[bisect_left(starts, start) : bisect_left(starts, stop)]
        named = [t for t in there if (t.drugs or t.placebo or t.classes) and not t.prior and not t.shared]
        if len(named) >= 2:
            return named
    return []


def _sentence_start(text: str, at: int) -> int:
    return max(
        (m.end() for m in _SENTENCE_ENDS.finditer(text, max(0, at - 300), at)), default=max(0, at - 300)
    )


def _find_pointers(lower: str, phrases: Sequence[Treatment]) -> Iterable[Treatment]:
    taken = sorted((p.start, p.end) for p in phrases)
    for match, _ in _POINTERS.scan(lower)["pointer"]:
        start, end = match.span()
        before = bisect_left(taken, (end, 0))
        if before and start <= taken[before - 1][1] + 1:
            continue
        if match[0] == "the other" and not _THE_ONE.search(lower, max(0, start - 150), start):
            continue
        form = _FORM.search(match[0])
        yield Treatment(start, end, pointer=match.lastgroup, form=form[0] if form else "")
