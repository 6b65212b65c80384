"""Every quantity of a text, once: amounts, durations, percentages, counts, ranges, intervals, p-values ...

Numbers first (number.py), then only the words around each: the connector of a range, the whole unit (unit.py),
"of six", "(61%)". What is certainly no quantity of a study (dates, money, phone numbers, "type 2") is a
quantity
too, of a kind that says so, since every number is accounted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.number import Number, find_numbers
from pipeline.extract.spans import Quantity
from pipeline.extract.unit import Unit, read_unit

_S = r"[\s\u00a0\u2009\u202f]"
_DASH = r"[-–—‑−]"
PEOPLE = (
    r"(?:patients?|people|persons?|participants?|women|woman|men|man|children|child|adults?|"
    r"subjects?|volunteers?|"
    r"individuals?|cases?|controls?|recipients?|infants?|babies|adolescents?|teenagers?|boys?|"
    r"girls?|males?|females?|"
    r"residents?|users?|nonusers?|survivors?|smokers?|sufferers?|responders?|respondents?|veterans?|mothers?|"
    r"enrollees?|Americans?)"
)

# Open ends. After the number: "53-plus", "41+", "or more"; before it: "at least", "up to".
_PLUS = re.compile(rf"(?:\+|{_DASH}plus\b|{_S}plus\b(?={_S}(?:years?|months?|weeks?|days?)))")
_OR_MORE = re.compile(
    rf"{_S}or{_S}(?:(more|longer|higher|greater|above|over|later)|(less|fewer|lower|below|under|"
    rf"shorter|earlier))\b",
    re.I,
)
_BEFORE_MIN = re.compile(
    rf"(?:more{_S}than|over|at{_S}least|greater{_S}than|longer{_S}than|beyond|exceed(?:ed|ing|s)?|above|"
    rf"no{_S}(?:fewer|less){_S}than|not{_S}less{_S}than|just{_S}over|a{_S}minimum{_S}of|≥|>|"
    rf"⩾){_S}*(?:the{_S}|an?{_S}average{_S}of{_S})?$",
    re.I,
)
_BEFORE_MAX = re.compile(
    rf"(?:less{_S}than|fewer{_S}than|under|up{_S}to|no{_S}more{_S}than|not{_S}more{_S}than|"
    rf"at{_S}most|below|within|"
    rf"as{_S}(?:many|much|long){_S}as|a{_S}maximum{_S}of|just{_S}under|shorter{_S}than|"
    rf"lower{_S}than|≤|<|⩽){_S}*$",
    re.I,
)

# Between the two ends of a range or of alternatives.
_CONNECTOR = re.compile(
    rf"(?:{_DASH}?{_S}+(?P<to>to|through|till|until){_S}+|{_S}?(?P<dash>{_DASH}){_S}?|"
    rf"{_DASH}?{_S}+(?P<or>or){_S}+|"
    rf"{_DASH}?{_S}+(?P<and>and){_S}+|{_S}?(?P<slash>/){_S}?)"
    rf"(?:(?P<open>more{_S}than|over|at{_S}least|greater{_S}than|longer{_S}than|>|≥){_S}*|"
    rf"(?P<closed>up{_S}to|as{_S}many{_S}as){_S}+)?"
)
_CHANGE = re.compile(
    r"\b(?:increas|improv|rose|rise|rising|extend|prolong|f[ea]ll|drop|went|go(?:es|ing)?\b|reduc|"
    r"cut\b|declin|lower|"
    r"lengthen|jump|climb|grew|double|shorten|shrank|decreas|boost|rais|advanc|gain|mov)[^.;]{0,130}$",
    re.I,
)
_RANGING = re.compile(
    r"\b(?:rang(?:e|ed|es|ing)|varied|varying|anywhere|lasted|lasting|spann?(?:ed|ing)?)\b[^.;]{0,25}$",
    re.I,
)

_OF = re.compile(
    rf"{_S}+(?:\((?P<inner>\d+(?:[.·]\d+)?){_S}?(?:%|per{_S}?cent)\){_S}+)?(?:{PEOPLE}{_S}+)?"
    rf"(?:of|out{_S}of|in|among){_S}+(?:the{_S}+|these{_S}+|those{_S}+|its{_S}+|their{_S}+|"
    rf"all{_S}+|every{_S}+|a{_S}total{_S}of{_S}+|our{_S}+|only{_S}+|first{_S}+){{0,3}}$",
    re.I,
)
_BRACKET_PERCENT = re.compile(
    rf"(?:{_S}+(?!{_DASH})[A-Za-z][\w'’-]*){{0,4}}{_S}*[(\[]{_S}*(?:or{_S}+|about{_S}+|"
    rf"i\.e\.,?{_S}+)?(?P<p>\d+(?:[.·]\d+)?){_S}?(?:%|per{_S}?cent)"
)
_BRACKET_RATIO = re.compile(
    rf"{_S}*[(\[,]{_S}*(?:n{_S}*={_S}*)?(?P<n>\d[\d,]*){_S}*(?:/|{_S}of(?:{_S}the)?{_S}|"
    rf"{_S}out{_S}of{_S}){_S}*(?P<total>\d[\d,]*)(?:{_S}+{PEOPLE})?{_S}*[)\];,]"
)
_ALL_BEFORE = re.compile(rf"\ball(?:{_S}of{_S}the|{_S}of|{_S}the)?{_S}$", re.I)
_ALL_BUT = re.compile(rf"\ball{_S}but{_S}$", re.I)
_NONE_OF = re.compile(rf"{_S}of{_S}(?:the{_S}|these{_S}|those{_S}|our{_S})?$", re.I)
_THEN_OF = re.compile(rf"{_S}(?:{PEOPLE}{_S})?(?:of|out{_S}of){_S}(?:the{_S}|all{_S})?$", re.I)


class Mask(NamedTuple):
    """A stretch whose numbers are read as one thing."""

    start: int
    end: int
    quantity: Quantity


# ---------------------------------------------------------------- known non-facts and ready-made forms

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|"
    r"\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19|20)\d\d"
_CURRENCY = r"(?:US|C|A|HK)?[$€£¥]"
_BIG = r"(?:thousand|million|billion|trillion|[mM]n|[bB]n|[kKmMbB])"
_NON_FACTS = [
    ("identifier", 
        r"https?://\S+|www\.\S+|\bdoi:\s?\S+|\b10\.\d{4,9}/\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+|"
        r"\b(?:bit\.ly|abstract)\S*/\S+"
    ),
    ("identifier", r"\b(?:NCT|ISRCTN|UMIN|ACTRN|ChiCTR|EudraCT|DRKS|jRCT)[\w -]?\d[\w-]*"),
    ("date", 
        rf"\b{_MONTH}{_S}+\d{{1,2}}(?:st|nd|rd|"
        rf"th)?(?:{_S}?[-–]{_S}?\d{{1,2}}(?!\d))?(?:,?{_S}+{_YEAR})?\b"
    
             
                 rf"|\b\d{{1,2}}(?:st|nd|rd|"
                 rf"th)?(?:{_S}?[-–]{_S}?\d{{1,2}})?{_S}+(?:of{_S}+)?{_MONTH}\b(?:,?{_S}+{_YEAR}\b)?"
             
             rf"|\b{_YEAR}{_S}?(?:-|–|to|through|and){_S}?{_YEAR}\b(?![,.]?\d)|\b{_YEAR}[-–/]\d\d\b(?![-\d])"
             
                 rf"|\b{_MONTH},?{_S}+{_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b|"
                 rf"\b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)\b"
             ),
    ("money", rf"{_CURRENCY}{_S}?\d[\d,.]*(?:{_S}?(?:to|-|–){_S}?{_CURRENCY}?\d[\d,.]*)?(?:[{{\s-]?{_BIG}\b)?"
              
                  rf"|\b\d[\d,.]*(?:{_S}(?:thousand|million|billion|trillion|bn|m))?{_S}(?:(?:Swiss|US|"
                  rf"U\.S\.|Canadian|Australian){_S})?(?:dollars?|euros?|pounds{_S}sterling|francs?|"
                  rf"yen|yuan|rupees|kronor|cents)\b"
              
              rf"|\b(?:USD|EUR|GBP|CHF|AUD|CAD)[\s\u00a0]?\d[\d,.]*(?:[\s-]?{_BIG}\b)?"),
    ("phone", 
        r"(?<![\d.])\+\d{1,3}[-\s(]{1,2}\d[\d()\s-]{5,16}\d|\(\d{3}\)\s?\d{3}-\d{4}|"
        r"\b\d{3}-\d{3}-\d{4}\b|\b\d-\d{3}-\d{3}-\d{4}\b|\b0\d{2,4}\s\d{3,4}\s\d{3,4}\b"
    ),
    ("time", r"\b\d{1,2}:\d\d(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.m\.|\b\d{1,2}\s?[ap]m\b"),
    ("scheme", 
        r"\b(?:one|two)[-‑](?:sided|tailed)\b|\b\d:\d(?::\d)?\b|\b(?:one|two|three|1|2|"
        r"3)[\s-]to[\s-](?:one|two|1|2)\b(?!\s?(?:%|months|weeks|days|years|hours|mg|grams))"
    ),
]  # fmt: skip
_NON_FACT = re.compile("|".join(f"(?P<{kind}_{i}>{pattern})" for i, (kind, pattern) in enumerate(_NON_FACTS)))

# Words before a number that make it a label: "type 2", "grade 3 or 4", "BRCA 1", "Table 2".
_LABEL = re.compile(
    r"(?:\b(?:types?|stages?|grades?|phases?|genotypes?|cohorts?|arms?|groups?|parts?|tables?|"
    r"fig(?:ure|\.)?|levels?|class(?:es)?|category|"
    r"lines?|chapter|step|version|exons?|chromosomes?|interleukin|interferon|vitamin|omega|factor|"
    r"volume|vol\.?|issue|pages?|pp?\.|"
    r"nos?\.|number|abstract|score of|scores? (?:of|between|from)|status(?: of)?|NYHA|ECOG|CDAI|"
    r"BRCA|ID:?|score|room|suite|wave|article|"
    r"section|child-pugh|ISS|study|trial|part|model|top|omicron|ba\.|herpes|parvovirus|serotypes?|"
    r"mod\w*|combo|"
    r"ranked among the top|conference id:?|calls? at|issue of|isotope)[\s\u00a0-]*|[#№])$",
    re.I,
)
_LABEL_NEXT = re.compile(rf"(?:{_S}*(?:/|,|-|–|or|and|to|through|,{_S}*(?:and|or)){_S}*)$", re.I)
_TIMEPOINT = re.compile(r"\b(?:(weeks?)|(months?)|(years?)|(days?))[\s\u00a0]+$", re.I)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|few|"
    r"several))[\s-]+$",
    re.I,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_GLUED = re.compile(r"[A-Za-zµμ]|-[A-Za-z]{1,2}\b")

_P_VALUE = re.compile(
    rf"\b[Pp](?:[-\s]?values?)?(?:{_S}?(?:for|of){_S}(?:trend|interaction|superiority|"
    rf"noninferiority|non-inferiority))?{_S}*"
    rf"(?:(?:of|was|is|were|,|:){_S}+)?(?P<op>[<>=≤≥⩽]|less{_S}than|<|"
    rf"equal{_S}to)?{_S}*(?P<value>0?[.·]\d+)\b"
)
_NOT_REACHED_END = rf"(?:NR|NE|not{_S}(?:yet{_S})?(?:reached|estimable|evaluable|estimated))"
_INTERVAL = re.compile(
    rf"\b(?P<level>\d\d(?:[.·]\d+)?){_S}?(?:%|per{_S}?cent){_S}*(?:(?:two|"
    rf"one)-sided{_S}+)?(?:confidence{_S}+intervals?|credible{_S}+intervals?|CIs?|CrI)"
    rf"{_S}*(?:\[(?:CI|CrI)\]|\((?:CI|CrI)\))?[\s:,;=]*(?:of{_S}+|from{_S}+|was{_S}+|"
    rf"between{_S}+)?[\[(]?{_S}*"
    rf"(?P<low>[-−]?\d[\d,]*(?:[.·]\d+)?|[.·]\d+|{_NOT_REACHED_END}){_S}?(?:%|months?|mo\b|weeks?|"
    rf"years?)?{_S}*(?:{_DASH}|to|and|,|;){_S}*"
    rf"(?P<high>[-−]?\d[\d,]*(?:[.·]\d+)?|[.·]\d+|{_NOT_REACHED_END})",
    re.I,
)

_PERIODS = {"hour": "h", "hourly": "h", "day": "d", "daily": "d", "night": "d", "nightly": "d", "week": "wk", "weekly": "wk", "month": "mo",
            "monthly": "mo", "year": "a", "yearly": "a", "annually": "a", "annual": "a", "fortnight": "wk", "fortnightly": "wk", "quarterly": "mo", "wk": "wk",
            "hr": "h", "mo": "mo", "yr": "a", "morning": "d", "evening": "d", "quarter": "mo"}  # fmt: skip
_TIMES_WORDS = {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_NUMBER_WORDS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SMALL_NUMBERS = {word: i for i, word in enumerate(_NUMBER_WORDS.split("|"), start=1)}
_FREQUENCY = re.compile(
    rf"\b(?:(?P<times>once|twice|thrice|(?:one|two|three|four|five|six|"
    rf"\d){_S}times?)[\s,-]+(?:an?[\s-]|per{_S}|each{_S}|every{_S}|in{_S}a{_S})?"
    rf"(?:(?P<other>other){_S}|(?P<every>\d+|{_NUMBER_WORDS}){_S})?(?P<unit>hours?|day|daily|night|"
    rf"nightly|weeks?|weekly|months?|monthly|years?|yearly|annually|fortnight)"
    rf"|every[\s-]+(?:(?P<other2>other|second)[\s-]+|(?P<low>\d+|{_NUMBER_WORDS})(?:{_S}?(?:-|–|to|"
    rf"or){_S}?(?P<high>\d+|{_NUMBER_WORDS}))?[\s-]+)?"
    rf"(?P<unit2>hours?|days?|nights?|weeks?|months?|years?|mornings?|evenings?|h|"
    rf"wks?)(?![\s-]+(?:cycles?|courses?)\b)"
    rf"|each{_S}(?P<each>day|night|week|month|morning|evening)"
    rf"|(?P<nweekly>two|three|four|six|eight|\d)[-‑]weekly"
    rf"|(?P<bi>bi-?|twice-|thrice-|once-|tri-?)?(?P<adverb>daily|weekly|monthly|yearly|annually|"
    rf"fortnightly|nightly|quarterly)"
    rf"|(?P<latin>qd|bid|tid|qid|b\.i\.d\.|t\.i\.d\.|q\.d\.|qw|qod|q(?P<qn>\d{{1,2}})(?P<qu>[hdwm])))\b",
    re.I,
)
_A_DAY = re.compile(rf"(?<=\w){_S}((?:a|each){_S}(?P<unit>day|week|night))\b(?<!once a day)", re.I)
_LATIN = {
    "qd": (1, 1, "d"),
    "bid": (2, 1, "d"),
    "tid": (3, 1, "d"),
    "qid": (4, 1, "d"),
    "qw": (1, 1, "wk"),
    "qod": (1, 2, "d"),
}
_DAYS = re.compile(
    rf"\b(?:[Dd]ays?{_S}+|d(?=\d))(?P<list>\d{{1,2}}(?:{_S}?(?:,{_S}?and|,|and|&|{_DASH}|to|"
    rf"through){_S}?d?\d{{1,2}}){{0,15}})(?![\d%.]\d)(?!{_S}?(?:mg|g|mL)\b)"
)

_FOLD_WORDS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FOLD = re.compile(
    rf"\b(?:(?P<verb>doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b(?![-\s](?:blind|dummy|"
    rf"mask|vision|bond|strand|negative|therapy|drug|lung|hit|vaccin|combination|inhaled|regimen|"
    rf"whammy|jab|dose|bypass|digit|check|triple))"
    rf"|(?P<n>\d+(?:[.·]\d+)?|{_NUMBER_WORDS})[\s-]?fold\b"
    rf"|(?P<times>\d+(?:[.·]\d+)?|"
    rf"{_NUMBER_WORDS})(?P<ahalf>{_S}and{_S}a{_S}half)?{_S}times(?={_S}(?:as{_S}|more{_S}|less{_S}|"
    rf"higher|greater|longer|the{_S}(?:risk|rate|odds|number|chance|length|time|likelihood)|better|"
    rf"faster|likelier|lower|bigger|larger))"
    rf"|(?P<twice>twice)(?={_S}(?:as{_S}|the{_S}(?:risk|rate|odds|number|chance|length|time|"
    rf"likelihood|response|proportion)|that{_S}))"
    rf"|(?P<halve>halv(?:e|es|ed|ing))\b"
    rf"|(?P<half>half)(?={_S}(?:as{_S}likely|the{_S}(?:risk|rate|odds|chance|likelihood))))",
    re.I,
)
_REACHED = re.compile(
    rf"\b(?:not{_S}(?:yet{_S})?(?:been{_S})?(?:yet{_S})?reached|not{_S}(?:yet{_S})?(?:be{_S}|"
    rf"been{_S})?(?:estimable|evaluable|estimated|calculable|calculated)|"
    rf"yet{_S}to{_S}be{_S}reached|"
    rf"never{_S}reached|could{_S}not{_S}be{_S}(?:estimated|calculated)|unreached)\b|\b(?:NR|"
    rf"NE)\b(?=[);,\s]|$)",
)
_FRACTION = re.compile(
    rf"(?<![-\w])(?:(?P<half>(?:one[-\s])?half)(?![-\s](?:life|lives|dose|hour|way|mile|marathon|"
    rf"century|dozen|brother|sister|time)|{_S}an?{_S}(?:hour|million|billion|dozen|century)|"
    rf"{_S}(?:a{_S})?(?:year|month|day|week)s?\b)"
    rf"|(?:(?P<num>an?|one|two|three|four|five|seven|eight|nine)[-\s](?P<den>thirds?|quarters?|"
    rf"fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?))"
    rf"(?!{_S}(?:dose|trial|phase|line|drug|time|study|person|party|year|option|group|arm|patient|"
    rf"woman|man|course|cycle|round|generation|of{_S}(?:January|February|March|April|May|June|July|"
    rf"August)|month|week|world|earnings|results|profit)))\b"
    rf"(?!\s(?:of{_S})?(?:20|19)\d\d)",
    re.I,
)
_DENOMINATORS = {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_SECOND_HALF = re.compile(
    r"\b(?:first|second|other|latter|better|last|next|this|former|bottom|top|upper|lower)[\s-]$", re.I
)
_QUANTIFIER = re.compile(
    rf"\b(?:(?P<all>all|each|every(?:{_S}one){{0,1}}|both)(?P<of>{_S}of)?(?:{_S}(?:the|these|our|"
    rf"its|those))?{_S}(?P<people>{PEOPLE})"
    rf"|(?P<noone>no{_S}one|nobody|none)(?![-\w])|"
    rf"(?P<no>no)(?={_S}(?:(?!one\b)[\w-]+{_S}){{0,3}}?(?:responses?|remissions?|{PEOPLE}|CRs?|"
    rf"PRs?|responders)\b)"
    rf"|(?P<a>an?|(?:an?|the){_S}(?:single|lone|sole|further)|(?:an)?other){_S}(?:patient|woman|"
    rf"man|child|person|participant)\b)",
    re.I,
)
_A_PERIOD = re.compile(
    rf"\b(?P<a>an?|half{_S}an?){_S}(?P<unit>year|month|week|day|hour|"
    rf"decade)(?P<half>{_S}and{_S}a{_S}half)?\b(?P<or>{_S}or{_S}two)?(?!{_S}(?:ago|earlier|later|"
    rf"before\b|old|for\b|in{_S}the{_S}(?:US|U\.S|United)))"
)
_BEFORE_PERIOD = re.compile(
    r"(?:^|[.,;:(—–]\s*|\b(?:for|of|in|over|than|about|nearly|almost|after|within|least|just|"
    r"lasted|lasting|lasts|survived?|live[sd]?|by|is|was|or|and|typically|only|took|takes?|to|up|"
    r"beyond|around|roughly|approximately|despite|during|half|every|some|another|at|once|with|"
    r"under|past)\s+)$",
    re.I,
)
_PERIOD_CODES = {"year": "a", "month": "mo", "week": "wk", "day": "d", "hour": "h", "decade": "a"}
_AND_A_HALF = re.compile(r"[-\s]and[-\s]a[-\s]half[-\s]?|[\s-]?½")
_AUC = re.compile(
    rf"\bAUC{_S}?(?:of{_S}|=|-)?{_S}?(?P<low>\d+(?:\.\d+)?)(?:{_S}?(?:-|–|to|"
    rf"or){_S}?(?P<high>\d+(?:\.\d+)?))?\b"
)
_CELLS = re.compile(
    rf"(?P<low>\d+(?:[.·]\d+)?)(?:{_S}?(?:to|-|"
    rf"–){_S}?(?P<high>\d+(?:[.·]\d+)?))?{_S}?[×x]{_S}?10\^?(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}|"
    rf"\d{{1,2}}){_S}?"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of `text` in order, without overlap; see Quantity for the kinds.

    Numbers that are part of a longer form (a date, an interval, "twice daily") are read with it, not alone.
    """
    taken = _Taken()
    for mask in _find_ready_made(text):
        taken.add(mask)
    numbers = [n for n in find_numbers(text) if not taken.covers(n.start, n.end)]
    quantities = [*taken.quantities, *_assemble(text, numbers, taken)]
    quantities.sort()
    return _merge_brackets(text, quantities)


