"""Words of saying: verbs with their forms, and nouns.

Written as a reader writes them, compared folded. A verb stands as `perfect | imperfect | participle`, each as
masculine, feminine, plural; what follows a colon is not there in every verb.
"""

from enum import StrEnum
from typing import NamedTuple

from articles.arabic.normalize import fold_word


class Gender(StrEnum):
    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "p"


class Shape(StrEnum):
    VERB = "verb"
    PARTICIPLE = "participle"  # مضيفا: it hangs on the clause before
    NOUN = "noun"  # قوله, بالقول
    CAME = "came"  # جاء في بيان


class Saying(NamedTuple):
    """One form of a word of saying, as it may stand in a text."""

    gender: Gender | None
    shape: Shape = Shape.VERB
    takes_clause: bool = True  # what it says may follow with أن; else only in marks
    begins_clause: bool = False  # elsewhere the letters are mostly another word: بين, كتب, ذكر
    is_joined: bool = False  # behind و or ف
    is_imperfect: bool = False


# Say that something is so. `!`: elsewhere than at the beginning of a clause the letters are mostly another word.
_TELLING = """
قال قالت قالوا | يقول تقول يقولون | قائلا قائلة قائلين
أضاف أضافت أضافوا | يضيف تضيف يضيفون | مضيفا مضيفة مضيفين
أكد أكدت أكدوا | يؤكد تؤكد يؤكدون | مؤكدا مؤكدة مؤكدين
تابع تابعت تابعوا | يتابع تتابع يتابعون | متابعا متابعة متابعين !
اعتبر اعتبرت اعتبروا | يعتبر تعتبر يعتبرون | معتبرا معتبرة معتبرين
صرح صرحت صرحوا | يصرح تصرح يصرحون | مصرحا مصرحة مصرحين
أوضح أوضحت أوضحوا | يوضح توضح يوضحون | موضحا موضحة موضحين
أشار أشارت أشاروا | يشير تشير يشيرون | مشيرا مشيرة مشيرين
شدد شددت شددوا | يشدد تشدد يشددون | مشددا مشددة مشددين
لفت لفتت لفتوا | يلفت تلفت يلفتون | لافتا لافتة لافتين !
ذكر ذكرت ذكروا | | مذكرا مذكرة مذكرين !
رأى رأت رأوا | يرى ترى يرون |
كشف كشفت كشفوا | يكشف تكشف يكشفون | كاشفا كاشفة كاشفين !
نفى نفت نفوا | ينفي تنفي ينفون | نافيا نافية نافين !
حذر حذرت حذروا | يحذر تحذر يحذرون | محذرا محذرة محذرين
كتب كتبت كتبوا | يكتب تكتب يكتبون | كاتبا كاتبة !
غرد غردت غردوا | يغرد تغرد | مغردا مغردة
دون دونت دونوا | | !
أفاد أفادت أفادوا | يفيد تفيد يفيدون |
بين بينت بينوا | | مبينا مبينة مبينين !
أعلن أعلنت أعلنوا | يعلن تعلن يعلنون | معلنا معلنة معلنين
أبلغ أبلغت أبلغوا | | مبلغا
أخبر أخبرت أخبروا | | مخبرا
أقر أقرت أقروا | يقر تقر يقرون | مقرا مقرة مقرين !
اعترف اعترفت اعترفوا | يعترف تعترف يعترفون | معترفا معترفة معترفين
زعم زعمت زعموا | يزعم تزعم يزعمون | زاعما زاعمة زاعمين
ادعى ادعت ادعوا | يدعي تدعي يدعون | مدعيا مدعية مدعين
لاحظ لاحظت لاحظوا | | ملاحظا ملاحظة ملاحظين !
نوه نوهت نوهوا | ينوه تنوه | منوها منوهة منوهين
أبرز أبرزت أبرزوا | | مبرزا مبرزة مبرزين !
توقع توقعت توقعوا | يتوقع تتوقع يتوقعون | متوقعا متوقعة متوقعين !
رجح رجحت رجحوا | يرجح ترجح يرجحون | مرجحا مرجحة مرجحين
أردف أردفت أردفوا | | مردفا مردفة
استطرد استطردت | | مستطردا مستطردة
استدرك استدركت | | مستدركا مستدركة
أجاب أجابت أجابوا | يجيب تجيب | مجيبا مجيبة
تساءل تساءلت تساءلوا | يتساءل تتساءل | متسائلا متسائلة متسائلين
علق علقت علقوا | يعلق تعلق | معلقا معلقة معلقين !
عقب عقبت عقبوا | | معقبا معقبة !
رد ردت ردوا | يرد ترد | !
فسر فسرت فسروا | يفسر تفسر | مفسرا مفسرة !
شرح شرحت شرحوا | يشرح تشرح | شارحا شارحة !
أورد أوردت أوردوا | | موردا !
نبه نبهت نبهوا | ينبه تنبه | منبها منبهة منبهين
أجزم أجزمت | يجزم تجزم | جازما جازمة
استبعد استبعدت استبعدوا | يستبعد تستبعد | مستبعدا مستبعدة
خلص خلصت خلصوا | يخلص تخلص | !
روى روت رووا | يروي تروي | !
تعهد تعهدت تعهدوا | يتعهد تتعهد | متعهدا متعهدة متعهدين
اشتكى اشتكت اشتكوا | يشتكي تشتكي | مشتكيا مشتكية
ختم ختمت ختموا | | خاتما !
اختتم اختتمت اختتموا | | مختتما مختتمة
هتف هتفت هتفوا | يهتف تهتف يهتفون | هاتفا هاتفة هاتفين
"""
# Say what shall be, or how something is: only words in marks are said.
_MARKED = """
دعا دعت دعوا | يدعو تدعو | داعيا داعية داعين
طالب طالبت طالبوا | يطالب تطالب يطالبون | مطالبا مطالبة مطالبين !
حث حثت حثوا | يحث تحث | حاثا حاثة
ناشد ناشدت ناشدوا | يناشد تناشد | مناشدا مناشدة
وصف وصفت وصفوا | يصف تصف يصفون | واصفا واصفة واصفين !
عبر عبرت عبروا | يعبر تعبر | معبرا معبرة معبرين !
أعرب أعربت أعربوا | يعرب تعرب | معربا معربة معربين
انتقد انتقدت انتقدوا | ينتقد تنتقد | منتقدا منتقدة منتقدين
ندد نددت نددوا | يندد تندد | منددا منددة منددين
أدان أدانت أدانوا | يدين تدين | مدينا !
استنكر استنكرت استنكروا | يستنكر تستنكر | مستنكرا مستنكرة مستنكرين
رفض رفضت رفضوا | يرفض ترفض | رافضا رافضة رافضين !
اتهم اتهمت اتهموا | يتهم تتهم | متهما متهمة متهمين !
تحدث تحدثت تحدثوا | يتحدث تتحدث | متحدثا متحدثة متحدثين !
هدد هددت هددوا | يهدد تهدد | مهددا مهددة !
أرجع أرجعت أرجعوا | يرجع ترجع | مرجعا !
واصل واصلت | | مواصلا مواصلة !
جدد جددت جددوا | يجدد تجدد | مجددا !
تمنى تمنت تمنوا | يتمنى تتمنى | متمنيا متمنية
صرخ صرخت صرخوا | يصرخ تصرخ | صارخا صارخة
سأل سألت سألوا | يسأل تسأل | سائلا !
"""
_NOUNS = {"قوله": "m", "قولها": "f", "قولهم": "p", "بالقول": "", "بقوله": "m", "بقولها": "f", "القول": ""}
# The passive, or the words of whoever tells: يذكر أن is "it should be said", تبين أن "it turned out".
_NOBODY_SAYS = "يذكر تذكر يلاحظ تبين يبين يعتبر تعتبر"


