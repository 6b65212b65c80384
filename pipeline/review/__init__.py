"""The web page for reading and correcting."""
