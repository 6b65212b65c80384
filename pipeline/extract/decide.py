"""Give every quantity its role: all roles bid, the cheapest wins; a sentence without a cue goes on with
the last one.
"""

from __future__ import annotations

import re
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.roles import CUE_ROLES, bids, find_cues
from pipeline.extract.roles.claim import WEAK, Claim
from pipeline.extract.roles.survival import SURVIVAL, find_time_point, is_no_rate
from pipeline.extract.sought import Sought
from pipeline.extract.spans import Name, Quantity, Span, tidy
from pipeline.extract.window import Cue, Sentence, Window

_GOES_ON = Sought(
    r"\bcompare[sd]? (?:with|to)\b|\bthe (?:corresponding |respective |equivalent |"
    r"comparable )?(?:rates?|figures?|tall(?:y|ies)|shares?|proportions?|numbers?|percentages?|"
    r"medians?|odds ratios?)\b|\bits median\b|\bversus\b|\bvs?\b|"
    r"\brespectively\b|\bin the (?:[\w'-]+ ){1,3}(?:group|arm)\b|\bthat fell\b|\bthis (?:rose|"
    r"fell|compares)|\bby comparison\b|\bin contrast\b|\bagainst\b|\bon placebo\b|\bit was\b|"
    r"\bof those (?:on|taking|given|receiving|who)\b|"
    r"\b(?:others?|group|arm|those|ones) (?:had|did)\b|\b(?:did|had|do)\s*[.,;]|"
    r"\b(?:rose|fell|went|shrank|narrowed|dropped|sank|widened|climbed|grew) (?:to|from)\b"
)
_GOES_ON_AT_ONCE = re.compile(r"\W*(?:with|on|by|at|where|among|when|in the)\b")
_THAT_COMPARED = re.compile(r"\W*(?:that|this|it|which)?\s*compare[sd]?\s+(?:with|to)\b")
_TO = re.compile(r"\bto\s+$")
""" "stretched survival by 1.6 months, to 12.9": what it came to, no gain."""
_IN_BRACKET = re.compile(r"[(\[][^()\[\]]*$")
_LENDERS = frozenset({"RESPONSE", "SURVIVAL", "DURATION", "FOLLOW_UP"})
_CARRIED = frozenset({"RESPONSE", "SURVIVAL", "DURATION", "FOLLOW_UP", "CYCLE_COUNT"})
_FELLOWS = {
    "percent": ("percent", "ratio"),
    "ratio": ("percent", "ratio", "count"),
    "count": ("count", "ratio", "duration"),
    "duration": ("duration", "count"),
    "reached": ("duration", "reached"),
}
"""Which kinds of figure may stand beside which."""
_FELLOW_REACH = 16
"""Figures back to which a figure's fellow is sought: a long list of numbers would take quadratic time."""
_COMPARES = re.compile(
    r"\b(?:versus|vs?|compared (?:with|to)|as against|against|as opposed to|rather than|as (?:did|"
    r"were|was)|than|respectively|while|whereas|and (?:just |only |about )?(?:with|in|for|on|by|"
    r"among)|(?:but|and) (?:just |only |about |nearly |in )*$|in contrast)\b|\bfrom\s+$|\bto\s+$"
)
_VERSUS_NEXT = re.compile(
    r"\b(?:versus|vs?\.?|compared (?:with|to)|as against|against|as opposed to|rather than|"
    r"than)\s+(?:[a-z]+ ){0,3}$"
)
_NEXT_CLAUSE = re.compile(r"[^.;]{0,80};[^.;]{3,90}?")
"""Between two figures of one kind that semicolons keep apart: "... of 23.9 months; sunitinib had 9.2"."""
_BARE = re.compile(
    r"\s*(?:$|[.,;)\]—–]|\((?:hazard|hr|p\b|95|n\b|range)|(?:with|in|for|on|if|when|among|and|or|to|versus|"
    r"vs\.?|"
    r"against|from|after|at|without|than|compared|while|whereas|but|as|by)\b)"
)
"""What follows a figure that leaves its unit out."""
_RANGE_BRACKET = re.compile(r"[^().;]{0,30}[(\[]\s*range[d]?(?: was| of|,|:)?\s*(?:from\s+)?")
_LISTED = re.compile(
    r"[^.;]{0,60}?,?\s*(?:,|and|or|but)\s*(?:at \w+ (?:years?|months?|weeks?),?\s*)?(?:in |by |"
    r"for |among |with |on |only |just |a |an |about |nearly |to )*"
)


