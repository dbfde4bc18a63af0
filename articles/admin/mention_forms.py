"""Forms for mentions: the curator gives the words, the place in the text is found from them."""

from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.base import BaseInlineFormSet, ModelForm
from articles.models import Article, Mention, MentionStatus
from articles.tagging import decisions

AROUND = 40  # characters shown on either side of a mention


class MentionForm(ModelForm[Mention]):
    """A new mention has words and which of their occurrences is meant; of an old one these stay as they are."""

    occurrence = forms.IntegerField(
        label=capfirst(_("occurrence")),
        min_value=1,
        initial=1,
        help_text=_("1 for the first time the words stand in the text."),
    )

    class Meta:
        model = Mention
        fields = ("entity", "surface", "occurrence", "status")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        fixed = ("status",) if self.instance.pk is None else ("surface", "occurrence")
        for name in self.fields.keys() & {*fixed}:
            self.fields[name].disabled = True
        if "status" in self.fields and self.instance.status != MentionStatus.DETACHED:
            choices = [choice for choice in MentionStatus.choices if choice[0] != MentionStatus.DETACHED]
            self.fields["status"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and self.has_changed():
            if self.instance.pk is None:
                self._find_words(data)
            else:
                self._check_status(data)
        return data

    def article(self, data: dict[str, Any]) -> Article:
        """The article spoken of: chosen in the form itself, or the one whose page the form stands on."""
        article: Article = data.get("article") or self.instance.article
        return article

    def _find_words(self, data: dict[str, Any]) -> None:
        article, surface = self.article(data), data["surface"]
        try:
            start = decisions.locate(article.body, surface, data["occurrence"])
            if article.pk:
                decisions.refuse_taken(article, start, start + len(surface))
        except ValidationError as refusal:
            self.add_error("surface", refusal)
        else:
            self.instance.start, self.instance.end = start, start + len(surface)

    def _check_status(self, data: dict[str, Any]) -> None:
        if data["status"] == self.initial["status"]:
            return
        try:
            start, end = decisions.span_of(self.instance)
            if data["status"] == MentionStatus.ACTIVE:
                decisions.refuse_taken(self.instance.article, start, end, but=self.instance)
        except ValidationError as refusal:
            self.add_error("status", refusal)


class MentionFormSet(BaseInlineFormSet[Mention, Article, MentionForm]):
    """The mentions of one article, which every form knows without asking the database."""

    def add_fields(self, form: MentionForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.instance.article = self.instance
        start = form.instance.start
        if form.instance.pk and start is not None:
            occurrence = decisions.occurrence_at(self.instance.body, form.instance.surface, start)
            form.initial["occurrence"] = max(1, occurrence)  # 0 when the body has just lost the words

    def clean(self) -> None:
        """What each form allows by itself may still clash with another's."""
        super().clean()
        changed = [
            form for form in self.forms if form.has_changed() and not form.errors and form not in self.deleted_forms
        ]
        new = [form for form in changed if form.instance.pk is None]
        if new and self.instance.pk and self._body_changed():
            raise ValidationError(_("The text has changed: save it first, then add mentions to the new text."))
        claiming = new + [form for form in changed if form not in new and _begins_to_count(form)]
        spans = sorted(decisions.span_of(form.instance) for form in claiming)
        if any(after[0] < before[1] for before, after in pairwise(spans)):
            raise ValidationError(_("Two of these mentions would count for the same words."))

    def _body_changed(self) -> bool:
        return not Article.objects.filter(pk=self.instance.pk, body=self.instance.body).exists()


def _begins_to_count(form: MentionForm) -> bool:
    return "status" in form.changed_data and form.cleaned_data["status"] == MentionStatus.ACTIVE


def store(mention: Mention) -> None:
    """What a form says of a stored mention becomes a curator's decision. The form has changed only the instance."""
    stored = Mention.objects.select_related("article", "entity").get(pk=mention.pk)
    if stored.entity_id != mention.entity_id:
        decisions.relink(stored, mention.entity)
    if stored.status != mention.status:
        decide = decisions.confirm if mention.status == MentionStatus.ACTIVE else decisions.reject
        decide(stored)


def store_new(mention: Mention) -> None:
    """What a form says of a new mention, its place found, becomes a curator's decision and a row."""
    start, _end = decisions.span_of(mention)
    mention.pk = decisions.add(mention.article, mention.entity, mention.surface, start).pk


def words_in_context(mention: Mention) -> SafeString:
    """The words with a little of the text around them."""
    if mention.start is None or mention.end is None:
        return format_html("<b>{}</b>", mention.surface)
    body = mention.article.body
    before = body[max(0, mention.start - AROUND) : mention.start].rpartition("\n")[2]
    after = body[mention.end : mention.end + AROUND].partition("\n")[0]
    return format_html('<span dir="auto">{}<b>{}</b>{}</span>', before, body[mention.start : mention.end], after)
