"""The arms of an article: which sets of drugs it compares, and which of them a phrase stands for.

First the treatment phrases ("X plus Y", "chemotherapy alone", "the combination", "placebo"), then what they tell:
the drug that the article is about, what it was added to (the backbone), what a class word stands for ("chemotherapy
(carboplatin and paclitaxel)"), and so the studied and the control arm. `attribute.py` ties the facts to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.names.lexicon import drug_lexicon
from pipeline.extract.spans import Name
from pipeline.extract.window import fold

Drugs = frozenset[str]
CONTROL: Drugs = frozenset({"control"})
PLACEBO: Drugs = frozenset({"placebo"})

CONTROL_CLASSES = frozenset({
    "chemotherapy", "platinum-based chemotherapy", "taxane-based chemotherapy", "anthracycline-based chemotherapy",
    "fluoropyrimidine-based chemotherapy", "chemoradiotherapy", "radiotherapy", "surgery", "stem cell transplant",
    "standard care", "standard treatment", "usual care", "supportive care", "observation", "no treatment",
    "investigator's choice", "background therapy", "active comparator",
})  # fmt: skip
"""Unnamed treatments; any other class word ("the PARP inhibitor") points to the drug of that class."""
CLASS_MEMBERS = {
    "platinum-based chemotherapy": frozenset({"cisplatin", "carboplatin", "oxaliplatin"}),
    "taxane": frozenset({"paclitaxel", "docetaxel", "nab-paclitaxel"}),
    "taxane-based chemotherapy": frozenset({"paclitaxel", "docetaxel", "nab-paclitaxel"}),
}
"""What a class word stands for wherever the article names one of these."""
CYTOTOXICS = frozenset({
    "cisplatin", "carboplatin", "oxaliplatin", "paclitaxel", "docetaxel", "nab-paclitaxel", "gemcitabine", "pemetrexed", "capecitabine",
    "fluorouracil", "irinotecan", "doxorubicin", "epirubicin", "daunorubicin", "idarubicin", "cyclophosphamide", "ifosfamide", "vinorelbine",
    "vincristine", "vinblastine", "eribulin", "etoposide", "topotecan", "dacarbazine", "temozolomide", "cytarabine", "fludarabine", "bendamustine",
    "chlorambucil", "melphalan", "methotrexate", "leucovorin", "trifluridine + tipiracil", "azacitidine", "decitabine", "mitoxantrone", "ixabepilone",
    "folfox", "folfiri", "folfirinox", "capox", "flox", "chop", "abvd", "5-fu", "s-1",
})  # fmt: skip

_DOSE = r"(?:[\s,]*\d[\d,.·/]*\s?(?:mg|mcg|µg|μg|g|ml|mL|iu|milligrams?)(?:\s?/\s?(?:m2|m²|kg|d|day))?|\s+auc\s?\d(?:\.\d)?)?"
_ASIDE = r"[®™]?[)\]]?(?:[®™]|\s*[(\[][^()\[\]]{0,60}[)\]])*"
_ARTICLE = r"(?:(?:a|an|the|standard|low-dose|high-dose|either|either of|investigator['’]s choice of|dose-dense|weekly|oral|intravenous|two|both|its|other|same|older|additional|combination|adjuvant|standard-of-care|drug|drugs|chemotherapies|chemotherapy drugs)\s+){0,3}(?:(?:the\s+|a\s+|an\s+)?(?:[\w-]+\s+){1,2}(?:drugs?|agents?|antibody|inhibitor|medicine|pill)\s+(?:called\s+)?)?"
_JOIN = re.compile(
    rf"{_ASIDE}{_DOSE}\s*(?:,?\s*(?:plus|and|with|\+|/|&|combined with|in combination with|together with|alongside|given with|given alongside|paired with|along with|followed by|as well as|combined|on top of)|[-–—]|,)\s*{_ARTICLE}"
)
_ADDED_TO = re.compile(rf"{_ASIDE}{_DOSE}(?:-{{1,2}}|\s*[,–—])?[^.;]{{0,60}}?\s*\b(?:to|on top of)\s+{_ARTICLE}")
_CHOICE = re.compile(rf"{_ASIDE}{_DOSE}\s*,?\s+or\s+(?:with\s+|the\s+|a\s+)?")
# "chemotherapy (carboplatin and paclitaxel)", "the PARP inhibitor olaparib", "the only approved drug for melanoma, X"
_CLASS_THEN_DRUG = re.compile(r"[®™]?\s*(?:[(\[]|\s(?:drugs?|agents?|regimens?|medicines?|pills?|combination)?\s*(?:called|named|known as|of)?\s*(?:for\s\w+)?,?(?:--|—|–)?\s*(?:a combination of\s)?(?:the\s)?(?:drugs?\s)?)")
_DRUG_THEN_CLASS = re.compile(r"[®™]?(?:\s*[(\[][^()\[\]]{0,40}[)\]])?,\s+(?:an?|the)\s+(?:[\w'’-]+\s+){0,5}?|[®™]?\s+")
_SAME = re.compile(r"[®™]?\s*[(\[,]?\s*(?:also known as |known \w+ as |called |sold as |marketed as )?")
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$")
_ALONE = re.compile(r"^[®™]?\W{0,3}(?:mono(?:therapy)?|alone|by itself|by themselves|only|on its own|on their own|single[- ]agent|as a single agent)\b")
_ONLY_BEFORE = re.compile(r"\b(?:only|just|single-agent|solely)\s+(?:the\s+|a\s+)?(?:standard\s+)?$")
_OPEN = re.compile(r"^\W{0,3}(?:[\w ]{0,12})?\b(?:alone or (?:in combination )?with|alone or combined|alone and in combination)\b")
_OR_COMBINED = re.compile(r"\b(?:alone or|with or without|alone and)\s+(?:in combination\s+|combined\s+)?(?:with\s+)?$")
_ADDING = re.compile(r"\b(?:adding|addition of|add|adds|added|putting|put)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,5}$")
_COMPARATOR = re.compile(
    r"(?:\b(?:versus|vs\.?|compared (?:with|to)|than|over|against|as opposed to|relative to|in comparison (?:with|to)|rather than|instead of|superior to|inferior to|better than|beat|beats|bested|outperformed)\s+"
    r"(?:[\w'’%.,-]+\s+){0,7}|\bor\s+(?:(?:to|the|a|an|matching|with|from)\s+){0,2})$"
)
_BESIDE = re.compile(r"\b(?:along with|alongside|plus|in addition to|on top of|together with|combined with|in combination with|with|and|added to)\s+(?:a |an |the |standard |their |usual |conventional |different |same ){0,2}$")
_POINTER = re.compile(
    r"\b(?P<control>(?:the )?(?:controls?|comparator|control[- ]group|standard)[- ](?:group|arm|patients|regimen)s?|controls\b|the control\b|(?:the )?(?:doublet|comparator)\b|nonusers|non-users|untreated (?:patients|group)|"
    r"(?:those|people|patients|women|men) (?:who did not|not (?:taking|receiving|given|treated)|without (?:it|the drug|treatment))|without it\b|the (?:others|other (?:group|arm|patients|women|half))|the rest\b|the older (?:drug|treatment)|the standard (?:drug|treatment))"
    r"|(?P<triplet>(?:the )?triplet(?: group| arm)?|(?:the )?three-drug (?:regimen|combination|therapy|group|arm))|(?P<latter>the latter)|(?P<former>the former)"
    r"|(?P<combination>(?:the |this |that )?(?:new |drug |two-drug |three-drug |four-drug |experimental )*(?:combination|combo|cocktail|duo|pairing)(?:[- ](?:group|arm|therapy|treatment|patients|recipients))?s?)"
    r"|(?P<main>(?:the |this )?(?:new |experimental |study |investigational |active |novel |oral |targeted |immunotherapy |biotech |cancer |trial )*(?:drug|antibody|agent|pill|tablet|vaccine|compound|inhibitor|biologic|medicine|medication|treated|intervention|investigational|experimental|treatment)[- ](?:group|arm|recipients|takers|treated patients)s?"
    r"|the (?:new |experimental |study |real |active |investigational |immunotherapy |targeted |cancer |oral |actual )*(?:drug|antibody|agent|pill|tablet|vaccine|compound|biologic|medicine|medication|jab|shot)\b(?! company| maker|maker|s\b)|active (?:drug|treatment|tablets?))"
)
_THOSE_DRUGS = re.compile(r"\b(?:those|these|the same|the two|both|the three)\s+(?:two\s+|three\s+|same\s+)?(?:drugs|agents|chemotherapies|medicines|medications)\b")


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
    last_class: str | None = None
    """The class word that ends the phrase, to be explained by what follows."""
    beside: bool = False
    """Stands behind "along with", "plus": given together with what was named before."""
    plural: bool = False
    """A class word in the plural ("SSRIs"): drugs of that class in general, not the article's own."""


