"""Where words stand in a text that has changed."""


def nearest(surface: str, start: int, body: str) -> int | None:
    """Where the words stand in the body, as near to `start` as they do; None where they do not."""
    before = body.rfind(surface, 0, start + len(surface))
    after = body.find(surface, start)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - start), default=None)
