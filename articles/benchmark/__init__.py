"""Measures the archive's search beside other engines: same articles, same queries, same page."""
