"""`mednews review`: a local web page on which facts are put right and become gold."""
