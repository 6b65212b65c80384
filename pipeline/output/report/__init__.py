"""The static site of `mednews report`: it opens from disk, with no network and no server."""
