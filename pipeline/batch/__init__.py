"""Many articles: inputs, a pool of workers, a store that survives anything, the outputs.

inputs.py   what was given: a stream of articles' bytes        work.py      bytes to the lines of a Result
pool.py     worker processes, replaced when they die or hang   store.py     what is done, and what failed
outputs.py  the store as files                                 rules.py     what the results depend on
sketch.py   a text as a few numbers         stories.py   the same story told twice
run.py      all of it on one machine        progress.py  told to whoever waits
cluster.py  all of it on a Ray cluster      crew.py      its workers, replaced when they are lost
part.py     what one of them does           remote.py    files on s3:// and the like
"""
