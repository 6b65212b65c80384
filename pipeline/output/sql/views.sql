-- all_articles and all_facts are there. Of a story that several articles tell, the other views see the first.
CREATE VIEW articles AS FROM all_articles WHERE article = story;
CREATE VIEW facts AS FROM all_facts WHERE article = story;

CREATE VIEW responses AS
SELECT article, category, label, n, n_high, total, percent, percent_high, bound,
       coalesce(percent, round(100 * n / nullif(total, 0), 1)) AS rate, drugs, text, start_char
FROM facts WHERE type = 'RESPONSE';

CREATE VIEW survival AS
SELECT article, endpoint, statistic, value, value_high, unit, percent, percent_high, at_time, at_unit,
       not_reached, bound, drugs, text, start_char
FROM facts WHERE type = 'SURVIVAL';

CREATE VIEW doses AS
SELECT article, value, value_high, unit, bound, drugs, text, start_char
FROM facts WHERE type = 'DOSE';

-- What an article is about: the condition that it names most often, of two the one that it names first.
CREATE VIEW conditions AS
SELECT article, first(name ORDER BY mentions DESC, begins) AS condition
FROM (SELECT article, name, count(*) AS mentions, min(start_char) AS begins
      FROM all_facts WHERE type = 'CONDITION' GROUP BY article, name)
GROUP BY article;

-- Trials as one key, however they are spelled: "Keynote 189", "KEYNOTE-189".
CREATE VIEW trials AS
SELECT article, name AS trial, regexp_replace(upper(name), '[^A-Z0-9]+', '', 'g') AS trial_key,
       -- What stands before the first trial of an article is about it, too.
       CASE row_number() OVER (PARTITION BY article ORDER BY start_char) WHEN 1 THEN 0 ELSE start_char END
           AS start_char
FROM all_facts WHERE type = 'TRIAL';

-- Results of trials, each of the trial that was named last before it: what is measured, and what is said of it.
CREATE VIEW figures AS
SELECT f.article, f.story, trial, trial_key, drugs, f.start_char, text,
       CASE type
           WHEN 'SURVIVAL' THEN concat_ws(' ', statistic, endpoint, 'at ' || at_time::VARCHAR, at_unit)
           WHEN 'RESPONSE' THEN concat_ws(' ', category, label)
           ELSE concat_ws(' ', measure, endpoint)
       END AS figure,
       CASE
           WHEN not_reached THEN 'not reached'
           WHEN type = 'RESPONSE' AND total > 0 THEN round(100 * n / total)::VARCHAR || ' %'
           WHEN percent IS NOT NULL THEN round(percent)::VARCHAR || ' %'
           WHEN value IS NOT NULL THEN concat_ws(' ', value::VARCHAR, 'to ' || value_high::VARCHAR, unit)
       END AS said
FROM all_facts f ASOF JOIN trials t ON f.article = t.article AND f.start_char >= t.start_char
WHERE type IN ('SURVIVAL', 'RESPONSE', 'EFFECT') AND drugs IS NOT NULL;