class _Taken:
    """Stretches already read, looked up by character; the first reader of a stretch keeps it."""

    def __init__(self) -> None:
        self.quantities: list[Quantity] = []
        self._covered: set[int] = set()

    def covers(self, start: int, end: int) -> bool:
        return start in self._covered or (end - 1) in self._covered

    def add(self, mask: Mask) -> None:
        if not self.covers(mask.start, mask.end):
            self._covered.update(range(mask.start, mask.end))
            self.quantities.append(mask.quantity)


def _find_ready_made(text: str) -> Iterator[Mask]:
    """Forms that one pattern reads whole, most certain first."""
    yield from _find_non_facts(text)
    yield from _find_p_values(text)
    yield from _find_intervals(text)
    yield from _find_cell_doses(text)
    yield from _find_frequencies(text)
    yield from _find_days(text)
    yield from _find_folds(text)
    for match in _REACHED.finditer(text):
        yield _mask(match, Quantity(match.start(), match.end(), "reached", form="word"))
    yield from _find_periods(text)
    yield from _find_fractions(text)
    yield from _find_quantifiers(text)


def _mask(match: re.Match[str], quantity: Quantity) -> Mask:
    return Mask(match.start(), match.end(), quantity)


def _find_non_facts(text: str) -> Iterator[Mask]:
    for match in _NON_FACT.finditer(text):
        kind = (match.lastgroup or "").rsplit("_", 1)[0]
        yield _mask(match, Quantity(match.start(), match.end(), kind))


