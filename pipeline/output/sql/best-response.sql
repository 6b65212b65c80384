-- The highest rate of each kind of response, by drugs and condition.
SELECT array_to_string(drugs, ' + ') AS drugs, condition, category, max(rate) AS percent,
       arg_max(text, rate) AS words, arg_max(article, rate) AS article, count(*) AS figures,
       count(DISTINCT article) AS articles
FROM (FROM responses LEFT JOIN conditions USING (article) ORDER BY article, start_char)
WHERE rate IS NOT NULL AND category NOT IN ('SD', 'PD', 'OTHER') AND len(drugs) > 0
      AND ($drug IS NULL OR list_contains(drugs, $drug)) AND ($condition IS NULL OR condition = $condition)
GROUP BY ALL
ORDER BY drugs, condition NULLS LAST, category
