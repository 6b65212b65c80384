"""RESPONSE: how many study patients reached a response."""

from __future__ import annotations

import re

from pipeline.extract.roles.claim import Claim, CueRole, Fields, read_cues
from pipeline.extract.roles.non_fact import COUNTED_THINGS
from pipeline.extract.spans import tidy
from pipeline.extract.window import Cue, Sentence, Window
from pipeline.extract.words import IN_SO_MANY, PEOPLE

_TUMOR = r"(?:tumou?rs?|cancers?|lesions?|disease|metastases|melanomas?|malignanc(?:y|ies))"
_SHRINK = (
    r"(?:shr[aiu]nk(?:ing|age|s)?|shrunken|shrinkage|regress(?:ed|ion|ions)|"
    r"decrease[sd]?(?: in size)?|reduc(?:ed|tions?)|smaller)"
)
_THRESHOLD = (
    r"(?:at least |by at least |by |of at least |of |more than |greater than |or better |"
    r"or greater )?(?:an? |a further )?(?:at least )?(?:an? )?"
)
_NUMBER = r"(?:\d+(?:[.·]\d+)?|one|two|three|four|five|half|ten|twenty|thirty|fifty|seventy-five|ninety)"
_SHARE = rf"(?:(?:an?|one)[- ](?:half|third|quarter|fifth|tenth)|{_NUMBER})"
_CHANGE = (
    r"(?:improvements?|reductions?|decreases?|drops?|declines?|increases?|gains?|falls?|clearance|"
    r"loss|shrinkage|relief|fewer|less)"
)
_SEVERE = r"(?:(?:severe|serious|bad|major|disabling|of|acute) )"
_ATTACK = (
    r"(?:(?:asthma |gout |migraine |heart |angioedema |hae )?attacks?|seizures?|flares?|flare-ups?|"
    r"exacerbations?|"
    r"bleeds?|bleeding episodes?|transfusions?|migraines?|headaches?|crises|vaso-occlusive crises|"
    r"pain crises|"
    r"episodes?|infusions? of insulin|insulin injections?)"
)
_VIRUS = r"(?:virus|hiv|hepatitis [bcd](?: virus)?|hcv|hbv|viral (?:load|rna|dna)|hcv rna|hiv rna)"
_MEASURE = (
    r"(?:hba1c|a1c|glycated ha?emoglobin|ldl(?: cholesterol)?|systolic(?: blood)? pressure|blood pressure|"
    r"serum urate|urate|uric acid|phosphorus|viral load|ferritin|fasting glucose)(?: levels?| value|"
    r" reading)?"
)
_LEVEL = (
    r"(?:(?:under|below|less than|lower than|at or below|of at most|no more than|≤|<|at least|above|over) ?)"
)
_OFTEN = r"(?:monthly|weekly|annual|yearly|daily)"
_EVENTS = (
    r"(?:(?:migraine|headache|seizure|attack|bleeding|drinking|incontinence) (?:days?|frequency|rates?|"
    r"episodes?)|"
    r"attacks|seizures|migraines|headaches|hot flashes|flushes|exacerbations)"
)
_MEASURED = (
    rf"(?:{_EVENTS}|psa(?: levels?)?|(?:depression|symptom|pain|itch|disability|severity) scores?|scores?|"
    r"prostate-specific antigen|ldl(?: cholesterol)?|cholesterol|triglycerides|body weight|weight|"
    r"proteinuria|albuminuria|platelets?|ha?emoglobin|viral load|spleen(?: volume| size)?|pain|itch)"
)
_BODY = (
    r"(?:(?:blood |fasting |liver |kidney |thyroid |platelet |white |red )*(?:sugars?|glucose|pressure|"
    r"counts?|"
    r"enzymes?|function|tests?|levels?|cholesterol|platelets|vision|hearing|weight|hormones?|ha?emoglobin|"
    r"calcium|urate|phosphate|igf-1|igf-i|cortisol|alt|bilirubin)(?: levels?| counts?| tests?| values?)?)"
)