_AND_OF_OTHERS = re.compile(
    r"\s+(?:\([^()]{1,30}\)\s+)?(?:of|in|on|with|among)\s"
    r"(?:(?!(?<!who )(?<!that )\b(?:had|have|has|were|was|carried|responded|achieved|did)\b)"
    r"[^.;:]){2,100}?,?\s(?:and|versus|vs\.?|compared with)\s(?:about |only |just |nearly )?"
)


class Decision(NamedTuple):
    """A quantity, the sentence it stands in, and its bids, cheapest first (empty: unexplained)."""

    quantity: Quantity
    sentence: Sentence
    claims: list[Claim]

    @property
    def claim(self) -> Claim | None:
        return self.claims[0] if self.claims else None


def build_sentences(
    text: str, spans: list[Span], quantities: list[Quantity], names: list[Name]
) -> list[Sentence]:
    """The sentences that hold a quantity, each with its quantities and names."""
    sentences = []
    i = j = 0
    for start, end in spans:
        while i < len(quantities) and quantities[i].start < start:
            i += 1
        first = i
        while i < len(quantities) and quantities[i].start < end:
            i += 1
        while j < len(names) and names[j].start < start:
            j += 1
        first_name = j
        while j < len(names) and names[j].start < end:
            j += 1
        sentences.append(Sentence(text, start, end, quantities[first:i], names[first_name:j]))
    return sentences


def decide_roles(sentences: list[Sentence], taken: frozenset[Quantity] = frozenset()) -> list[Decision]:
    """One decision for each quantity not in `taken` (those that an adverse event has used, say)."""
    decisions: list[Decision] = []
    last: Claim | None = None
    for sentence in sentences:
        if not sentence.quantities:
            last = _topic(sentence) or (
                None if "\n\n" in sentence.text[max(0, sentence.start - 2) : sentence.start] else last
            )
            continue
        found = _decide_sentence(sentence, last, taken)
        decisions += found
        facts = [d.claim for d in found if d.claim is not None and d.claim.role in _CARRIED]
        last = facts[-1] if facts else _topic(sentence)
    return decisions


def _topic(sentence: Sentence) -> Claim | None:
    """What a sentence without a figure of its own speaks of: "Overall survival told a plainer story. The
    median was ...".
    """
    cues = find_cues(sentence, (SURVIVAL,))
    if not cues or len({cue.key for cue in cues}) > 1:
        return None
    return Claim("SURVIVAL", WEAK, {"endpoint": cues[0].key}, "the sentence before speaks of it", cue=cues[0])


def _decide_sentence(sentence: Sentence, last: Claim | None, taken: frozenset[Quantity]) -> list[Decision]:
    cues = find_cues(sentence)
    goes_on = last is not None and bool(
        _GOES_ON_AT_ONCE.match(sentence.lower) or _GOES_ON.search(sentence.lower)
    )
    may_go_on = (
        last is not None
        and last.role in ("RESPONSE", "SURVIVAL")
        and (goes_on or _names_treatment(sentence, sentence.start, sentence.end))
    )
    compared = _THAT_COMPARED.match(sentence.lower) is not None
    decisions: list[Decision] = []
    used: set[Quantity] = set(taken)
    for quantity in sentence.quantities:
        if quantity in used:
            continue
        window = Window(sentence, quantity)
        claims = bids(window, cues)
        lender = _last_claim(decisions) or (last if may_go_on else None)
        if lender is not None and _is_weak(claims) and (lent := _lend_unit(window, lender)):
            window = Window(sentence, lent)
            claims = sorted([*bids(window, cues), *claims], key=attrgetter("cost"))
        partner = _partner(sentence, quantity, decisions, cues)
        if partner is not None and _may_yield(claims, partner):
            claims = [*_carry(window, partner, 0, "compared with the figure before"), *claims]
        elif (
            last is not None
            and window.quantity.kind != "count"
            and (
                (goes_on and (compared or _is_weak(claims)))
                or (may_go_on and not claims and quantity.form == "digits")
            )
        ):
            own_cue = bool(claims) and claims[0].cue is not None
            cost = 0 if compared and not own_cue else WEAK - 5
            claims = sorted(
                [*_carry(window, last, cost, "goes on from the sentence before"), *claims],
                key=attrgetter("cost"),
            )
            compared = False
        decisions.append(Decision(quantity, sentence, claims))
        if claims:
            used.update(claims[0].uses)
    decisions = [d for d in decisions if d.quantity not in used or d.quantity in taken]
    return _share_cue_behind(decisions)