def _find_p_values(text: str) -> Iterator[Mask]:
    operators = {"≤": "<", "⩽": "<", "≥": ">", None: "=", "equal to": "="}
    for match in _P_VALUE.finditer(text):
        op = match["op"]
        if op is None and "value" not in match.group().lower():
            continue
        op = "<" if op and op.lower().startswith("less") else operators.get(op, op)
        yield _mask(match, Quantity(match.start(), match.end(), "pvalue", low=_number(match["value"]), op=op))


def _number(digits: str) -> float:
    return float(digits.replace(",", "").replace("·", ".").replace("−", "-"))


def _find_intervals(text: str) -> Iterator[Mask]:
    for match in _INTERVAL.finditer(text):
        low, high = (None if end[0].isalpha() else _number(end) for end in (match["low"], match["high"]))
        yield _mask(
            match,
            Quantity(
                match.start(), match.end(), "interval", low=low, high=high, percent=_number(match["level"])
            ),
        )


def _find_cell_doses(text: str) -> Iterator[Mask]:
    """ "2 × 10⁶ CAR T cells/kg", and "AUC 5", which puts the unit before the number."""
    for match in _CELLS.finditer(text):
        scale = 10.0 ** int(match["power"].translate(_SUPERSCRIPTS))
        unit = read_unit(text, match.end())
        code, end = (unit.code, unit.end) if unit and unit.sort == "amount" else ("1", match.end())
        high = _number(match["high"]) * scale if match["high"] else None
        quantity = Quantity(match.start(), end, "amount", _number(match["low"]) * scale, high, code)
        yield Mask(match.start(), end, quantity)
    for match in _AUC.finditer(text):
        high = float(match["high"]) if match["high"] else None
        yield _mask(
            match, Quantity(match.start(), match.end(), "amount", float(match["low"]), high, "mg.min/mL")
        )


