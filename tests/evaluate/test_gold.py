"""The gold check: what is wrong is refused with file, line and a hint; what is right passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.gold import GoldEntry, check_gold, find_gold, read_all, read_gold

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLE = "Two pills help\n\nThe trial gave 375 mg of rituximab to 61 women. Five of six responded.\n"
DOSE = {"type": "DOSE", "start": 31, "end": 37, "text": "375 mg", "value": 375, "unit": "mg"}
DRUG = {"type": "DRUG", "start": 41, "end": 50, "text": "rituximab", "name": "rituximab"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with corpus/ and gold/, as the current folder."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "corpus").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, *facts: dict[str, Any] | str, article: str = ARTICLE) -> tuple[Path, Path]:
    lines = [fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False) for fact in facts]
    gold_file, article_file = folder / "gold" / "hcl.jsonl", folder / "corpus" / "hcl.txt"
    gold_file.write_bytes("".join(line + "\n" for line in lines).encode())
    article_file.write_bytes(article.encode())
    return gold_file, article_file


def test_clean_gold_is_read(folder: Path) -> None:
    files = write(folder, DOSE, DRUG)
    assert check_gold(*files) == []
    assert [(fact.type, fact.text) for fact in read_gold(*files)] == [
        ("DOSE", "375 mg"),
        ("DRUG", "rituximab"),
    ]


def test_a_slipped_offset_names_file_line_and_place(folder: Path) -> None:
    files = write(folder, DOSE, DRUG | {"start": 43, "end": 52})
    with pytest.raises(GoldError) as caught:
        read_gold(*files)
    assert str(caught.value) == 'gold/hcl.jsonl:2: text is "rituximab", the article has "tuximab t" at 43'
    assert caught.value.hint == '"rituximab" stands at start 41, end 50'


def test_a_cut_text_is_refused(folder: Path) -> None:
    (error,) = check_gold(*write(folder, DOSE | {"text": "375 m"}))
    assert str(error) == 'gold/hcl.jsonl:1: text is "375 m", the article has "375 mg" at 31'


@pytest.mark.parametrize(
    "fact, what, hint",
    [
        pytest.param("{", "no valid JSON: ", "one JSON object a line", id="syntax"),
        pytest.param("[1]", "the line is no JSON object", "start", id="an array"),
        pytest.param("[" * 100_000, "no valid JSON", None, id="nested without end"),
        pytest.param('{"type": "DOSE", "value": NaN}', "NaN is no number", None, id="NaN"),
        pytest.param('{"start": 1}', 'field "type" is missing', "types: DRUG", id="no type"),
        pytest.param(DOSE | {"type": "PILL"}, "unknown type", "types: DRUG", id="a type that is none"),
        pytest.param(DOSE | {"type": ["DOSE"]}, "unknown type", "types: DRUG", id="a type that is no word"),
        pytest.param(
            DOSE | {"amount": 3}, 'unknown field "amount"', "fields of DOSE: start", id="unknown field"
        ),
        pytest.param(
            DRUG | {"drugs": []}, 'unknown field "drugs"', "fields of DRUG", id="field of another type"
        ),
        pytest.param(
            {k: DOSE[k] for k in DOSE if k != "unit"}, '"unit" is missing', "unit", id="missing field"
        ),
        pytest.param(DOSE | {"value": "375"}, 'field "value": ', None, id="a number in quotes"),
        pytest.param(DOSE | {"value": True}, 'field "value": ', None, id="true is no number"),
        pytest.param(DOSE | {"value": [1, 2, 3]}, 'field "value": ', None, id="a range of three"),
        pytest.param(DOSE | {"start": 37}, "start 37 is not before end 37", None, id="empty span"),
        pytest.param(DOSE | {"start": -1}, 'field "start": ', None, id="before the article"),
        pytest.param(
            DOSE | {"end": 999}, "end 999 lies past the article's end at 87", "start 31", id="past it"
        ),
        pytest.param(DOSE | {"text": "380 mg"}, 'text is "380 mg"', "draw the span again", id="no such text"),
    ],
)
def test_what_is_refused(folder: Path, fact: dict[str, Any] | str, what: str, hint: str | None) -> None:
    (error,) = check_gold(*write(folder, fact))
    assert error.where == "gold/hcl.jsonl:1"
    assert what in error.what
    assert "\n" not in error.what
    assert hint is None or hint in (error.hint or "")


def test_what_an_error_quotes_stays_on_one_line(folder: Path) -> None:
    (error,) = check_gold(*write(folder, DRUG | {"start": 10, "end": 15, "text": "ab\n" * 100}))
    assert error.what == 'text is "' + "ab\\n" * 25 + 'ab...", the article has "help\\n" at 10'


def test_all_errors_are_told_at_once(folder: Path) -> None:
    errors = check_gold(*write(folder, DRUG | {"name": 1}, "", DRUG, DOSE, "oops"))
    assert [error.where for error in errors] == ["gold/hcl.jsonl:1", "gold/hcl.jsonl:4", "gold/hcl.jsonl:5"]
    assert "out of order: 31 to 37 after 41 to 50" in errors[1].what


def test_two_problems_of_one_line_are_one_error(folder: Path) -> None:
    (error,) = check_gold(*write(folder, DOSE | {"value": "x", "amount": 3}))
    assert 'field "value"' in error.what
    assert 'unknown field "amount"' in error.what


def test_the_same_fact_twice_is_refused(folder: Path) -> None:
    (error,) = check_gold(*write(folder, DRUG, DRUG))
    assert error.what == 'the DRUG "rituximab" at 41 is there twice'


def test_two_facts_on_one_span_are_no_fault(folder: Path) -> None:
    assert check_gold(*write(folder, DOSE, DOSE | {"value": 376})) == []


def test_offsets_are_code_points_into_the_file(folder: Path) -> None:
    """Line ends stay as they are, a letter beyond the BMP is one, a BOM is none."""
    article = "\ufeff\U0001d6fd\r\nrituximab"
    files = write(folder, DRUG | {"start": 3, "end": 12}, article=article)
    assert check_gold(*files) == []


def test_a_line_separator_within_a_fact_ends_no_line(folder: Path) -> None:
    fact = DRUG | {"start": 0, "end": 11, "text": "ritux\u2028imab "}
    assert check_gold(*write(folder, fact, article="ritux\u2028imab ")) == []


def test_windows_line_ends_in_gold_are_no_fault(folder: Path) -> None:
    assert check_gold(*write(folder, json.dumps(DOSE) + "\r", json.dumps(DRUG) + "\r")) == []


def test_an_article_that_is_not_utf8(folder: Path) -> None:
    gold_file, article_file = write(folder, DOSE)
    article_file.write_bytes(b"caf\xe9")
    (error,) = check_gold(gold_file, article_file)
    assert str(error) == "corpus/hcl.txt: not UTF-8: byte 3"


def test_gold_without_an_article(folder: Path) -> None:
    gold_file, article_file = write(folder, DOSE)
    article_file.unlink()
    (error,) = check_gold(gold_file, article_file)
    assert str(error) == "gold/hcl.jsonl: gold without an article: there is no corpus/hcl.txt"


def test_an_article_without_gold(folder: Path) -> None:
    gold_file, article_file = write(folder, DOSE)
    gold_file.unlink()
    (error,) = check_gold(gold_file, article_file)
    assert str(error) == "corpus/hcl.txt: an article without gold: there is no gold/hcl.jsonl"


def test_read_all_tells_the_errors_of_all_files(folder: Path) -> None:
    gold_file, article_file = write(folder, DOSE | {"end": 38}, DRUG | {"start": 40})
    missing = folder / "gold" / "none.jsonl"
    with pytest.raises(ExceptionGroup) as caught:
        read_all([GoldEntry("hcl", gold_file, article_file), GoldEntry("none", missing, article_file)])
    where = [getattr(error, "where", None) for error in caught.value.exceptions]
    assert where == ["gold/hcl.jsonl:1", "gold/hcl.jsonl:2", "corpus/hcl.txt"]


# --- which articles -------------------------------------------------------------------------------


@pytest.fixture
def corpus(folder: Path) -> Path:
    for id_ in ("a", "b", "c"):
        (folder / "gold" / f"{id_}.jsonl").touch()
        (folder / "corpus" / f"{id_}.txt").touch()
    lines = [{"id": "a", "split": "dev"}, {"id": "b", "split": "test"}, {"id": "c", "title": "no split"}]
    (folder / "corpus" / "articles.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return folder


def found(folder: Path, **options: Any) -> list[tuple[str, str | None]]:
    entries = find_gold([folder / "gold"], [folder / "corpus"], **options)
    return [(entry.id, entry.split) for entry in entries]


def test_articles_come_with_their_splits(corpus: Path) -> None:
    assert found(corpus) == [("a", "dev"), ("b", "test"), ("c", None)]


def test_a_split_or_an_article_can_be_chosen(corpus: Path) -> None:
    assert found(corpus, split="dev") == [("a", "dev")]
    assert found(corpus, ids=["c", "b"]) == [("b", "test"), ("c", None)]


def test_gold_and_articles_in_one_folder(corpus: Path) -> None:
    """The list of articles beside them is no gold file."""
    for file in (corpus / "gold").iterdir():
        file.rename(corpus / "corpus" / file.name)
    both = [corpus / "corpus"]
    assert [entry.id for entry in find_gold(both, both)] == ["a", "b", "c"]
    assert [entry.id for entry in find_gold(both * 2, both * 2)] == ["a", "b", "c"]


def test_an_id_with_one_file_only_is_kept_for_the_check(corpus: Path) -> None:
    (corpus / "gold" / "a.jsonl").unlink()
    (corpus / "corpus" / "b.txt").unlink()
    wrong = [
        check_gold(e.gold_file, e.article_file) for e in find_gold([corpus / "gold"], [corpus / "corpus"])
    ]
    assert [len(errors) for errors in wrong] == [1, 1, 0]


@pytest.mark.parametrize(
    "options, what, hint",
    [
        pytest.param({"split": "train"}, 'no article of split "train"', "dev, test", id="unknown split"),
        pytest.param({"ids": ["x"]}, 'no article "x"', None, id="unknown article"),
        pytest.param(
            {"split": "dev", "ids": ["b"]}, 'none of the articles named is of split "dev"', None, id="0"
        ),
    ],
)
def test_a_choice_that_leaves_nothing(corpus: Path, options: Any, what: str, hint: str | None) -> None:
    with pytest.raises(GoldError) as caught:
        found(corpus, **options)
    assert caught.value.what == what
    assert hint is None or hint in (caught.value.hint or "")


def test_an_article_that_is_nearly_named(corpus: Path) -> None:
    (corpus / "gold" / "keynote-189.jsonl").touch()
    with pytest.raises(GoldError) as caught:
        found(corpus, ids=["keynote189"])
    assert caught.value.hint == "did you mean keynote-189?"


def test_an_id_in_two_folders_is_refused(corpus: Path) -> None:
    (corpus / "more").mkdir()
    (corpus / "more" / "a.jsonl").touch()
    with pytest.raises(GoldError, match=r'more/a.jsonl: "a" is also in gold'):
        find_gold([corpus / "gold", corpus / "more"], [corpus / "corpus"])


def test_folders_that_are_missing_or_empty(folder: Path) -> None:
    with pytest.raises(GoldError, match="nowhere: no such folder"):
        find_gold([folder / "nowhere"], [folder / "corpus"])
    with pytest.raises(GoldError, match="gold: no gold in this folder"):
        find_gold([folder / "gold"], [folder / "corpus"])


def test_genres_are_read_with_the_splits(corpus: Path) -> None:
    (corpus / "corpus" / "articles.jsonl").write_text('{"id": "a", "split": "dev", "genre": "wire story"}\n')
    entries = find_gold([corpus / "gold"], [corpus / "corpus"])
    assert [(entry.split, entry.genre) for entry in entries if entry.id == "a"] == [("dev", "wire story")]
    assert {(entry.split, entry.genre) for entry in entries if entry.id != "a"} == {(None, None)}


def test_a_broken_list_of_articles(corpus: Path) -> None:
    (corpus / "corpus" / "articles.jsonl").write_text('{"id": 7}\n')
    with pytest.raises(
        GoldError, match=r'corpus/articles.jsonl:1: "id", "split" and "genre" must be strings'
    ):
        found(corpus)


# --- the shared gold ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["news/dev", "news/dense", "seed"])
def test_the_shared_gold_is_clean(name: str) -> None:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the shared articles are not beside the checkout: no {name}")
    entries = find_gold([folder], [folder])
    assert sum(map(len, read_all(entries).values())) > 10
