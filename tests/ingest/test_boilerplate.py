"""What is no part of an article, and what looks like it and is."""

import pytest

from articles.ingest.boilerplate import RULES, Part, rule_for, without_boilerplate

# (rule, text, whether all of it is a link)
DROPPED = [
    ("related", "اقرأ أيضاً", False),
    ("related", "إقرأ المزيد:", False),
    ("related", "شاهد المزيد عن كأس العالم", False),
    ("related", "مواضيع ذات صلة", False),
    ("related", "قد يهمك أيضا...", False),
    ("related", "Read also", False),
    ("related-titled", "اقرأ أيضا: الجامعة العربية تعقد اجتماعا طارئا غدا", False),
    ("related-titled", "شاهد أيضاً | أهداف المباراة", True),
    ("share", "شارك", False),
    ("share", "شارك هذا الخبر على فيسبوك وتويتر", False),
    ("networks", "فيسبوك | تويتر | واتساب", False),
    ("network", "فيسبوك", True),
    ("follow", "تابعونا على فيسبوك", False),
    ("follow", "لمتابعة آخر الأخبار اشتركوا في صفحتنا على فيسبوك", False),
    ("follow", "اشترك الآن في نشرتنا البريدية ليصلك كل جديد", False),
    ("app", "حمّل التطبيق الآن", False),
    ("app", "لتحميل تطبيق الصحيفة اضغط هنا", False),
    ("copyright", "© 2020 جميع الحقوق محفوظة لصحيفة المدينة", False),
    ("copyright", "جميع الحقوق محفوظة", False),
    ("page-tools", "طباعة", False),
    ("page-tools", "أضف تعليقاً", False),
    ("tags", "الكلمات الدلالية:", False),
]
KEPT_AS = [
    ("photo-credit", "تصوير: أحمد علي", "caption"),
    ("photo-credit", "الصورة من: رويترز", "caption"),
    ("source", "المصدر: وكالات", "credit"),
]
PROSE = [
    "شارك الوزير في اجتماع مجلس الجامعة",
    "شارك على فيسبوك صورة من المظاهرة فاعتقل",
    "تابع المتهم نشاطه عبر حساب على فيسبوك",
    "وتابع أيضا: «لن نتراجع»",
    "تابع أيضا: «لن نتراجع»",
    "شاهد الجمهور المباراة من المدرجات",
    "اقرأ أيضا ما كتبه عن تاريخ المدينة",
    "حمل تطبيق القانون معه مشكلات كثيرة",
    "حمل التطبيق اسم المدينة التي ولد فيها صاحبه",
    "انضم إلى قناة العربية عام 2010",
    "يمنع نشر صور الضحايا بقرار من المحكمة",
    "الحقوق محفوظة في الدستور",
    "فيسبوك",
    "فيسبوك تعلن عن خسائر",
    "المصدر المسؤول نفى الخبر",
    "صورة الوضع في المدينة",
    "اقرأ أيضا: " + "كلمة " * 90,
]


@pytest.mark.parametrize(("rule", "text", "is_linked"), DROPPED)
def test_boilerplate_is_dropped_by_its_rule(rule: str, text: str, is_linked: bool) -> None:
    part = Part(text, is_linked=is_linked)
    found = rule_for(part)
    assert found is not None
    assert found.id == rule
    assert list(without_boilerplate([part])) == []


@pytest.mark.parametrize(("rule", "text", "kind"), KEPT_AS)
def test_credits_are_kept_as_what_they_are(rule: str, text: str, kind: str) -> None:
    found = rule_for(Part(text))
    assert found is not None
    assert found.id == rule
    assert list(without_boilerplate([Part(text)])) == [Part(text, kind)]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_kept(text: str) -> None:
    assert list(without_boilerplate([Part(text)])) == [Part(text)]


def test_the_links_behind_a_pointer_go_with_it_and_the_text_behind_them_stays() -> None:
    parts = [Part("اقرأ أيضا"), Part("خبر", is_linked=True), Part("ثان", is_linked=True), Part("وقال الوزير")]
    assert [part.text for part in without_boilerplate(parts)] == ["وقال الوزير"]


def test_a_link_without_a_pointer_stays() -> None:
    parts = [Part("بيان الوزارة كاملا", is_linked=True)]
    assert list(without_boilerplate(parts)) == parts


def test_a_quotation_is_never_boilerplate() -> None:
    parts = [Part("شارك", "quote")]
    assert list(without_boilerplate(parts)) == parts


def test_every_rule_has_an_id_and_a_reason_of_its_own() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.reason for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("text", ["شارك علي " * 40, "فيسبوك و" * 50, "تابعونا علي " * 30, "© " + "a" * 400])
def test_lines_made_to_take_long_do_not(text: str) -> None:
    rule_for(Part(text[:480]))