def _find_frequencies(text: str) -> Iterator[Mask]:
    for match in _FREQUENCY.finditer(text):
        times, period, high, unit = _read_frequency(match)
        yield _mask(
            match,
            Quantity(
                match.start(),
                match.end(),
                "frequency",
                high=high,
                unit=unit,
                times=times,
                period=period,
                form="word",
            ),
        )
    for match in _A_DAY.finditer(text):
        unit = _period_code(match["unit"])
        yield Mask(
            match.start(1),
            match.end(),
            Quantity(match.start(1), match.end(), "frequency", unit=unit, times=1, period=1, form="word"),
        )


def _read_frequency(match: re.Match[str]) -> tuple[float, float, float | None, str]:
    """(times, period, top of a period range or None, unit)."""
    if match["latin"]:
        return _read_latin(match)
    if match["each"]:
        return 1, 1, None, _period_code(match["each"])
    if match["nweekly"]:
        return 1, _small(match["nweekly"]), None, "wk"
    if match["adverb"]:
        bi = (match["bi"] or "").lower().rstrip("-")
        times = {"twice": 2, "thrice": 3, "bi": 1, "tri": 3}.get(bi, 1)
        period = {"bi": 2, "": 1}.get(bi, 1) * _period_factor(match["adverb"])
        return times, period, None, _period_code(match["adverb"])
    unit = match["unit"] or match["unit2"]
    times = 1
    if match["times"]:
        first = match["times"].lower().split()[0]
        times = _TIMES_WORDS.get(first) or int(first)
    period = 2 if match["other"] or match["other2"] else _small(match["every"] or match["low"])
    return (
        times,
        period * _period_factor(unit),
        _small(match["high"]) if match["high"] else None,
        _period_code(unit),
    )


