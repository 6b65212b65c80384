"""Records to what a reader or a program wants: one module a form."""
