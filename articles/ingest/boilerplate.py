"""What stands among an article's blocks without being part of it: pointers to other articles, share links, notices.

A table of rules, each of which must match a block as a whole: nothing is taken out of a paragraph. The rules are for
markup alone, which sets such lines apart as blocks and links. In plain text, and in a field of JSON or a table that
holds plain text, nothing is dropped: there a line is the writer's until shown otherwise.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articles.arabic.normalize import fold
from articles.arabic.tokens import folded_words

LONGEST = 80  # words of a block that may be boilerplate; a longer one is prose whatever it begins with


class Part(NamedTuple):
    """A block with what its markup says of it. `is_linked`, `is_bold`: all of it; `is_item`: within a list.

    `at` is where in the markup it begins, counted in tags; `element` the name of the one it is a line of.
    """

    text: str
    kind: str = ""
    is_linked: bool = False
    is_bold: bool = False
    is_item: bool = False
    at: int = 0
    element: str = ""


class Rule(NamedTuple):
    """`pattern` matches a block as a whole, folded, its outer signs off.

    `leads`: the linked blocks behind it go with it. `keeps` is a kind the block is given instead of being dropped.
    `linked`: it holds for blocks alone that are a link as a whole.
    """

    id: str
    reason: str
    pattern: re.Pattern[str]
    leads: bool = False
    keeps: str = ""
    linked: bool = False


def _rule(rule: str, reason: str, *patterns: str, leads: bool = False, keeps: str = "", linked: bool = False) -> Rule:
    return Rule(rule, reason, re.compile("|".join(f"(?:{pattern})" for pattern in patterns)), leads, keeps, linked)


# All in folded letters: alef without hamza, ha for ta marbuta, ya for alef maksura, hamza without its seat.
_LOOK = "(?:اقرا|اقروا|اقراوا|شاهد|شاهدوا|طالع|طالعوا|استمع|انظر)"
_MORE = "(?:ايضا|ايضا علي|المزيد|المزيد علي|كذلك)"
_TITLE = r"\s*[:\u2026|-]+\s*\S.{0,250}"
_OTHERS = "(?:مواضيع|موضوعات|المواضيع|الموضوعات|اخبار|الاخبار|مقالات|قصص)"
_RELATED = "(?:ذات صله|ذات الصله|ذات علاقه|متعلقه|مرتبطه|مشابهه|قد تهمك|تهمك|اخري)"
_NETWORKS = (
    "فيسبوك الفيسبوك فيس\\sبوك الفيس\\sبوك تويتر واتساب واتس\\sاب الواتساب تلغرام تليجرام تيليجرام تلجرام انستغرام"
    " انستجرام انستقرام لينكد\\sان لينكدان يوتيوب بنترست ماسنجر سناب\\sشات تيك\\sتوك نبض google\\snews facebook"
    " twitter whatsapp telegram instagram linkedin youtube pinterest messenger tiktok x e-?mail"
    " (?:ال)?بريد\\s(?:ال)?الكتروني"
)
_NETWORK = f"(?:{'|'.join(_NETWORKS.split())})"
_BETWEEN = r"[\s,|/\u00b7\u2022\u0648-]+"  # \u0648 is the conjunction waw
_SHARE = "(?:انشر|نشر|شارك|شاركها|شاركه|شاركنا|شاركوا|مشاركه|share|tweet|غرد|تغريده|ارسال|ارسل)"
_SHARED = "(?:المقال|الخبر|الموضوع|المقاله|الصفحه|هذا|this|it|article|مع|اصدقاءك|عبر|علي|الي|on|via|with|لصديق)"
_LOAD = "(?:حمل|حملوا|لتحميل|لتنزيل|نزل|نزلوا)(?: الان)?"
_OURS = "(?:قناتنا|نشرتنا|مجموعتنا|صفحتنا|النشره البريديه|نشره الاخبار البريديه|القاءمه البريديه)"

RULES = (
    _rule(
        "related",
        "a pointer to other articles by itself",
        rf"{_LOOK} {_MORE}(?: (?:عن|حول|في) .{{1,60}})?",
        "تابع المزيد",
        "(?:قد )?(?:يهمك|يعجبك)(?: ايضا)?",
        rf"{_OTHERS} {_RELATED}",
        "ذات صله|متعلقات|المزيد من الاخبار|الاكثر (?:قراءه|مشاهده|تداولا)",
        "read (?:also|more)|also read|related (?:articles|stories|topics|news)|see also|you may also like|most read",
        leads=True,
    ),
    _rule(
        "related-titled",
        "a pointer to another article with its title",
        rf"{_LOOK} {_MORE}{_TITLE}",
        rf"(?:قد )?(?:يهمك|يعجبك) ايضا{_TITLE}",
        rf"{_OTHERS} {_RELATED}{_TITLE}",
        rf"(?:read|see) (?:also|more){_TITLE}",
    ),
    _rule("share", "buttons that pass the article on", rf"{_SHARE}(?: {_SHARED})*(?:{_BETWEEN}{_NETWORK})*"),
    _rule("networks", "a row of buttons", rf"{_NETWORK}(?:{_BETWEEN}{_NETWORK})+"),
    _rule("network", "a button", _NETWORK, linked=True),
    _rule(
        "follow",
        "an invitation to the outlet's other channels",
        rf"(?:تابعنا|تابعونا|لمتابعه|لمتابعتنا)\b.{{0,90}}\b(?:علي|عبر|في) (?:.{{0,30}}\b)?{_NETWORK}\b.{{0,60}}",
        rf"(?:اشترك|اشتركوا|انضم|انضموا)(?: الان)? (?:في|الي) {_OURS}.{{0,80}}",
    ),
    _rule(
        "app",
        "an advertisement of the outlet's application",
        f"{_LOAD} (?:التطبيق|تطبيقنا|تطبيقاتنا)(?: (?:الان|مجانا|من|علي|عبر|لمتابعه|اضغط)\\b.{{0,60}})?",
        f"{_LOAD} تطبيق .{{1,40}} (?:مجانا|اضغط هنا|من هنا|علي هاتفك|من متجر.{{0,30}})",
        "(?:download|get) (?:our|the) app(?: .{0,60})?",
    ),
    _rule(
        "photo-credit",
        "who took the picture",
        r"(?:صوره|الصوره|صور|الصور|تصوير|التصوير|مصدر الصوره|عدسه)(?: من)?\s*[:/\u00a9]\s*.{1,60}",
        r"(?:photo|image)(?: by| credit)?\s*[:/\u00a9]\s*.{1,60}",
        r"(?:©|\(c\)) ?(?!.*(?:حقوق|rights|copyright))[^\d©]{2,60}",
        keeps="caption",
    ),
    _rule(
        "copyright",
        "a notice of rights",
        r"(?:©|\(c\)|copyright\b).{0,150}",
        r"(?:جميع|كافه|كل) (?:حقوق النشر|الحقوق) محفوظه.{0,60}",
        r"حقوق (?:النشر|الطبع|الملكيه) (?:محفوظه|©).{0,60}",
        r"(?:.{1,40} )?all rights reserved.{0,60}",
    ),
    _rule(
        "page-tools",
        "buttons and labels of the page",
        "طباعه|اطبع|print|(?:تكبير|تصغير|حجم) الخط|(?:نسخ|انسخ) الرابط|(?:رابط مختصر|الرابط المختصر)|copy link",
        "اضف تعليقا?|اضافه تعليق|اكتب تعليقا?|اترك تعليقا?|التعليقات|تعليقات|لا توجد تعليقات",
        "اعلان|اعلانات|advertisement|العوده (?:ل|الي ا)لاعلي|الرءيسيه|استمع (?:للمقال|الي المقال)|حفظ المقال",
    ),
    _rule(
        "tags",
        "the heading of the article's keywords",
        "(?:ال)?كلمات (?:ال)?(?:دلاليه|مفتاحيه)|الوسوم|وسوم|tags",
        leads=True,
    ),
    _rule(
        "comment-rules",
        "what readers who comment are told",
        r"(?:ال)?(?:اراء|تعليقات) (?:الوارده|المنشوره).{0,40} لا تعبر .{0,120}",
        r"ترحب .{1,40} بالنقاش.{0,300}التعليقات.{0,300}",
        r"(?:تعليقك|التعليق) يحتوي علي .{0,80}لا يمكن نشره.{0,40}",
    ),
    _rule(
        "feed-footer",
        "what a site's software writes below the items of its feed",
        r"the post .{1,250} (?:appeared first on|first appeared on) .{1,120}",
        r"(?:ظهرت|نشرت) (?:المقاله|التدوينه|الموضوع) .{1,250} (?:اولا|للمره الاولي) (?:علي|في) .{1,120}",
    ),
    _rule("source", "whom the text is from", r"(?:(?:ال)?مصدر|المصادر|source)\s*[:/-]\s*.{1,50}", keeps="credit"),
)
_OUTER = ' .:,|*<>[]"!#-\u060c\u2022\u00ab\u00bb\u2039\u203a\u2026\u2190\u2192\u25ba\u25c4'


def without_boilerplate(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts that belong to the article."""
    led = False  # whether what came before leads to other articles
    for part in parts:
        if led and part.is_linked:
            continue
        rule = rule_for(part)
        led = bool(rule and rule.leads)
        if rule is None:
            yield part
        elif rule.keeps:
            yield part if part.kind else part._replace(kind=rule.keeps)


def rule_for(part: Part) -> Rule | None:
    """The rule by which a block is no part of the article's text, if there is one."""
    if part.kind == "quote" or len(part.text) > 8 * LONGEST or len(folded_words(part.text)) > LONGEST:
        return None
    line = " ".join(fold(part.text).split()).strip(_OUTER)
    return next(
        (rule for rule in RULES if (part.is_linked or not rule.linked) and rule.pattern.fullmatch(line)),
        None,
    )
