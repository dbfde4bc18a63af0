"""The public pages: a view parses, calls and renders; what it reads stands in a module beside it."""