def _forms() -> dict[str, Saying]:
    found: dict[str, Saying] = {}
    for lines, takes_clause in ((_TELLING, True), (_MARKED, False)):
        for line in lines.strip().splitlines():
            _add_verb(found, line.rstrip("! "), takes_clause, line.endswith("!"))
    for noun, gender in _NOUNS.items():
        found[fold_word(noun)] = Saying(Gender(gender) if gender else None, Shape.NOUN)
    for came in ("جاء", "ورد"):
        found[fold_word(came)] = Saying(None, Shape.CAME)
    for passive in _NOBODY_SAYS.split():
        found.pop(fold_word(passive), None)
    joined = {f"{letter}{form}": saying._replace(is_joined=True) for form, saying in found.items() for letter in "وف"}
    return joined | found


def _add_verb(found: dict[str, Saying], line: str, takes_clause: bool, begins_clause: bool) -> None:
    perfect, imperfect, participle = (part.split() for part in f"{line} | | ".split("|")[:3])
    genders = (Gender.MASCULINE, Gender.FEMININE, Gender.PLURAL)
    for form, gender in zip(perfect, genders, strict=False):
        found[fold_word(form)] = Saying(gender, Shape.VERB, takes_clause, begins_clause)
    for form, gender in zip(imperfect, genders, strict=False):
        found[fold_word(form)] = Saying(gender, Shape.VERB, takes_clause, begins_clause, is_imperfect=True)
    for form, gender in zip(participle, genders, strict=False):
        found[fold_word(form)] = Saying(gender, Shape.PARTICIPLE, takes_clause)


SAYING = _forms()
