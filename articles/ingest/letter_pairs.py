"""How often one letter follows another in Arabic, by which two readings of the same bytes are told apart."""

from itertools import pairwise

# Made by scripts/letter_pairs.py from 3,402 articles of 1906-1914 and 2013-2017. A row a letter, a column the letter
# behind it, the first for whatever is none; z stands for always, each digit less for a factor of 1.27 seldomer.
_LETTERS = " " + "".join(map(chr, [*range(0x0621, 0x063B), *range(0x0641, 0x064B)]))
_TABLE = """
009n0k0tn6lcgiffdgaifeac6mdnijmphhq7l
z000000l0hg0000000000000000008889h333
6c003073kckoh7snglbmf550007j9grlrff5n
h0000050lehgjmlicldmijgg8lekilmptjp9l
i034000md7mlc3mmem6qg0080003gnrnhos3k
00000010h0gfikfjokamgihi7kaji9vjsa00m
l000000mlqj4hi0nepff8cad0k5ikhpnknd0s
rj0040i0kclcfhck8mcjbedd6i8hgevknge0f
s03h4d4rflkackcjdm9hedcg1ndajgnjmnl5q
z000000000000000000000000000000000000
t00g706ml9gbjliibmdiijefcmejlikmkongn
s006000rjme800330q00000008a7j8qqmfl8p
o00800arljlb3c0n8olg20000kaa02oqmoo8n
p000000qklngi20pdogmcigde00ilmmngem9p
n000000rleo0700llqfcenfn000j00smdck5n
u50b008qfnif79gi0n0f00000i1gfbiljlnfr
q000204uhgf0b0b02j000000090a7oregrjar
t76g80fqnok8kgah3cckdcid0gckjk9gilnhq
rg0610askkg0fb9g0m73000a0kacfdoojln8s
r00cc06qnkq0gcdf0k0d000i0j0iejomnjmbq
n05jf0erlgl0ffkk6s16000e0niljlelenkbp
o000000rmlb00n8o0q000d0e0ghnd5pimeoco
t004006shkh0aldh0o00005h0od907mlelmhq
q10d20dspme03b180q06600a0l3lk5ogohodo
q000000rckf000000s000001060l07nrlqjap
r000000plmlfe00oamecheidf00diasnojk9m
p000000riml7300khrhecbgg000f02pjmfl8s
q00f3i7p9ll3cfabbo9j8fhbej49mhkehjkev
r000000smmm0040q8n3hajik3i0ga5nfgioep
s00f000skjnl080igoege100094f38pongo5m
q0bm0i3pkimejkgjghckig9g7lgjkkkqjlknn
s018f07rfkkfhifkblalhhce6machhlgril8m
w003001pgkl5ef7jc8elff6ehf8jhg3eankco
v000800tfgc0d00knlb370a0000249jqi9m8l
n87l0g0skdkajhcjdnikdgggajdkljpopkcdm
z200000000000000000000000000000000000
ta0980boiqjefhflcnejecee6j8hkikkplk0g
"""
_ROWS = {
    letter: dict(zip(_LETTERS, (int(digit, 36) for digit in row), strict=True))
    for letter, row in zip(_LETTERS, _TABLE.split(), strict=True)
}
_BETWEEN = dict.fromkeys(
    [*map(chr, range(0x80)), *"\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00a0"], " "
)
_MARKS = dict.fromkeys(map(chr, range(0x0640, 0x0641)), "") | dict.fromkeys(map(chr, range(0x064B, 0x0653)), "")
_KINDS = _BETWEEN | _MARKS | {letter: letter for letter in _ROWS}


def likeness(text: str) -> float:
    """How much the text reads like Arabic: the mean over its pairs of letters, 0 for what stands in no Arabic text."""
    kinds = [_KINDS.get(char, "?") for char in text]
    letters = [" ", *(kind for kind in kinds if kind), " "]
    return sum(_ROWS.get(one, {}).get(other, 0) for one, other in pairwise(letters)) / (len(letters) - 1)
