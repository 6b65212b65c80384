"""Web pages: the story comes out whole, the furniture stays behind."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from pipeline.ingest import read_article, read_html

PAGES = Path(__file__).parents[1] / "data" / "ingest"
PROSE = "<p>The pill was given to people with gout, who had tried all else before.</p>"


def body(inner: str) -> str:
    """The text recovered from a page with `inner` between two paragraphs, without those two."""
    text = read_html(f"<html><body><main>{PROSE}{inner}{PROSE}</main></body></html>".encode()).text
    paragraph = re.sub("<.*?>", "", PROSE)
    assert text.startswith(paragraph)
    assert text.endswith(paragraph)
    return text[len(paragraph) : -len(paragraph)].strip()


@pytest.mark.parametrize("name", ["clinic_daily", "release_wire", "old_herald"])
def test_the_recovered_text_is_exact(name: str) -> None:
    article = read_article(PAGES / f"{name}.html")
    assert article.text == (PAGES / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
    # Every number of the furniture is a 9 and two digits; none is in a story.
    assert re.findall(r"\b9[0-3]\d\b", article.text) == []


@pytest.mark.parametrize(
    "name, expected",
    [
        (
            "clinic_daily",
            ("Zanubrex Holds Rare Lymphoma in Check", "Imani Feldspar", "2024-02-29", "Clinic Daily",
             "https://clinicdaily.example/news/zanubrex-lymphoma?page=1"),
        ),
        (
            "release_wire",
            ("Norvelle Reports Phase 3 Results for Tamsolix", "Norvelle Bio Inc.", "2021-06-07", "ReleaseWire", None),  # noqa: E501
        ),
        ("old_herald", ("Weekly shot eases migraine, trial finds", None, "2019-03-14", "Reuters", None)),
    ],
)  # fmt: skip
def test_metadata(name: str, expected: tuple[str | None, ...]) -> None:
    article = read_article(PAGES / f"{name}.html")
    assert (article.title, article.byline, article.published, article.source, article.url) == expected
    assert (article.language, article.format, article.id) == ("en", "html", name)


@pytest.mark.parametrize(
    "inner, text",
    [
        pytest.param("<p>375 mg/m<sup>2</sup> each</p>", "375 mg/m2 each", id="square meter"),
        pytest.param("<p>4 cells/mm<sup>3</sup></p>", "4 cells/mm3", id="cubic millimeter"),
        pytest.param("<p>2 x 10<sup>6</sup> cells</p>", "2 x 10⁶ cells", id="power of ten"),
        pytest.param("<p>10<sup>-3</sup></p>", "10⁻³", id="negative power"),
        pytest.param("<p>12.3 months<sup>4</sup>.</p>", "12.3 months.", id="reference behind a unit"),
        pytest.param("<p>in 2010<sup>4</sup></p>", "in 2010", id="reference behind a year"),
        pytest.param("<p>gone.<sup>1,2-5</sup> Then</p>", "gone. Then", id="references"),
        pytest.param("<p>gone<sup>[3]</sup></p>", "gone", id="bracketed reference"),
        pytest.param("<p>rash<sup>†</sup> <sup>a</sup></p>", "rash a", id="footnote marks"),
        pytest.param("<p>Lutetium <sup>177</sup>Lu</p>", "Lutetium 177Lu", id="isotope"),
        pytest.param("<p>Goutrex<sup>®</sup>, CD4<sup>+</sup></p>", "Goutrex®, CD4+", id="marks that stay"),
        pytest.param("<p>CO<sub>2</sub> and HbA<sub>1c</sub></p>", "CO2 and HbA1c", id="subscripts"),
        pytest.param("<p>P&nbsp;&lt;&thinsp;.001&hellip;</p>", "P\u00a0<\u2009.001…", id="entities"),
        pytest.param("<ul><li>50 mg daily<li>100 mg weekly</ul>", "50 mg daily\n100 mg weekly", id="list"),
        pytest.param("<ul><li><a href=1>Old pill, 7 mg</a></ul>", "", id="list of links"),
        pytest.param("<p>Says <a href=1>the paper</a> of it</p>", "Says the paper of it", id="a link in a sentence"),  # noqa: E501
        pytest.param(
            "<table><tr><td>Rash<td><p>5%<tr><td>Cough<td>6%</table>", "Rash\t5%\nCough\t6%", id="table"
        ),
        pytest.param("<p hidden>7 mg</p><p style='display: none'>8 mg</p>", "", id="hidden"),
        pytest.param("<div class='overflow-hidden'><p>7 mg</p></div>", "7 mg", id="clipped is not hidden"),
        pytest.param("<script>x='</p><p>7 mg'</script><style>p{}</style>", "", id="script"),
        pytest.param("<div class='related-stories'><p>7 mg</p></div>", "", id="related"),
        pytest.param("<div class='RelatedStories'><p>7 mg</p></div>", "", id="related in camel case"),
        pytest.param("<section id='follow-up'><p>7 mg</p></section>", "7 mg", id="a section on follow-up"),
        pytest.param("<div class='gradient adverse'><p>7 mg</p></div>", "7 mg", id="ad inside a word"),
        pytest.param("<figcaption>Pills. Photo by A. Bee</figcaption>", "", id="credited photo"),
        pytest.param("<figcaption>Survival: 7 v 9 months</figcaption>", "Survival: 7 v 9 months", id="a figure's caption"),  # noqa: E501
        pytest.param("<p>Follow us on Twitter and Facebook.</p>", "", id="boilerplate in words"),
        pytest.param("<p>Dosâ€™s 5 Âµg</p>", "Dos’s 5 µg", id="mojibake"),
        pytest.param("<p>one<p>two <b>three</div></p>", "one\n\ntwo three", id="broken markup"),
    ],
)  # fmt: skip
def test_markup(inner: str, text: str) -> None:
    assert body(inner) == text


def test_a_page_that_stands_in_a_form_or_a_sidebar_class_is_kept() -> None:
    page = f"<body class='has-sidebar'><form><div class='no-comments'>{PROSE * 5}</div></form></body>"
    assert read_html(page.encode()).text.count("gout") == 5


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 10_000 + PROSE + "</div>" * 10_000, id="deep divs"),
        pytest.param("<b>" * 50_000 + PROSE, id="unclosed bold"),
        pytest.param("<p>x" * 5_000 + PROSE, id="many paragraphs"),
        pytest.param("<" * 200_000 + PROSE, id="open angles"),
        pytest.param("<div " * 500 + ">" + PROSE, id="open tags"),
        pytest.param(PROSE + "<script>" * 20_000, id="scripts"),
        pytest.param(PROSE + "<sup>2</sup>" * 10_000, id="superscripts"),
    ],
)
def test_hostile_pages_are_read_in_time(page: str) -> None:
    start = time.perf_counter()
    assert "gout" in read_html(page.encode()).text
    assert time.perf_counter() - start < 2
