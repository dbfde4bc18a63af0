"""Words that announce a name, and words that no surname is. Written as a reader writes them, compared folded."""

from collections.abc import Set

from articles.arabic.normalize import fold_word
from articles.models import Kind
from articles.tagging.clitics import readings

_PREPOSITIONS = """في من إلى على عن حتى نحو بين داخل خارج شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط قرب حول عبر
ضد لدى تجاه صوب باتجاه بحق"""
_CITY = "مدينة بلدة قرية عاصمة العاصمة بلدية ضاحية مخيم حي ميناء مطار"
_COUNTRY = "دولة جمهورية مملكة إمارة سلطنة حكومة رئيس ملك سلطان شعب"
_PROVINCE = "محافظة ولاية قضاء ناحية منطقة إقليم مقاطعة معتمدية مديرية ريف"
_LAND = "جزيرة جزر بحر نهر جبل جبال سهل وادي خليج مضيق صحراء بحيرة"
# Before an office: somebody else than its holder, the post, or a cup. Behind one: who holds it no more or not yet.
_DEPUTIES = """نائب نائبة نائبي نواب مساعد مساعدة مساعدي وكيل وكيلة معاون مستشار مستشارة منصب مناصب حقيبة كرسي مرشح
مرشحة مرشحي خلفا خليفة سلف ابن نجل شقيق زوجة ابنة والد انتخاب تعيين اختيار كأس جائزة وسام بطولة"""
_FORMER = """السابق السابقة الأسبق الأسبقة الراحل الراحلة المخلوع المعزول المستقيل المستقيلة المنتخب المنتخبة المقبل
المقبلة القادم المكلف المحتمل المقال السابقين الجديد الجديدة"""
# What begins the name of another place than the city whose name follows: أولاد حفوز, وادي الزرقاء, شارع بغداد.
_OTHER_PLACES = "أولاد بني سيدي أبو أبي أبا تل بئر جبل وادي نهر جزيرة شارع نهج كفر"
# What is called after a person: مطار أتاتورك is no word about the man.
_NAMED_AFTER = """مطار جامعة كلية مدرسة مدارس معهد ثانوية مستشفى شارع نهج ميدان ساحة ملعب استاد ستاد مسجد جامع
متحف مكتبة جائزة وسام كأس سد جسر قاعدة ميناء مدينة حي محطة مطارات"""
_ORGANISATION = """حزب حركة شركة وكالة قناة صحيفة نادي جامعة منظمة تنظيم جريدة مجلة موقع إذاعة فريق مؤسسة مجموعة بنك
مصرف جماعة جمعية هيئة شبكة اتحاد تيار تحالف كتلة جبهة كتائب لواء ميليشيا مليشيا تلفزيون مسلحي مقاتلي عناصر"""
# What is called after a place and lies elsewhere, or nowhere: أيام قرطاج المسرحية, معاهدة فرساي, دوري أبطال أوروبا.
_CALLED_AFTER_PLACES = "أيام وثيقة معاهدة اتفاقية بروتوكول دوري أبطال كأس بطولة نسور"
_WORDS_IN_WAW = "وسوسة"  # words of their own that look like و and a place
# First words that alone stand for an organisation the text names in full.
_STANDING_HEADS = "الائتلاف التلفزة المفوضية التحالف التيار"
# What follows a compound's first part belongs to it: a surname is never this word alone.
_NEVER_ALONE = "الله الدين الإسلام الرحمن الرحيم العزيز"
_ORDINALS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي عشر الأكبر الأصغر الأب الابن"
_PARTICLES = "بن ابن بنت آل أبو أبي ابو بو عبد ولد ذو دي دو فان فون لو لا ديل دا بين ماك سان أم"
_TITLES = """الملك الشيخ الأمير البابا الرئيس السلطان الإمام المشير الفريق اللواء العقيد الدكتور القائد الملكة الأميرة
المرشد الملا"""
# Phrases that begin with a name's letters and are none: one's place of birth, two prayers, a federation, Indochina.
NO_NAMES = (
    *(f"مسقط {head}" for head in ("رأس", "رأسه", "رأسها", "رأسهم", "رأسي")),
    "صلاة المغرب",
    "أذان المغرب",
    "الاتحاد الأوروبي للعبة",
    "الهند الصينية",
)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words.split())


PREPOSITIONS = _folded(_PREPOSITIONS)
CITY_CUES = _folded(_CITY)
COUNTRY_CUES = _folded(_COUNTRY)
PLACE_CUES = CITY_CUES | _folded("دولة جمهورية مملكة إمارة سلطنة") | _folded(_PROVINCE) | _folded(_LAND)
OTHER_PLACES = _folded(_OTHER_PLACES)
NAMED_AFTER = _folded(_NAMED_AFTER)
CALLED_AFTER_PLACES = _folded(_CALLED_AFTER_PLACES)
WORDS_IN_WAW = _folded(_WORDS_IN_WAW)
STANDING_HEADS = _folded(_STANDING_HEADS)
DEPUTIES = _folded(_DEPUTIES)
FORMER = _folded(_FORMER)
SON_OF = _folded("بن")
CUES = {Kind.PLACE: PLACE_CUES, Kind.ORGANISATION: _folded(_ORGANISATION), Kind.PERSON: frozenset[str]()}
NEVER_ALONE = _folded(_NEVER_ALONE)
ORDINALS = _folded(_ORDINALS)
PARTICLES = _folded(_PARTICLES)
TITLES = _folded(_TITLES)


def is_one_of(folded: str, cues: Set[str]) -> bool:
    """Whether a word is one of the cues, alone or behind a clitic (بمدينة). The article stays: what follows
    المدينة is not the city's name."""
    return any(reading.name in cues for reading in readings(folded))
