"""The Arabic of the archive: one definition of "the same word" for index, query, tags and highlights.

Pure: the standard library and pyarabic; it knows no Django and no search engine.
"""
