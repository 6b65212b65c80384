"""PDFs: the story comes out whole and in reading order, what is printed around it stays behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import EmptyInput, IngestError, InputTooLarge
from pipeline.ingest.pdf import MAX_PAGES, read_pdf
from pipeline.ingest.pdf_hyphens import join_lines, read_evidence
from pipeline.paths import corpus_folder

DATA = Path(__file__).parents[1] / "data" / "ingest"

Run = tuple[float, float, str] | tuple[float, float, str, float]
"""x, y, text, type size (10 if left out)."""
LEADING = 12


def build(*pages: list[Run], info: str = "", rotate: int = 0, size: tuple[int, int] = (612, 792)) -> bytes:
    """A PDF of the runs of each page, in Helvetica."""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
             "/Encoding/WinAnsiEncoding>>", f"<<{info}>>"]  # fmt: skip
    kids = []
    for page in pages:
        stream = "".join(_show(*run) for run in page)
        parts.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {rotate}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {len(parts)} 0 R>>"
        )
        kids.append(f"{len(parts)} 0 R")
    parts[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(parts) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R/Info 4 0 R>>"
    return f"{body}{tail}\nstartxref\n{len(body)}\n%%EOF".encode("cp1252")


def _show(x: float, y: float, text: str, size: float = 10) -> str:
    escaped = re.sub(r"([()\\])", r"\\\1", text)
    return f"BT /F {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def column(x: float, y: float, *lines: str, size: float = 10) -> list[Run]:
    """Lines one under the other."""
    return [(x, y - i * LEADING, line, size) for i, line in enumerate(lines)]


def text_of(*pages: list[Run]) -> str:
    return read_pdf(build(*pages)).text


STORY = (
    "The pill was given to people with gout who had tried all else",
    "before. Four of ten were well after a year, and none of them had",
    "to stop. Their doctors had not looked for that at all, they said,",
    "and would now look at it again in a trial with many more people.",
)
WHOLE = " ".join(STORY)
LEFT = (
    "The pill was given to people who",
    "had gout and had tried all of the",
    "other pills. After a year four of",
    "ten were well and glad of it, and",
    "nobody had been asked to stop the",
    "pill. So the doctors, who had not",
)
RIGHT = (
    "looked for that at all, now plan a",
    "trial with many more people in it",
    "and will look at the kidneys too.",
    "Nobody knows as yet when that will",
    "begin, nor who will pay for it, so",
    "that patients will have to wait on.",
)
COLUMNS = " ".join(LEFT + RIGHT)


# --- reading order


def test_columns_are_read_one_after_the_other() -> None:
    assert text_of(column(50, 700, *LEFT) + column(320, 700, *RIGHT)) == COLUMNS


def test_columns_drawn_row_by_row_and_off_the_same_lines() -> None:
    rows = [
        run for pair in zip(column(50, 700, *LEFT), column(320, 705, *RIGHT), strict=True) for run in pair
    ]
    assert text_of(rows) == COLUMNS


def test_a_headline_over_both_columns_comes_first_and_is_the_title() -> None:
    headline: list[Run] = [(50, 740, "A pill eases gout in four of ten people who took it", 20)]
    article = read_pdf(build(column(320, 700, *RIGHT) + column(50, 700, *LEFT) + headline))
    assert article.title == "A pill eases gout in four of ten people who took it"
    assert article.text == f"{article.title}\n\n{COLUMNS}"


def test_text_below_the_columns_comes_last() -> None:
    below = "This line goes over both of the columns, as the last of the page, and is a note of the editor."
    page = column(50, 700, *LEFT) + column(320, 700, *RIGHT) + column(50, 600, below)
    assert text_of(page) == f"{COLUMNS}\n\n{below}"


def test_the_last_column_may_be_a_few_short_lines() -> None:
    end = ("and of all of it there is", "no more.")
    assert text_of(column(50, 700, *LEFT * 3) + column(320, 700, *end)) == " ".join((*LEFT * 3, *end))


def test_the_cells_of_a_table_stay_on_their_rows() -> None:
    rows = [("Response", "40%", "32%"), ("Rash", "12%", "9%"), ("Nausea", "3%", "5%"), ("Gout", "1%", "2%")]
    cells: list[Run] = [
        (50 + 150 * j, 600 - LEADING * i, cell)
        for i, row in enumerate(rows * 2)
        for j, cell in enumerate(row)
    ]
    text = text_of(column(50, 700, *STORY) + cells)
    assert text.startswith(WHOLE)
    assert text.endswith("\n".join("\t".join(row) for row in rows * 2))


def test_bullets_are_no_column() -> None:
    items = [
        run
        for i in range(6)
        for run in ((50, 700 - i * 12, "•"), (70, 700 - i * 12, f"Item {'abcdef'[i]} of them"))
    ]
    assert text_of(items) == "\n".join(f"• Item {letter} of them" for letter in "abcdef")


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 100", "-1 0 0 -1 500 300", "0 -1 1 0 300 500"])
def test_a_page_set_sideways_is_turned(matrix: str) -> None:
    upright = build([(0, 0, "x")]).replace(
        b"0 0 Td (x) Tj", b"%s Tm (The first line) Tj 0 -12 Td (goes on) Tj" % matrix.encode()
    )
    assert read_pdf(upright).text == "The first line goes on"


def test_a_watermark_is_left_out() -> None:
    mark: list[Run] = [(0, 0, "DRAFT", 60)]
    content = build(column(50, 700, *STORY) + mark).replace(
        b"0 0 Td (DRAFT)", b".7 .7 -.7 .7 90 90 Tm (DRAFT)"
    )
    assert read_pdf(content).text == WHOLE


# --- paragraphs


def test_paragraphs_with_white_between_them() -> None:
    assert text_of(column(50, 700, *STORY) + column(50, 640, *STORY)) == f"{WHOLE}\n\n{WHOLE}"


def test_paragraphs_with_indents() -> None:
    page = column(50, 700, *STORY, *STORY)
    page[0], page[4] = (62, page[0][1], STORY[0]), (62, page[4][1], STORY[0])
    assert text_of(page) == f"{WHOLE}\n\n{WHOLE}"


def test_a_line_with_room_for_the_next_word_ends_its_paragraph() -> None:
    assert text_of(column(50, 700, *STORY, "It is cheap.", *STORY)) == f"{WHOLE} It is cheap.\n\n{WHOLE}"


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    assert text_of(column(50, 700, *STORY[:2]), column(50, 700, *STORY[2:])) == WHOLE


def test_an_indented_line_after_the_page_break_is_a_new_paragraph() -> None:
    second = column(62, 700, STORY[3]) + column(50, 688, STORY[2])
    assert text_of(column(50, 700, *STORY), second) == f"{WHOLE}\n\n{STORY[3]} {STORY[2]}"


def test_a_pull_quote_is_said_once() -> None:
    quote: list[Run] = [(50, 640, "Four of ten were well after a year", 16)]
    assert text_of(column(50, 700, *STORY) + quote + column(50, 600, *STORY)).count("Four of ten") == 2


def test_a_subheading_that_the_story_does_not_repeat_stays() -> None:
    heading: list[Run] = [(50, 640, "What the doctors will look at in the next trial", 16)]
    assert "next trial" in text_of(column(50, 700, *STORY) + heading + column(50, 600, *STORY))


# --- what is printed around the story


def furnished(head: list[str], foot: list[str]) -> str:
    pages = [
        [(50.0, 760.0, top, 8.0), *column(50, 700, *STORY, *STORY, *STORY), (50.0, 30.0, bottom, 8.0)]
        for top, bottom in zip(head, foot, strict=True)
    ]
    return text_of(*pages)


def test_running_heads_and_page_numbers_are_dropped() -> None:
    text = furnished(["Gout Weekly, 3 May 2021"] * 3, ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"])
    assert "Weekly" not in text
    assert "Page" not in text


def test_heads_of_left_and_right_pages_are_dropped() -> None:
    text = furnished(["Gout Weekly", "2 Volume Three", "Gout Weekly", "4 Volume Three"], [""] * 4)
    assert not re.search(r"Weekly|Volume", text)


@pytest.mark.parametrize(
    "line", ["Page 1 of 1", "- 1 -", "1", "Continued on page 2", "(continued from page 1)", "- more -"]
)
def test_the_number_of_a_single_page(line: str) -> None:
    assert text_of([*column(50, 700, *STORY), (280, 30, line)]) == WHOLE


@pytest.mark.parametrize(
    "line",
    ["The dose was 40 mg.", "It was approved on page 2 of the list in 2019.", "Patients continued on 5 mg."],
)
def test_a_sentence_at_the_foot_of_the_page_stays(line: str) -> None:
    assert text_of([*column(50, 700, *STORY), (50, 30, line)]).endswith(line)


@pytest.mark.parametrize("end", ["more.", "continued on 5 mg."])
def test_the_last_words_of_a_paragraph_are_no_turn_over_line(end: str) -> None:
    assert text_of(column(50, 700, *STORY, end, *STORY)).startswith(f"{WHOLE} {end}")


def test_small_print_with_figures_of_a_result_stays() -> None:
    note = "Of the patients who took 40 mg, 12% had a rash."
    assert text_of([*column(50, 700, *STORY), (50, 30, note, 7)]).endswith(note)
    assert (
        text_of([*column(50, 700, *STORY), (50, 30, "Gout Weekly is a paper for all who have gout.", 7)])
        == WHOLE
    )


def test_the_numbers_of_paragraphs_in_the_margin_are_dropped() -> None:
    numbers: list[Run] = [(25, 700 - i * LEADING, str(i + 1)) for i in range(8)]
    assert text_of(column(50, 700, *STORY, *STORY) + numbers) == f"{WHOLE} {WHOLE}"


def test_a_letterhead_gives_the_date_and_goes() -> None:
    page: list[Run] = [
        (50, 760, "Gout Weekly", 24),
        (50, 745, "May 3, 2021", 8),
        (50, 715, "A pill eases gout in four of ten people", 18),
        *column(50, 690, *STORY),
    ]
    article = read_pdf(build(page))
    assert article.text == f"A pill eases gout in four of ten people\n\n{WHOLE}"
    assert article.published == "2021-05-03"


def test_the_documents_own_metadata_are_the_last_resort() -> None:
    info = "/Title (A pill eases gout)/Author (Imani Feldspar)/CreationDate (D:20240229101500Z)"
    article = read_pdf(build([(50, 720, "A pill eases gout", 10), *column(50, 680, *STORY)], info=info))
    assert (article.title, article.byline, article.published) == (
        "A pill eases gout",
        "Imani Feldspar",
        "2024-02-29",
    )
    assert (article.format, article.language) == ("pdf", "en")


def test_boilerplate_in_the_bodys_type_is_marked_and_not_cut() -> None:
    article = read_pdf(build(column(50, 700, *STORY) + column(50, 600, "Follow us on Facebook.")))
    assert [article.text[region.start : region.end] for region in article.boilerplate] == [
        "Follow us on Facebook."
    ]


# --- superscripts


@pytest.mark.parametrize(
    "before, raised, after, text",
    [
        pytest.param("10 mg/m", "2", " a day", "10 mg/m2 a day", id="square meter"),
        pytest.param("5 x 10", "9", " cells", "5 x 10⁹ cells", id="power of ten"),
        pytest.param("in gout.", "3,4", " They", "in gout. They", id="reference numbers"),
        pytest.param("in gout", "12", " they", "in gout they", id="a reference number"),
    ],
)
def test_superscripts(before: str, raised: str, after: str, text: str) -> None:
    widths = {"10 mg/m": 38.9, "5 x 10": 27.2, "in gout.": 32.8, "in gout": 30.0}  # in Helvetica
    x = 50 + widths[before]
    end = x + 6 * 0.556 * len(raised) + 2.8
    page: list[Run] = [(50, 700, before), (x, 704, raised, 6), (end, 700, after.strip())]
    assert text_of([*page, *column(50, 650, *STORY)]).startswith(text + "\n")


def test_a_number_on_the_line_is_no_superscript() -> None:
    assert text_of([(50, 700, "phase"), (82, 700, "3"), (92, 700, "trial")]) == "phase 3 trial"


# --- hyphens at a line's end

HYPHENATED = ["The tumor shrank in half of the pa-", "tients and the re-", "mission lasted, they said."]


@pytest.mark.parametrize(
    "left, right, joined",
    [
        ("the pa-", "tients", "the patients"),
        ("a com-", "plete remission", "a complete remission"),
        ("was in-", "dependent of", "was independent of"),
        ("an un-", "treated group", "an untreated group"),
        ("the high-", "est dose", "the highest dose"),
        ("progression-", "free survival", "progression-free survival"),
        ("platinum-", "resistant disease", "platinum-resistant disease"),
        ("first-", "line treatment", "first-line treatment"),
        ("a median follow-", "up of", "a median follow-up of"),
        ("a 4-", "week cycle", "a 4-week cycle"),
        ("a 1,000-", "mg dose", "a 1,000-mg dose"),
        ("0.41-", "0.64", "0.41-0.64"),
        ("COVID-", "19 patients", "COVID-19 patients"),
        ("Kaplan-", "Meier curve", "Kaplan-Meier curve"),
        ("CD20-", "positive cells", "CD20-positive cells"),
        ("the T-", "cell count", "the T-cell count"),
        ("pre-", "and postmenopausal", "pre- and postmenopausal"),
        ("the vene\u00ad", "toclax arm", "the venetoclax arm"),
        ("a score of 3 –", "or more", "a score of 3 – or more"),
        ("0.41–", "0.64", "0.41–0.64"),
        ("10 mg/", "kg", "10 mg/kg"),
    ],
)
def test_hyphens(left: str, right: str, joined: str) -> None:
    assert join_lines(left, right, read_evidence(HYPHENATED)) == joined


@pytest.mark.parametrize(
    "elsewhere, joined",
    [
        pytest.param("A non-smoker is well.", "a non-smoker", id="the document has the compound"),
        pytest.param("A nonsmoker is well.", "a nonsmoker", id="the document has the whole word"),
        pytest.param(
            "A non-smoker, a nonsmoker, one more non-smoker.", "a non-smoker", id="the commoner form"
        ),
    ],
)
def test_the_document_decides(elsewhere: str, joined: str) -> None:
    assert join_lines("a non-", "smoker", read_evidence([*HYPHENATED, elsewhere])) == joined


def test_a_document_that_is_not_hyphenated_keeps_its_hyphens() -> None:
    assert join_lines("a wait-", "list", read_evidence(list(STORY))) == "a wait-list"
    assert join_lines("a wait-", "list", read_evidence(HYPHENATED)) == "a waitlist"


def test_the_typesetters_hyphen_is_another_character() -> None:
    evidence = read_evidence(["A ramp-up of the dose.", "A part of it."])
    assert join_lines("the pa\u2010", "tients", evidence) == "the patients"


def test_hyphens_are_undone_over_a_page_break() -> None:
    assert "the patients were" in text_of(
        column(50, 700, *STORY, "and it was well known to all of the doctors that nearly all the pa-"),
        column(
            50,
            700,
            "tients were well, and the doctors looked for a way to keep the re-",
            "mission for a year.",
        ),
    )


# --- what is no article


@pytest.mark.parametrize(
    "content, error, what",
    [
        pytest.param(build([]), EmptyInput, "no text layer|without a text layer", id="image only"),
        pytest.param(build(), EmptyInput, "without pages", id="no pages"),
        pytest.param(build(column(50, 700, *STORY))[:300], IngestError, "broken", id="truncated"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)) * 9, IngestError, "broken", id="garbage"),
        pytest.param(build(*[[]] * (MAX_PAGES + 1)), InputTooLarge, "201 pages", id="too many pages"),
    ],
)
def test_errors_tell_what_and_what_to_do(content: bytes, error: type[IngestError], what: str) -> None:
    with pytest.raises(error, match=what) as raised:
        read_pdf(content)
    assert raised.value.hint


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.pdf.MAX_CHARS", 100)
    with pytest.raises(InputTooLarge, match="100 characters"):
        read_pdf(build(column(50, 700, *STORY)))


def test_an_encrypted_document() -> None:
    with pytest.raises(IngestError, match="encrypted") as raised:
        read_pdf((DATA / "locked.pdf").read_bytes())
    assert "password" in (raised.value.hint or "")


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (14000, 20)])
def test_pages_of_odd_sizes_are_read(size: tuple[int, int]) -> None:
    assert read_pdf(build(column(50, 700, *STORY), size=size)).text == WHOLE


@pytest.mark.parametrize("size", ["0", "1e30", "-1e-9"])
def test_type_without_a_size_is_not_read(size: str) -> None:
    content = build(column(50, 700, *STORY)).replace(b"/F 10 Tf", b"/F %s Tf" % size.encode())
    with pytest.raises(EmptyInput):
        read_pdf(content)


# --- whole documents


@pytest.mark.parametrize("path", sorted(corpus_folder().glob("*.pdf")), ids=lambda path: path.stem)
def test_the_originals_of_the_corpus(path: Path) -> None:
    article = read_pdf(path.read_bytes(), id=path.stem)
    story = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert article.text.split() == story.split()
    assert article.title == story.split("\n", 1)[0]