def find_treatments(text: str, names: Sequence[Name]) -> list[Treatment]:
    """The treatment phrases of `text` in order: drugs, classes and placebo joined by "plus", "and", "with" ..."""
    lower = fold(text)
    named = {n.name for n in names if n.kind == "DRUG"}
    phrases: list[Treatment] = []
    for mention in _mentions(lower, names):
        current = _start(mention, named, phrases)._replace(plural=mention.kind == "DRUG_CLASS" and lower[mention.end - 1] == "s")
        previous = phrases[-1] if phrases else None
        joined = _join(lower, previous, current) if previous is not None else None
        if joined is not None:
            phrases[-1] = joined
        else:
            phrases.append(current)
    phrases = [_with_context(lower, phrase) for phrase in phrases]
    return sorted([*phrases, *_find_pointers(lower, phrases)], key=lambda t: (t.start, t.end))


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
        return Treatment(mention.start, mention.end, before[-1].drugs if before else frozenset())
    if mention.kind == "DRUG":
        return Treatment(mention.start, mention.end, _components(mention.name, named))
    if mention.kind == "PLACEBO":
        return Treatment(mention.start, mention.end, placebo=True)
    return Treatment(mention.start, mention.end, classes=frozenset({mention.name}), last_class=mention.name)


def _components(name: str, named: set[str]) -> Drugs:
    """A fixed combination is its parts; a named regimen is, if the article names each of them."""
    if " + " in name:
        return frozenset(name.split(" + "))
    for entry in drug_lexicon().get(name):
        if entry.components and set(entry.components) <= named:
            return frozenset(entry.components)
    return frozenset({name})