CUES = read_cues(
    r"""
    OTHER:= | (major|complete|deep|partial) (cytogenetic|molecular) (responses?|remissions?)( rates?)?
    OTHER:= | no (sign|signs|evidence|trace|traces) of (disease|ms|clinical|inflammatory)[- ]activity
    OTHER:= | (low|minimal|minimum|inactive|quiescent) disease( activity)?
    OTHER:= | endoscopic(ally)? (normal|healing|improvement|responses?)( bowel)?
    OTHER:= | (mucosal|endoscopic|complete|wound|ulcer) healing
    OTHER:= | (free|freedom|freed) (of|from) (<severe>)?<attack>
    OTHER:= | without (having |suffering )?(a |an |any )?(single |further |more )?(<severe>)?<attack>
    OTHER:= | no (further |more )?(<severe>)?<attack>(?= (in|for|among) )
    OTHER:= | <attack>[- ]free
    OTHER:= | (no|undetectable|without) (detectable |measurable )?<virus>( in (their|the) blood)?
    OTHER:= | <virus> (was |were |had |had been |became |becomes |was found to be )?(\w+ )?(gone|cleared|
        undetectable|
        eliminated|eradicated|no longer (detect\w+|found|seen|there))
    OTHER:= | no (trace|sign|evidence)s? of (the )?(<virus>|infection)
    OTHER:= | (clear|free|rid|cleared) of (the )?(<virus>|infection)
    OTHER:= | eradication of (the )?<virus>
    OTHER:= | (reduc(e|ed|ing)|cut|cutting|lower(ed|ing)?) their (dosage|doses?|use|intake) of ([\w-]+ ){0,2}?
        (steroids?|corticosteroids?|prednis(o|olo)ne|opioids?|insulin|glucocorticoids?)
    OTHER:= | (success|cure) rates? (of|in|at) (completely )?(curing|clearing|eradicating)
    OTHER:= | (report(ed|ing|s)?|had|got|found|experienced|felt) (significant |substantial |meaningful |
        marked |considerable |some |complete |good |adequate )*relief (from|of)
    OTHER:= | (had|saw) (their|his|her) ([\w-]+ ){1,3}?(improve|fall|drop|decrease|shrink|rise|increase) by
        (at least |more than )?<share>( ?%| percent| per cent| points?)?( or more)?
    OTHER:= | (cleared|clears?|clearing|rid of|eliminated|eradicated|suppressed) (of )?(the |their |
        it of the )?<virus>
    OTHER:= | (leaves|left|leaving|made|makes) the <virus> undetectable
    OTHER:= | (urate|uric acid|ldl|cholesterol|a1c|hba1c|glucose|blood pressure|phosphorus|phosphate|
        ferritin|ha?emoglobin|treatment)( cholesterol| level)? (targets?|goals?) (was|were|had been) (met|
        reached|
        attained|achieved|hit)
    OTHER:= | <measure> (of |at |
        that was )?(<level>)[\d.,/]+( ?%| percent| per cent| ?mg/dl| ?mmol/l| ?mm ?hg)?( or (less|
        lower|below|more|higher|better))?
    OTHER:= | ([\w-]+ ){0,2}(coverage|regrowth) of <number>( ?%| percent| per cent)( or (more|greater|better|
        higher))?
    OTHER:= | (had|have|with|saw|experienced|suffered|were|was) (no|without) (further |more )?<events>
    OTHER:= | neda(-\d)?
    OTHER:very good partial response | very good partial (responses?|remissions?)( or better)?( \(vgpr\))?
    OTHER:very good partial response | vgprs?
    OTHER:stringent complete response | stringent complete (responses?|remissions?)
    OTHER:stringent complete response | scrs?
    OTHER:PSA response | (complete |partial |confirmed )?(psa|prostate-specific antigen) responses?( rates?)?
    PCR | patholog(ic|ical|ically) complete (responses?|remissions?)( rates?)?( \(pcr\))?
    PCR | pcrs?( rates?)?
    PCR | (breast|bladder|tumou?r bed|specimen|axilla|tissue)( and (the )?\w+)? (was|were) (free|clear|
        cleared) of (\w+ )?(cancer|
        tumou?r|disease)
    PCR | (no|not a single) (living|viable|live|residual|invasive) (invasive )?(cancer|tumou?r)( cells?)?
    CR | (responses?|remissions?)( [\w-]+){0,4} (was|were|being) complete
    CR | (complete|full) (metabolic |clinical |hematologic(al)? |haematologic(al)? |tumou?r )?(responses?|
        remissions?)( rates?)?( \(crs?\))?
    CR | (it|these|which|they) (was|were) complete
    CR | of (them|these|those|which)( being| were)? complete(ly)?
    CR | completely responded
    CR | responded completely
    CR | complete responders
    CR | crs?( rates?)?
    CR | (cancers?|tumou?rs?|disease|lesions?|illness|lymphoma|leuka?emia|myeloma) (had |has |have |was |
        were )?(completely |entirely |altogether )?(disappear(ed)?|vanish(ed)?|gone|melted away|
        cleared( completely)?|(could )?no longer (be )?(seen|detected|detectable|found|visible))
    CR | no (remaining |detectable |visible |evidence of |sign of |signs of |trace of )(cancer|disease|
        tumou?rs?)
    CR | disappearance of (all )?(\w+ )?(tumou?rs?|lesions?|cancer|disease)
    PR | (responses?|remissions?)( [\w-]+){0,4} (was|were|being) partial
    PR | partial (metabolic |clinical |tumou?r )?(responses?|remissions?)( rates?)?( \(prs?\))?
    PR | partially responded
    PR | prs?( rates?)?
    CR | (nothing|no tumou?r|no cancer) (was |were )?(left|remained|remaining)( to (see|be seen|find))?
    CR | (saw|had) (their |the )?(marrow|cancer|disease|tumou?rs?|leuka?emia|lymphoma|skin lesions) (clear|
        cleared|vanish|
        disappear)( completely| altogether)?
    CR | clear(ed)? (of )?their (tumou?rs?|cancers?|disease|lymphoma)
    CR:short | (did so |in \w+ )?completely(?=[.,;)]| in | for | and |$)
    CR:short | complete(?= in (\d|[a-z]+ (patients|percent|per cent)))
    CR:short | complete(?= (and|or) ([\w%.]+ ){0,4}partial (responses|remissions))
    PR:short | partial(?= in (\d|[a-z]+ (patients|percent|per cent)))
    MR | minor (responses?|remissions?)
    MR | minimal responses?
    SD | stable disease( rates?)?( \(sd\))?
    SD | (disease|tumou?r) stabili[sz]ation
    SD | stabili[sz](ed|ation of) (the |their )?(disease|tumou?rs?|cancer)
    SD | held steady
    SD | (disease|cancers?|tumou?rs?|illness) stopped (growing|progressing|spreading)
    SD | (stood|held|stayed|remained) (still|stable|steady)
    SD | no change in (the )?(disease|tumou?r)
    SD | (disease|tumou?rs?|cancers?) (was |were |had |that )?(been )?(stable|stabili[sz]ed)
    SD | sd
    PD | progressive disease( \(pd\))?
    PD | (disease|cancers?|tumou?rs?|it) (grew|progressed|worsened|advanced) (regardless|anyway|
        from the (outset|start)|despite (treatment|therapy)|through)
    PD | (growth|progression) as the best (result|response)
    PD | (grew|got) (worse|regardless|from the outset)
    PD | progressed (straight )?through( treatment| therapy)?
    PD | primary progression
    PD | progression as (their |the )?best response
    PD | pd(?!-)
    MRD_NEG | (mrd|minimal residual disease|measurable residual disease|
        residual disease)( \(mrd\))?[- ](negativ\w+|undetectable)
    MRD_NEG | (mrd|minimal residual disease|measurable residual disease|residual disease) (was|were|
        became|is|turned) (undetectable|negative)
    MRD_NEG | (undetectable|cleared|clearance of|clears?) (mrd|(minimal |measurable )?residual disease)
    MRD_NEG | (no|without) (trace|sign|evidence)s? of (the )?(disease|cancer|leuka?emia|myeloma|
        cells) (could be |was |were )?(found |
        detected |seen )?by (sequencing|flow cytometry|pcr|molecular tests?|next-generation sequencing)
    MRD_NEG | (no|without) (detectable |measurable |minimal )?residual disease
    MRD_NEG | no (leuka?emi(a|c)|myeloma|lymphoma) cells?
    MRD_NEG | umrd
    MRD_NEG | mrd-neg\w*
    MRD_NEG | negative for (mrd|minimal residual disease|measurable residual disease)
    DCR | (disease|tumou?r|clinical|cancer) (control|benefit)( rates?)?( \(dcr\)| \(cbr\))?
    DCR | dcr
    DCR | cbr
    DCR | (disease|cancer|tumou?rs?) (was|were|is|are|remained) (\w+ )?(controlled|under control|
        kept in check)
    DCR | derived (a )?(clinical )?benefit
    DCR | (illness|disease|cancers?|tumou?rs?) (was |were )?(held|kept) (in check|at bay|under control)
    DCR | controlled (the |their )?(disease|cancers?|tumou?rs?)
    DCR | slowed (cancer|tumou?r|disease) (growth|progression)
    DCR | kept (their |the )?(cancer|disease|tumou?rs?) (in check|from growing|at bay|stable)
    OR | ((overall|objective|tumou?r|confirmed|best overall|best|clinical|durable|initial|intracranial|
        investigator-assessed|hematologic|haematologic|major|antitumou?r|anti-tumou?r|treatment|
        unconfirmed|meaningful|cytogenetic|immune|renal|biochemical|steroid|therapeutic|
        radiographic) )+(responses?|responders)( rates?)?( \(orr\)| \(rr\))?
    OR | orrs?
    OR | (?<!not )(?<!n't )(?<!n’t )responded
    OR | (?<!not )(?<!n't )(?<!n’t )respond(ed|s|ing)?( to (the )?(treatment|drug|therapy))?
    OR | response rates?
    OR | answered (the |to )?(treatment|therapy|drug|chemotherapy)
    OR | responders
    OR | responses?( rates?)?
    OR | rates? of response
    OR | (<tumor>) (\w+ ){0,2}?<shrink>
    OR | shr[aiu]nks? (their |the |his |her )?(\w+ )?(<tumor>|lymph nodes|nodes|spleens?)
    OR | <tumor> (shrinkage|shrinking|regression|reduction)
    OR | (decrease|reduction|shrinkage|shrinking|regression)s? (in|of) (the |their )?(\w+ )?(tumou?rs?|
        lesions?)( size| burden| volume| mass)?
    OR | reduced (the )?(tumou?r|cancer) (burden|size|volume)
    OR | tumou?r-size reductions?
    REMISSION | (clinical |hematologic(al)? |haematologic(al)? |complete clinical |molecular |endoscopic |
        long-term |lasting |full |initial |sustained |drug-free |steroid-free |
        corticosteroid-free )*remissions?( rates?)?
    REMISSION | in remission
    REMISSION | went into remission
    REMISSION | achieved remission
    REMISSION | remission rates?
    REMISSION | symptom-free remission
    OTHER:= | ((pasi|acr|easi|hiscr|asas|iga|pga|sri|eular|salt|rutgeerts)[- ]?\d{1,3}( responses?|
         improvements?| criteria)?|pasi scores? of \d+)
    OTHER:= | clear or almost[- ]clear( skin)?
    OTHER:= | almost clear skin
    OTHER:= | completely clear skin
    OTHER:= | skin (was |that was )?(clear|cleared)
    OTHER:= | sustained virolog(ic|ical) responses?
    OTHER:= | svr(12|24)?
    OTHER:= | virolog(ic|ical) (suppression|responses?|cures?)
    OTHER:= | viral suppression
    OTHER:= | freedom from seizures
    OTHER:= | undetectable viral loads?
    OTHER:= | undetectable (hiv|virus|hepatitis c|levels of (the )?virus)
    OTHER:cured | (were |was |been |be )?cured( of)?
    OTHER:cured | cure rates?
    OTHER:= | seizure[- ]free(dom)?
    OTHER:= | attack[- ]free
    OTHER:= | pain[- ]free
    OTHER:= | symptom[- ]free
    OTHER:= | migraine[- ]free
    OTHER:= | transfusion[- ](independen\w+|free)
    OTHER:= | transfusion independence
    OTHER:= | relapse-free remission
    OTHER:no early progression | (no|not have|not had|without) (an )?early (disease )?progression
    OTHER:improved depth of response | (improv(ed|es|ing|ement in)|increas(ed|ing)|deepen(ed|
        ing)) (the )?depth of response
    OTHER:improved depth of response | depth of response (improved|deepened|increased)
    OTHER:improved depth of response | deeper responses?
    OTHER:further reduced MRD | (further )?(reduced|reduction (in|of)|reducing|lowered|decreased|
        cleared) (the )?(mrd|minimal residual disease|residual disease)
    OTHER:= | <threshold><number>( ?%| percent| per cent|[- ]points?| mm| millimet(er|re)s?|
        -point)?( or (more|greater|better|higher))? (<change>)(?! (in|of) (the |their |
        its )?([\w-]+ ){0,3}(risks?|odds|hazard|deaths?|mortality|rates?|incidence|hospitali\w+|events?|
        chances?|strokes?|relapses?))( (in|of|from|on) [\w' -]{3,60}?(?=[.,;()]| and | or | after | at |
         by | compared| versus| vs| than| while| with ))?
    OTHER:= | (<change>) of (at least |more than |greater than |over )?<share> or more
    OTHER:= | (<change>) of (at least |more than |greater than |over )?(an? )?<number>( ?%| percent|
         per cent|[- ]points?| mm| millimet(er|re)s?| or more)( or (more|greater|better|higher))?
        (?![^.;,()]{0,12} in (the |their )?([\w-]+ ){0,3}(risks?|odds|hazard|deaths?|mortality|incidence|
        chances?))( (in|
        from) [\w' -]{3,40}?(?=[.,;()]| and | or | after | at | by | compared| versus| vs))?
    OTHER:= | (improved|reduced|dropped|fell|declined|decreased|lost|increased|
        rose)( [\w'’-]+){0,4}? by (at least |more than )<number>( ?%| percent| per cent| points?|-point|
         [\w-]+)
    OTHER:= | (lost|shed|lose|losing|dropped) (at least |more than )<number>( ?%| percent|
         per cent)( of (their|its|his|her) (body )?weight)?
    OTHER:= | (lost|shed|lose|losing) <number>( ?%| percent| per cent) (or more )?of (their|its|his|
        her) (body )?weight
    OTHER:= | halv(ed|ing) of (their |the )?[\w -]{3,30}
    OTHER:= | (<often> )?(<events>|scores?|psa|levels?) ((had|have|has|was|were|been|at|least|more|than|
        or) )*halved
    OTHER:= | (<often> )?<measured> ((had|have|has|was|were|been) )*(improved|reduced|dropped|drop|fell|
        fallen|falls?|
        declined|decreased|lost|shrank|cut|rose|risen|increased|lowered) by (at least |more than |
        over )<share>( ?%|
        percent| per cent| points?|-point)?
    OTHER:= | (<often> )?<measured> ((had|have|has|was|were|been) )*(improved|reduced|dropped|drop|fell|
        fallen|falls?|
        declined|decreased|lost|shrank|cut|rose|risen|increased|
        lowered) by <share>( ?%| percent| per cent| points?|
        -point)? or (more|better|greater)
    OTHER:= | (saw|had) (their |the )?([\w-]+ ){0,3}<events> (cut|halved|reduced|lowered|fall|drop|
        decline)( by (at least |
        more than |over )?<share>( ?%| percent| per cent)?)?( or more)?
    OTHER:= | (lost|shed|lose|losing) (at least |more than |
        over )?(an? )?<share>( ?%| percent| per cent)?( or more)?
        (of )?(their|its|his|her) ((initial|starting|body|own) )*weight
    OTHER:= | ((had|have|has|did|do) not|hadn['’]t|didn['’]t|no longer|never) (need(ed|ing)?|requir(ed?|ing)|
        me(t|et))( [\w'’-]+){1,4}
    OTHER:= | (left|leave|leaving|gone home from|went home from|out of) (the )?(hospital|
        intensive care)( alive)?
    OTHER:= | (had |have |been |were |was |be )*discharged( (alive|home|from (the )?hospital))?
    OTHER:= | (had |have |been )*(quit(ting)?|given up|gave up|stopped)( smoking| drinking| cigarettes|
         tobacco)
    OTHER:= | (had |have )?quit(?= (by|at|after|for)|[,.;)])
    OTHER:= | (continuous(ly)? |(were|was|remained|stayed|still) )*abstinen(t|ce)( from \w+)?( rates?)?
    OTHER:= | abstain(ed|ing) from \w+
    OTHER:= | <body> (had |have |has )?(been )?(normali[sz]ed|(returned|returning|come back|came back|
        restored) to normal)
    OTHER:= | (saw |had )?(their )?<body> (return|normali[sz]e|fall back)( to normal)
    OTHER:= | normali[sz]ation of (their |the )?[\w -]{3,30}?(?= in | at | by | for )
    OTHER:= | (had|have|reached|achieved|with|regained|attained|showed) (a )?normal <body>
    OTHER:= | (gained?|gaining|improved by|lost|losing|lose|gain) (at least |more than |fewer than |
        less than |
        no more than )?<number> (or more |or fewer )?(more )?(letters|lines)( or more| or fewer)?
    OTHER:= | (scored|scor(e|ing)|improved by|rose by) (at least )?<number>( or more)? points( or more)?
        ( better| higher| lower)?
    OTHER:= | (at least |more than )<number>( ?%| percent| per cent) of (their |initial |starting |the )*
        (body )?weight
    OTHER:= | (had |have )?(lost|losing|shed) <number>( ?%| percent| per cent)(?= (within|after|by|at) )
    OTHER:= | of <number>( ?%| percent| per cent) or (more|greater|better)(?= (by|in|among|was|were) )
    OTHER:= | free (of|from) (their )?(pain|symptoms?|migraines?|nausea|steroids?|insulin|transfusions?|
        dialysis|
        relapses?|hot flashes|itch(ing)?|rash|psoriasis|asthma symptoms?|bothersome symptoms?)
    OTHER:= | (had |have )?(regrown|regrew|grew back)( (most|all|some|much|
        at least \w+)( of)?)?( their)?( hair)?
    OTHER:= | (had |have |were |was |been |came )*(weaned|tapered|off) (off |from )?(their |
        all )?(oral )?(steroids?|
        prednis(o|olo)ne|insulin|oxygen|corticosteroids?|ventilators?|opioids?)
    OTHER:= | (had |have )?stopped (taking |using |needing )(their |all )?(oral )?(steroids?|prednis(o|
        olo)ne|insulin|
        oxygen|corticosteroids?|opioids?)
    OTHER:= | (were |was |been )?able to (walk|stop|breathe|return|eat|stand|live|sleep|swallow|work|reduce|
        cut|
        come off|read|drive|sit|leave)( [\w'’-]+){0,3}
    OTHER:= | successful \w+
    OTHER:= | (became|become|got|were|fell) pregnant
    OTHER:= | (gave birth|live births?|pregnancy rates?)
    OTHER:benefit | benefit(t?ed|s)? from
    OTHER:benefit | (were |was |is |are |been )?(only )?(effective|helped|successful) (in|for)
    OTHER:benefit | drug (worked|works)
    OTHER:benefit | showed (an )?improvements?
    OTHER:benefit | showed (signs of )?improvement
    OTHER:benefit | had improved
    OTHER:benefit | improved(?! by| from| survival| mortality| overall| the | upon)
    OTHER:benefit | got better
    OTHER:benefit | felt better
    OTHER:benefit | saw (their|an) (\w+ )?improve\w*
    OTHER:= | seroconver(ted|sion)( rates?)?
    OTHER:= | seroprotect\w+
    OTHER:= | developed antibodies
    OTHER:= | antibody responses?
    OTHER:= | immune responses?
    OTHER:= | (met|meeting|achieved|reached) (the |their )?([\w-]+ ){0,3}(target|goal)s?
    """,
    tumor=_TUMOR,
    shrink=_SHRINK,
    threshold=_THRESHOLD,
    number=_NUMBER,
    share=_SHARE,
    change=_CHANGE,
    severe=_SEVERE,
    attack=_ATTACK,
    virus=_VIRUS,
    measure=_MEASURE,
    level=_LEVEL,
    often=_OFTEN,
    events=_EVENTS,
    measured=_MEASURED,
    body=_BODY,
)

