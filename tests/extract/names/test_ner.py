"""The trained name finder: its gate, its offsets, the same every time, and the scores of its card."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.extract.names.ner import find_by_model
from pipeline.extract.names.ner_marks import Tokenizer, find_terms, split_words, term_key
from pipeline.extract.sentence import find_sentences
from pipeline.extract.spans import Name

ROOT = Path(__file__).parents[3]
BC5CDR = ROOT.parent / "shared" / "data" / "ner" / "bc5cdr"


def found(text: str, names: tuple[Name, ...] = ()) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.kind) for n in find_by_model(text, find_sentences(text), names)]


def test_a_drug_that_nobody_knows() -> None:
    text = "\U0001f48a Nausea struck. Patients were treated with olvarexolone and improved."
    assert ("olvarexolone", "DRUG") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Patients were treated with kindness and improved.", id="English words only"),
        pytest.param("", id="empty"),
        pytest.param("The level of serum olvarexolone was measured.", id="a chemical that nobody was given"),
    ],
)
def test_no_drug(text: str) -> None:
    assert [name for name, kind in found(text) if kind == "DRUG"] == []


def test_what_the_rules_found_stays_theirs() -> None:
    text = "Patients were treated with olvarexolone."
    taken = Name(text.index("olva"), len(text) - 1, "DRUG", "another")
    assert found(text, (taken,)) == []


def test_it_says_the_same_twice() -> None:
    text = "They took olvarexolone against hypergammaglobulinaemic xanthosis and zentrovaldine daily."
    assert found(text) == found(text)


def test_tokens_join_to_the_text() -> None:
    text = " a  5-HT(1A)\n\tβ\U0001f48a é "
    doc = Tokenizer(pipeline.load().vocab)(text)
    assert doc.text == text
    assert [token.text for token in doc if not token.is_space] == split_words(text)


def test_terms_are_the_longest() -> None:
    words = split_words("acute kidney injuries and heart failure")
    assert [(start, end) for start, end, _ in find_terms(words)] == [(0, 3), (4, 6)]
    assert term_key(["Beta-".rstrip("-"), "-", "Blockers"]) == "beta blocker"


def test_load_with_it_adds_one_component() -> None:
    added = set(pipeline.load(ner=True).pipe_names) - set(pipeline.load().pipe_names)
    assert added == {"mednews_ner"}


def test_the_model_holds_no_path_of_a_machine() -> None:
    config = (ROOT / "models" / "ner" / "model" / "config.cfg").read_text(encoding="utf-8")
    assert re.findall(r"^(?:train|dev) = (.+)$", config, re.MULTILINE) == ["null", "null"]


@pytest.mark.skipif(not BC5CDR.is_dir(), reason="there is no ../shared/data/ner")
def test_the_card_says_what_it_scores() -> None:
    card = (ROOT / "models" / "ner" / "MODEL_CARD.md").read_text(encoding="utf-8")
    row = next(line for line in card.splitlines() if line.startswith("| BC5CDR test"))
    told = [float(figure) for figure in re.findall(r"\.\d{3}", row)[:3]]
    command = [sys.executable, str(ROOT / "models/ner/score.py"), str(BC5CDR / "test.jsonl")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    measured = [float(figure) for figure in re.findall(r"F1 ([\d.]+)", printed)]
    assert measured == pytest.approx(told, abs=0.005)
    assert measured[-1] >= 0.84