def _read_latin(match: re.Match[str]) -> tuple[float, float, float | None, str]:
    if match["qn"]:
        return 1, float(match["qn"]), None, {"h": "h", "d": "d", "w": "wk", "m": "mo"}[match["qu"].lower()]
    times, period, unit = _LATIN[match["latin"].lower().replace(".", "")]
    return times, period, None, unit


def _small(number: str | None) -> float:
    return 1 if number is None else _SMALL_NUMBERS.get(number.lower()) or float(number)


def _period_code(word: str) -> str:
    word = word.lower()
    return _PERIODS.get(word) or _PERIODS.get(word.rstrip("s"), "d")


def _period_factor(word: str) -> float:
    word = word.lower()
    return 2 if word.startswith("fortnight") else 3 if word.startswith("quarter") else 1


def _find_days(text: str) -> Iterator[Mask]:
    for match in _DAYS.finditer(text):
        days: list[int] = []
        for low, high in re.findall(rf"(\d+)(?:{_S}?(?:{_DASH}|to|through){_S}?d?(\d+))?", match["list"]):
            days.extend(range(int(low), int(high or low) + 1))
        yield _mask(
            match,
            Quantity(match.start(), match.end(), "days", low=float(days[0]), unit="d", days=tuple(days))
            if days
            else _empty(match),
        )


