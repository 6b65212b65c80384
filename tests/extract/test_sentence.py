"""Marked text: "|" stands where one sentence ends and the next begins."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.sentence import find_sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in find_sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The drug worked. |Nobody knew why.", id="plain"),
        pytest.param("Cisplatin vs. Carboplatin was tested. |It won.", id="versus before a capital"),
        pytest.param("So wrote Dr. Lund of St. Olav. |She was away.", id="titles"),
        pytest.param(
            "It is not like MS. |It’s milder. |Ms. Lund agrees.", id="a title's letters in capitals"
        ),
        pytest.param("Anna Lund, M.D., spoke. |Tor Vik, Ph.D., did not.", id="degrees inside"),
        pytest.param("It was led by Anna Lund, M.D. |The trial is over.", id="degree at the end"),
        pytest.param("It is sold in the U.S. |The price is high.", id="country at the end"),
        pytest.param("The U.S. Food and Drug Administration agreed.", id="country before a name"),
        pytest.param("N. Engl. J. Med. |Published online.", id="journal and its date"),
        pytest.param("See J. Clin. Oncol. 2011 for details. |We did.", id="journal in a sentence"),
        pytest.param("Median PFS was 5.5 mo. |In the other arm it was 3 mo.", id="unit before a starter"),
        pytest.param("PFS was 5.5 mo. |Cisplatin was worse.", id="unit before a capital"),
        pytest.param("It took 5.5 mo. to progress.", id="unit inside"),
        pytest.param("It was reported by Vik et al. in May. |Others agreed.", id="et al."),
        pytest.param("On Aug. 15 it was published. |On Sept. 3 it was sold.", id="months"),
        pytest.param("She saw No. 5 and No. 6. |No. |Not him.", id="number or no"),
        pytest.param(
            "Given i.v. on day 1, approx. 20 mg, e.g. Tuesdays. |Then rest.", id="lower-case abbreviations"
        ),
        pytest.param("So says A. Vik of Oslo. |He runs it.", id="initial"),
        pytest.param("So says J. R. Vik of Oslo.", id="two initials"),
        pytest.param("They had hepatitis B. |Patients in arm A. |Done.", id="a letter that is a kind"),
        pytest.param("The p value was .03 or 0.03. |It was 2.5-fold.", id="decimals"),
        pytest.param(
            "R/R disease had an HR of 0.5 (95% CI, 0.3 to 0.8). |It fell.", id="slashes and brackets"
        ),
        pytest.param('"It works." |"We are glad." |She left.', id="quotes after the stop"),
        pytest.param("“It works.” |“We are glad,” she said.", id="curly quotes"),
        pytest.param('"Does it work?" she asked.', id="question inside a sentence"),
        pytest.param("(It failed.) |Then it worked.", id="bracket after the stop"),
        pytest.param("It was... well, odd. |And then… |The end.", id="ellipsis"),
        pytest.param("Q: Does it work?|A: It does.", id="no space after a question"),
        pytest.param("It spread to the liver.|The team waited.", id="lost space"),
        pytest.param("See ClinicalTrials.gov or Node.Js for more.", id="dots inside names"),
        pytest.param("It slowed the disease.3 |Others saw less.4,5 |Now we know.", id="reference numbers"),
        pytest.param("It slowed the disease.[3] |Others saw less.", id="bracketed reference"),
        pytest.param("A Short Heading\n|The text begins here.", id="heading on its own line"),
        pytest.param("One paragraph without a stop\n\n|another one", id="blank line"),
        pytest.param("- first item\n|- second item\n|- third", id="bullets"),
        pytest.param(
            "This line was wrapped at seventy characters by whoever wrote it, and\nGoes on here. |Next.",
            id="hard-wrapped line",
        ),
        pytest.param("“a small\nline goes on in lower case”", id="short wrapped line"),
        pytest.param("Sold by Acme Inc. of Oslo. |Acme Inc. |The end.", id="company"),
        pytest.param("It failed! |Why? |mRNA is fragile.", id="a name that begins in lower case"),
    ],
)
def test_sentences_end_where_marked(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    assert split(marked.replace("|", "")) == expected


@given(st.text(alphabet=st.sampled_from('aB.?! \n"”)(1\u00a0…Dr'), max_size=80))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    found = find_sentences(text)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in found)


@pytest.mark.parametrize(
    "hostile", ["." * 200_000, ". " * 100_000, "\n" * 200_000, "A" * 200_000, "x?A" * 70_000]
)
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    begin = time.perf_counter()
    find_sentences(hostile)
    assert time.perf_counter() - begin < 2
