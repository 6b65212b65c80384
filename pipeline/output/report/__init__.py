"""The static site of `mednews report`: it opens from disk, loads nothing from elsewhere and needs no server."""
