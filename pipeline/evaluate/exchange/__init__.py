"""Gold in the forms of other annotation tools: one file a format, out and back again."""