_KINDS = frozenset({"percent", "ratio", "count"})
# What a patient had before or apart from this treatment is told in a relative clause behind the count.
_WHO_HAD = re.compile(
    r"^(?:\s+(?:patient|woman|man|person|participant)s?)?\s+who\s+(?:had|has|have|did|showed|"
    r"experienced|were|was)\b"
)
_OUTCOME_IN = re.compile(r"\b(?:in|of|for|among|to)\s+(?:all\s+|the\s+|only\s+|another\s+)?$")
_DEFINITION = re.compile(
    r"\b(?:defined as|means?(?: that)?|meaning(?: that)?|which means|that is,|i\.e\.)[^.;,]{0,60}$"
)
_NO_RESPONSE = re.compile(
    r"\b(?:had no|have no|no|did not|didn't|do not|don't|does not|not|never|failed to|"
    r"without an?y?|lack of|lost|loss of)\s+(?:\w+\s+){0,2}$"
)


def _read(window: Window, cue: Cue) -> Claim | Fields | None:
    """n, total and percent of the people who reached what the cue names; None where the number is
    something else.
    """
    q, sentence = window.quantity, window.sentence
    if _is_no_share(window, cue):
        return None
    category, _, label = cue.key.removesuffix(":short").partition(":")
    fields: Fields = {"category": category}
    if label:
        fields["label"] = sentence.text[cue.start : cue.end] if label == "=" else label
    fields |= _numbers(window)
    end = None
    if (q.kind == "count" and q.form != "quantifier") or (q.kind == "count" and q.low == 1):
        end = _noun_end(window)
    words = sentence.text[cue.start : cue.end]
    penalty = 0 if category != "OTHER" else 1
    if label == "benefit":
        penalty = 4
    if words.lower() in ("responders", "responder"):
        penalty = 6
    return Claim("RESPONSE", penalty, fields, f'"{words}" says {category}', end=end)


