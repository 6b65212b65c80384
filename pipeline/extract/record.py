"""Doc to Record: the plain data of the components becomes pydantic objects, checked against the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import tee
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.names.condition_attributes import find_attributes
from pipeline.extract.names.identifiers import IDENTIFIED, find_identifiers
from pipeline.extract.nlp import text_of
from pipeline.extract.spans import Name
from pipeline.schema import (
    FACT_ADAPTER,
    Arm,
    Article,
    Check,
    ConditionAttribute,
    ConditionMention,
    Omission,
    Quote,
    Record,
    SetAside,
    Standing,
    Unexplained,
)


def read_records(articles: Iterable[Article], nlp: Language) -> Iterator[Record]:
    """One Record for each article, in order; nothing is read ahead of what is asked for."""
    kept, sent = tee(articles)
    docs = nlp.pipe(build_doc(article, nlp) for article in sent)
    for article, doc in zip(kept, docs, strict=True):
        yield build_record(article, doc)


def build_doc(article: Article, nlp: Language) -> Doc:
    """A tokenized Doc that knows where the article's boilerplate is."""
    doc = nlp.make_doc(article.text)
    doc._.mednews_text = article.text
    doc._.mednews_boilerplate = [(region.start, region.end) for region in article.boilerplate]
    return doc


def record_of_doc(doc: Doc) -> Record:
    """The Record of a Doc that the pipeline has read as a spaCy component, with no article behind it."""
    text = text_of(doc)
    return build_record(Article(id="doc", text=text, sha256=sha256(text.encode()).hexdigest()), doc)


def build_record(article: Article, doc: Doc) -> Record:
    """The Record of a Doc that has been through the pipeline."""
    facts = [FACT_ADAPTER.validate_python(fact) for fact in doc._.facts or []]
    return Record(
        article=article,
        facts=facts,
        arms=[Arm(**arm) for arm in doc._.mednews_arms or []],
        standings=[Standing(**entry) for entry in doc._.mednews_standings or []],
        quotes=[Quote(**quote) for quote in doc._.mednews_quotes or []],
        set_aside=[SetAside(**entry) for entry in doc._.mednews_set_aside or []],
        unexplained=[Unexplained(**entry) for entry in doc._.mednews_unexplained or []],
        checks=[Check(**entry) for entry in doc._.mednews_checks or []],
        omissions=[Omission(**entry) for entry in doc._.mednews_omissions or []],
        names=_identify(doc._.facts or []),
        conditions=_describe(article.text, doc._.facts or []),
    )


def _identify(facts: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Normal name -> identifiers, for the drugs and conditions that have some."""
    named = sorted({(fact["name"], fact["type"]) for fact in facts if fact["type"] in IDENTIFIED})
    found = ((name, find_identifiers(name, kind)) for name, kind in named)
    return {name: list(identifiers) for name, identifiers in found if identifiers}


def _describe(text: str, facts: Iterable[dict[str, Any]]) -> dict[str, list[ConditionMention]]:
    """Normal name -> the mentions that say more than the name, for the conditions."""
    mentions = [Name(f["start"], f["end"], f["type"], f["name"]) for f in facts if f["type"] == "CONDITION"]
    described: dict[str, list[ConditionMention]] = {}
    for mention, found in zip(mentions, find_attributes(text, mentions), strict=True):
        attributes = [ConditionAttribute(**a._asdict(), text=text[a.start : a.end]) for a in found]
        if attributes:
            said = ConditionMention(start=mention.start, end=mention.end, attributes=attributes)
            described.setdefault(mention.name, []).append(said)
    return dict(sorted(described.items()))
