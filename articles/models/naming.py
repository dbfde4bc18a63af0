"""Records with an Arabic and an English name, and lists kept as one entry a line."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BilingualName(models.Model):
    """A record known by an Arabic name, an English one, or both."""

    name_ar = models.CharField(_("Arabic name"), max_length=200, blank=True)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else the other one."""
        return in_readers_language(self.name_ar, self.name_en)

    @property
    def other_name(self) -> str:
        """The name in the language the reader did not choose; empty when there is none."""
        other = in_readers_language(self.name_en, self.name_ar)
        return other if other != self.name else ""


def in_readers_language(arabic: str, english: str) -> str:
    """Whichever text is in the reader's language, or the other where that one is missing."""
    if (get_language() or "ar").startswith("ar"):
        return arabic or english
    return english or arabic


def lines(text: str) -> list[str]:
    """The entries of a one-a-line field, blank lines left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]