_OTHER_COUNT = re.compile(
    rf"^[\s-]+(?:(?!(?:answered|responded|benefit\w*|of|had|have|with|who|were|was|and|achieved|reached|showed|in|on|or|to|by|"
    rf"experienced|patients?|complete|partial|minor|confirmed|objective|overall|"
    rf"clinical)\b)[\w-]+\s+){{0,2}}?{COUNTED_THINGS}\b"
)
_NOT_ALL = re.compile(r"\bnot\s+$")
_ONE_THING = re.compile(
    rf"\s+(?!of\b|(?:\w+\s+)?(?:{PEOPLE}|responses?|remissions?)\b)(?:[a-z-]+\s+){{1,2}}(?:is|was|called|"
    rf"named)\b"
)
""" "one potential marker is": a thing, nobody who responded."""
_WHO_HAD_NO = re.compile(r"\b(?:who|that|which)\s+(?:had|have|has|showed|show)\s+$")
_MAY = re.compile(r"\b(?:may|might|could|can|will|would|should|whether|if|likely to|expected to|chance)\b")


def _is_vague(window: Window, cue: Cue) -> bool:
    """ "a patient may respond", "all patients ... ": a quantifier counts only in a plain statement right
    before its verb.
    """
    q, sentence = window.quantity, window.sentence
    if _WHO_HAD_NO.search(window.before(30)):
        return True
    if cue.start < q.end:
        return q.low == 100 or (
            not _OUTCOME_IN.search(window.before(20))
            and not re.search(r"[,:]\s*(?:and\s+)?$", window.before(8))
            and q.low != 0
        )
    gap = sentence.between(q.end, cue.start)
    return _MAY.search(gap) is not None or _MAY.search(window.before(40)) is not None or len(gap.split()) > 14


