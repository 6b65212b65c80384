"""Words with two readings: short forms of diseases and of other things; substances given and the body's."""

from __future__ import annotations

import pytest

from pipeline.extract.names.abbreviation import find_abbreviations
from pipeline.extract.names.condition import find_conditions
from pipeline.extract.names.drug import find_drugs

ABBREVIATIONS = {
    "Patients with MS received ocrelizumab.": "multiple sclerosis",
    "MS relapses fell with ocrelizumab.": "multiple sclerosis",
    "Jane Roe, MS, of the university said so.": "",
    "The LC-MS analysis and the MS spectra showed it.": "",
    "Patients with RA received tofacitinib.": "rheumatoid arthritis",
    "RA patients improved on tofacitinib.": "rheumatoid arthritis",
    "RA Smith wrote it; retinoic acid (RA) was used.": "",
    "People living with RA felt better.": "rheumatoid arthritis",
    "Adults with AS took adalimumab.": "ankylosing spondylitis",
    "AS THE STUDY SHOWED, it works AS of May.": "",
    "AS patients waited, so did we.": "",
    "Children with ALL received blinatumomab.": "acute lymphoblastic leukemia",
    "ALL patients received aspirin. NOT ALL drugs work.": "",
    "PATIENTS WITH ALL CANCERS": "",
    "relapsed MM patients on bortezomib": "multiple myeloma",
    "a 5 MM tumor; the MM trial; 12 mm": "",
    "Patients with CF took ivacaftor.": "cystic fibrosis",
    "CF. Smith et al.; cf. above": "",
    "People with AIDS got zidovudine.": "aids",
    "hearing AIDs, visual aids and first aid": "",
    "Patients with CR and patients with PD or SD stayed.": "",
    "HD patients and ED patients": "",
    "IT patients, IT staff and the IT department": "",
    "The drug was a HIT. HIT AND RUN": "",
    "CAP on prices; the CAP laboratory": "",
    "community-acquired pneumonia (CAP) was treated": "community-acquired pneumonia",
}
SUBSTANCES = {
    "insulin resistance was lower": "",
    "patients given insulin did well": "insulin",
    "testosterone levels fell": "",
    "men receiving testosterone did well": "testosterone",
    "interferon-gamma release assays": "",
    "interferon-free regimens": "interferon",
    "milk protein allergy": "",
    "Bayer said so": "",
    "Bayer's aspirin": "aspirin",
    "vitamin D levels were low": "",
    "people took vitamin D supplements": "vitamin d",
    "iron deficiency anemia": "",
    "an iron fist, a gold standard": "",
    "intravenous iron was given": "iron",
    "oxygen levels fell, alcohol consumption rose": "",
    "estrogen receptor positive, progesterone receptor-negative": "",
    "women taking estrogen": "estrogen",
    "PD-1 is a target, and anti-PD-1 therapy, PD-L1 expression and HER2 amplification": "",
    "calcium channel blockers, calcium levels": "",
    "calcium supplements": "calcium",
    "folate deficiency, folate receptor alpha": "",
    "folic acid supplements": "folic acid",
    "dopamine neurons and serotonin reuptake": "",
    "dopamine infusion": "dopamine",
    "zinc finger protein": "",
    "zinc lozenges": "zinc",
    "lithium battery": "",
    "lithium for bipolar disorder": "lithium",
    "growth hormone deficiency": "",
    "children got growth hormone": "human growth hormone",
    "erythropoietin receptor": "",
    "erythropoietin was given": "erythropoietin",
    "Hope Hospital, the hope of patients": "",
    "GLP-1 levels": "",
    "melatonin production": "",
    "melatonin tablets": "melatonin",
}


@pytest.mark.parametrize("text, name", ABBREVIATIONS.items())
def test_abbreviations(text: str, name: str) -> None:
    found = {condition.name for condition in find_conditions(text, find_abbreviations(text))}
    assert found == ({name} if name else set())


@pytest.mark.parametrize("text, name", SUBSTANCES.items())
def test_substances(text: str, name: str) -> None:
    found = [drug.name for drug in find_drugs(text, {}) if drug.kind == "DRUG"]
    assert found == ([name] if name else [])