def _join(lower: str, first: Treatment, second: Treatment) -> Treatment | None:
    """One phrase of two, if the words between join them: "X plus Y", "X (brand)", "a class drug, X"."""
    if second.start - first.end > 110:
        return None
    gap = lower[first.end : second.start]
    if first.drugs and second.drugs and second.drugs <= first.drugs and _SAME.fullmatch(gap):
        return first._replace(end=second.end)
    explained = _explain(first, second, gap)
    if explained is not None:
        return explained
    joined = _JOIN.fullmatch(gap) or (_CHOICE.fullmatch(gap) and _alternatives(first, second))
    if not joined and first.drugs and _ADDING.search(lower[max(0, first.start - 60) : first.start]):
        joined = _ADDED_TO.fullmatch(gap)
        first = first._replace(added=first.drugs)
    if not joined or (_BETWEEN.search(lower, max(0, first.start - 16), first.start) and "and" in gap):
        return None
    drugs, classes = first.drugs | second.drugs, first.classes | second.classes
    if first.naming and _same_bracket(gap) and second.drugs and not second.classes:
        name, members = first.naming[-1]
        naming: tuple[tuple[str, Drugs], ...] = (*first.naming[:-1], (name, members | second.drugs))
    else:
        naming = first.naming + second.naming
    return Treatment(first.start, second.end, drugs, classes, first.placebo or second.placebo, added=first.added, naming=naming, last_class=second.last_class)


def _explain(first: Treatment, second: Treatment, gap: str) -> Treatment | None:
    """ "chemotherapy (carboplatin": the drug says what the class word means; "X, a PARP inhibitor" likewise."""
    if first.last_class and second.drugs and not second.classes and _CLASS_THEN_DRUG.fullmatch(gap) and not gap.strip(" ").startswith(","):
        if not _fits(first.last_class, second.drugs):
            return None
        return first._replace(end=second.end, drugs=first.drugs | second.drugs, naming=(*first.naming, (first.last_class, second.drugs)), last_class=None)
    if first.drugs and second.classes and not second.drugs and _DRUG_THEN_CLASS.fullmatch(gap):
        name = next(iter(second.classes))
        if not _fits(name, first.drugs) or len(first.drugs) > 1 and name not in CONTROL_CLASSES:
            return None
        return first._replace(end=second.end, naming=(*first.naming, (name, first.drugs)))
    return None


def _fits(class_name: str, drugs: Drugs) -> bool:
    return "chemotherapy" not in class_name or drugs <= CYTOTOXICS


def _same_bracket(gap: str) -> bool:
    return ")" not in gap and re.fullmatch(r"[®™]?,?\s*(?:and|plus|with|or|/|\+|-)?\s*", gap) is not None


