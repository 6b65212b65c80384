"""Tables as text and as Markdown."""

from __future__ import annotations

import pytest

from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.score import score_articles
from pipeline.evaluate.tables import Table, all_tables, confusion_table, draw_markdown, draw_text, show

TABLE = Table("T", ("name", "kind", "n"), [("a|b`c", "x", "10"), ("d", "long", "2")], text_columns=2)


def test_words_stand_left_and_figures_right() -> None:
    assert draw_text(TABLE) == "name   kind   n\na|b`c  x     10\nd      long   2\n"


def test_nothing_in_a_name_breaks_a_markdown_table() -> None:
    assert draw_markdown(TABLE).splitlines() == [
        "| name | kind | n |",
        "|---|---|--:|",
        "| `a¦b'c` | `x` | 10 |",
        "| `d` | `long` | 2 |",
    ]


@pytest.mark.parametrize("figure, said", [(None, "-"), (0.0, "0.000"), (2 / 3, "0.667"), (1, "1.000")])
def test_show(figure: float | None, said: str) -> None:
    assert show(figure) == said


def test_the_tables_of_a_run() -> None:
    drug = {"type": "DRUG", "start": 0, "end": 2, "text": "xx", "name": "x"}
    trial = {"type": "TRIAL", "start": 0, "end": 2, "text": "xx", "name": "x"}
    scores = score_articles({"a": [drug], "b": [drug]}, {"a": [trial], "b": [drug]})
    evaluation = Evaluation(scores, {"a": "xx", "b": "xx"}, {"a": "dev"}, genres={"b": "wire story"})
    tables = {table.title: table.rows for table in all_tables(evaluation)}
    assert list(tables) == [
        "95% intervals (bootstrap over articles)",
        "By split",
        "By genre",
        "By article",
        "Taken for another type",
    ]
    assert tables["Taken for another type"] == [("TRIAL", "DRUG", "1")]
    assert [row[0] for row in tables["By genre"]] == ["(none named)", "wire story"]
    assert confusion_table(evaluation).rows == [
        ("DRUG", "1", "1", ""),
        ("TRIAL", "", "", ""),
        ("nothing", "", "", ""),
    ]
