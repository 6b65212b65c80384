"""Whose number it is: the arm (set of drugs) that a fact describes.

First the treatment phrases of the article ("X plus Y", "chemotherapy alone", "the combination", "placebo"), then
what the article tells of its arms (which drug is the main one, what was added to what), then for every fact the
phrase that its sentence ties it to: behind it ("20% on placebo"), before it, in order ("respectively"), or by
comparison ("63 percent versus 27 percent"). Without one, the fact is about the study's main treatment.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.extract.spans import Name
from pipeline.extract.window import fold

Drugs = frozenset[str]
CONTROL: Drugs = frozenset({"control"})
PLACEBO: Drugs = frozenset({"placebo"})

_DOSE = r"(?:\s*\d[\d,.·/]*\s?(?:mg|mcg|µg|μg|g|ml|mL|IU|AUC|milligrams?)(?:\s?/\s?(?:m2|m²|kg|d|day))?)?"
_ASIDE = r"(?:[®™]|\s*[(\[][^()\[\]]{0,60}[)\]])*"
_JOIN = re.compile(
    rf"{_ASIDE}{_DOSE}\s*(?:,?\s*(?:plus|and|with|\+|/|&|combined with|in combination with|together with|added to|alongside|on top of|given with|given alongside|paired with|along with|followed by|as well as)|[-–—]|,)\s*"
    r"(?:(?:a|an|the|standard|low-dose|high-dose|either|either of|investigator['’]s choice of|dose-dense|weekly|oral|intravenous|two|both|its|other|same|older|additional)\s+){0,3}"
)
_APPOSITION = re.compile(r"(?:[®™]?\s*[(\[]|[®™]?\s+|\s+(?:drugs?|agents?|regimens?|medicines?|called|named|known as|of|for \w+)\s+(?:called\s+|of\s+)?|[®™]?,\s+(?:an?|the)\s+(?:[\w'’-]+\s+){0,5}?)")
_CHOICE = re.compile(rf"{_ASIDE}{_DOSE}\s*,?\s+or\s+(?:with\s+|the\s+|a\s+)?")
_BETWEEN = re.compile(r"\b(?:between|both|either|either of)\s+(?:the\s+)?$")
_ALONE = re.compile(r"^\W{0,3}(?:mono(?:therapy)?|alone|by itself|by themselves|only|on its own|on their own|single[- ]agent|as a single agent|monotherapy|without)\b")
_ONLY_BEFORE = re.compile(r"\b(?:only|just|single-agent|solely|standard|alone)\s+(?:the\s+)?(?:standard\s+)?$")
_ALONE_OR_COMBINED = re.compile(r"\b(?:alone or (?:in combination )?with|alone or combined|with or without|used alone or)\b")
_ADDING = re.compile(r"\b(?:adding|addition of|add|adds|added|putting|plus)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,5}$")
_COMPARATOR = re.compile(
    r"\b(?:versus|vs\.?|compared (?:with|to)|as compared with|than|over|against|as opposed to|as against|relative to|in comparison (?:with|to)|rather than|instead of|or|superior to|inferior to|better than|beat|beats|bested|outperformed)\s+"
    r"(?:[\w'’%.,-]+\s+){0,7}$"
)
_ANAPHORA = re.compile(
    r"\b(?P<control>(?:the )?(?:controls?|comparator|control[- ]group|standard)(?: group| arm| patients| regimen)s?|controls\b|the control\b|(?:the )?(?:doublet|comparator)\b|nonusers|non-users|no treatment|untreated (?:patients|group)|(?:those|people|patients|women|men) (?:who did not|not (?:taking|receiving|given|treated)|without (?:it|the drug|treatment|the injections?))|without it\b|the (?:others|other (?:group|arm|patients|women|half))|the rest\b|usual care|dummy)"
    r"|(?P<latter>the latter)|(?P<former>the former)"
    r"|(?P<combination>(?:the |this |that )?(?:new |drug |two-drug |three-drug |four-drug |experimental )?(?:combination|combo|cocktail|triplet|duo|pairing|regimen|mix)(?:[- ](?:group|arm|therapy|treatment|patients|recipients))?s?)"
    r"|(?P<main>(?:the |this )?(?:new |experimental |study |investigational |active |novel |oral |targeted |real |immunotherapy |biotech |cancer |trial )*(?:drug|antibody|agent|pill|tablet|vaccine|compound|inhibitor|biologic|medicine|medication|shot|injection|experimental|treatment|treated|intervention|investigational|active)(?:[- ](?:group|arm|treated|treatment|recipients|takers))s?|the (?:new |experimental |study |real |active |investigational |immunotherapy |targeted |cancer |oral )*(?:drug|antibody|agent|pill|tablet|vaccine|compound|biologic|medicine|medication|jab|shot)\b)"
)

# Which named drugs a class word stands for, where the article names them elsewhere.
CLASS_MEMBERS = {
    "platinum": frozenset({"cisplatin", "carboplatin", "oxaliplatin"}),
    "taxane": frozenset({"paclitaxel", "docetaxel", "nab-paclitaxel"}),
}


class Treatment(NamedTuple):
    """A phrase that names an arm, or points to one. Offsets are into the article."""

    start: int
    end: int
    drugs: Drugs
    classes: frozenset[str] = frozenset()
    placebo: bool = False
    alone: bool = False
    pointer: str | None = None
    """control, former, latter, combination, main: an arm that is named elsewhere."""
    added: bool = False
    """ "adding X": X on top of the main treatment."""
    comparator: bool = False
    """Stands behind "versus", "than", "or" ..."""


def find_treatments(text: str, names: Sequence[Name]) -> list[Treatment]:
    """The treatment phrases of `text` in order: drugs, classes and placebo joined by "plus", "and", "with" ..."""
    mentions = [n for n in names if n.kind in ("DRUG", "DRUG_CLASS", "PLACEBO")]
    lower = fold(text)
    phrases: list[Treatment] = []
    for mention in mentions:
        current = _start(lower, mention)
        previous = phrases[-1] if phrases else None
        joined = _joined(lower, previous, current) if previous is not None else None
        if joined is not None:
            phrases[-1] = joined
        else:
            phrases.append(current)
    phrases = [_with_context(lower, phrase) for phrase in phrases]
    return sorted([*phrases, *_find_pointers(lower, phrases)])


def _start(lower: str, mention: Name) -> Treatment:
    drugs = frozenset({mention.name}) if mention.kind == "DRUG" else frozenset()
    if mention.kind == "DRUG" and " + " in mention.name:
        drugs = frozenset(mention.name.split(" + "))
    classes = frozenset({mention.name}) if mention.kind == "DRUG_CLASS" else frozenset()
    return Treatment(mention.start, mention.end, drugs, classes, placebo=mention.kind == "PLACEBO")


def _joined(lower: str, first: Treatment, second: Treatment) -> Treatment | None:
    """One phrase of two, if the words between join them: "X plus Y", "X (brand)", "a class drug, X"."""
    if second.start - first.end > 90:
        return None
    gap = lower[first.end : second.start]
    same = first.drugs & second.drugs
    if same and re.fullmatch(r"[®™]?\s*[(\[,]?\s*(?:also known as |known \w+ as |called )?", gap):
        return first._replace(end=second.end)
    if _APPOSITION.fullmatch(gap) and first.classes and not first.drugs and second.drugs:
        return first._replace(end=second.end, drugs=second.drugs)  # the class is named: both kept
    if _APPOSITION.fullmatch(gap) and first.drugs and second.classes and not second.drugs:
        return first._replace(end=second.end)
    if not _JOIN.fullmatch(gap):
        return None
    if _BETWEEN.search(lower, max(0, first.start - 24), first.start) and re.search(r"\band\b", gap):
        return None
    if first.placebo and gap.strip(" ,") == "and" and second.drugs and not re.match(r"\W*(?:group|arm)", lower[second.end : second.end + 8]):
        pass
    return Treatment(first.start, second.end, first.drugs | second.drugs, first.classes | second.classes, first.placebo or second.placebo)


def _with_context(lower: str, phrase: Treatment) -> Treatment:
    after = lower[phrase.end : phrase.end + 24]
    before = lower[max(0, phrase.start - 70) : phrase.start]
    clause = re.split(r"[.;]\s", before)[-1]
    return phrase._replace(
        alone=_ALONE.match(after.lstrip("®™ ")) is not None or _ONLY_BEFORE.search(before[-24:]) is not None,
        added=_ADDING.search(before[-60:]) is not None and not phrase.classes,
        comparator=_COMPARATOR.search(clause) is not None,
    )


def _find_pointers(lower: str, phrases: Sequence[Treatment]) -> Iterable[Treatment]:
    taken = [(p.start, p.end) for p in phrases]
    for match in _ANAPHORA.finditer(lower):
        start, end = match.span()
        if any(s < end and start < e for s, e in taken):
            continue
        if re.match(r"\s+(?:group|arm)", lower[end : end + 8]) and any(0 <= start - e <= 2 for _, e in taken):
            continue
        yield Treatment(start, end, frozenset(), pointer=match.lastgroup)


class Arms:
    """What an article tells of its arms. `main` and `control` are sets of drugs, empty if unknown."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self.treatments = find_treatments(text, names)
        self.members = self._class_members()
        self.lead = self._lead_drug(text, names)
        self.partners = self._partners()
        self.main = self._arm_of(frozenset({self.lead})) if self.lead else frozenset()
        self.control = self._control()

    def _class_members(self) -> dict[str, Drugs]:
        """ "chemotherapy (carboplatin and paclitaxel)": from then on the class stands for those drugs."""
        named = {d for t in self.treatments for d in t.drugs}
        members = {name: drugs & named for name, drugs in CLASS_MEMBERS.items() if drugs & named}
        for t in self.treatments:
            if len(t.classes) == 1 and t.drugs:
                name = next(iter(t.classes))
                if name not in members and t.end - t.start < 110:
                    members[name] = t.drugs
        return members

    @staticmethod
    def _lead_drug(text: str, names: Sequence[Name]) -> str | None:
        """The drug that the article is about: named in title or lead, and often."""
        title_end = text.find("\n")
        lead_end = title_end + 900
        weights: Counter[str] = Counter()
        for i, name in enumerate(n for n in names if n.kind == "DRUG"):
            weights[name.name] += 1 + 6 * (name.start < title_end) + 2 * (name.start < lead_end) + (3 if i == 0 else 0)
        if not weights:
            return None
        best = max(weights.values())
        first = {n.name: n.start for n in reversed(names) if n.kind == "DRUG"}
        return min((name for name, weight in weights.items() if weight == best), key=lambda name: first[name])

    def _named(self, t: Treatment) -> Drugs:
        """The drugs of a phrase, class words replaced by the drugs that they stand for."""
        drugs = set(t.drugs)
        for name in t.classes:
            for key, members in self.members.items():
                if key == name or (len(key) > 6 and key in name) or (key == "platinum" and "platin" in name):
                    drugs |= members
        return frozenset(drugs)

    def _partners(self) -> dict[str, Drugs]:
        """For a drug that is added to others: the drugs it is added to, where the article compares with those alone."""
        backbones = [self._named(t) for t in self.treatments if (t.placebo or t.alone) and not t.added]
        backbones = [b for b in backbones if b]
        partners: dict[str, Drugs] = {}
        for t in self.treatments:
            if t.alone or t.placebo:
                continue
            drugs = self._named(t)
            if len(drugs) < 2:
                continue
            for drug in sorted(t.drugs):
                rest = drugs - {drug}
                if any(rest & b and drug not in b for b in backbones):
                    partners[drug] = partners.get(drug, frozenset()) | rest
        self._widen(partners)
        return partners or self._frequent_partner()

    def _widen(self, partners: dict[str, Drugs]) -> None:
        """A backbone that is told in two places ("pemetrexed", "pemetrexed with cisplatin or carboplatin") is their union."""
        for drug, rest in list(partners.items()):
            for t in self.treatments:
                named = self._named(t)
                if len(named) > 1 and named & rest and drug not in named and not t.comparator:
                    rest = rest | named
            partners[drug] = rest - {drug}

    def _frequent_partner(self) -> dict[str, Drugs]:
        """A drug that is mostly named within one combination is that combination."""
        if self.lead is None:
            return {}
        with_lead = [self._named(t) for t in self.treatments if self.lead in t.drugs]
        combined = Counter(d for d in with_lead if len(d) > 1)
        if not combined:
            return {}
        drugs, count = combined.most_common(1)[0]
        singles = sum(1 for t in self.treatments if t.drugs == {self.lead} and not t.classes)
        return {self.lead: drugs - {self.lead}} if count >= 3 and 2 * count >= singles else {}

    def _arm_of(self, drugs: Drugs) -> Drugs:
        """The whole arm that these drugs stand for: a drug given on top of others brings those along."""
        whole = set(drugs)
        for drug in drugs:
            rest = self.partners.get(drug)
            if rest and not (drugs - {drug}) - rest:
                whole |= rest
        return frozenset(whole)

    def _control(self) -> Drugs:
        if self.lead in self.partners:
            return self.partners[self.lead]
        for t in self.treatments:
            if (t.comparator or t.placebo or t.alone) and t.pointer is None and self.lead not in self._named(t):
                return self._plain(t)
        return frozenset()

    def _plain(self, t: Treatment) -> Drugs:
        drugs = self._named(t)
        if t.placebo:
            return drugs or PLACEBO
        return drugs or CONTROL

    def resolve(self, t: Treatment, previous: Sequence[Treatment] = ()) -> Drugs:
        """The arm that a phrase stands for; `previous` are the phrases before it, for "the former", "the drug"."""
        if t.pointer is not None:
            return self._resolve_pointer(t, previous)
        drugs = self._named(t)
        if t.placebo:
            backbone = self.partners.get(self.lead or "", frozenset())
            return drugs or backbone or (CONTROL if t.classes else PLACEBO)
        if not drugs:
            backbone = self.partners.get(self.lead or "", frozenset())
            return backbone if backbone and t.alone else CONTROL
        if t.added:
            return self._arm_of(drugs) if self.partners else drugs | (self.main or frozenset())
        return drugs if t.alone else self._arm_of(drugs)

    def _resolve_pointer(self, t: Treatment, previous: Sequence[Treatment]) -> Drugs:
        named = [p for p in previous if p.pointer is None]
        if t.pointer == "control":
            return self.control or CONTROL
        if t.pointer in ("former", "latter") and len(named) >= 2:
            return self.resolve(named[-2 if t.pointer == "former" else -1])
        if t.pointer == "combination":
            combined = [self.resolve(p) for p in named if len(self._named(p)) > 1 or p.added]
            return combined[-1] if combined else self.main
        recent = [self.resolve(p) for p in named if p.drugs and not p.comparator]
        return recent[-1] if recent and self.lead is None else self.main