def _alternatives(first: Treatment, second: Treatment) -> bool:
    """ "cisplatin or carboplatin": either serves as the platinum of one arm."""
    return any(first.drugs & family and second.drugs & family for family in CLASS_MEMBERS.values())


def _with_context(lower: str, phrase: Treatment) -> Treatment:
    after = lower[phrase.end : phrase.end + 40]
    before = lower[max(0, phrase.start - 80) : phrase.start]
    clause = re.split(r"[.;]\s", before)[-1]
    open_end = _OPEN.match(after) is not None or re.search(r"\balone or\b", after) is not None
    added = phrase.added or (phrase.drugs if _ADDING.search(clause) and not phrase.classes else frozenset())
    return phrase._replace(
        alone=not open_end and (_ALONE.match(after) is not None or _ONLY_BEFORE.search(before) is not None),
        added=added,
        comparator=_COMPARATOR.search(clause) is not None and not _OR_COMBINED.search(clause),
        beside=_BESIDE.search(clause) is not None,
    )


def _find_pointers(lower: str, phrases: Sequence[Treatment]) -> Iterable[Treatment]:
    taken = [(p.start, p.end) for p in phrases]
    for match in _POINTER.finditer(lower):
        start, end = match.span()
        if any(s < end and start <= e + 1 for s, e in taken if s < end and start <= e + 1):
            continue
        yield Treatment(start, end, pointer=match.lastgroup)


