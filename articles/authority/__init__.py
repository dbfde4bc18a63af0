"""The authority files the archive ships with (people, organisations, places, outlets) and their way into the tables."""