def _share_cue_behind(decisions: list[Decision]) -> list[Decision]:
    """The last of a list shares the cue behind it: "41% of those on X and 38% of those on Y achieved"."""
    shared = list(decisions)
    behind: dict[str, Decision] = {}
    for place in reversed(range(len(shared))):
        earlier = shared[place]
        kind = earlier.quantity.kind
        if kind in behind and _is_weak(earlier.claims):
            carried = _carry_back(earlier, behind[kind])
            shared[place] = earlier = earlier._replace(claims=[*carried, *earlier.claims])
        behind[kind] = earlier
    return shared


def _carry_back(earlier: Decision, later: Decision) -> list[Claim]:
    claim, figure = later.claim, earlier.quantity
    if claim is None or claim.role != "RESPONSE" or claim.cue is None:
        return []
    gap = earlier.sentence.between(figure.end, later.quantity.start)
    if claim.cue.start < later.quantity.end or not _AND_OF_OTHERS.fullmatch(gap):
        return []
    return _carry(Window(earlier.sentence, figure), claim, 1, "listed with the figure behind")


def _carry_rate(window: Window, last: Claim, cost: float, because: str) -> list[Claim]:
    """ "86% against 77%": the same endpoint, at the sentence's own time if it names one."""
    q = window.quantity
    percent = q.value if q.kind == "percent" else tidy(q.percent)
    if percent is None or q.kind not in ("percent", "ratio") or is_no_rate(window):
        return []
    fields = {k: v for k, v in last.fields.items() if k != "bound"} | {"percent": percent}
    point = find_time_point(window)
    if point is not None:
        fields |= {"at": point.value, "at_unit": point.unit}
    return [Claim("SURVIVAL", cost, fields, because, cue=last.cue)]


def _carry_time(window: Window, last: Claim, cost: float, because: str) -> list[Claim]:
    """ "for a median of 6.0 months and on placebo for 3.7": the unit may be left out."""
    q = window.quantity
    if q.kind not in ("duration", "count") or q.form == "quantifier" or q.low is None:
        return []
    fields = {k: v for k, v in last.fields.items() if k != "not_reached"} | {"value": q.value}
    if "unit" in fields:
        fields["unit"] = q.unit or fields["unit"]
    if "statistic" in fields and q.high is not None:
        fields["statistic"] = "range"
    elif fields.get("statistic") == "gain" and _TO.search(window.before(12)):
        fields["statistic"] = "median"
    fields.pop("bound", None)
    return [Claim(last.role, cost, fields | ({"bound": q.bound} if q.bound else {}), because)]


def _is_bare(window: Window) -> bool:
    """Whether a number leaves out the unit that the figure before it told: "14.0", not "14 patients"."""
    q = window.quantity
    return q.form == "digits" and (q.low or 0) >= 1 and _BARE.match(window.after(20)) is not None


def _last_claim(decisions: list[Decision]) -> Claim | None:
    """The last claim of the sentence whose figure has a unit to lend."""
    near = islice(reversed(decisions), _FELLOW_REACH)
    return next((d.claim for d in near if d.claim is not None and d.claim.role in _LENDERS), None)


def _lend_unit(window: Window, lender: Claim) -> Quantity | None:
    """A bare decimal with the unit of the figure before: "median OS was 54.4 months, on placebo 35.0"."""
    q = window.quantity
    if q.kind != "count" or q.low is None or float(q.low).is_integer() or not _is_bare(window):
        return None
    if q.high is not None or _IN_BRACKET.search(window.before(30)):
        return None
    if "percent" in lender.fields:
        return q._replace(kind="percent")
    unit = lender.fields.get("unit")
    return q._replace(kind="duration", unit=unit) if unit else None


