"""How good the search is: queries with judged documents put to the archive's own engine, beside a recorded run."""
