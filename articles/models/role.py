"""Offices and who held them when: what وزير الخارجية الأمريكي means on the day of an article.

Days are known to the year, the month or the day, and written so: "2013", "2013-02", "2013-02-01".
"""

import re
from calendar import monthrange
from datetime import date
from enum import Enum

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.entity import Entity, RecordOrigin
from articles.models.naming import BilingualName, lines

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


class Tenure(Enum):
    """Whether somebody held an office on a day; PERHAPS on days within a year or a month that is known no closer."""

    NO = 0
    PERHAPS = 1
    YES = 2


def first_day(partial: str) -> date:
    """The first day that a partial date may mean. Raises ValueError when it is none."""
    year, month, day = _parts(partial)
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day that a partial date may mean. Raises ValueError when it is none."""
    year, month, day = _parts(partial)
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def tenure(start: str, end: str, day: date) -> Tenure:
    """Whether `day` lies between the partial dates, both included; an empty one leaves that side open."""
    if (start and day < first_day(start)) or (end and day > last_day(end)):
        return Tenure.NO
    surely = (not start or day >= last_day(start)) and (not end or day <= first_day(end))
    return Tenure.YES if surely else Tenure.PERHAPS


def validate_partial_date(value: str) -> None:
    try:
        first_day(value)
    except ValueError as error:
        raise ValidationError(_("Write a year, a month or a day: 2013, 2013-02 or 2013-02-01.")) from error


def _parts(partial: str) -> tuple[int, int | None, int | None]:
    found = _PARTIAL_DATE.fullmatch(partial)
    if not found:
        raise ValueError(f"not a year, a month or a day: {partial!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    return year or 0, month, day


class Title(BilingualName):
    """A kind of office, with the Arabic wordings by which texts name whoever holds it; one a line in each field.

    Together with what the office is of (a country, an organisation), a wording names its holder:
    وزير الخارجية + الأمريكي, وزير خارجية + الولايات المتحدة, الأمين العام + للأمم المتحدة, خادم الحرمين الشريفين.
    """

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    before_adjective = models.TextField(
        _("wordings before an adjective"), blank=True, help_text=_("One a line, as in وزير الخارجية الأمريكي.")
    )
    before_name = models.TextField(
        _("wordings before a name"), blank=True, help_text=_("One a line, as in وزير خارجية الولايات المتحدة.")
    )
    alone = models.TextField(_("wordings that need no more"), blank=True, help_text=_("One a line."))
    loaded = models.JSONField(_("as last loaded"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering = ["name_ar", "name_en", "pk"]

    @property
    def wordings(self) -> list[str]:
        return lines("\n".join((self.before_adjective, self.before_name, self.alone)))


class Role(models.Model):
    """A person held the office `title` of `of` from `start` to `end`, as far as these are known; no end: to this day.

    More than one may hold an office at a time where it `is_rival` (two governments) or `is_acting`.
    """

    person = models.ForeignKey(Entity, models.CASCADE, related_name="roles", verbose_name=_("person"))
    title = models.ForeignKey(Title, models.PROTECT, related_name="roles", verbose_name=_("title"))
    of = models.ForeignKey(Entity, models.CASCADE, related_name="offices", verbose_name=_("of"))
    start = models.CharField(_("from"), max_length=10, blank=True, validators=[validate_partial_date])
    end = models.CharField(_("until"), max_length=10, blank=True, validators=[validate_partial_date])
    is_acting = models.BooleanField(_("acting"), default=False)
    is_rival = models.BooleanField(_("claimed by another as well"), default=False)
    origin = models.CharField(
        _("origin"), max_length=10, choices=RecordOrigin, default=RecordOrigin.CURATOR, editable=False
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["-start", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "title", "of", "start"], name="role_once")]

    def __str__(self) -> str:
        return f"{self.title}, {self.of} ({self.start}-{self.end})"

    def held_on(self, day: date) -> Tenure:
        return tenure(self.start, self.end, day)
