"""The same story in several outlets is known, whatever is around it; two reports by one template are not."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from batch_hooks import make_work_of_articles

from pipeline.batch.inputs import Selection
from pipeline.batch.run import Job, run_batch
from pipeline.batch.sketch import BYTES, sketch_article, sketch_text
from pipeline.batch.stories import group_stories
from pipeline.schema import Article, Region

RANDOM = random.Random(7)
VOCABULARY = [f"word{number}" for number in range(3000)]


def write_text(words: int = 300) -> str:
    return " ".join(RANDOM.choices(VOCABULARY, k=words))


def change(text: str, share: float) -> str:
    """The text with a share of its words replaced."""
    return " ".join("other" if RANDOM.random() < share else word for word in text.split())


STORY = write_text()


@pytest.mark.parametrize(
    "other, same",
    [
        pytest.param(STORY, True, id="the same text"),
        pytest.param(STORY.upper().replace(" ", " \n— "), True, id="case, spaces, punctuation"),
        pytest.param("By a reporter of ours\n\n" + STORY + "\n\nMore on this", True, id="a frame around it"),
        pytest.param(change(STORY, 0.01), True, id="a word in a hundred"),
        pytest.param(change(STORY, 0.2), False, id="a word in five: a template"),
        pytest.param(STORY[: len(STORY) // 2], False, id="half of it"),
        pytest.param(write_text(), False, id="another text"),
    ],
)
def test_alike(other: str, same: bool) -> None:
    expected = [0, 0] if same else [0, 1]
    assert group_stories([sketch_text(STORY), sketch_text(other)]) == expected


def test_boilerplate_does_not_count() -> None:
    texts = [f"{part} {STORY} {part}" for part in (write_text(200), write_text(200))]
    articles = []
    for text in texts:
        begin = text.index(STORY)
        regions = [
            Region(start=begin + len(STORY), end=len(text), kind="about"),
            Region(start=0, end=begin, kind="legal"),
        ]
        articles.append(Article(id="a", text=text, sha256="0", boilerplate=regions))
    assert group_stories(map(sketch_article, articles)) == [0, 0]
    assert group_stories(map(sketch_text, texts)) == [0, 1]


@pytest.mark.parametrize("text", ["", "one", "five words are a run", "\0 ُ ‏ é"])
def test_short_and_odd_texts_have_a_sketch(text: str) -> None:
    assert len(sketch_text(text)) == BYTES
    assert group_stories([sketch_text(text), sketch_text(STORY), sketch_text(text)]) == [0, 1, 0]


def test_copies_are_found_among_many() -> None:
    texts = [write_text(80) for _ in range(400)]
    copies = [change(text, 0.01) for text in texts]
    first = group_stories(map(sketch_text, texts + copies))
    assert first[:400] == list(range(400))
    assert sum(first[400 + number] == number for number in range(400)) > 370
    assert all(first[400 + number] in {number, 400 + number} for number in range(400))


def test_no_articles() -> None:
    assert group_stories([]) == []


def read(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def test_the_outputs_mark_what_was_told_before_whoever_was_first(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    other = write_text()
    for name, text in {"a": STORY, "b": other, "c": f"{STORY} end", "d": STORY, "e": other}.items():
        (folder / f"{name}.txt").write_text(text)
    outputs = []
    for workers, order in ((1, "abcde"), (2, "edcba")):
        output = tmp_path / f"out{workers}"
        selection = Selection(tuple(str(folder / f"{name}.txt") for name in order))
        run_batch(Job(selection, output, workers=workers), make_work=make_work_of_articles)
        outputs.append([(output / name).read_bytes() for name in ("articles.jsonl", "facts.jsonl")])
    assert outputs[0] == outputs[1]
    told = {line["article"]["id"]: line["story"] for line in read(output / "articles.jsonl")}  # type: ignore[index]
    assert told == {"a": "a", "b": "b", "c": "a", "d": "a", "e": "b"}
    marked = {fact["article"]: fact.get("story") for fact in read(output / "facts.jsonl")}
    assert marked == {"a": None, "b": None, "c": "a", "d": "a", "e": "b"}
