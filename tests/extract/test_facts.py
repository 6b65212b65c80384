"""The whole of it: every number is accounted for once, names win over numbers, boilerplate is silent."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.record import build_doc, build_record
from pipeline.extract.spans import Quantity
from pipeline.ingest import read_article
from pipeline.paths import corpus_folder
from pipeline.schema import FACT_ADAPTER, Article, Region

Check = Callable[[str, str, dict[str, Any] | None], None]
Entry = dict[str, Any]

NAME_TYPES = {"DRUG", "CONDITION", "TRIAL", "JOURNAL", "PHASE", "APPROVAL", "ADVERSE_EVENT"}
QUIET_KINDS = {"date", "time", "ordinal", "phone", "identifier", "interval"}
"""Kinds of quantity that are understood and that nobody would look for in a record."""
ARTICLES = sorted(path.stem for path in corpus_folder().glob("*.txt"))


def touches(a: Entry, b: Entry) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def numeric(facts: list[Entry]) -> list[Entry]:
    return [fact for fact in facts if fact["type"] not in NAME_TYPES]


def rates_of(doc: Doc) -> list[tuple[int, int, Any]]:
    """(start of its sentence, end, value) of each number that an adverse event has taken as its own."""
    return [
        (start, end, fact[key])
        for start, end in doc._.mednews_sentences
        for fact in doc._.facts
        if fact["type"] == "ADVERSE_EVENT" and start <= fact["start"] < end
        for key in ("percent", "other_percent", "n", "total")
        if key in fact
    ]


def is_accounted(doc: Doc, q: Quantity) -> bool:
    """Whether a quantity is a fact, part of one, set aside, unexplained, or one that nobody looks for."""
    place = {"start": q.start, "end": q.end}
    listed = [*doc._.facts, *doc._.mednews_set_aside, *doc._.mednews_unexplained]
    is_pronoun = q.kind == "count" and q.form == "word" and q.low == 1
    if q.kind in QUIET_KINDS or q.form == "quantifier" or is_pronoun:
        return True
    if any(touches(place, entry) for entry in listed):
        return True
    values = [q.value, q.n, q.total, q.percent]
    return any(start <= q.start < end and value in values for start, end, value in rates_of(doc))


@pytest.fixture(scope="module")
def docs(nlp: Language) -> dict[str, Doc]:
    """The corpus, read once."""
    articles = [read_article(corpus_folder() / f"{name}.txt") for name in ARTICLES]
    return {article.id: nlp(build_doc(article, nlp)) for article in articles}


@pytest.mark.parametrize("name", ARTICLES)
def test_every_number_is_accounted_for(docs: dict[str, Doc], name: str) -> None:
    doc = docs[name]
    regions = doc._.mednews_boilerplate
    named = [n for found in doc._.mednews_names.values() for n in found]
    lost = [
        doc.text[q.start : q.end]
        for q in doc._.mednews_quantities
        if not any(start <= q.start < end for start, end in regions)
        and not any(n.start < q.end and q.start < n.end for n in named)
        and not is_accounted(doc, q)
    ]
    assert lost == []


@pytest.mark.parametrize("name", ARTICLES)
def test_no_number_is_used_twice(docs: dict[str, Doc], name: str) -> None:
    """A number is one fact, or was set aside, or is unexplained; never two of these."""
    doc = docs[name]
    # "six 28-day cycles" counts the cycles and holds the length of one.
    facts = [fact for fact in numeric(doc._.facts) if fact["type"] != "CYCLE_LENGTH"]
    entries = sorted([*facts, *doc._.mednews_set_aside, *doc._.mednews_unexplained], key=lambda e: e["start"])
    twice = [(a["text"], b["text"]) for a, b in pairwise(entries) if touches(a, b)]
    assert twice == []


@pytest.mark.parametrize("name", ARTICLES)
def test_facts_are_in_order_and_fit_the_schema(docs: dict[str, Doc], name: str) -> None:
    doc = docs[name]
    places = [(fact["start"], fact["end"], fact["type"]) for fact in doc._.facts]
    assert places == sorted(set(places))
    for fact in doc._.facts:
        assert doc.text[fact["start"] : fact["end"]] == fact["text"] == fact["text"].strip()
        FACT_ADAPTER.validate_python(fact)


@pytest.mark.parametrize(
    "kind, marked, fields",
    [
        pytest.param("DRUG", "They took [interferon beta-1a].", {"name": "interferon beta-1a"}, id="drug"),
        pytest.param("TRIAL", "The [KEYNOTE-189] trial went well.", {"name": "KEYNOTE-189"}, id="trial"),
        pytest.param("TRIAL", "It is [NCT01234567].", {"name": "NCT01234567"}, id="registry number"),
        pytest.param("PHASE", "In a [phase 3] trial, all went well.", {"phase": "3"}, id="phase"),
    ],
)
def test_names_win(check_fact: Check, kind: str, marked: str, fields: dict[str, Any]) -> None:
    check_fact(kind, marked, fields)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("They took interferon beta-1a and 5-fluorouracil.", id="drugs"),
        pytest.param("CHECKMATE-067 and KEYNOTE-189 were run.", id="trials"),
        pytest.param("A phase 3 study followed a phase 1b study.", id="phases"),
        pytest.param("It is registered as NCT01234567.", id="registry number"),
        pytest.param("Patients with COVID-19 got better.", id="condition"),
        pytest.param("Patients with type 2 diabetes got better.", id="number inside a condition"),
    ],
)
def test_numbers_in_names_are_letters(nlp: Language, text: str) -> None:
    """They are no fact, no non-fact, and nothing that waits for an explanation."""
    doc = nlp(text)
    assert numeric(doc._.facts) == []
    assert doc._.mednews_set_aside == []
    assert doc._.mednews_unexplained == []


STUDY = "The response rate was 61 percent with olaparib. Patients took 300 mg twice daily."


def read_with_region(nlp: Language, text: str, start: int, end: int) -> Doc:
    region = Region(start=start, end=end, kind="about")
    article = Article(id="a", text=text, sha256="0" * 64, boilerplate=[region])
    return nlp(build_doc(article, nlp))


def test_boilerplate_is_silent(nlp: Language) -> None:
    text = f"{STUDY}\n\nMakers Inc. sold 500 mg of niraparib to 40 percent of 900 patients in 2019."
    start = text.index("Makers")
    doc = read_with_region(nlp, text, start, len(text))
    entries = [*doc._.facts, *doc._.mednews_set_aside, *doc._.mednews_unexplained]
    assert max(entry["end"] for entry in entries) <= start
    assert any(entry["end"] > start for entry in nlp(text)._.facts)


def test_text_after_boilerplate_is_read(nlp: Language) -> None:
    text = f"Share this with 500 friends.\n\n{STUDY}"
    start = text.index("The response")
    found = read_with_region(nlp, text, 0, start)._.facts
    assert [(fact["type"], fact["text"]) for fact in found] == [
        ("RESPONSE", "61 percent"),
        ("DRUG", "olaparib"),
        ("DOSE", "300 mg"),
        ("SCHEDULE", "twice daily"),
    ]


@pytest.mark.parametrize(
    "text, words, kind",
    [
        pytest.param("The result was 17.3 percent, he said.", "17.3 percent", "percent", id="percent"),
        pytest.param("It went to 40 mg somehow.", None, None, id="an amount is a dose"),
    ],
)
def test_unexplained(nlp: Language, text: str, words: str | None, kind: str | None) -> None:
    """What got no role is listed with its kind; what got one is not."""
    found = [(entry["text"], entry["kind"]) for entry in nlp(text)._.mednews_unexplained]
    assert found == ([(words, kind)] if words else [])


def test_set_aside_says_why(nlp: Language) -> None:
    (entry,) = nlp("The pill costs $12,000.")._.mednews_set_aside
    assert (entry["text"], entry["role"], entry["standing"]) == ("$12,000", "price", "non_fact")
    assert entry["because"]


def test_record(nlp: Language) -> None:
    """Doc to Record: the same facts, checked, and what was set aside beside them."""
    article = Article(id="a", text=f"{STUDY} It costs $900.", sha256="0" * 64)
    doc = nlp(build_doc(article, nlp))
    record = build_record(article, doc)
    assert [fact.text for fact in record.facts] == [fact["text"] for fact in doc._.facts]
    assert [entry.text for entry in record.set_aside] == ["$900"]
    assert record.unexplained == []


def test_offsets_are_code_points(nlp: Language) -> None:
    """Characters outside the basic plane count as one, and shift what comes behind by one."""
    plain = nlp(STUDY)._.facts
    shifted = nlp(f"\U0001f9ea\U0001f48a\n\n{STUDY}")._.facts
    assert [(fact["start"] - 4, fact["text"]) for fact in shifted] == [(f["start"], f["text"]) for f in plain]


def test_empty_text(nlp: Language) -> None:
    doc = nlp("")
    assert (doc._.facts, doc._.mednews_set_aside, doc._.mednews_unexplained) == ([], [], [])


PIECES = [
    "61 percent", "five of six", "41 of 67 (61%)", "23 to 53-plus months",
    "HR 0.46 (95% CI, 0.34 to 0.62)", "P < .001", "375 mg/m2", "twice daily", "every three weeks",
    "not reached", "29-day cycles", "n = 72", "nausea", "grade 3-4", "olaparib", "placebo",
    "chemotherapy", "the combination", "patients", "responded", "median survival", "PFS", "alive at",
    "versus", "and", "with", "from", "to", "respectively", "approved", "in mice", "(", ")", ",", ".",
    ";", "\n\n", "é\u00a0", "\U0001f48a",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_text(nlp: Language, text: str) -> None:
    """However the words of the trade fall: nothing raises, spans hold, the same text gives the same facts."""
    doc = nlp(text)
    for fact in doc._.facts:
        assert text[fact["start"] : fact["end"]] == fact["text"] != ""
        FACT_ADAPTER.validate_python(fact)
    assert nlp(text)._.facts == doc._.facts


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_characters(nlp: Language, text: str) -> None:
    for fact in nlp(text)._.facts:
        assert text[fact["start"] : fact["end"]] == fact["text"]


SIZE = 5_000


def best_time(nlp: Language, text: str) -> float:
    """Seconds, the best of three."""
    times = []
    for _ in range(3):
        start = perf_counter()
        nlp(text)
        times.append(perf_counter() - start)
    return min(times)


@pytest.fixture(scope="module")
def ordinary_time(nlp: Language) -> float:
    text = f"{STUDY} On placebo the rate was 20 percent, and patients lived 14 months. "
    return best_time(nlp, text * (SIZE // len(text)))


@pytest.mark.parametrize(
    "unit",
    ["\n", "olaparib and ", "placebo versus ", "nausea (4%), ", "12 months, ", "10 patients ", "10 mg of ",
     "approved ", "without ", "lower the ", "response of the ", "responded ", "and ", "a "],
)  # fmt: skip
def test_hostile_text_takes_no_longer(nlp: Language, ordinary_time: float, unit: str) -> None:
    """One endless sentence may take ten times as long as ordinary text of the same size, no more."""
    assert best_time(nlp, unit * (SIZE // len(unit))) < 10 * ordinary_time
