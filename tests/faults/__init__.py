"""Faults made on purpose: processes killed at any moment, many writers at once, searches during a rebuild.

`make test-faults` runs them; each prints what it counted. They work on an archive of their own in a temporary folder.
"""
