"""Function words: indexed as written for exact phrases, left out of loose matching.

Written as a reader writes them; compared folded, so that one spelling of each is enough.
"""

from articles.arabic.normalize import fold_word

_PREPOSITIONS = "في من إلى على عن مع حتى منذ خلال بين لدى عند عبر نحو ضد دون بدون حول بعد قبل فوق تحت أمام وراء"
_CONJUNCTIONS = """و أو أم ثم بل لكن لكنّ إن أن إنّ أنّ كأن لأن بأن فإن وإن وأن إذ إذا لو لولا لما كما بينما حيث حين
عندما كي لكي إلا سوى غير"""
_PARTICLES = "لا لم لن ما قد لقد سوف هل أ يا أيها أيتها نعم كلا أي أية إما أما فقط أيضا كذلك ولا وما ولم وقد فقد كذا"
_PRONOUNS = "هو هي هم هن هما أنا نحن أنت أنتم إياه وهو وهي وهم"
_DEMONSTRATIVES = "هذا هذه هذان هذين هؤلاء ذلك تلك ذاك أولئك هنا هناك هنالك بهذا بهذه لهذا لهذه وهذا وهذه بذلك لذلك"
_RELATIVES = "الذي التي الذين اللذان اللتان اللذين اللتين اللواتي اللاتي والذي والتي"
_WITH_PRONOUNS = (
    "فيه فيها فيهم منه منها منهم إليه إليها إليهم عليه عليها عليهم عنه عنها به بها بهم له لها لهم معه معها لديه لديها"
)
_AUXILIARIES = "كان كانت كانوا يكون تكون ليس ليست وكان وكانت"
_QUANTIFIERS = "كل بعض جميع كلا كلتا أحد إحدى مثل نفس ذات"

_QUESTIONS = """ماذا لماذا متى أين كيف كم هل أي أية من ما وما ومن وكيف ولماذا ومتى وأين وكم وماذا وهل وأي
فما فمن فكيف فلماذا فماذا فأين فهل فكم فمتى ماهو ماهي ماهم ماهما بماذا لمن بمن ممن عمن مما عما فيما فيم
لأي بأي لأية بأية أيهما أيهم أيان بكم حتام"""

STOP_WORDS = frozenset(
    fold_word(word)
    for group in (
        _PREPOSITIONS,
        _CONJUNCTIONS,
        _PARTICLES,
        _PRONOUNS,
        _DEMONSTRATIVES,
        _RELATIVES,
        _WITH_PRONOUNS,
        _AUXILIARIES,
        _QUANTIFIERS,
    )
    for word in group.split()
)

# Words of a question's form, which a text that answers it does not repeat. They are left out of queries alone: in a
# text, and between quotation marks, they count (متى is also a name).
QUESTION_WORDS = frozenset(fold_word(word) for word in _QUESTIONS.split())
