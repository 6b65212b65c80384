"""What the tools themselves write, which is not always what was sent to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.exchange.article import AnnotatedArticle
from pipeline.evaluate.exchange.bioc import read_bioc, write_bioc
from pipeline.evaluate.exchange.brat import read_brat, write_brat
from pipeline.evaluate.exchange.doccano import read_doccano
from pipeline.evaluate.exchange.labelstudio import read_labelstudio, write_labelstudio
from pipeline.evaluate.exchange.prodigy import build_tokens, read_prodigy

TEXT = "Pillimab, 20 mg\ndaily"
DRUG = {"type": "DRUG", "start": 0, "end": 8, "text": "Pillimab"}
SCHEDULE = {"type": "SCHEDULE", "start": 10, "end": 21, "text": "20 mg\ndaily"}


def write(folder: Path, name: str, said: str) -> Path:
    (folder / name).write_text(said, encoding="utf-8")
    return folder / name


class TestBrat:
    def read(self, folder: Path, annotations: str) -> list[dict[str, Any]]:
        write(folder, "a.txt", TEXT)
        (article,) = read_brat(write(folder, "a.ann", annotations))
        return list(article.facts)

    def test_as_written(self, tmp_path: Path) -> None:
        write_brat([AnnotatedArticle("a", TEXT, [DRUG | {"name": "pillimab"}, SCHEDULE])], tmp_path)
        assert (tmp_path / "a.ann").read_text() == (
            "T1\tDRUG 0 8\tPillimab\n"
            '#1\tAnnotatorNotes T1\t{"name": "pillimab"}\n'
            "T2\tSCHEDULE 10 15;16 21\t20 mg daily\n"
        )
        assert (tmp_path / "annotation.conf").read_text().startswith("[entities]\nDRUG\n")

    def test_a_span_that_ends_with_a_line_end_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match="starts or ends with a line end: 10"):
            write_brat([AnnotatedArticle("a", TEXT, [SCHEDULE | {"end": 16, "text": "20 mg\n"}])], tmp_path)

    def test_other_lines_and_remarks_are_passed_over(self, tmp_path: Path) -> None:
        said = "T1\tDRUG 0 8\tPillimab\nR1\tgives Arg1:T1 Arg2:T1\n#1\tAnnotatorNotes T1\tis this right?\n"
        assert self.read(tmp_path, said) == [DRUG]

    def test_a_fact_drawn_in_brat_has_no_fields(self, tmp_path: Path) -> None:
        assert self.read(tmp_path, "T7\tDRUG 0 8\tPillimab\r\n") == [DRUG]

    @pytest.mark.parametrize(
        "line, error",
        [
            pytest.param("T1\tDRUG 0 8\tTablet", 'text is "Tablet", the article has "Pillimab"', id="text"),
            pytest.param("T1\tDRUG 0 99\tPillimab", "0 to 99 is no span", id="past the end"),
            pytest.param("T1\tDRUG 8 0\tPillimab", "8 to 0 is no span", id="backwards"),
            pytest.param("T1\tDRUG 0 8;10 12\tPillimab 20", "a span in pieces", id="with words between"),
            pytest.param("T1 DRUG 0 8 Pillimab", "no text-bound annotation", id="blanks for tabs"),
        ],
    )
    def test_what_does_not_fit_says_where(self, line: str, error: str, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match=error) as raised:
            self.read(tmp_path, line)
        assert (raised.value.where or "").endswith("a.ann:1")


class TestBioc:
    def test_infons_can_be_read_by_people(self, tmp_path: Path) -> None:
        fact = DRUG | {"type": "RESPONSE", "category": "OR", "n": 5, "drugs": ["pillimab"]}
        write_bioc([AnnotatedArticle("a", TEXT, [fact])], tmp_path)
        xml = (tmp_path / "a.xml").read_text()
        assert '<infon key="category">OR</infon>' in xml
        assert '<infon key="n">5</infon>' in xml
        assert '<location offset="0" length="8"/>' in xml

    def test_passages_are_joined_at_their_offsets(self, tmp_path: Path) -> None:
        passages = "".join(
            f"<passage><offset>{offset}</offset><text>{text}</text>{annotation}</passage>"
            for offset, text, annotation in (
                (0, "Title", ""),
                (
                    7,
                    "Pillimab",
                    '<annotation id="1"><infon key="type">DRUG</infon>'
                    '<location offset="7" length="8"/><text>Pillimab</text></annotation>',
                ),
            )
        )
        head = (
            '<?xml version="1.0" encoding="utf-8"?>\n<collection><source/><date/><key/><document><id>a</id>'
        )
        (article,) = read_bioc(write(tmp_path, "x.xml", f"{head}{passages}</document></collection>"))
        assert article.text == "Title  Pillimab"
        assert article.facts == [DRUG | {"start": 7, "end": 15}]

    def test_a_character_that_xml_has_not_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match=r"XML cannot hold U\+000B, at 1"):
            write_bioc([AnnotatedArticle("a", "x\x0by", [])], tmp_path)

    def test_entities_are_not_fetched(self, tmp_path: Path) -> None:
        secret = write(tmp_path, "secret.txt", "secret words")
        said = (
            f'<!DOCTYPE collection [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
            "<collection><source>&x;</source><date/><key/><document><id>a</id><passage><offset>0</offset><text>&x;</text>"
            "</passage></document></collection>"
        )
        try:
            (article,) = read_bioc(write(tmp_path, "x.xml", said))
        except GoldError:
            return
        assert "secret" not in article.text


class TestLabelStudio:
    def task(self, *annotations: dict[str, Any]) -> str:
        return json.dumps([{"data": {"text": TEXT, "article": "a"}, "annotations": list(annotations)}])

    def region(self, **changes: Any) -> dict[str, Any]:
        value = {"start": 0, "end": 8, "text": "Pillimab", "labels": ["DRUG"]}
        return {"id": "r", "type": "labels", "value": value} | changes

    def test_a_cancelled_annotation_is_passed_over_and_other_results_too(self, tmp_path: Path) -> None:
        said = self.task(
            {"was_cancelled": True, "result": []},
            {"result": [self.region(), {"type": "relation", "from_id": "r", "to_id": "r"}]},
        )
        (article,) = read_labelstudio(write(tmp_path, "x.json", said))
        assert article.facts == [DRUG]

    def test_a_task_nobody_annotated(self, tmp_path: Path) -> None:
        (article,) = read_labelstudio(write(tmp_path, "x.json", self.task()))
        assert article.facts == []

    def test_a_remark_beside_the_fields(self, tmp_path: Path) -> None:
        region = self.region(meta={"text": ["sure?", '{"name": "pillimab", "start": 5}']})
        (article,) = read_labelstudio(write(tmp_path, "x.json", self.task({"result": [region]})))
        assert article.facts == [DRUG | {"name": "pillimab"}]

    def test_the_interface_has_every_type(self, tmp_path: Path) -> None:
        write_labelstudio([], tmp_path)
        assert (tmp_path / "labels.xml").read_text().count("<Label value=") == 18


class TestDoccano:
    def read(self, folder: Path, **line: Any) -> list[dict[str, Any]]:
        said = json.dumps({"text": TEXT, "article": "a"} | line)
        (article,) = read_doccano(write(folder, "x.jsonl", said))
        return list(article.facts)

    def test_a_moved_fact_comes_back_without_its_fields(self, tmp_path: Path) -> None:
        facts = [DRUG | {"name": "pillimab"}]
        assert self.read(tmp_path, label=[[0, 8, "DRUG"]], facts=facts) == facts
        assert self.read(tmp_path, label=[[0, 7, "DRUG"]], facts=facts) == [
            DRUG | {"end": 7, "text": "Pillima"}
        ]

    def test_fields_are_used_once(self, tmp_path: Path) -> None:
        facts = [DRUG | {"name": "pillimab"}]
        assert self.read(tmp_path, label=[[0, 8, "DRUG"]] * 2, facts=facts) == [*facts, DRUG]

    def test_projects_with_relations_say_entities(self, tmp_path: Path) -> None:
        entities = [{"id": 1, "label": "DRUG", "start_offset": 0, "end_offset": 8}]
        assert self.read(tmp_path, entities=entities, relations=[]) == [DRUG]

    def test_a_line_without_article(self, tmp_path: Path) -> None:
        with pytest.raises(GoldError, match="null is no article id"):
            self.read(tmp_path, article=None)


class TestProdigy:
    def test_tokens_end_where_facts_do(self) -> None:
        tokens = build_tokens("q3w, P<.001", [{"start": 5, "end": 11}, {"start": 0, "end": 3}])
        assert [(token["text"], token["ws"]) for token in tokens] == [
            ("q3w", False),
            (",", True),
            ("P<.001", False),
        ]

    def test_rejected_articles_are_passed_over(self, tmp_path: Path) -> None:
        task = {"text": TEXT, "meta": {"article": "a"}, "spans": [{"start": 0, "end": 8, "label": "DRUG"}]}
        lines = [task | {"answer": answer} for answer in ("reject", "accept", "ignore")]
        said = "\n".join(json.dumps(line) for line in lines)
        (article,) = read_prodigy(write(tmp_path, "x.jsonl", said))
        assert article.facts == [DRUG]
