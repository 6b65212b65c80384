"""mednews: medical news in, typed facts out."""