def _empty(match: re.Match[str]) -> Quantity:
    return Quantity(match.start(), match.end(), "identifier")


def _find_folds(text: str) -> Iterator[Mask]:
    for match in _FOLD.finditer(text):
        op = "/" if match["halve"] or match["half"] else "*"
        if match["verb"]:
            value: float = _FOLD_WORDS[match["verb"].lower()]
        else:
            written = match["n"] or match["times"]
            value = (_SMALL_NUMBERS.get(written.lower()) or _number(written)) if written else 2
            value += 0.5 if match["ahalf"] else 0
        bound = _bound_before(text, match.start())
        yield _mask(
            match, Quantity(match.start(), match.end(), "fold", low=value, op=op, bound=bound, form="word")
        )


def _find_fractions(text: str) -> Iterator[Mask]:
    for match in _FRACTION.finditer(text):
        if match["half"]:
            if _SECOND_HALF.search(text, max(0, match.start() - 10), match.start()):
                continue
            value = 50.0
        else:
            numerator = 1 if match["num"].lower() in ("a", "an") else _SMALL_NUMBERS[match["num"].lower()]
            value = round(100 * numerator / _DENOMINATORS[match["den"].lower().rstrip("s")], 1)
        bound = _bound_before(text, match.start())
        yield _mask(
            match, Quantity(match.start(), match.end(), "percent", low=value, bound=bound, form="word")
        )


def _find_periods(text: str) -> Iterator[Mask]:
    """ "a year", "half a year", "a month and a half", "a year or two"."""
    for match in _A_PERIOD.finditer(text):
        if match["a"].lower() in ("a", "an") and not _BEFORE_PERIOD.search(
            text, max(0, match.start() - 24), match.start()
        ):
            continue  # "£6 billion a year", "150 minutes a week": a rate
        low = 0.5 if match["a"].lower().startswith("half") else 1.5 if match["half"] else 1.0
        factor = 10.0 if match["unit"] == "decade" else 1.0
        high = 2.0 * factor if match["or"] else None
        bound = _bound_before(text, match.start())
        yield _mask(
            match,
            Quantity(
                match.start(),
                match.end(),
                "duration",
                low * factor,
                high,
                _PERIOD_CODES[match["unit"].lower()],
                bound,
                form="quantifier",
            ),
        )


def _find_quantifiers(text: str) -> Iterator[Mask]:
    """ "no patient", "none", "all the patients", "both women", "a patient": counts without a number."""
    for match in _QUANTIFIER.finditer(text):
        start, end = match.span()
        if match["all"]:
            if match["all"].lower() == "both":
                quantity = Quantity(start, end, "ratio", n=2, total=2, form="quantifier")
            else:
                quantity = Quantity(start, end, "percent", low=100, form="quantifier")
        elif match["a"]:
            quantity = Quantity(start, end, "count", low=1, form="quantifier")
        else:
            quantity = Quantity(start, end, "count", low=0, form="quantifier")
        yield _mask(match, quantity)


# ---------------------------------------------------------------- numbers with what is around them


class _End(NamedTuple):
    """One end of a range: its number, whether "+" leaves it open, its own unit, and where all that ends."""

    number: Number
    plus: bool
    unit: Unit | None
    end: int


def _assemble(text: str, numbers: list[Number], taken: _Taken) -> Iterator[Quantity]:
    """Read the numbers left to right: label, ordinal, "n of N", range, amount with its unit, or bare
    count.
    """
    i = 0
    previous_label = -1
    while i < len(numbers):
        number = numbers[i]
        if _is_label(text, number, previous_label):
            previous_label = number.end
            yield Quantity(number.start, number.end, "identifier", low=number.value, form=number.form)
            i += 1
            continue
        quantity, used = _read_at(text, numbers, i, taken)
        if quantity is not None:
            yield quantity
        i += used


def _is_label(text: str, number: Number, previous_label: int) -> bool:
    """ "type 2", "grade 3 or 4" (the second number through the first), "stage 3"."""
    before = text[max(0, number.start - 24) : number.start]
    if previous_label >= 0 and number.start - previous_label < 8 and number.value < 20:
        return _LABEL_NEXT.match(text[previous_label : number.start]) is not None
    return number.value < 10_000_000 and _LABEL.search(before) is not None


def _read_at(text: str, numbers: list[Number], i: int, taken: _Taken) -> tuple[Quantity | None, int]:
    """The quantity that begins at number i, and how many numbers it took."""
    number = numbers[i]
    if number.form == "digits" and _ORDINAL.match(text, number.end):
        return Quantity(number.start, number.end + 2, "ordinal", low=number.value), 1
    timepoint = _read_timepoint(text, numbers, i)
    if timepoint:
        return timepoint
    first = _read_end(text, number)
    following = numbers[i + 1] if i + 1 < len(numbers) else None
    if following is not None:
        quantity = _read_ratio(text, first, following) or _read_range(text, first, following)
        if quantity is not None:
            return quantity, 2
        listed = _read_list_unit(text, numbers, i, first)
        if listed:
            first = listed
    return _read_single(text, first), 1


