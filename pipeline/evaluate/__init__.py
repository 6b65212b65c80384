"""Found facts against hand-made gold: gold, score, floors, report. How facts are found is no matter here."""
