-- All medians of progression-free survival.
SELECT array_to_string(drugs, ' + ') AS drugs, condition, value, value_high, unit, bound, not_reached,
       text AS words, article, published
FROM survival JOIN articles USING (article) LEFT JOIN conditions USING (article)
WHERE endpoint = 'PFS' AND statistic = 'median'
      AND ($drug IS NULL OR list_contains(drugs, $drug)) AND ($condition IS NULL OR condition = $condition)
ORDER BY drugs NULLS LAST, article, start_char