class Arms:
    """What an article tells of its arms.

    lead: the drug that the article is about. backbone: for a drug that was added to others, those others.
    main, control: the studied arm and the one it is compared with, as sets of drugs; empty if unknown.
    """

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.treatments = find_treatments(text, names)
        self.members = self._class_members(names)
        self.lead = self._lead_drug(text, names)
        self.backbone = self._backbones()
        self.lead = next((drug for drug, b in self.backbone.items() if self.lead in b), self.lead)
        self.main = self._arm_of(frozenset({self.lead})) if self.lead else frozenset()
        self.control = self._control()

    # ---- what the article tells

    def _class_members(self, names: Sequence[Name]) -> dict[str, Drugs]:
        """Class word -> the drugs that it stands for in this article."""
        named = {n.name for n in names if n.kind == "DRUG"}
        members = {name: drugs & named for name, drugs in CLASS_MEMBERS.items() if drugs & named}
        for treatment in self.treatments:
            for name, drugs in treatment.naming:
                members.setdefault(name, drugs)
        if "chemotherapy" not in members:
            cytotoxic = [t.drugs & CYTOTOXICS for t in self.treatments if len(t.drugs & CYTOTOXICS) > 1]
            if cytotoxic:
                members["chemotherapy"] = cytotoxic[0]
        return members

    @staticmethod
    def _lead_drug(text: str, names: Sequence[Name]) -> str | None:
        """The drug that the article is about: named in title or lead, and often."""
        title_end = text.find("\n")
        weights: Counter[str] = Counter()
        first: dict[str, int] = {}
        drugs = [n for n in names if n.kind == "DRUG"]
        named = {n.name for n in drugs}
        for previous, name in zip([None, *drugs], drugs, strict=False):
            if previous and previous.name == name.name and name.start - previous.end <= 4:
                continue  # "generic (Brand)" is one mention
            for part in _components(name.name, named):
                first.setdefault(part, name.start)
                weights[part] += 1 + 5 * (name.start < title_end) + (name.start < title_end + 700)
        return min(weights, key=lambda name: (-weights[name], first[name]), default=None)

    def named(self, t: Treatment) -> Drugs:
        """The drugs of a phrase, class words replaced by the drugs that they stand for."""
        drugs = set(t.drugs)
        explained = {name for name, _ in t.naming}
        for name in t.classes - explained:
            drugs |= self.members.get(name, frozenset())
        return frozenset(drugs)

    def _backbones(self) -> dict[str, Drugs]:
        """Drug -> what it was added to: from "X plus B versus B", "B plus placebo", "adding X to B"."""
        phrases = [(t, self.named(t)) for t in self.treatments if t.pointer is None]
        controls = {drugs for t, drugs in phrases if drugs and (t.placebo or t.alone or t.comparator) and not t.added}
        found: dict[str, Drugs] = {}
        for t, drugs in phrases:
            if t.added and drugs - t.added:
                self._note(found, t.added, drugs - t.added)
            if t.placebo or t.alone:
                continue
            for control in sorted(controls, key=len, reverse=True):
                if control < drugs:
                    self._note(found, drugs - control, control)
                    break
        self._widen(found, [drugs for t, drugs in phrases if not t.comparator])
        return found or self._frequent_partner()

    @staticmethod
    def _note(found: dict[str, Drugs], added: Drugs, backbone: Drugs) -> None:
        for drug in added:
            found.setdefault(drug, backbone)

    @staticmethod
    def _widen(found: dict[str, Drugs], phrases: Sequence[Drugs]) -> None:
        """A backbone told in two places ("pemetrexed", "pemetrexed with cisplatin or carboplatin") is their union."""
        for drug, backbone in list(found.items()):
            for drugs in phrases:
                if len(backbone) == 1 and drugs > backbone and drug not in drugs and drugs <= CYTOTOXICS:
                    backbone = drugs
            found[drug] = backbone - {drug}

    def _frequent_partner(self) -> dict[str, Drugs]:
        """A drug that is mostly named within one combination is that combination."""
        if self.lead is None:
            return {}
        with_lead = [self.named(t) for t in self.treatments if self.lead in t.drugs]
        combined = Counter(d for d in with_lead if len(d) > 1)
        if not combined:
            return {}
        drugs, count = max(combined.items(), key=lambda item: (item[1], sorted(item[0])))
        singles = sum(1 for d in with_lead if len(d) == 1)
        return {self.lead: drugs - {self.lead}} if count >= 3 and 2 * count >= singles else {}

    def _arm_of(self, drugs: Drugs) -> Drugs:
        """The whole arm that these drugs stand for: a drug given on top of others brings those along."""
        whole = set(drugs)
        for drug in drugs:
            backbone = self.backbone.get(drug)
            if backbone and drugs - {drug} <= backbone:
                whole |= backbone
        return frozenset(whole)

    def _control(self) -> Drugs:
        if self.lead in self.backbone:
            return self.backbone[self.lead]
        votes: Counter[Drugs] = Counter()
        for t in self.treatments:
            if t.pointer is None and (t.comparator or t.placebo) and self.lead not in self.named(t):
                votes[self._unnamed(t)] += 1 + t.placebo
        if not votes:
            return frozenset()
        return min(votes, key=lambda drugs: (-votes[drugs], sorted(drugs)))

    def _unnamed(self, t: Treatment) -> Drugs:
        return self.named(t) or (PLACEBO if t.placebo and not t.classes else CONTROL)

    # ---- what a phrase stands for

    def resolve(self, t: Treatment, before: Sequence[Treatment] = ()) -> Drugs:
        """The arm that a phrase stands for; `before` are the phrases before it, for "the former", "the drug"."""
        if t.pointer is not None:
            return self._resolve_pointer(t, before)
        drugs = self.named(t)
        backbone = self.backbone.get(self.lead or "", frozenset())
        if t.placebo:
            return drugs or backbone or self._unnamed(t)
        if not drugs:
            if t.beside and not t.comparator and not t.alone:
                return self.main
            if t.classes & CONTROL_CLASSES or t.comparator or t.plural:
                return backbone or CONTROL
            return self.main
        if t.added:
            return self._arm_of(drugs) if set(self.backbone) & drugs else drugs | self.main
        if drugs < backbone and not t.alone:
            return backbone
        return drugs if t.alone else self._arm_of(drugs)

    def _resolve_pointer(self, t: Treatment, before: Sequence[Treatment]) -> Drugs:
        named = [p for p in before if p.pointer is None]
        if t.pointer == "control":
            return self.control or CONTROL
        if t.pointer in ("former", "latter") and len(named) >= 2:
            return self.resolve(named[-2 if t.pointer == "former" else -1])
        if t.pointer == "triplet" or (t.pointer == "combination" and self.lead in self.backbone):
            return self.main
        if t.pointer == "combination":
            combined = [self.resolve(p) for p in named if len(self.named(p)) > 1 or p.added]
            return combined[-1] if combined else self.main
        recent = [self.resolve(p) for p in named if p.drugs and not p.comparator]
        return recent[-1] if recent and self.lead is None else self.main

    def phrases_between(self, start: int, end: int) -> Iterator[Treatment]:
        """The phrases that begin in [start, end)."""
        return (t for t in self.treatments if start <= t.start < end)
