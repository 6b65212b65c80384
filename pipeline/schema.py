"""The types that travel between the stages: Article, the facts, Record. Imports only pydantic.

A fact is a span of `Article.text` and what it says, in normal form (gold/GUIDE.md tells how each is drawn).
Every fact class names its `key_fields`: what must be equal for a found fact to count at level "value".
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

SCHEMA_VERSION = "1.0"

Number = int | float
NumberOrRange = Number | Annotated[list[Number], Field(min_length=2, max_length=2)]
"""A number, or [low, high] for a range or for alternatives."""
Bound = Literal["min", "max"]
"""min: the text leaves the top open ("53-plus", "at least"); max: "up to", "less than"."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Region(_Model):
    """A part of the text in which no facts are sought."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    kind: str
    """author, follow, comments, about, contact, legal, furniture"""


class Article(_Model):
    """One article: its text, and where the text came from. Offsets everywhere are code points into `text`."""

    id: str
    text: str
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    """ISO 8601 date, as far as stated: "2023-03-09" """
    source: str | None = None
    """Outlet or publisher, where the page says it."""
    language: str | None = None
    """ISO 639-1 code."""
    url: str | None = None
    format: str = "text"
    """What it was read from: text, html, pdf, jats (PubMed, too), email, feed."""
    sha256: str
    """Of the input's bytes, so that a changed input is seen."""
    boilerplate: list[Region] = []


class _Fact(_Model):
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str

    key_fields: ClassVar[tuple[str, ...]] = ()
    asks_drugs: ClassVar[bool] = True
    """Whether level "full" asks for the same set of drugs."""


class Drug(_Fact):
    """A mention of a specific drug, biologic, vaccine, cell or gene therapy, or named regimen."""

    type: Literal["DRUG"] = "DRUG"
    name: str
    key_fields = ("name",)
    asks_drugs = False


class Condition(_Fact):
    """A mention of a disease that is studied, treated or named as an approved use."""

    type: Literal["CONDITION"] = "CONDITION"
    name: str
    key_fields = ("name",)
    asks_drugs = False


class Dose(_Fact):
    """An amount of drug per administration or per day. `unit` is a UCUM code."""

    type: Literal["DOSE"] = "DOSE"
    value: NumberOrRange
    unit: str
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("value", "unit")


class Schedule(_Fact):
    """How often a dose is given: `times` per `period` `unit`, or the `days` of a cycle."""

    type: Literal["SCHEDULE"] = "SCHEDULE"
    times: NumberOrRange | None = None
    period: NumberOrRange | None = None
    unit: str | None = None
    days: list[int] | None = None
    drugs: list[str] | None = None
    key_fields = ("times", "period", "unit", "days")


class CycleLength(_Fact):
    """How long one treatment cycle is."""

    type: Literal["CYCLE_LENGTH"] = "CYCLE_LENGTH"
    value: NumberOrRange
    unit: str
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("value", "unit")


class CycleCount(_Fact):
    """How many cycles were given."""

    type: Literal["CYCLE_COUNT"] = "CYCLE_COUNT"
    value: NumberOrRange
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("value",)


class Duration(_Fact):
    """How long a treatment was given."""

    type: Literal["DURATION"] = "DURATION"
    value: NumberOrRange
    unit: str
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("value", "unit")


ResponseCategory = Literal["OR", "CR", "PR", "SD", "PD", "MR", "MRD_NEG", "DCR", "PCR", "REMISSION", "OTHER"]


class Response(_Fact):
    """How many study patients reached a response, as a count, a percentage or both."""

    type: Literal["RESPONSE"] = "RESPONSE"
    category: ResponseCategory
    label: str | None = None
    n: NumberOrRange | None = None
    total: Number | None = None
    percent: NumberOrRange | None = None
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("category", "n", "percent")


Endpoint = Literal["PFS", "OS", "DFS", "EFS", "RFS", "DOR", "TTP", "TTR"]


class Survival(_Fact):
    """A time-to-event figure: a median, mean, range or gain in `unit`, or a rate in percent at a time."""

    type: Literal["SURVIVAL"] = "SURVIVAL"
    endpoint: Endpoint
    statistic: Literal["median", "mean", "range", "rate", "gain"]
    value: NumberOrRange | None = None
    unit: str | None = None
    percent: NumberOrRange | None = None
    at: NumberOrRange | None = None
    at_unit: str | None = None
    not_reached: bool | None = None
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("endpoint", "statistic", "value", "unit", "percent", "not_reached")


class Effect(_Fact):
    """A relative effect: hazard, risk or odds ratio, relative or absolute risk reduction."""

    type: Literal["EFFECT"] = "EFFECT"
    measure: Literal["HR", "RR", "OR", "RRR", "ARR"]
    endpoint: str | None = None
    value: NumberOrRange
    ci: Annotated[list[Number | None], Field(min_length=2, max_length=2)] | None = None
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("measure", "value", "ci")


