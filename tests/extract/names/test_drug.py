"""Drugs, classes of treatment and placebos: marked text with near misses beside the hits."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from pipeline.extract.names.drug import find_drugs

# Oncology drugs approved in the United States from 2020 on, listed from memory before any rule was tuned.
APPROVED_SINCE_2020 = {
    "Ayvakit": "avapritinib",
    "Tazverik": "tazemetostat",
    "Sarclisa": "isatuximab",
    "Koselugo": "selumetinib",
    "Tukysa": "tucatinib",
    "Pemazyre": "pemigatinib",
    "Trodelvy": "sacituzumab govitecan",
    "Tabrecta": "capmatinib",
    "Retevmo": "selpercatinib",
    "Qinlock": "ripretinib",
    "Zepzelca": "lurbinectedin",
    "Monjuvi": "tafasitamab",
    "Tecartus": "brexucabtagene autoleucel",
    "Blenrep": "belantamab mafodotin",
    "Danyelza": "naxitamab",
    "Gavreto": "pralsetinib",
    "Margenza": "margetuximab",
    "Orgovyx": "relugolix",
    "Inqovi": "cedazuridine + decitabine",
    "Tepmetko": "tepotinib",
    "Fotivda": "tivozanib",
    "Cosela": "trilaciclib",
    "Abecma": "idecabtagene vicleucel",
    "Breyanzi": "lisocabtagene maraleucel",
    "Jemperli": "dostarlimab",
    "Zynlonta": "loncastuximab tesirine",
    "Rybrevant": "amivantamab",
    "Lumakras": "sotorasib",
    "Welireg": "belzutifan",
    "Exkivity": "mobocertinib",
    "Tivdak": "tisotumab vedotin",
    "Scemblix": "asciminib",
    "Kimmtrak": "tebentafusp",
    "Carvykti": "ciltacabtagene autoleucel",
    "Vonjo": "pacritinib",
    "Opdualag": "nivolumab + relatlimab",
    "Lytgobi": "futibatinib",
    "Imjudo": "tremelimumab",
    "Tecvayli": "teclistamab",
    "Elahere": "mirvetuximab soravtansine",
    "Rezlidhia": "olutasidenib",
    "Krazati": "adagrasib",
    "Lunsumio": "mosunetuzumab",
    "Orserdu": "elacestrant",
    "Jaypirca": "pirtobrutinib",
    "Epkinly": "epcoritamab",
    "Columvi": "glofitamab",
    "Vanflyta": "quizartinib",
    "Talvey": "talquetamab",
    "Elrexfio": "elranatamab",
    "Augtyro": "repotrectinib",
    "Fruzaqla": "fruquintinib",
    "Truqap": "capivasertib",
    "Ogsiveo": "nirogacestat",
    "Imdelltra": "tarlatamab",
    "Voranigo": "vorasidenib",
    "Revuforj": "revumenib",
    "Ziihera": "zanidatamab",
    "Datroway": "datopotamab deruxtecan",
    "Ibtrozi": "taletrectinib",
    "Hernexeos": "zongertinib",
    "Modeyso": "dordaviprone",
    "Komzifti": "ziftomenib",
}
TRELEGY = "fluticasone furoate + umeclidinium + vilanterol"


def read_marks(marked: str) -> tuple[str, list[str]]:
    """The text without its brackets, and the marked parts as "start:end"."""
    spans, text = [], ""
    for part in re.split(r"(⟦[^⟧]*⟧)", marked):
        if part.startswith("⟦"):
            spans.append(f"{len(text)}:{len(text) + len(part) - 2}")
            part = part[1:-1]
        text += part
    return text, spans


def check(
    marked: str, expected: list[str], kind: str = "DRUG", abbreviations: dict[str, str] | None = None
) -> None:
    """The marked parts, and nothing else, are found under the expected names."""
    text, spans = read_marks(marked)
    found = [name for name in find_drugs(text, abbreviations or {}) if name.kind == kind]
    assert [f"{name.start}:{name.end}" for name in found] == spans, [text[n.start : n.end] for n in found]
    assert [name.name for name in found] == expected


@pytest.mark.parametrize("brand, generic", APPROVED_SINCE_2020.items())
def test_new_oncology_brand_and_generic_are_found(brand: str, generic: str) -> None:
    check(f"The agency cleared ⟦{brand}⟧ last week.", [generic])
    if " + " not in generic:
        check(f"Responses to ⟦{generic}⟧ were durable.", [generic])


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param("⟦Avastin⟧'s maker", ["bevacizumab"], id="possessive"),
        pytest.param("⟦HERCEPTIN⟧® was", ["trastuzumab"], id="registered sign stays outside"),
        pytest.param("the ⟦Opdivo⟧™-treated arm", ["nivolumab"], id="trade mark and hyphen"),
        pytest.param("a ⟦cisplatin⟧-based regimen", ["cisplatin"], id="based"),
        pytest.param("an ⟦interferon⟧-free regimen of ⟦sofosbuvir⟧", ["interferon", "sofosbuvir"], id="free"),
        pytest.param("⟦sunitinib malate⟧ daily", ["sunitinib"], id="salt in the span, not in the name"),
        pytest.param("⟦fluticasone furoate⟧", ["fluticasone furoate"], id="an ester with a name of its own"),
        pytest.param("⟦doxorubicin hydrochloride⟧, given", ["doxorubicin"], id="hydrochloride"),
        pytest.param("⟦trastuzumab-dkst⟧ matched ⟦trastuzumab⟧", ["trastuzumab"] * 2, id="biosimilar suffix"),
        pytest.param("⟦rituximab⟧-like molecules", ["rituximab"], id="like is no suffix"),
        pytest.param("⟦bevacizumab⟧-plus-⟦erlotinib⟧", ["bevacizumab", "erlotinib"], id="plus is no suffix"),
        pytest.param(
            "⟦Lenalidomide⟧-⟦dexamethasone⟧", ["lenalidomide", "dexamethasone"], id="two with a hyphen"
        ),
        pytest.param("⟦carboplatin⟧/⟦paclitaxel⟧", ["carboplatin", "paclitaxel"], id="two with a slash"),
        pytest.param(
            "⟦sacubitril/valsartan⟧ or ⟦Entresto⟧", ["sacubitril + valsartan"] * 2, id="fixed combination"
        ),
        pytest.param("⟦vilanterol–umeclidinium⟧", ["umeclidinium + vilanterol"], id="parts in any order"),
        pytest.param("⟦Seroquel XR⟧ and ⟦Trelegy Ellipta⟧", ["quetiapine", TRELEGY], id="release and device"),
        pytest.param("⟦metformin⟧ ER", ["metformin"], id="the release of a generic stays outside"),
        pytest.param("⟦brentuximab\nvedotin⟧", ["brentuximab vedotin"], id="line break"),
        pytest.param("⟦brentuximab\u00a0 vedotin⟧", ["brentuximab vedotin"], id="spaces"),
        pytest.param("⟦nab‑paclitaxel⟧ and ⟦R–CHOP⟧", ["nab-paclitaxel", "r-chop"], id="hyphen variants"),
        pytest.param("⟦pembro\u00adlizumab⟧", ["pembrolizumab"], id="soft hyphen"),
        pytest.param("İİ ⟦venetoclax⟧", ["venetoclax"], id="a capital that grows in lower case"),
        pytest.param("paragraph of brentuximabs\n\nvedotin", [], id="not over a paragraph"),
    ],
)
def test_spelling(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param(
            "patients got ⟦CHOP⟧, ⟦FOLFIRINOX⟧ or ⟦7+3⟧ (with ⟦cytarabine⟧)",
            ["chop", "folfirinox", "7+3", "cytarabine"],
            id="regimens",
        ),
        pytest.param("pork chop with 7 + 30", [], id="case and digits of a regimen"),
        pytest.param(
            "⟦Rd⟧: ⟦lenalidomide⟧ with a steroid", ["rd", "lenalidomide"], id="beside its component"
        ),
        pytest.param("at 12 Mill Rd, on ICE and TIP", [], id="short regimen names alone are nothing"),
        pytest.param("⟦5-FU⟧ and ⟦T-DM1⟧", ["fluorouracil", "trastuzumab emtansine"], id="nicknames"),
        pytest.param("⟦axi-cel⟧ against ⟦newo-cel⟧", ["axicabtagene ciloleucel", "newo-cel"], id="cells"),
        pytest.param("Ms. Allegra played a Sonata", [], id="brands that are words and names"),
        pytest.param("took ⟦Sonata⟧ (⟦zaleplon⟧)", ["zaleplon"] * 2, id="such a brand with its generic"),
        pytest.param(
            "⟦pembro⟧ means ⟦pembrolizumab⟧", ["pembrolizumab"] * 2, id="short form beside the name"
        ),
        pytest.param("cis people, a gem, the dex", [], id="short forms alone are words"),
        pytest.param("new hope today for an advance program", [], id="brands that are words"),
        pytest.param("Amanda Halvorsen of the Cancer Program", [], id="brands and stems that are names"),
    ],
)
def test_regimens_and_nicknames(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param(
            "oral ⟦insulin⟧ capsules lower ⟦insulin⟧ needs", ["insulin"] * 2, id="given in the article"
        ),
        pytest.param("insulin resistance and insulin levels", [], id="a state and a value"),
        pytest.param("people who take ⟦insulin⟧; insulin's role", ["insulin"], id="the body's own"),
        pytest.param("it works by blocking interleukin-5", [], id="a target"),
        pytest.param("chemotherapy and ⟦interleukin-2⟧", ["interleukin-2"], id="joined to a treatment"),
        pytest.param("treated with ⟦testosterone⟧ gel", ["testosterone"], id="hormone given"),
        pytest.param(
            "testosterone levels fell; testosterone is made in testes", [], id="hormone of the body"
        ),
        pytest.param("estrogen receptor-positive tumors", [], id="receptor"),
        pytest.param("women taking ⟦estrogen⟧ alone", ["estrogen"], id="estrogen taken"),
        pytest.param(
            "took ⟦vitamin D⟧ daily; ⟦vitamin D⟧ did not help", ["vitamin d"] * 2, id="vitamin given"
        ),
        pytest.param("⟦estrogen⟧ plus ⟦progestin⟧", ["estrogen", "progestin"], id="two hormones given"),
        pytest.param("interferon gamma levels", [], id="a cytokine"),
        pytest.param("taking ⟦calcium⟧ with ⟦vitamin D⟧", ["calcium", "vitamin d"], id="joined to one given"),
        pytest.param("vitamin D deficiency", [], id="vitamin lacking"),
        pytest.param("⟦calcium⟧ supplements, not calcium in blood", ["calcium"], id="mineral"),
        pytest.param("blood glucose, oxygen, water, cholesterol and alcohol", [], id="substances"),
        pytest.param("HER2, PD-1, CDK-4, CA-125 and COVID-19", [], id="genes, markers, a disease"),
        pytest.param("thyroid cancer; the tyrosine kinase BTK", [], id="organ and enzyme"),
        pytest.param("visit www.keytruda.com or info@avastin.com", [], id="addresses"),
    ],
)
def test_substances_that_are_drugs_only_where_given(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param(
            "⟦Zorvexa⟧ (⟦lumitinib⟧) worked; ⟦Zorvexa⟧ is new", ["lumitinib"] * 3, id="brand, generic"
        ),
        pytest.param("⟦lumitinib⟧ (⟦Zorvexa⟧, Pfizer); ⟦Zorvexa⟧", ["lumitinib"] * 3, id="generic, brand"),
        pytest.param("⟦Zorvexa⟧, known chemically as ⟦lumitinib⟧, works", ["lumitinib"] * 2, id="known as"),
        pytest.param("⟦lumitinib⟧, sold under the brand name ⟦Zorvexa⟧", ["lumitinib"] * 2, id="sold as"),
        pytest.param("⟦Zorvexa⟧(R) (⟦lumitinib⟧) and ⟦Zorvexa⟧", ["lumitinib"] * 3, id="(R)"),
        pytest.param("⟦ZORVEXA⟧® (⟦lumitinib⟧ 80 mg); ⟦ZORVEXA⟧", ["lumitinib"] * 3, id="capitals, strength"),
        pytest.param("⟦lumitinib⟧, sold by Pfizer as ⟦Zorvexa⟧", ["lumitinib"] * 2, id="sold by"),
        pytest.param("⟦lumitinib⟧ [brand name: ⟦Zorvexa⟧]", ["lumitinib"] * 2, id="brand name in brackets"),
        pytest.param(
            "⟦busulfan⟧ and ⟦melphalan⟧ (BuMel)", ["busulfan", "melphalan"], id="bracket of two drugs"
        ),
        pytest.param("⟦AMG 162⟧, ⟦AMG-162⟧: ⟦denosumab⟧", ["denosumab"] * 3, id="code however spaced"),
        pytest.param("on road R1507; room AB 12; in the QRS-202 trial", [], id="codes of other things"),
        pytest.param("⟦lumitinib⟧ (⟦XQ-4471⟧; ⟦Zorvexa⟧, Acme Bio)", ["lumitinib"] * 3, id="two in brackets"),
        pytest.param("⟦lumitinib⟧, or ⟦XQ-71⟧, was given", ["lumitinib"] * 2, id="or a code"),
        pytest.param("⟦lumitinib⟧ won. The drug, code-named ⟦XQ-71⟧, is", ["lumitinib"] * 2, id="the drug"),
        pytest.param("⟦lumitinib⟧ won. The trial, called XQ-71, is over", ["lumitinib"], id="not the drug"),
        pytest.param("⟦Lumocabtagene farileucel⟧ (⟦lumo-cel⟧)", ["lumocabtagene farileucel"] * 2, id="cells"),
        pytest.param(
            "⟦lumitug pastecan⟧ and ⟦lumirebart⟧", ["lumitug pastecan", "lumirebart"], id="new stems"
        ),
        pytest.param("a thermostat, Dr. Lombart, and a triumvir", [], id="words and people with new stems"),
        pytest.param(
            "⟦lumitinib⟧-⟦rituximab⟧ [⟦LR⟧]; ⟦LR⟧", ["lumitinib", "rituximab", "lr", "lr"], id="initials"
        ),
        pytest.param(
            "⟦lumitinib⟧ plus ⟦rituximab⟧ (OS)", ["lumitinib", "rituximab"], id="not their initials"
        ),
        pytest.param(
            "⟦LCZ696⟧: ⟦sacubitril⟧, ⟦valsartan⟧",
            ["sacubitril + valsartan", "sacubitril", "valsartan"],
            id="parts",
        ),
        pytest.param("⟦lumitinib⟧ (⟦XQ-4471⟧); ⟦XQ-4471⟧ again", ["lumitinib"] * 3, id="code"),
        pytest.param("Pfizer's ⟦sunitinib⟧ (Pfizer)", ["sunitinib"], id="the maker in brackets"),
        pytest.param("Tablets (⟦metformin⟧) or tablets", ["metformin"], id="a common word before brackets"),
        pytest.param("⟦teprotumumab⟧, once ⟦RV001⟧", ["teprotumumab"] * 2, id="code and its later name"),
        pytest.param("⟦PLX4032⟧ shrank tumors", ["plx4032"], id="code alone keeps its name"),
        pytest.param("⟦WXY-0815⟧ tablets", ["wxy-0815"], id="unknown code"),
        pytest.param("the biosimilar ⟦XQR-17⟧; on ⟦XQR-17⟧", ["xqr-17"] * 2, id="short code called a drug"),
        pytest.param("on route XQR-17", [], id="short code of something else"),
        pytest.param("trial NCT01234567, CALGB-80405, grant CA-016672", [], id="identifiers"),
        pytest.param(
            "⟦interferon beta-1a⟧; given ⟦interferon⟧", ["interferon beta-1a"] * 2, id="short for full"
        ),
        pytest.param("⟦abcdelizumab vedotin⟧, ⟦fooparib⟧", ["abcdelizumab vedotin", "fooparib"], id="stems"),
        pytest.param("a scab, a nib, the Punjab and Petersen", [], id="words that end like a stem"),
    ],
)
def test_names_that_no_table_has(marked: str, names: list[str]) -> None:
    check(marked, names)


@pytest.mark.parametrize(
    "marked, names, abbreviations",
    [
        pytest.param(
            "⟦radioactive iodine⟧ (⟦RAI⟧)",
            ["radioactive iodine"] * 2,
            {"RAI": "radioactive iodine"},
            id="drug",
        ),
        pytest.param(
            "⟦interleukin-2⟧ (⟦IL2⟧) injections",
            ["interleukin-2"] * 2,
            {"IL2": "interleukin-2"},
            id="body substance",
        ),
        pytest.param(
            "⟦ixazomib⟧ and ⟦dexamethasone⟧ (⟦IxD⟧)",
            ["ixazomib", "dexamethasone", "ixd"],
            {"IxD": "ixazomib and dexamethasone"},
            id="a regimen of the article's own",
        ),
        pytest.param(
            "⟦R-CHOP⟧ again", ["r-chop"], {"R-CHOP": "rituximab, with four others"}, id="a loose long form"
        ),
        pytest.param("Total hip care (THC); THC", [], {"THC": "total hip care"}, id="other letters"),
    ],
)
def test_abbreviations_of_the_article(marked: str, names: list[str], abbreviations: dict[str, str]) -> None:
    check(marked, names, abbreviations=abbreviations)


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param("⟦platinum-based chemotherapy⟧", ["platinum-based chemotherapy"], id="longest wins"),
        pytest.param("⟦SSRIs⟧ or ⟦statins⟧", ["ssri", "statin"], id="plural"),
        pytest.param("⟦anti-TNF⟧ agents, not an anti-TNFX gene", ["tnf inhibitor"], id="anti-TNF is a class"),
        pytest.param(
            "⟦hormone therapy⟧ and ⟦usual care⟧", ["hormone therapy", "usual care"], id="treatments"
        ),
        pytest.param("care as usual; hormone levels", [], id="near misses"),
    ],
)
def test_classes(marked: str, names: list[str]) -> None:
    check(marked, names, kind="DRUG_CLASS")


@pytest.mark.parametrize(
    "marked, names",
    [
        pytest.param("a ⟦dummy pill⟧, ⟦sham injections⟧ or ⟦placebo⟧", ["placebo"] * 3, id="kinds"),
        pytest.param("a dummy variable and a pill", [], id="near miss"),
    ],
)
def test_placebo(marked: str, names: list[str]) -> None:
    check(marked, names, kind="PLACEBO")


def test_names_are_sorted_and_do_not_overlap() -> None:
    names = find_drugs(
        "Keytruda (pembrolizumab) plus nab-paclitaxel and R-CHOP, or placebo plus chemotherapy", {}
    )
    assert len(names) == 6
    assert all(left.end <= right.start for left, right in pairwise(names))


@pytest.mark.parametrize("hostile", ["(" * 5000, "A-" * 5000, "as " * 5000, "\n " * 5000, "mab" * 5000])
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    assert [name.name for name in find_drugs(hostile + " aspirin", {})] == ["aspirin"]


@pytest.mark.parametrize(
    "text, names",
    [
        pytest.param("interleukin-2, a highly toxic therapy", ["interleukin-2"], id="called a therapy"),
        pytest.param("interleukin-2, a signal of T cells", [], id="called a signal"),
        pytest.param("Interleukin-2 is a treatment target.", [], id="a target of treatment"),
        pytest.param("IL-2 levels rose", [], id="a body's own"),
        pytest.param("even with calcium and vitamin D supplements", ["calcium", "vitamin d"], id="a list"),
        pytest.param("supplements such as calcium", ["calcium"], id="an example"),
        pytest.param("calcium and vitamin D levels fell", [], id="in the blood"),
        pytest.param("linked to the chemotherapy drug DM1", ["mertansine"], id="a conjugate's load"),
        pytest.param("patients with DM1 had weak muscles", [], id="a disease of that name"),
        pytest.param("Ra-223 (Xofigo)", ["radium-223 dichloride"] * 2, id="one name for an isotope"),
        pytest.param("SHR-A1811 and BL-B01D1", ["shr-a1811", "bl-b01d1"], id="codes with inner letters"),
    ],
)
def test_given_or_not(text: str, names: list[str]) -> None:
    assert [name.name for name in find_drugs(text, {}) if name.kind == "DRUG"] == names
