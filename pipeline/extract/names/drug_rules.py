"""When a name of the drug table counts: the words around it tell.

A body's own substance ("insulin") is a drug only where it is given, a mineral ("calcium") only where it is
taken, a brand that few know only where it is called a drug. All offsets are into the folded text.

The rules that a row of models/lexicon/drugs.tsv may carry:

    exact       only in these capitals: "CHOP"
    proper      only with a capital
    confirmed   its generic stands in the article, or it is called a drug: "Sonata"
    component   one of its components stands in the article, or it is called a drug: "Rd"
    given       each mention must be given to somebody: "testosterone"
    treatment   one mention must be; then every other counts that is not the body's own: "insulin"
    outside     counts unless it is the body's own or a target: "lithium"
"""

from __future__ import annotations

import re

from pipeline.extract.names.lexicon import Folded

WINDOW = 60
"""Characters on each side in which cues are sought."""

FORM = (
    r"therapy|therapies|treatments?|injections?|shots?|pumps?|pills?|tablets?|capsules?|supplements?"
    r"|supplementation|dos(?:e|es|ing|age)|infusions?|patch(?:es)?|gels?|creams?|sprays?|drops|lozenges?"
    r"|replacement|users?|use|regimens?|group|arm|alone|monotherapy|administration|recipients|prescriptions?"
    r"|delivery|products?|formulations?"
)
ROUTE = (
    r"oral|orally|inhaled|inject(?:ed|able|ing)|topical|intravenous|intranasal|subcutaneous|iv|vaginal"
    r"|transdermal|synthetic|recombinant|long-acting|short-acting|rapid-acting|basal|bolus|supplemental"
    r"|exogenous|high-dose|low-dose|pegylated|human|adjuvant|prescription|daily|weekly|added|absorbed"
    r"|pharmacological|once-weekly|once-daily|drugs?|treatments?"
)
GIVEN = (
    r"(?:treat(?:ed|ing|ment)|therapy|combined|combination|together|along|injected|infused"
    r"|supplement(?:ed|ation)|injections?) with"
    r"|(?:doses?|injections?|infusions?|administration|use|combination|delivery|mg|mcg|micrograms?|"
    r"milligrams?"
    r"|grams?|units?|iu|supplements?|pills?|tablets?|capsules?|amounts?) of"
    r"|tak(?:e|es|ing|en)|took|got|getting|giv(?:e|en|ing)|gave|receiv(?:e|ed|es|ing)|prescribed?|prescribing"
    r"|administer(?:ed|ing)?|using|uses?|us(?:ed|ers of)|start(?:ed|ing)?|need(?:ed|ing)?|requir(?:e|ed|ing)"
    r"|supplements? (?:such as|including|like|containing)"
    r"|approv(?:al of|ed|es)|(?:trials?|stud(?:y|ies)|tests?) (?:of|with)|designed to test|tested|cytokine"
    r"|delivered|system for|assigned to|randomi[sz]ed to|with or without|plus|add(?:ed|ing)?|versus|vs\.?"
    r"|compared with|compared to|than|or|and on"
)
DETERMINER = r"(?:(?:the|a|an|either|their|daily|regular|some|more|less|just) )?"
WAS_GIVEN = (
    r"(?:was|were|is|are|be|been|being) (?:\w+ )?"
    r"(?:given|administered|injected|infused|used|taken|added|prescribed|discontinued)"
)
GIVEN_AFTER = re.compile(
    rf"(?: \([^()\n]{{1,30}}\))?[ -](?:\w+ )?(?:{FORM})\b"
    r"|,? (?:at|\d[\d.,]*) ?(?:mg|mcg|µg|g|units|iu)\b"
    r"|,? (?:(?:can|could|may|might|also|did not|does not|failed to) )*(?:worked|works?|caus(?:es?|ed)|"
    r"prevent(?:s|ed)?"
    r"|reduc(?:es?|ed)|lower(?:s|ed)|protect(?:s|ed)|is approved|was approved)\b(?! (?:by|to|in the body|"
    r"blood))"
    rf"|,? or placebo\b| plus |,? {WAS_GIVEN}\b"
    # "interleukin-2, a highly toxic therapy": what it is called, not "a therapy target".
    r"|(?:,| is| was),? (?:an?|another) (?:[\w-]+ ){0,4}(?:therapy|treatment|drug|medicine|medication"
    r"|immunotherapy|supplement)\b(?! (?:target|resist|option))"
    # "calcium and vitamin D supplements": the noun stands after the last of the list.
    r"|(?:,| and| or)+ (?:vitamin [a-z]-?\d{0,2}|\w+) (?:supplements?|supplementation|pills|tablets)\b"
)
GIVEN_BEFORE = re.compile(rf"(?:\b(?:{ROUTE})[ -]|\b(?:{GIVEN}) {DETERMINER})(?:\w+ )?$")

