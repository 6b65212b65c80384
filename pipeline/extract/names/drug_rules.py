"""When a name of the drug table counts: as written, given as a treatment, beside one of its components.

A body's own substance ("insulin") is a drug only where it is given, and a mineral ("calcium") only where it is
taken; the words around tell. All offsets are into the folded text.
"""

from __future__ import annotations

import re
from pipeline.extract.names.lexicon import Folded

WINDOW = 60
"""Characters on each side in which cues are sought."""

_FORM = (
    r"therapy|therapies|treatments?|injections?|shots?|pumps?|pills?|tablets?|capsules?|supplements?|supplementation"
    r"|dos(?:e|es|ing|age)|infusions?|patch(?:es)?|gels?|creams?|sprays?|drops|lozenges?|replacement|users?|use|regimens?"
    r"|group|arm|alone|monotherapy|administration|recipients|prescriptions?|delivery|products?|formulations?"
)
_ROUTE = (
    r"oral|orally|inhaled|inject(?:ed|able|ing)|topical|intravenous|intranasal|subcutaneous|iv|vaginal|transdermal|synthetic"
    r"|recombinant|long-acting|short-acting|rapid-acting|basal|bolus|supplemental|exogenous|high-dose|low-dose|pegylated"
    r"|human|adjuvant|prescription|daily|weekly|added|absorbed|pharmacological|once-weekly|once-daily"
)
_GIVEN = (
    r"(?:treat(?:ed|ing|ment)|therapy|combined|combination|together|along|injected|infused|supplement(?:ed|ation)|injections?) with"
    r"|(?:doses?|injections?|infusions?|administration|use|combination|delivery|mg|mcg|micrograms?|milligrams?|grams?|units?|iu"
    r"|supplements?|pills?|tablets?|capsules?|amounts?) of"
    r"|tak(?:e|es|ing|en)|took|giv(?:e|en|ing)|gave|receiv(?:e|ed|es|ing)|prescribed?|prescribing|administer(?:ed|ing)?"
    r"|using|uses?|us(?:ed|ers of)|start(?:ed|ing)?|need(?:ed|ing)?|requir(?:e|ed|ing)|delivered|system for"
    r"|assigned to|randomi[sz]ed to|with or without|plus|add(?:ed|ing)?|versus|vs\.?|compared with|compared to|than|or|and on"
)
TREATMENT_AFTER = re.compile(
    rf"(?: \([^()\n]{{1,30}}\))?[ -](?:\w+ )?(?:{_FORM})\b|,? (?:at|\d[\d.,]*) ?(?:mg|mcg|µg|g|units|iu)\b|,? or placebo"
    r"|,? (?:was|were|is|are|be|been|being) (?:\w+ )?(?:given|administered|injected|infused|used|taken|added|prescribed|discontinued)\b"
)
TREATMENT_BEFORE = re.compile(
    rf"(?:\b(?:{_ROUTE}|drug|drugs|treatments?)[ -]|\b(?:{_GIVEN}) (?:(?:the|a|an|either|their|daily|regular|some|more|less|just) )?)(?:\w+ )?$"
)
# What follows or precedes a substance that the body makes, eats or carries, or that a drug aims at.
BODY_AFTER = re.compile(
    r"'s\b|[ -](?:resistan|levels?\b|sensitiv|secret|receptors?\b|produc|signal|pathway|concentrations?\b|genes?\b|status\b|like\b"
    r"|deficien|intake|metaboli|release\b|respon[sd]|binding|depend|independ|synthesis|inhibit|antagonis|block|target|driven"
    r"|positive|negative|rich\b|cells?\b|neurons?\b|axis|growth factor|stimulat|analog|ion\b|batter|kinases?\b|-?bound|(?:is|are) (?:\w+ )?(?:made|produced|secreted)|content|channel|ions?\b|score|oxide|mediated|spike)"
)
BODY_BEFORE = re.compile(
    r"(?:\b(?:anti|non)-|\b(?:block(?:s|ing|ed)?|inhibit(?:s|ing|ed)?|target(?:s|ing|ed)?|neutrali[sz](?:es|ing)"
    r"|binds?(?: to)?|produc(?:es?|ing|ed)|mak(?:es?|ing)|secret(?:es?|ing)|releas(?:es?|ing)|blood|serum|urinary|dietary|lack(?:s|ing)?"
    r"|levels? of|amounts? of|natural|naturally occurring|body's|own|endogenous|deficient in|rich in|called|hormones?(?: called)?) )$"
)


def is_given(folded: Folded, start: int, end: int) -> bool:
    """Whether the words around say that the substance is given to people."""
    text = folded.text
    return bool(
        TREATMENT_AFTER.match(text, end, end + WINDOW)
        or TREATMENT_BEFORE.search(text, max(0, start - WINDOW), start)
    ) and not is_body_own(folded, start, end)


def is_body_own(folded: Folded, start: int, end: int) -> bool:
    """Whether the words around say that the substance is the body's, the food's, or a drug's target."""
    text = folded.text
    return bool(
        BODY_AFTER.match(text, end, end + WINDOW) or BODY_BEFORE.search(text, max(0, start - WINDOW), start)
    )


JOINED_BEFORE = re.compile(
    r"(?:,? (?:and|or|plus|with|without|versus|vs\.?)(?: with| without)? (?:\w+ )?|, |/| \+ )$"
)
JOINED_AFTER = re.compile(r"(?: \([^()]{1,20}\))?(?:,? (?:and|or|plus|versus|vs\.?) (?:\w+ )?|, |/| \+ )")


def is_beside(folded: Folded, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether the name is joined to another treatment: "chemotherapy and interleukin-2"."""
    before = JOINED_BEFORE.search(folded.text, max(0, start - WINDOW), start)
    after = JOINED_AFTER.match(folded.text, end, end + WINDOW)
    return bool((before and before.start() in ends) or (after and after.end() in starts))


CALLED_BEFORE = re.compile(
    r"(?:\b(?:drugs?|compounds?|agents?|medications?|medicines?|molecules?|inhibitors?|candidates?|antidepressants?|antibiotics?"
    r"|painkillers?|statins?|pills?|tablets?|receiv\w+|doses? of|treated with|treatment with|known as|called|mg of|mg"
    r"|prescribed|name|got|regimens?(?: of| called)?)[ ,(]{1,2}(?:the )?)$"
)
CALLED_AFTER = re.compile(
    r"[®™]| (?:tablets?|capsules?|injections?|infusions?|pills?|regimens?|chemotherapy|\d+ ?mg\b)|-treated"
)


def is_called_drug(folded: Folded, start: int, end: int) -> bool:
    """Whether a noun beside it says that the word is a drug: "the painkiller X", "X tablets", "X®"."""
    before = CALLED_BEFORE.search(folded.text, max(0, start - WINDOW), start)
    return bool(before or CALLED_AFTER.match(folded.text, end, end + WINDOW))
