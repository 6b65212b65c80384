-- Figures of one trial on which articles do not agree: no value is in all articles that state the figure.
WITH stated AS (
    SELECT DISTINCT trial_key, trial, figure, drugs, said, article
    FROM figures LEFT JOIN conditions USING (article)
    WHERE said IS NOT NULL AND ($drug IS NULL OR list_contains(drugs, $drug))
          AND ($condition IS NULL OR condition = $condition)),
agreed AS (
    SELECT trial_key, figure, drugs, said, min(trial) AS trial, list_sort(list(DISTINCT article)) AS articles
    FROM stated GROUP BY trial_key, figure, drugs, said)
SELECT min(trial) AS trial, figure, array_to_string(drugs, ' + ') AS drugs,
       list(said || ' (' || array_to_string(articles, ', ') || ')' ORDER BY said) AS said
FROM agreed
GROUP BY trial_key, figure, agreed.drugs
HAVING count(*) > 1 AND max(len(articles)) < len(list_distinct(flatten(list(articles))))
ORDER BY trial, figure, drugs