class PValue(_Fact):
    """A p-value with its operator."""

    type: Literal["P_VALUE"] = "P_VALUE"
    op: Literal["<", "=", ">"]
    value: Number
    key_fields = ("op", "value")


class Enrollment(_Fact):
    """How many people were studied: in all, in an arm, in a subgroup."""

    type: Literal["ENROLLMENT"] = "ENROLLMENT"
    n: NumberOrRange
    scope: Literal["total", "arm", "subgroup"]
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("n",)


class FollowUp(_Fact):
    """How long people were followed."""

    type: Literal["FOLLOW_UP"] = "FOLLOW_UP"
    value: NumberOrRange
    unit: str
    statistic: Literal["median", "mean", "range"] | None = None
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("value", "unit")


class AdverseEvent(_Fact):
    """A harm reported for a treatment in this article."""

    type: Literal["ADVERSE_EVENT"] = "ADVERSE_EVENT"
    term: str
    grade: str | None = None
    n: NumberOrRange | None = None
    total: Number | None = None
    percent: NumberOrRange | None = None
    other_percent: NumberOrRange | None = None
    bound: Bound | None = None
    drugs: list[str] | None = None
    key_fields = ("term", "percent")


class Phase(_Fact):
    """The phase of a trial."""

    type: Literal["PHASE"] = "PHASE"
    phase: Literal["1", "1a", "1b", "1/2", "2", "2a", "2b", "2/3", "3", "3a", "3b", "4"]
    key_fields = ("phase",)
    asks_drugs = False


class Trial(_Fact):
    """The name or registry number of a trial."""

    type: Literal["TRIAL"] = "TRIAL"
    name: str
    key_fields = ("name",)
    asks_drugs = False


class Journal(_Fact):
    """The journal or meeting that is the source of results."""

    type: Literal["JOURNAL"] = "JOURNAL"
    name: str
    key_fields = ("name",)
    asks_drugs = False


class Approval(_Fact):
    """A claim about a regulator's approval of a drug for a use; the span is the trigger word."""

    type: Literal["APPROVAL"] = "APPROVAL"
    drugs: list[str] | None = None
    agency: str | None = None
    conditions: list[str] | None = None
    status: Literal["approved", "not_approved", "off_label", "withdrawn"]
    key_fields = ("status",)


AnyFact = Annotated[
    Drug
    | Condition
    | Dose
    | Schedule
    | CycleLength
    | CycleCount
    | Duration
    | Response
    | Survival
    | Effect
    | PValue
    | Enrollment
    | FollowUp
    | AdverseEvent
    | Phase
    | Trial
    | Journal
    | Approval,
    Field(discriminator="type"),
]

FACT_CLASSES: dict[str, type[_Fact]] = {
    "DRUG": Drug,
    "CONDITION": Condition,
    "DOSE": Dose,
    "SCHEDULE": Schedule,
    "CYCLE_LENGTH": CycleLength,
    "CYCLE_COUNT": CycleCount,
    "DURATION": Duration,
    "RESPONSE": Response,
    "SURVIVAL": Survival,
    "EFFECT": Effect,
    "P_VALUE": PValue,
    "ENROLLMENT": Enrollment,
    "FOLLOW_UP": FollowUp,
    "ADVERSE_EVENT": AdverseEvent,
    "PHASE": Phase,
    "TRIAL": Trial,
    "JOURNAL": Journal,
    "APPROVAL": Approval,
}

CORE_TYPES = frozenset({"DRUG", "DOSE", "CYCLE_LENGTH", "CYCLE_COUNT", "RESPONSE", "SURVIVAL"})
ATTRIBUTED_TYPES = frozenset(
    {"DOSE", "SCHEDULE", "CYCLE_LENGTH", "CYCLE_COUNT", "DURATION", "RESPONSE", "SURVIVAL", "EFFECT"}
)

FACT_ADAPTER: TypeAdapter[AnyFact] = TypeAdapter(AnyFact)


class Unexplained(_Model):
    """A quantity that got no role: what the machine did not understand."""

    start: int
    end: int
    text: str
    kind: str
    """percent, duration, amount, count, ratio, number ..."""


Offsets = tuple[int, int]
"""Half-open span of `Article.text`."""


class Term(_Model):
    """Words of the article, and what they say in normal form."""

    start: int
    end: int
    name: str


class SetAside(_Model):
    """A quantity that was understood but is no fact of the study: an age, a date, an earlier treatment ..."""

    start: int
    end: int
    text: str
    role: str
    """A fact type in lower case, or a known non-fact: age, date, price, prevalence ..."""
    standing: str
    """earlier_treatment, eligibility, background, hypothetical, preclinical, non_fact"""
    because: str
    fact: AnyFact | None = None
    """What it would say if it were a result of the study; none for a non-fact."""


