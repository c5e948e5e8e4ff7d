"""Reads for pages, prints and jobs: loaded in few queries, scoped to the reader."""