_SHRANK = re.compile(r"shr|reduc|decreas|regress|smaller")
_BY_HOW_MUCH = re.compile(
    r"\bby\s+(?:an?\s+(?:average|mean|median)\s+of\s+)?(?:about |nearly |at least |more than |"
    r"up to |roughly )*$"
)
_COMPARED_WITH = re.compile(r"[≤<≥>]\s*$")
_TIMED = re.compile(r"\b(?:duration of|time to|lasting|durable)\s+(?:\w+\s+)?$")
_MODAL = re.compile(r"\b(?:will|would|could|might|may)\b")
_OF_BODY = re.compile(r"^\s*(?:of|on)\s+(?:the|their|its)\s+(?:body|skin|surface)\b")
_OF_RESPONDERS = re.compile(
    r"^\s*(?:of|in|among)\s+(?:the\s+|all\s+|those\s+|these\s+)?(?:(?:partial |complete |"
    r"initial )?responders|responses|remissions|complete responders|responding patients|"
    r"complete responses)\b"
)
_AFTER_TIME = re.compile(
    r"\b(?:after|for|at|than|from|to|day|days|week|weeks|month|months|year|years|genotype|every)\s+$"
)
_REACHED_IT = re.compile(
    r"\b(?:had|have|has|achiev\w+|reach\w+|experienc\w+|show\w+|saw|attain\w+|with|maintain\w+|"
    r"obtain\w+|scor\w+|enjoy\w+|got|lost|los(?:e|ing)|shed|met|report\w+)\s+(?:an?\s+|"
    r"at least\s+|about\s+)*$"
)