class Standing(_Model):
    """Facts that are exported, but are not of this study's own results; all others are."""

    start: int
    end: int
    type: str
    """With the span, which of the facts."""
    standing: Literal["other_study", "earlier_treatment", "approved_use"]
    because: str


class Quote(_Model):
    """Quoted speech, without its quotation marks, and whose it is."""

    start: int
    end: int
    speaker: Term | None = None
    """The words that name the speaker; `name` is the name last given, where they are "she" or a surname."""


class Component(_Model):
    """One drug of an arm, as it is given in one part of the treatment.

    What is given together has one `sequence` number; a larger one comes later (HL7 FHIR R4, Dosage.sequence;
    component and sig as in the HemOnc ontology). The spans are those of facts, each value once.
    """

    drug: str
    sequence: int = Field(ge=1)
    part: Term | None = None
    """lead-in, loading, neoadjuvant, induction, intensification, consolidation, adjuvant, maintenance"""
    doses: list[Offsets] = []
    """DOSE facts; several are steps if `step_up` says so, else alternatives or dose levels."""
    step_up: Offsets | None = None
    """The words that say that the drug's doses rise, in their order, for each patient."""
    reductions: list[Offsets] = []
    """DOSE facts: what the dose is cut to for harms."""
    routes: list[Term] = []
    """CDISC controlled terminology (EXROUTE) in lower case."""
    schedules: list[Offsets] = []
    """SCHEDULE facts that say how often."""
    days: list[Offsets] = []
    """SCHEDULE facts that give days of the cycle."""
    cycle_lengths: list[Offsets] = []
    cycles: list[Offsets] = []
    durations: list[Offsets] = []
    until: Term | None = None
    """The events that end the treatment, joined by " or ": progression, relapse, toxicity, death ..."""


class Arm(_Model):
    """What a group of patients was given."""

    drugs: list[str]
    """As `drugs` of the facts."""
    labels: list[Term] = []
    """What the article calls it: "arm a", "group 2"."""
    sizes: list[Offsets] = []
    """ENROLLMENT facts."""
    regimen: list[Component] = []
    """In the order in which it is given."""
    alternating: Offsets | None = None
    """The words that say that its drugs take turns."""


Severity = Literal["error", "warning", "note"]
"""error: the numbers contradict each other; warning: most likely; note: worth a look."""


class Check(_Model):
    """A piece of arithmetic that did not come out."""

    kind: str
    """percentage, part, enrolled, arm_sizes, response_sum, interval, range_order, median, p_value, direction,
    reduction, cycles, dose"""
    severity: Severity = "error"
    start: int
    end: int
    """From the first of the words that it compares to the last."""
    message: str
    numbers: dict[str, Number] = {}
    """The numbers that it used, by what they are."""
    spans: list[Offsets] = []
    """The words that it compares, in text order."""


class Omission(_Model):
    """Something that a reader of trial results needs and the article does not say."""

    kind: str
    """denominator, absolute, harms, comparator, follow_up, funding, registration"""
    message: str
    spans: list[Offsets] = []
    """The facts that stand without it, in text order."""


class ConditionAttribute(_Model):
    """What the text says of a condition besides its name, which the span of CONDITION leaves out."""

    kind: Literal["stage", "severity", "risk", "course", "line", "biomarker"]
    value: str
    """In normal form: "III", "metastatic", "relapsed or refractory", "previously treated", "EGFR mutated"."""
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    text: str


class ConditionMention(_Model):
    """A mention of a condition, its CONDITION fact's span, with what is said of it there."""

    start: int = Field(ge=0)
    end: int = Field(ge=1)
    attributes: list[ConditionAttribute]


class Record(_Model):
    """What was read from one article."""

    schema_version: str = SCHEMA_VERSION
    article: Article
    facts: list[AnyFact] = []
    arms: list[Arm] = []
    """What was compared, or studied, first; with the regimen of each."""
    standings: list[Standing] = []
    """The facts that are not of this study's results."""
    quotes: list[Quote] = []
    """Quoted speech that has a speaker or holds a number."""
    set_aside: list[SetAside] = []
    unexplained: list[Unexplained] = []
    checks: list[Check] = []
    omissions: list[Omission] = []
    names: dict[str, list[str]] = {}
    """Identifiers of the drugs (UNII) and conditions (MONDO, DOID), by normal name, where known."""
    conditions: dict[str, list[ConditionMention]] = {}
    """The mentions of a condition that say more than its name, by normal name."""

    def _repr_html_(self) -> str:
        """For a notebook: the text with its facts marked, and the study at a glance."""
        from pipeline.output.notebook import draw_record

        return draw_record(self)


def fact_to_dict(fact: _Fact) -> dict[str, Any]:
    """The fact in the form of the gold files: type, start, end, text first, then the stated fields."""
    fields = fact.model_dump(mode="json", exclude_none=True)
    head = {key: fields.pop(key) for key in ("type", "start", "end", "text")}
    return head | fields