def _read_timepoint(text: str, numbers: list[Number], i: int) -> tuple[Quantity, int] | None:
    """ "week 24", "weeks 8 and 16", "month 6": a point in time, not a length of time."""
    match = _TIMEPOINT.search(text, max(0, numbers[i].start - 10), numbers[i].start)
    if (
        match is None
        or numbers[i].form != "digits"
        or _NUMBER_BEFORE.search(text, max(0, match.start() - 12), match.start())
    ):
        return None
    unit_after = read_unit(text, numbers[i].end)
    if unit_after is not None and unit_after.sort == "percent":
        return None
    unit = next(code for code, word in zip(("wk", "mo", "a", "d"), match.groups(), strict=True) if word)
    used, high = 1, None
    while i + used < len(numbers) and _LABEL_NEXT.match(
        text[numbers[i + used - 1].end : numbers[i + used].start]
    ):
        if (
            not float(numbers[i + used].value).is_integer()
            or read_unit(text, numbers[i + used].end) is not None
        ):
            break
        high = numbers[i + used].value
        used += 1
    end = numbers[i + used - 1].end
    return Quantity(match.start(), end, "timepoint", numbers[i].value, high, unit), used


def _read_end(text: str, number: Number) -> _End:
    """A number with "+" and unit: "53-plus months", "1.1+", "18.0%", "three and a half years"."""
    end, value = number.end, number.value
    half = _AND_A_HALF.match(text, end)
    if half is not None:
        number = number._replace(value=value + 0.5, end=half.end())
        end = half.end() - (1 if text[half.end() - 1] in " -" else 0)
    plus = _PLUS.match(text, end)
    end = plus.end() if plus else end
    unit = None if number.form == "digits" and _decimal_glued(text, number) else read_unit(text, end)
    return _End(number, plus is not None, unit, unit.end if unit else end)


def _decimal_glued(text: str, number: Number) -> bool:
    """ "2b" and "5-FU" are names; "16mg" and "24h" are amounts: a letter that is no unit makes it a name."""
    return _GLUED.match(text, number.end) is not None and read_unit(text, number.end) is None


def _read_ratio(text: str, first: _End, following: Number) -> Quantity | None:
    """ "five of six", "13 of the 22", "67 per cent of the 347", "97/121", "54 (54%) of 100", "9 out of
    every 10".
    """
    if first.plus or (first.unit and first.unit.sort != "percent"):
        return None
    between = text[first.end : following.start]
    match = _OF.match(between)
    slash = between.strip() == "/" and first.unit is None
    if match is None and not slash:
        return None
    second = _read_end(text, following)
    if (
        second.unit is not None
        or second.plus
        or following.value < 1
        or not float(following.value).is_integer()
    ):
        return None
    if first.unit:  # a percentage of a group
        if slash or not re.search(r"of\s", between):
            return None
        bound = _bound_before(text, first.number.start)
        return Quantity(
            first.number.start,
            following.end,
            "ratio",
            total=following.value,
            percent=first.number.value,
            bound=bound,
        )
    return _count_of(text, first, following, match, slash)


def _count_of(
    text: str, first: _End, following: Number, match: re.Match[str] | None, slash: bool
) -> Quantity | None:
    n, total = first.number.value, following.value
    if n > total or not float(n).is_integer():
        return None
    words = text[first.end : following.start].lower()
    if slash and (total < 5 or first.number.form == "word"):
        return None
    bound = _bound_before(text, first.number.start)
    start, end = first.number.start, following.end
    all_but = _ALL_BUT.search(text, max(0, start - 8), start)
    if all_but is not None:
        start, n = all_but.start(), total - n
    if match is not None and re.search(r"\b(?:in|among)\b", words):
        if (
            (n > 3 and total not in (10, 100))
            or total > 1000
            or "among" in words
            or following.start - first.end > 6
        ):
            return None
        return Quantity(
            start, end, "percent", low=round(100 * n / total, 1), bound=bound, form="word", n=n, total=total
        )
    percent = _number(match["inner"]) if match is not None and match["inner"] else None
    return Quantity(start, end, "ratio", n=n, total=total, percent=percent, bound=bound)


def _read_range(text: str, first: _End, following: Number) -> Quantity | None:
    """ "23 to 53-plus months", "six or 12", "1.1+ to 18.0+", "64.1%–73.8%", "between 9 and 11", "20/27
    mg/m²".
    """
    connector = _CONNECTOR.match(text, first.end)
    if connector is None or connector.end() != following.start:
        return None
    second = _read_end(text, following)
    before = text[max(0, first.number.start - 150) : first.number.start]
    if not _is_range(connector, first, second, before):
        return None
    unit = second.unit or first.unit
    bound = "min" if second.plus or connector["open"] else None
    bound = bound or _bound_before(text, first.number.start) or _bound_after(text, second.end)
    low, high = sorted((first.number.value, second.number.value))
    return _with_unit(first.number.start, second.end, low, high, unit, bound, second.number.form)


def _is_range(connector: re.Match[str], first: _End, second: _End, before: str) -> bool:
    """Whether the two numbers are ends of one range, not two figures side by side."""
    if first.unit and second.unit and first.unit.code != second.unit.code:
        return False
    if first.unit and not second.unit and first.unit.sort != "percent":
        return False
    if connector["slash"]:
        return False
    low, high = first.number.value, second.number.value
    if connector["and"]:
        return re.search(rf"\bbetween{_S}+(?:about{_S}+|roughly{_S}+)?$", before, re.I) is not None
    if connector["or"]:
        if re.search(rf"\d{_S}*,{_S}*$", before[-4:]):
            return False
        return low < high <= 50 * max(low, 0.1) and (second.unit is not None or high <= 60)
    if connector["to"] and re.search(
        rf"\bfrom{_S}+(?:an?{_S}(?:average|median|mean){_S}of{_S}+|about{_S}+|just{_S}+|roughly{_S}+)?$",
        before,
        re.I,
    ):
        changed = _CHANGE.search(before) is not None
        return (
            not changed
            and (_RANGING.search(before) is not None or low <= high)
            and not (first.unit and _CHANGE.search(before))
        )
    return low <= high or (connector["to"] is not None and first.plus)