_EVALUABLE = re.compile(
    r"\b(?:evaluable|assessable|evaluated|assessed|available|measured) for (?:a |an )?(?:\w+ )?$"
)
"""Who could be looked at for a response, not who had one."""
_RESTRICTS = re.compile(
    r"\b(?:who|that|which)\s+(?:had\s+|have\s+|has\s+|did\s+)?respond\w*$|\b(?:of|among|"
    r"in)\s+(?:the\s+|all\s+)?(?:[\w-]+\s+)?responders$"
)
_GROUP_OF_RESPONDERS = re.compile(
    r"\b(?:in|among|for) (?:all |the )?(?:patients|those|people|women|men|participants) who "
    r"(?:had|have|achieved|reached|attained|experienced|obtained) (?:an? )?$"
)
""" "(PFS) was 68% in patients who had a CR": the group, no share of it."""


def _is_outcome(sentence: Sentence, cue: Cue) -> bool:
    """Whether a change by a number is something that people reached, and no effect of its own.

    "a 24% drop" is an effect unless people *had* it, or it says "at least", "or more".
    """
    before = sentence.between(max(sentence.start, cue.start - 24), cue.start)
    if cue.key.endswith(":short"):
        return re.search(r"\brespon|\bremission", sentence.lower) is not None
    if _EVALUABLE.search(before) or sentence.text[cue.start : cue.end] == "CRS":
        return False
    if _GROUP_OF_RESPONDERS.search(sentence.between(max(sentence.start, cue.start - 60), cue.start)):
        return False
    if cue.key == "OR" and _RESTRICTS.search(before + sentence.between(cue.start, cue.end)):
        return False
    if cue.key != "OTHER:=":
        return True
    words = sentence.between(cue.start, cue.end)
    if not re.match(r"(?:an? |at |by |of |more |greater |\d|[a-z]+ ?%)", words) or not re.search(
        r"%|percent|per cent|points?|\bmm\b", words
    ):
        return True
    if re.search(r"at least|or (?:more|greater|better|higher)|more than|greater than|over", words):
        return True
    return _REACHED_IT.search(sentence.between(max(sentence.start, cue.start - 40), cue.start)) is not None