# What stands beside a substance that the body makes, food holds, or a drug aims at.
OWN_AFTER = re.compile(
    r"'s\b|[ -](?:resistan|levels?\b|sensitiv|secret|receptors?\b|produc|signal|pathway|concentrations?\b"
    r"|genes?\b|status\b|like\b|deficien|intake|metaboli|release\b|respon[sd]|binding|depend|independ|"
    r"synthesis|inhibit"
    r"|antagonis|block|target|driven|positive|negative|rich\b|cells?\b|neurons?\b|axis|growth factor|stimulat"
    r"|analog|ion\b|batter|kinases?\b|-?bound|(?:is|are) (?:\w+ )?(?:made|produced|secreted)|content|channel"
    r"|ions?\b|score|oxide|mediated|spike|gamma\b|γ)"
)
OWN_BEFORE = re.compile(
    r"(?:\b(?:anti|non)-|\b(?:block(?:s|ing|ed)?|inhibit(?:s|ing|ed)?|target(?:s|ing|ed)?"
    r"|neutrali[sz](?:es|ing)|binds?(?: to)?|produc(?:es?|ing|ed)|mak(?:es?|ing)|secret(?:es?|ing)"
    r"|releas(?:es?|ing)|blood|serum|urinary|dietary|lack(?:s|ing)?|levels? of|amounts? of|natural"
    r"|naturally occurring|body's|own|human protein|protein|endogenous|deficient in|rich in|called|"
    r"hormones?(?: called)?) )(?<!muscle relaxer called )(?<!drug called )(?<!medicine called )$"
)

JOINED_BEFORE = re.compile(
    r"(?:,? (?:and|or|plus|with|without|versus|vs\.?)(?: with| without)? (?:\w+ )?|, |/| \+ )$"
)
JOINED_AFTER = re.compile(r"(?: \([^()]{1,20}\))?(?:,? (?:and|or|plus|versus|vs\.?) (?:\w+ )?|, |/| \+ )")

CALLED_BEFORE = re.compile(
    r"(?:\b(?:drugs?|compounds?|agents?|medications?|medicines?|molecules?|inhibitors?|candidates?|"
    r"biosimilars?"
    r"|antidepressants?|antibiotics?|painkillers?|statins?|pills?|tablets?|receiv\w+"
    r"|doses? of|treated with|treatment with"
    r"|(?:drugs?|compounds?|agents?|medicines?|treatments?|pills?|regimens?|vaccines?),? (?:known as|called)"
    r"|mg of|mg|prescribed|name|got|regimens?(?: of)?)[ ,(]{1,2}(?:the )?)$"
)
CALLED_AFTER = re.compile(
    r"[®™]| (?:tablets?|capsules?|injections?|infusions?|pills?|regimens?|chemotherapy|\d+ ?mg\b)|-treated"
)


def is_given(folded: Folded, start: int, end: int) -> bool:
    """Whether the words around say that the substance is given to people, or taken by them."""
    after = GIVEN_AFTER.match(folded.text, end, end + WINDOW)
    before = after or GIVEN_BEFORE.search(folded.text, max(0, start - WINDOW), start)
    return before is not None and not is_body_own(folded, start, end)


def is_body_own(folded: Folded, start: int, end: int) -> bool:
    """Whether the words around say that the substance is the body's, the food's, or a drug's target."""
    after = OWN_AFTER.match(folded.text, end, end + WINDOW)
    return bool(after or OWN_BEFORE.search(folded.text, max(0, start - WINDOW), start))


def is_beside(folded: Folded, start: int, end: int, starts: set[int], ends: set[int]) -> bool:
    """Whether the name is joined to another treatment: "chemotherapy and interleukin-2".

    Args: starts, ends: where the other treatments start and end.
    """
    before = JOINED_BEFORE.search(folded.text, max(0, start - WINDOW), start)
    after = JOINED_AFTER.match(folded.text, end, end + WINDOW)
    return bool((before and before.start() in ends) or (after and after.end() in starts))


def is_joined(folded: Folded, start: int) -> bool:
    """Whether "and", a comma or a slash stands before the name: it is not the first of its list."""
    return JOINED_BEFORE.search(folded.text, max(0, start - WINDOW), start) is not None


def is_called_drug(folded: Folded, start: int, end: int) -> bool:
    """Whether a noun beside it says that the word is a drug: "the painkiller X", "X tablets", "X®"."""
    before = CALLED_BEFORE.search(folded.text, max(0, start - WINDOW), start)
    return bool(before or CALLED_AFTER.match(folded.text, end, end + WINDOW))
