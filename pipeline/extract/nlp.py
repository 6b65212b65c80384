"""The spaCy pipeline: components as factories, assembled from models/mednews.cfg, and nowhere else.

Each component reads `doc.text` and leaves plain tuples on the Doc, so it works in anybody's pipeline and its
Doc can be pickled. `doc._.facts` holds the facts as dicts in the form of the gold files;
`doc.spans["mednews"]` mirrors them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ModelError
from pipeline.extract.checks import find_contradictions
from pipeline.extract.checks.omissions import find_omissions
from pipeline.extract.checks.reading import build_reading
from pipeline.extract.facts import build_facts, outside
from pipeline.extract.names.abbreviation import find_abbreviations
from pipeline.extract.names.agency import find_agencies
from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.drug import find_drugs
from pipeline.extract.names.harm import find_harm_terms
from pipeline.extract.names.journal import find_journals
from pipeline.extract.names.phase import find_phases
from pipeline.extract.names.phrase import Words
from pipeline.extract.names.trial import find_trials, outside_trials
from pipeline.extract.quantity import find_quantities
from pipeline.extract.sentence import find_sentences
from pipeline.extract.spans import Name, Quantity, Span
from pipeline.paths import models_folder

Component = Callable[[Doc], Doc]

SPANS_KEY = "mednews"
_EXTENSIONS: dict[str, Any] = {
    "mednews_text": None,  # str: `doc.text` is put together anew at each call
    "mednews_sentences": None,  # list[Span]
    "mednews_abbreviations": None,  # dict[str, str]: short form -> long form
    "mednews_quantities": None,  # list[Quantity]
    "mednews_names": None,  # dict[str, list[Name]]: by component
    "mednews_boilerplate": None,  # list[Span]: where no facts are sought
    "mednews_set_aside": None,  # list[dict]: understood, but no fact of the study
    "mednews_arms": None,  # list[dict]: the arms, each with its regimen
    "mednews_standings": None,  # list[dict]: facts that are not of this study's results
    "mednews_quotes": None,  # list[dict]: quoted speech and its speakers
    "mednews_unexplained": None,  # list[dict]: quantities without a role
    "mednews_checks": None,  # list[dict]: arithmetic that does not come out
    "mednews_omissions": None,  # list[dict]: what the article leaves out
    "facts": None,  # list[dict]
}


_MAX_LENGTH = 20_000_000
"""Characters: spaCy's own limit is for models that need a gigabyte per 100,000; rules do not."""

_LONG_WORD = re.compile(r"\S{200}")
"""Kept as one token: spaCy takes quadratic time to split off one bracket after another (8 s for 10,000).
Words and links are shorter, and facts are found on characters, not on tokens.
"""


def load_nlp(*, ner: bool = False) -> Language:
    """The whole pipeline, from models/mednews.cfg; with `ner` also the trained name finder.

    Raises: ModelError if the config or a table is missing or broken.
    """
    from spacy.util import load_config, load_model_from_config

    path = models_folder() / "mednews.cfg"
    if not path.is_file():
        raise ModelError("the pipeline's config is missing", where=str(path), hint="install mednews again")
    nlp = load_model_from_config(load_config(path), auto_fill=True)
    nlp.max_length = _MAX_LENGTH
    nlp.tokenizer.token_match = _LONG_WORD.match  # type: ignore[union-attr]  # spaCy: "Any callable"
    if ner:
        nlp.add_pipe("mednews_ner", before="mednews_quantity")
    return nlp


def _add_extensions() -> None:
    for name, default in _EXTENSIONS.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)


@Language.factory("mednews_sentences", assigns=["token.is_sent_start", "doc._.mednews_sentences"])
def make_sentences(nlp: Language, name: str) -> Component:
    """Sentence borders, aware of the abbreviations of medical news."""
    _add_extensions()
    return set_sentences


def set_sentences(doc: Doc) -> Doc:
    """Find the sentences and set `token.is_sent_start` in one call, unless another component has."""
    spans = sentences_of(doc)
    if len(doc) and not doc.has_annotation("SENT_START"):
        starts = [start for start, _ in spans]
        idx = doc.to_array("IDX").astype("int64")
        # Any: the stub asks for an array class of its own.
        flags: Any = numpy.full((len(doc), 1), -1, dtype="int64")
        flags[numpy.searchsorted(idx, starts).clip(max=len(doc) - 1)] = 1
        flags[0] = 1
        doc.from_array(["SENT_START"], flags.astype("uint64"))
    return doc


@Language.factory("mednews_quantity", assigns=["doc._.mednews_quantities"])
def make_quantity(nlp: Language, name: str) -> Component:
    """Every quantity of the text."""
    _add_extensions()

    def find(doc: Doc) -> Doc:
        quantities_of(doc)
        return doc

    return find


@Language.factory("mednews_drug", assigns=["doc._.mednews_names"])
def make_drug(nlp: Language, name: str) -> Component:
    """Drugs, drug classes and placebo."""
    return _name_component("drug", lambda doc: find_drugs(text_of(doc), abbreviations_of(doc)))


