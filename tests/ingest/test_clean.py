"""Boilerplate: what is marked beside what looks like it and holds facts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.ingest.clean import drop_boilerplate, drop_site_boilerplate, find_boilerplate
from pipeline.ingest.text import read_text

SHARED = Path(__file__).parents[3] / "shared"
LEAD = (
    "New tablet calms stubborn gout\n\n" + "The tablet was tried in people with gout over a long winter. " * 6
)


def kinds_of(*paragraphs: str) -> list[str | None]:
    """The kind of each paragraph when it stands at the end of an article; None if it is kept."""
    text = "\n\n".join([LEAD, *paragraphs])
    regions = find_boilerplate(text)
    at = [text.rindex(paragraph) for paragraph in paragraphs]
    return [next((r.kind for r in regions if r.start <= start < r.end), None) for start in at]


@pytest.mark.parametrize(
    "paragraph, kind",
    [
        pytest.param("Mo Reyes is a freelance health journalist based in Cork.", "author", id="biography"),
        pytest.param(
            "Mo Reyes is an author of the paper and treats gout in Cork.", None, id="author of a paper"
        ),
        pytest.param("The lead author is a professor of medicine in Cork.", None, id="a researcher"),
        pytest.param(
            "She can be reached at mo@paper.example or on Twitter.", "author", id="how to reach her"
        ),
        pytest.param("A fall in urate can be reached within weeks.", None, id="a level reached"),
        pytest.param("Other authors of the paper are A. Bee, C. Dee and E. Eff.", "author", id="author list"),
        pytest.param(
            "Other researchers say that the finding is no surprise.", None, id="other researchers speak"
        ),
        pytest.param("Follow us on Twitter and Facebook.", "follow", id="follow us"),
        pytest.param("Doctors follow the patients for two years.", None, id="to follow patients"),
        pytest.param("Comments on this site are moderated.", "comments", id="comments policy"),
        pytest.param("His comments on the study were warm.", None, id="comments on a study"),
        pytest.param("Share | Tweet | Email | Print", "furniture", id="share bar"),
        pytest.param("Facebook 12 Twitter 7 LinkedIn", "furniture", id="share counts"),
        pytest.param("Patients share a gene.", None, id="to share a gene"),
        pytest.param("We use cookies to improve your visit.", "furniture", id="cookies"),
        pytest.param("Subscribe to our weekly newsletter.", "furniture", id="newsletter"),
        pytest.param(
            "Disclosures: Abbline paid for the trial. Dr. Bee has shares in it. Subscribe to our weekly newsletter.",  # noqa: E501
            None,
            id="disclosures with a plea behind",
        ),
        pytest.param("Patients could sign up for the trial by phone.", None, id="to sign up for a trial"),
        pytest.param("Full access to the Herald for $1 a week. Cancel anytime.", "furniture", id="offer"),
        pytest.param("Patients had unlimited access to the pill.", None, id="access to a drug"),
        pytest.param(
            "A version of this article appeared in print on May 2.", "furniture", id="print edition"
        ),
        pytest.param("A version of this gene is rare.", None, id="a version of a gene"),
        pytest.param("Tags: gout, pills", "furniture", id="tags"),
        pytest.param("Tagged cells lit up in the joint.", None, id="tagged cells"),
        pytest.param("Gene tags: a primer for doctors", None, id="tags of genes"),
        pytest.param("1,204 views", "furniture", id="count of readers"),
        pytest.param("12 comments were sent to the agency.", None, id="comments to an agency"),
        pytest.param("A swollen toe. (File photo: Herald/Jo Bell)", "furniture", id="photo caption"),
        pytest.param("The scan (photo above) shows a toe.", None, id="a photo in a sentence"),
        pytest.param("© 2021 Gout Weekly. All rights reserved.", "legal", id="copyright"),
        pytest.param(
            "This release contains forward-looking statements, which involve risks.",
            "legal",
            id="forward-looking",
        ),
        pytest.param("Looking forward, doctors hope for a larger trial.", None, id="looking forward"),
        pytest.param("Contact: Jo Bell, 212-555-0147", "contact", id="contact with phone"),
        pytest.param("press@abbline.example", "contact", id="an address alone"),
        pytest.param("Of the 212 patients, 147 had gout in 2010-2014.", None, id="counts and years"),
        pytest.param(
            "The trial, NCT01234567, enrolled 555 patients with gout.", None, id="a registry number"
        ),
        pytest.param(
            "The work was supported by grants R01 CA123456 and P30 CA654321.", "furniture", id="grant numbers"
        ),
        pytest.param("Abbline, which makes the drug, supplied it and paid.", None, id="who paid"),
        pytest.param("Lancet. Published online May 2, 2021. Abstract", None, id="a reference"),
        pytest.param("For more on gout, visit the Gout Society.", None, id="more on a disease"),
        pytest.param("“Subscribe to the idea,” he said.", None, id="a quotation"),
        pytest.param("More information", None, id="a heading"),
    ],
)
def test_a_paragraph_by_itself(paragraph: str, kind: str | None) -> None:
    assert kinds_of(paragraph) == [kind]


COMPANY = "Abbline is a global biopharmaceutical company headquartered in Cork."


@pytest.mark.parametrize(
    "paragraphs, kinds",
    [
        pytest.param(["About Abbline", COMPANY], ["about", "about"], id="company"),
        pytest.param(
            [
                "About Abbline",
                COMPANY,
                "It sells pills in many lands.",
                "References",
                "1. Bee A. Lancet 2020;1:2.",
            ],
            ["about", "about", "about", None, None],
            id="up to the next heading",
        ),
        pytest.param(
            ["About Abbline", COMPANY, "1. Bee A. Lancet 2020;1:2."],
            ["about", "about", None],
            id="up to a citation",
        ),
        pytest.param([f"About Abbline: {COMPANY}"], ["about"], id="heading on the same line"),
        pytest.param(
            ["About the University of Cork", "Its school of medicine teaches many."],
            ["about"] * 2,
            id="university",
        ),
        pytest.param(
            ["About the Study", "The study tried two doses in 90 people."], [None] * 2, id="the study"
        ),
        pytest.param(
            ["About GOUTREX", "Goutrex is approved for gout at 50 mg daily."], [None] * 2, id="a drug"
        ),
        pytest.param(["About gout", "Gout is a disease of the joints."], [None] * 2, id="a disease"),
        pytest.param(["About the GOLDEN-2 trial", COMPANY], [None] * 2, id="a trial by a company"),
        pytest.param(["About Goutrex® tablets", COMPANY], [None] * 2, id="a brand of a company"),
        pytest.param(
            ["Media Contact:", "Jo Bell", "+353 21 555 0147", "Next Steps"],
            ["contact", "contact", "contact", None],
            id="contact block",
        ),
        pytest.param(
            ["Contact", "The skin contact lasted a week."], ["contact", None], id="no numbers follow"
        ),
        pytest.param(
            [
                "Safe Harbor Statement",
                "Actual results may differ, given such risks.",
                "About the Study",
                "It ran.",
            ],
            ["legal", "legal", None, None],
            id="legal section",
        ),
        pytest.param(
            ["Cork Hospital, founded in 1900, is one of the world's leading hospitals."],
            ["about"],
            id="praise",
        ),
        pytest.param(
            ["Gout is one of the world's most common diseases, and is ranked among the most painful."],
            [None],
            id="a disease ranked",
            marks=pytest.mark.xfail(reason="two words of praise, with no institution", strict=False),
        ),
    ],
)
def test_a_section(paragraphs: list[str], kinds: list[str | None]) -> None:
    assert kinds_of(*paragraphs) == kinds


def test_the_title_is_never_boilerplate() -> None:
    assert find_boilerplate("Follow us on Twitter\n\nMore of it.") == []


def test_a_heading_on_the_first_line_of_a_wrapped_block() -> None:
    text = "Gout pill works\n\nIt did in\nall of us.\n\nAbout Abbline Inc\nAbbline sells\npills.\n\nNotes\n"
    (region,) = find_boilerplate(text)
    assert text[region.start : region.end] == "About Abbline Inc\nAbbline sells\npills."


@pytest.mark.parametrize(
    "paragraphs, kept",
    [
        pytest.param(["About Abbline", COMPANY, "Contacts: +353 21 555 0147"], 3, id="company, then contact"),
        pytest.param(
            ["Safe Harbor Statement", "Actual results may differ, given such risks."], 2, id="legal"
        ),
        pytest.param(["Call the newsdesk: +353 21 555 0147"], 0, id="a number without a section"),
        pytest.param(
            ["© 2021 Gout Weekly. All rights reserved.", "Call us: +353 21 555 0147"], 0, id="the site's"
        ),
        pytest.param(["Follow us on Twitter and Facebook."], 0, id="follow us"),
    ],
)
def test_what_closes_a_release_stays_in_a_page(paragraphs: list[str], kept: int) -> None:
    text = "\n\n".join([LEAD.strip(), *paragraphs])
    assert drop_site_boilerplate(text) == "\n\n".join([LEAD.strip(), *paragraphs[:kept]])


def test_dropping_leaves_one_blank_line() -> None:
    assert drop_boilerplate("Pill works\n\nFollow us on Twitter\n\nIt did.\n") == "Pill works\n\nIt did."


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold is not here")
def test_no_gold_fact_lies_in_a_marked_region() -> None:
    texts = [*SHARED.glob("seed/*.txt"), *SHARED.glob("news/dev/*.txt"), *SHARED.glob("news/dense/*.txt")]
    assert len(texts) >= 27
    lost = []
    for path in texts:
        regions = read_text(path.read_bytes()).boilerplate
        for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines():
            fact = json.loads(line)
            if any(fact["start"] < region.end and region.start < fact["end"] for region in regions):
                lost.append((path.name, fact["text"]))
    assert lost == []
