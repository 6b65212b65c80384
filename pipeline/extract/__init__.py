"""From text to facts: quantities, names, roles, arms, standing, checks."""
