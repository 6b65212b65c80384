"""The components in spaCy: in a foreign pipeline, pickled, stored; spans on any characters."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import DocBin

import pipeline
from pipeline.errors import ModelError
from pipeline.extract.nlp import SPANS_KEY, load_nlp
from pipeline.extract.record import build_record
from pipeline.schema import Article

COMPONENTS = ("sentences", "terms", "drug", "condition", "quantity", "facts")
TEXT = "Of 40 patients given pembrolizumab 200 mg every three weeks, 16 (40%) responded. Nobody died."


@pytest.fixture(scope="module")
def foreign() -> Language:
    """Somebody's own pipeline, with ours behind its rules."""
    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "THEIRS", "pattern": "patients"}])
    for component in COMPONENTS:
        nlp.add_pipe(f"mednews_{component}")
    return nlp


class TestForeignPipeline:
    def test_the_facts_are_the_same(self, foreign: Language, nlp: Language) -> None:
        assert foreign(TEXT)._.facts == nlp(TEXT)._.facts != []

    def test_its_own_results_stay(self, foreign: Language) -> None:
        assert [entity.label_ for entity in foreign(TEXT).ents] == ["THEIRS"]

    def test_sentences_of_another_component_stay(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer", config={"punct_chars": [","]})
        nlp.add_pipe("mednews_sentences")
        assert [sentence.text[-1] for sentence in nlp(TEXT).sents] == [",", "."]

    def test_a_component_alone(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("mednews_drug")
        names = nlp(TEXT)._.mednews_names["drug"]
        assert [(name.kind, name.name) for name in names] == [("DRUG", "pembrolizumab")]

    def test_pipe_analysis_knows_what_is_needed(self) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("mednews_facts")
        assert nlp.analyze_pipes()["problems"]["mednews_facts"]

    def test_a_saved_pipeline_loads_again(self, foreign: Language, tmp_path: Path) -> None:
        foreign.to_disk(tmp_path)
        assert spacy.load(tmp_path)(TEXT)._.facts == foreign(TEXT)._.facts


class TestDoc:
    def test_spans_mirror_the_facts(self, nlp: Language) -> None:
        doc = nlp(TEXT)
        spans = [(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS_KEY]]
        assert spans == [(fact["start"], fact["end"], fact["type"]) for fact in doc._.facts]

    def test_sentence_starts_are_those_of_the_sentences(self, nlp: Language) -> None:
        assert [sentence.text.split()[0] for sentence in nlp(TEXT).sents] == ["Of", "Nobody"]

    @pytest.mark.parametrize(
        "text", ["", " ", "\n\n", ".", "16 (40%)", "\u200b", "\N{NO-BREAK SPACE}5 mg"], ids=ascii
    )
    def test_the_smallest_texts(self, nlp: Language, text: str) -> None:
        doc = nlp(text)
        assert doc.text == text
        assert isinstance(doc._.facts, list)

    def test_a_doc_can_be_pickled(self, nlp: Language) -> None:
        doc = nlp(TEXT)
        again = pickle.loads(pickle.dumps(doc))
        assert again._.facts == doc._.facts
        assert again._.mednews_quantities == doc._.mednews_quantities
        assert [str(span) for span in again.spans[SPANS_KEY]] == [str(span) for span in doc.spans[SPANS_KEY]]

    def test_a_doc_can_be_stored(self, nlp: Language) -> None:
        doc = nlp(TEXT)
        stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
        (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
        # A DocBin gives tuples back for lists; the record is the same.
        article = Article(id="stored", text=TEXT, sha256="0" * 64)
        assert build_record(article, again) == build_record(article, doc)
        assert again.text == doc.text


def decorated() -> list[tuple[str, str]]:
    """TEXT in the company of characters that shift bytes, code units or glyphs, but no code point."""
    return [
        ("e with a combining accent", "De\u0301couverte\u0301: " + TEXT),
        ("emoji of several code points", "\U0001f469\u200d\u2695\ufe0f \U0001f489 " + TEXT),
        ("right to left", "\u05de\u05d7\u05e7\u05e8 \u062f\u0631\u0627\u0633\u0629. " + TEXT),
        ("no-break spaces", TEXT.replace("200 mg", "200\u00a0mg").replace("three weeks", "three\u202fweeks")),
        ("carriage returns", "Headline\r\n\r\n" + TEXT + "\r\n"),
        ("a byte-order mark inside", "A \ufeffnote. " + TEXT),
        ("mathematical letters", "\U0001d400\U0001d401. " + TEXT),
    ]


class TestOffsets:
    @pytest.mark.parametrize("text", [pytest.param(text, id=id_) for id_, text in decorated()])
    def test_every_span_says_what_stands_there(self, nlp: Language, text: str) -> None:
        (record,) = pipeline.extract([Article(id="a", text=text, sha256="0" * 64)], nlp=nlp)
        assert {"DRUG", "DOSE", "SCHEDULE", "RESPONSE"} <= {fact.type for fact in record.facts}
        for entry in (*record.facts, *record.unexplained, *record.set_aside):
            assert text[entry.start : entry.end] == entry.text
        (dose,) = [fact for fact in record.facts if fact.type == "DOSE"]
        assert " ".join(dose.text.split()) == "200 mg"

    def test_a_repeated_mention_keeps_its_own_place(self, nlp: Language) -> None:
        dosed = "brutinib 420 mg once daily"
        text = f"Ibrutinib beat placebo. I{dosed} came first; i{dosed} came last."
        facts = nlp(text)._.facts
        places = [fact["start"] for fact in facts if fact["type"] == "DRUG"]
        assert places == [0, 24, text.index("ibrutinib")]
        doses = [fact["start"] for fact in facts if fact["type"] == "DOSE"]
        assert doses == [text.index("420"), text.rindex("420")]
        assert facts == sorted(facts, key=lambda fact: (fact["start"], fact["end"]))


class TestModels:
    def test_a_missing_config_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MEDNEWS_MODELS", str(tmp_path))
        with pytest.raises(ModelError, match="config is missing") as caught:
            load_nlp()
        assert caught.value.hint
