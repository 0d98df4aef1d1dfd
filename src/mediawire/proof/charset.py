"""Bytes to text as the WHATWG Encoding Standard says: its labels, its decoders, nothing else.

Python's codecs do the work; where they differ from the standard's indexes (bytes that Python leaves undefined, a few
characters of East Asian sets) the standard wins.
"""

from __future__ import annotations

import codecs
import functools
import re
from typing import Any

from mediawire.model.errors import ProofError

# Encoding Standard, section 4.2: an encoding's name, then its labels, in lower case.
_LABELS = """
utf-8: unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8
ibm866: 866 cp866 csibm866 ibm866
iso-8859-2: csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
iso-8859-3: csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
iso-8859-4: csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
iso-8859-5: csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
iso-8859-6: arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i
    iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
iso-8859-7: csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7
    iso_8859-7:1987 sun_eu_greek
iso-8859-8: csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8
    iso_8859-8:1988 visual
iso-8859-8-i: csiso88598i iso-8859-8-i logical
iso-8859-10: csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6
iso-8859-13: iso-8859-13 iso8859-13 iso885913
iso-8859-14: iso-8859-14 iso8859-14 iso885914
iso-8859-15: csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9
iso-8859-16: iso-8859-16
koi8-r: cskoi8r koi koi8 koi8-r koi8_r
koi8-u: koi8-ru koi8-u
macintosh: csmacintosh mac macintosh x-mac-roman
windows-874: dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874
windows-1250: cp1250 windows-1250 x-cp1250
windows-1251: cp1251 windows-1251 x-cp1251
windows-1252: ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1
    iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252
windows-1253: cp1253 windows-1253 x-cp1253
windows-1254: cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5
    windows-1254 x-cp1254
windows-1255: cp1255 windows-1255 x-cp1255
windows-1256: cp1256 windows-1256 x-cp1256
windows-1257: cp1257 windows-1257 x-cp1257
windows-1258: cp1258 windows-1258 x-cp1258
x-mac-cyrillic: x-mac-cyrillic x-mac-ukrainian
gbk: chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk
gb18030: gb18030
big5: big5 big5-hkscs cn-big5 csbig5 x-x-big5
euc-jp: cseucpkdfmtjapanese euc-jp x-euc-jp
iso-2022-jp: csiso2022jp iso-2022-jp
shift_jis: csshiftjis ms_kanji shift-jis shift_jis sjis windows-31j x-sjis
euc-kr: cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
utf-16be: unicodefffe utf-16be
utf-16le: csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le
x-user-defined: x-user-defined
replacement: csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement
"""
# The codecs of Python that stand for an encoding, where the name is not the same.
_CODECS = {
    "ibm866": "cp866",
    "iso-8859-8-i": "iso-8859-8",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "windows-874": "cp874",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_SINGLE_BYTE = ("ibm866", "iso-8859-", "koi8-", "macintosh", "windows-", "x-mac-cyrillic")
# Section 9's indexes where Python's tables say otherwise.
_FIXES = {
    "koi8-u": {0xAE: "\u045e", 0xBE: "\u040e"},
    "windows-1255": {0xCA: "\u05ba"},
}
# Characters of East Asian encodings for which Python has another than the standard's indexes.
_GB18030 = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19\u1e3f\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb",
)
_TRANSLATIONS: dict[str, dict[int, Any]] = {
    "gb18030": _GB18030,
    "gbk": _GB18030,
    "big5": str.maketrans(
        "\u2022\uff64\u203e\u223c\u2641\u2609\uff0f\uff3c\u00a5\u00a2\u00a3",
        "\u2027\ufe51\u00af\uff5e\u2295\u2299\u2215\ufe68\uffe5\uffe0\uffe1",
    ),
    "iso-2022-jp": str.maketrans("\u301c\u2016\u2212\u00a2\u00a3\u00ac", "\uff5e\u2225\uff0d\uffe0\uffe1\uffe2"),
    "shift_jis": dict.fromkeys(range(0xF8F0, 0xF8F4), "\ufffd"),
}
_EUC_JP = re.compile(rb"[\x00-\x7f]+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\xa1-\xfe]{2}|.", re.DOTALL)


@functools.cache
def _names() -> dict[str, str]:
    names = {}
    for line in _LABELS.replace("\n    ", " ").split("\n"):
        name, _, labels = line.partition(":")
        names.update(dict.fromkeys(labels.split(), name))
    return names


def encoding(label: str) -> str:
    """The name of the encoding that a label stands for. Raises ProofError for a label that the standard lacks."""
    name = _names().get(label.strip("\t\n\f\r ").lower())
    if name is None:
        raise ProofError(f"{label[:40]!r} is no label of the WHATWG Encoding Standard", where="charset")
    return name


def decode(data: bytes, label: str) -> str:
    """The text of bytes in the encoding of a label; what cannot be read is U+FFFD. A byte order mark stays."""
    name = encoding(label)
    if name == "replacement":
        return "\ufffd" if data else ""
    if name == "x-user-defined":
        return "".join(chr(each if each < 0x80 else 0xF700 + each) for each in data)
    if name.startswith(_SINGLE_BYTE):
        return codecs.charmap_decode(data, "strict", _table(name))[0]
    if name == "euc-jp":
        return "".join(_euc_jp(each[0]) for each in _EUC_JP.finditer(data))
    text = data.decode(_CODECS.get(name, name), "replace")
    return text.translate(_TRANSLATIONS.get(name, {}))


def _euc_jp(unit: bytes) -> str:
    """One character: rows and cells of JIS X 0208 as Microsoft's table has them, which Shift_JIS shows best."""
    if len(unit) == 2 and unit[0] >= 0xA1:
        row, cell = unit[0] - 0xA1, unit[1] - 0xA1
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell + (0x9F if row & 1 else 0x40 + (cell >= 63))
        return bytes([lead, trail]).decode("cp932", "replace")
    return unit.decode("euc-jp", "replace")


@functools.cache
def _table(name: str) -> str:
    """The 256 characters of a single-byte encoding."""
    fixes = _FIXES.get(name, {})
    return "".join(fixes.get(each) or _single(each, _CODECS.get(name, name)) for each in range(256))


def _single(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        # The standard keeps the C1 controls where the Windows tables have holes.
        control = byte < 0xA0 and codec.startswith(("windows-", "cp874"))
        return chr(byte) if control else "\ufffd"