def _read_list_unit(text: str, numbers: list[Number], i: int, first: _End) -> _End | None:
    """In "1, 2 and 60 mg" and "20/27 mg/m²" the unit of the last number is the unit of all."""
    if first.unit is not None or first.plus:
        return None
    j, end = i, first.end
    while j + 1 < len(numbers) and j - i < 8:
        between = text[end : numbers[j + 1].start]
        if not re.fullmatch(rf"{_DASH}?{_S}?(?:,{_S}?(?:and|or)?|and|or|/|,){_S}?", between.strip(" ")):
            return None
        j += 1
        other = _read_end(text, numbers[j])
        if other.unit is not None:
            slash = "/" in text[first.end : numbers[i + 1].start]
            if other.unit.sort in ("amount", "time", "percent") and (slash or j - i >= 1):
                return first._replace(unit=other.unit)
            return None
        end = other.end
    return None


def _read_all(text: str, number: Number) -> Quantity | None:
    """ "all 21" is 21 of 21."""
    match = _ALL_BEFORE.search(text, max(0, number.start - 30), number.start)
    if match is None or not float(number.value).is_integer() or number.value < 2:
        return None
    return Quantity(match.start(), number.end, "ratio", n=number.value, total=number.value, form="quantifier")


def _read_single(text: str, first: _End) -> Quantity | None:
    number, unit = first.number, first.unit
    if unit is None and (everyone := _read_all(text, number)) is not None:
        return everyone
    if unit is None and number.form == "digits" and _GLUED.match(text, number.end):
        return Quantity(number.start, number.end, "identifier", low=number.value)
    if unit is None and _is_year(text, number):
        return Quantity(number.start, number.end, "date", low=number.value)
    bound = "min" if first.plus else _bound_before(text, number.start)
    end = first.end
    after = _OR_MORE.match(text, end)
    if after:
        bound, end = ("min" if after[1] else "max"), after.end()
    if unit is not None and unit.end > first.end:
        end = max(end, number.end)
    return _with_unit(number.start, end, number.value, None, unit, bound, number.form)


def _is_year(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    return len(written) == 4 and written.isdigit() and 1900 <= number.value <= 2100


def _with_unit(
    start: int, end: int, low: float, high: float | None, unit: Unit | None, bound: str | None, form: str
) -> Quantity:
    kinds = {"percent": "percent", "time": "duration", "amount": "amount", "points": "points"}
    kind = kinds[unit.sort] if unit else "count"
    code = unit.code if unit and unit.sort != "percent" else None
    return Quantity(start, end, kind, low, high, code, bound, form=form)


def _bound_before(text: str, start: int) -> str | None:
    before = text[max(0, start - 32) : start]
    if _BEFORE_MIN.search(before):
        return "min"
    return "max" if _BEFORE_MAX.search(before) else None


def _bound_after(text: str, end: int) -> str | None:
    match = _OR_MORE.match(text, end)
    return None if match is None else "min" if match[1] else "max"


# ---------------------------------------------------------------- a count and its percentage are one


def _merge_brackets(text: str, quantities: Iterable[Quantity]) -> list[Quantity]:
    """Join "41 of 67" with "(61%)", "14 patients" with "(7 percent)", "82%" with "(176/216)": one fact
    each.
    """
    merged: list[Quantity] = []
    for quantity in quantities:
        previous = merged[-1] if merged else None
        joined = _join(text, previous, quantity) if previous is not None else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(quantity)
    return merged


def _join(text: str, first: Quantity, second: Quantity) -> Quantity | None:
    if second.start - first.end > 60:
        return None
    between = text[first.end : second.start]
    bare = second.kind == "count" and second.high is None and second.form != "quantifier"
    if first.low == 0 and first.kind == "count" and bare and _NONE_OF.fullmatch(between):
        return Quantity(first.start, second.end, "ratio", n=0, total=second.low, form="quantifier")
    if first.kind == "ratio" and first.total is None and bare and _THEN_OF.fullmatch(between):
        return first._replace(total=second.low, end=second.end)
    if (
        first.kind in ("ratio", "count")
        and first.percent is None
        and second.kind == "percent"
        and second.high is None
    ):
        match = _BRACKET_PERCENT.match(text, first.end)
        if match is None or match.start("p") != second.start or not _plausible(first, second.low):
            return None
        end = match.end() + (text[match.end() : match.end() + 1] in (")", "]"))
        if first.kind == "count" and first.high is None:
            return first._replace(kind="ratio", n=first.low, percent=second.low, low=None, end=end)
        return (
            first._replace(percent=second.low, end=end)
            if first.kind == "ratio" and first.n is not None
            else None
        )
    if first.kind == "percent" and first.high is None and second.kind == "ratio" and second.percent is None:
        match = _BRACKET_RATIO.match(text, first.end)
        if match is not None and match.start("n") == second.start:
            end = match.end() - (0 if text[match.end() - 1] in ")]" else 1)
            return Quantity(
                first.start,
                end,
                "ratio",
                n=second.n,
                total=second.total,
                percent=first.low,
                bound=first.bound,
            )
    return None


def _plausible(first: Quantity, percent: float | None) -> bool:
    """A bracketed percentage belongs to the count before it unless the arithmetic is far out."""
    if first.kind == "count":
        return first.low is not None and float(first.low).is_integer() and first.form != "quantifier"
    if first.n is None or not first.total or percent is None:
        return False
    return abs(100 * first.n / first.total - percent) < 15