def _is_no_share(window: Window, cue: Cue) -> bool:
    """Whether the number does not count people who reached the outcome."""
    q = window.quantity
    if q.form == "quantifier" and _NOT_ALL.search(window.before(8)):
        return True
    if q.form == "quantifier" and q.kind in ("count", "percent") and _is_vague(window, cue):
        return True
    if q.kind in ("count", "ratio") and _counts_other_things(window):
        return True
    if q.bound == "min" and _OF_BODY.match(window.after(40)):
        return True
    if _is_threshold(window) or _is_change_of_score(window):
        return True
    if q.total is not None and window.after(12).startswith(" responders"):
        return True
    if _OF_RESPONDERS.match(window.after(50)) or _DEFINITION.search(window.before(70)):
        return True
    return _is_no_share_before(window, cue) if cue.end <= q.start else _is_no_share_behind(window, cue)


_OR_MORE = re.compile(r"or (?:more|greater|better|higher)$")
_CHANGE_NEXT = re.compile(rf"^\s+(?:[\w-]+\s+){{0,4}}?{_CHANGE}\b")
_DEFINED_IN_BRACKET = re.compile(
    r"\brespon(?:se|ders?)\s*[(\[](?:defined as |≥ ?|at least |an? |of )*$|\bin\s+$", re.I
)
_CUT = re.compile(r"\b(?:cut|cutting|slash\w*|reduc\w+|split)\b[^.;]{0,60}\bin\s+$")
_MEAN_CHANGE = re.compile(
    r"\b(?:(?:mean|average|median) (?:percent(?:age)? )?(?:changes?|improvements?|reductions?)|"
    r"percent(?:age)? changes?) (?:from baseline|in)\b"
)
_SHARE_OF_PEOPLE = re.compile(
    rf"^\s+(?:\([^()]*\)\s+)?(?:of|in|among)\s+(?:[\w-]+\s+){{0,3}}?(?:{PEOPLE}|those|them)\b"
)