def _is_weak(claims: list[Claim]) -> bool:
    return not claims or claims[0].cost >= WEAK - 4


def _partner(
    sentence: Sentence, quantity: Quantity, decisions: list[Decision], cues: list[Cue]
) -> Claim | None:
    """The claim of the figure before, where this one stands beside it: "14 months for X vs. 13.9 months
    for Y".
    """
    fellows = _FELLOWS.get(quantity.kind, ())
    near = islice(reversed(decisions), _FELLOW_REACH)
    figures = [d for d in near if d.quantity.kind in fellows and d.claim is not None]
    outside = (d for d in figures if not _is_in_closed_bracket(d, quantity))
    before = next(outside, figures[0] if figures else None)
    if before is None or before.claim is None or before.claim.role not in _CARRIED:
        return None
    claim = before.claim
    if (before.quantity.kind, quantity.kind) == ("duration", "count") and claim.role != "SURVIVAL":
        return None  # "for 12 weeks, and 116 a lookalike": people, no weeks
    end = before.quantity.end
    gap = sentence.between(end, quantity.start)
    if _VERSUS_NEXT.search(gap):
        return claim
    if any(end <= cue.start and cue.end <= quantity.start for cue in cues if cue.role in _CARRIED):
        return None
    listed = _LISTED.fullmatch(gap) and claim.role != "CYCLE_COUNT"
    told = claim.role in ("RESPONSE", "SURVIVAL") and _NEXT_CLAUSE.fullmatch(gap)
    listed = listed or (told and _names_treatment(sentence, end, quantity.start))
    if _COMPARES.search(gap) or listed or (quantity.high is not None and _RANGE_BRACKET.fullmatch(gap)):
        return claim
    return None


def _is_in_closed_bracket(decision: Decision, quantity: Quantity) -> bool:
    """ "59% with X (20% complete), compared with 5%": the 20 is no fellow of the 5."""
    gap = decision.sentence.between(decision.quantity.end, quantity.start)
    opened, bracket, _ = gap.partition(")")
    return bool(bracket) and "(" not in opened


def _names_treatment(sentence: Sentence, start: int, end: int) -> bool:
    return any(
        name.kind in ("DRUG", "DRUG_CLASS", "PLACEBO") and start <= name.start < end
        for name in sentence.names
    )


def _may_yield(claims: list[Claim], partner: Claim) -> bool:
    """A role that is certain of its quantity, or as near a cue of its own, keeps it."""
    if not claims:
        return True
    best = claims[0]
    if best.role == partner.role and best.cue is not None and partner.cue is not None:
        return best.cost > 6
    return best.cost >= 2


def _carry(window: Window, last: Claim, cost: float, because: str) -> list[Claim]:
    """A claim made before, with this quantity's numbers: "That compared with 23.5 percent ..."."""
    if last.role == "CYCLE_COUNT" and window.quantity.kind != "count":
        return []
    if last.role in ("DURATION", "FOLLOW_UP", "CYCLE_COUNT"):
        return _carry_time(window, last, cost, because)
    if last.fields.get("statistic") == "rate":
        return _carry_rate(window, last, cost, because)
    if last.role == "SURVIVAL" and window.quantity.kind == "count":
        return _carry_time(window, last, cost, because) if _is_bare(window) else []
    role = next(r for r in CUE_ROLES if (r.fact or r.name) == last.role)
    if window.quantity.kind not in role.kinds or last.cue is None:
        return []
    start = window.sentence.start
    cue = Cue(start, start, last.cue.role, last.cue.key.replace(":=", ":"))
    bid = role.read(window, cue)
    if bid is None:
        return []
    claim = bid if isinstance(bid, Claim) else Claim(role.name, 0, bid, "")
    fields = dict(claim.fields)
    for key in ("category", "label", "endpoint"):
        if key in last.fields:
            fields[key] = last.fields[key]
    return [claim._replace(cost=cost, fields=fields, because=because, cue=last.cue)]