@Language.factory("mednews_condition", assigns=["doc._.mednews_names"])
def make_condition(nlp: Language, name: str) -> Component:
    """Conditions, and the terms that may be adverse events."""

    def find(doc: Doc) -> list[Name]:
        text, abbreviations = text_of(doc), abbreviations_of(doc)
        words = Words(text)
        return [
            *find_conditions(text, abbreviations, words),
            *find_harm_terms(text, abbreviations, words),
        ]

    return _name_component("condition", find)


@Language.factory("mednews_ner", requires=["doc._.mednews_names"], assigns=["doc._.mednews_names"])
def make_ner(nlp: Language, name: str) -> Component:
    """Drugs and conditions that only a trained model finds; see models/ner/MODEL_CARD.md."""
    from pipeline.extract.names.ner import find_by_model

    return _name_component("ner", lambda doc: find_by_model(text_of(doc), sentences_of(doc), names_of(doc)))


@Language.factory("mednews_terms", assigns=["doc._.mednews_names"])
def make_terms(nlp: Language, name: str) -> Component:
    """Trials, journals and meetings, phases, agencies."""
    return _name_component(
        "terms",
        lambda doc: [
            *find_trials(text_of(doc), abbreviations_of(doc)),
            *(name for find in (find_journals, find_phases, find_agencies) for name in find(text_of(doc))),
        ],
    )


def _name_component(key: str, find: Callable[[Doc], list[Name]]) -> Component:
    _add_extensions()

    def component(doc: Doc) -> Doc:
        doc._.mednews_names = {**(doc._.mednews_names or {}), key: find(doc)}
        return doc

    return component


@Language.factory(
    "mednews_facts",
    requires=["doc._.mednews_names", "doc._.mednews_quantities"],
    assigns=["doc._.facts", "doc.spans"],
)
def make_facts(nlp: Language, name: str) -> Component:
    """Roles, arms, standing: the facts."""
    _add_extensions()
    return set_facts


def set_facts(doc: Doc) -> Doc:
    """Build the facts and mirror them in `doc.spans["mednews"]`."""
    found = build_facts(
        text_of(doc), sentences_of(doc), quantities_of(doc), names_of(doc), doc._.mednews_boilerplate or ()
    )
    doc._.facts = found.facts
    doc._.mednews_set_aside = found.set_aside
    doc._.mednews_unexplained = found.unexplained
    doc._.mednews_arms = found.arms
    doc._.mednews_standings = found.standings
    doc._.mednews_quotes = found.quotes
    doc.spans[SPANS_KEY] = [
        span
        for fact in found.facts
        if (span := doc.char_span(fact["start"], fact["end"], label=fact["type"], alignment_mode="expand"))
    ]
    return doc


@Language.factory(
    "mednews_checks",
    requires=["doc._.facts", "doc._.mednews_names", "doc._.mednews_quantities"],
    assigns=["doc._.mednews_checks", "doc._.mednews_omissions"],
)
def make_checks(nlp: Language, name: str) -> Component:
    """Checks of the facts against each other, and what the article leaves out."""
    _add_extensions()
    return set_checks


def set_checks(doc: Doc) -> Doc:
    """Check the facts of the Doc."""
    boilerplate = doc._.mednews_boilerplate or ()
    reading = build_reading(
        text_of(doc),
        sentences_of(doc),
        outside(quantities_of(doc), boilerplate),
        doc._.facts or [],
        names_of(doc),
        doc._.mednews_arms or (),
    )
    doc._.mednews_checks = [finding.to_dict() for finding in find_contradictions(reading)]
    doc._.mednews_omissions = [omission._asdict() for omission in find_omissions(reading)]
    return doc


def names_of(doc: Doc) -> list[Name]:
    """The names that the components have found, in text order; none inside the name of a trial."""
    return outside_trials(name for found in (doc._.mednews_names or {}).values() for name in found)


def text_of(doc: Doc) -> str:
    """The text of the Doc, put together once."""
    if doc._.mednews_text is None:
        doc._.mednews_text = doc.text
    return str(doc._.mednews_text)


def sentences_of(doc: Doc) -> list[Span]:
    """The sentence spans of the Doc, found once."""
    if doc._.mednews_sentences is None:
        doc._.mednews_sentences = find_sentences(text_of(doc))
    return list(doc._.mednews_sentences)


def quantities_of(doc: Doc) -> list[Quantity]:
    """The quantities of the Doc, found once."""
    if doc._.mednews_quantities is None:
        doc._.mednews_quantities = find_quantities(text_of(doc))
    return list(doc._.mednews_quantities)


def abbreviations_of(doc: Doc) -> dict[str, str]:
    """The abbreviations that the article defines, found once."""
    if doc._.mednews_abbreviations is None:
        doc._.mednews_abbreviations = find_abbreviations(text_of(doc))
    return dict(doc._.mednews_abbreviations)