def _is_half(window: Window) -> bool:
    return window.sentence.between(window.quantity.start, window.quantity.end) == "half"


def _is_threshold(window: Window) -> bool:
    """ "75% or greater improvement", "response (50% reduction)", "cut in half": how much, not how many."""
    q = window.quantity
    if q.kind != "percent":
        return False
    if _is_half(window) and _CUT.search(window.before(90)):
        return True
    if not _CHANGE_NEXT.match(window.after(70)):
        return False
    written = window.sentence.text[q.start : q.end]
    return bool(_OR_MORE.search(written) or _DEFINED_IN_BRACKET.search(window.before(40)))


def _is_change_of_score(window: Window) -> bool:
    """ "percent change in EASI was -74.0%", "a 66% improvement in average percent change": no people."""
    if window.quantity.kind != "percent" or not window.sentence.shows(_MEAN_CHANGE):
        return False
    return not _SHARE_OF_PEOPLE.match(window.after(60))


_OF_THE = re.compile(r"\b(?:for|of|among|in) the $")
_OF_WHOM_SO_MANY = re.compile(
    rf"^[^.;,]{{0,50}}?\b{PEOPLE}\b[^.;,]{{0,30}}, (?:all|none|only |just )?"
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)?\b"
)
""" "For the 4 patients given it before, 3 achieved": the denominator."""


def _counts_other_things(window: Window) -> bool:
    """ "two types", "after 24", "35% in 105 patients", "(DAPSA ≤4)": counts, but not of responders."""
    q = window.quantity
    if _OTHER_COUNT.match(window.after(60)):
        return True
    if q.low == 1 and q.form == "word" and _ONE_THING.match(window.after(60)):
        return True
    if q.kind != "count":
        return False
    if q.low is None or not float(q.low).is_integer() or (q.high is not None and q.form != "word"):
        return True
    if _OF_WHOM_SO_MANY.match(window.after(90)) and _OF_THE.search(window.before(12)):
        return True
    if IN_SO_MANY.search(window.before(40)) or _COMPARED_WITH.search(window.before(3)):
        return True
    timed = q.form != "quantifier" and _AFTER_TIME.search(window.before(20))
    return bool(timed) and not _NOUN.match(window.after(40))


def _is_no_share_before(window: Window, cue: Cue) -> bool:
    """With the cue in front: "duration of response", or by how much tumors shrank."""
    sentence = window.sentence
    timed = _TIMED.search(sentence.between(max(sentence.start, cue.start - 40), cue.start))
    if timed and cue.key in ("OR", "CR", "PR", "REMISSION"):
        return True
    shrank = _SHRANK.search(sentence.between(cue.start, cue.end))
    return shrank is not None and _BY_HOW_MUCH.search(window.before(40)) is not None


def _is_no_share_behind(window: Window, cue: Cue) -> bool:
    """With the cue behind: "will respond", "had no response", "in one who had had a response"."""
    gap = window.sentence.between(window.quantity.end, cue.start)
    if _MODAL.search(gap) or (_NO_RESPONSE.search(gap) and window.quantity.form != "quantifier"):
        return True
    told_before = _WHO_HAD.match(window.after(40)) and _OUTCOME_IN.search(window.before(24))
    return bool(told_before) and "no early" not in cue.key


def _numbers(window: Window) -> Fields:
    q = window.quantity
    fields: Fields = {}
    if q.kind == "percent":
        fields["percent"] = q.value
    elif q.kind == "ratio":
        fields |= {
            key: tidy(value)
            for key, value in (("n", q.n), ("total", q.total), ("percent", q.percent))
            if value is not None
        }
    else:
        fields["n"] = q.value
    if q.bound:
        fields["bound"] = q.bound
    return fields


_NOUN = re.compile(
    r"\s+(?:other\s+|more\s+|additional\s+|further\s+)?(?:patients?|people|persons?|participants?|"
    r"women|woman|men|man|children|child|adults?|subjects?|volunteers?|individuals?)\b"
)


def _noun_end(window: Window) -> int | None:
    """Where there is no denominator, the noun is part of the span: "two patients"."""
    match = _NOUN.match(window.after(40))
    return window.quantity.end + match.end() if match else None


RESPONSE = CueRole("RESPONSE", _KINDS, CUES, _read, reach=34, keep=_is_outcome)
