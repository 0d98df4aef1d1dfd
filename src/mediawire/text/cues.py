"""Cue words of English: verbs, nouns and phrases by which a text hands what it says to somebody else.

Tables written by hand from the language's verb classes (verbs of saying, thinking, judging, intending, showing; after
Levin, "English Verb Classes and Alternations", 1993, chapters 29, 33 and 37), with regular inflection. A further
language is a further `Tongue`.
"""

from __future__ import annotations

import dataclasses
import enum
import functools
from collections.abc import Mapping

from mediawire.text.wordlists import words


class Frame(enum.Enum):
    """What stands beside a cue verb."""

    SAY = "say"  # a clause, with or without "that", or a quotation, before or after: said, claimed
    TELL = "tell"  # a hearer first: told reporters that
    THINK = "think"  # a clause, no quotation alone: believes, hopes
    JUDGE = "judge"  # somebody or something: criticised the plan
    INTEND = "intend"  # an infinitive: vowed to, refused to
    SHOW = "show"  # a clause, where the subject can show something: records show
    QUOTE = "quote"  # a quotation alone: continued, began
    CITE = "cite"  # the one cited, not what is said: citing, quoting

    __hash__ = object.__hash__  # a member is one object; enum hashes its name anew each time


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """An inflected cue verb: its lemma, its frames, and which form it is ("base", "s", "past", "ing", "part")."""

    lemma: str
    frames: frozenset[Frame]
    tense: str


_SAY = words(
    "say add note claim argue warn insist state declare announce report write reply respond answer explain acknowledge"
    " admit concede contend maintain assert allege suggest stress emphasize emphasise underscore observe remark comment"
    " recall recount predict tweet retweet post conclude confirm deny reveal disclose indicate estimate caution counter"
    " quip joke boast brag complain lament muse opine vow pledge promise reiterate repeat testify swear shout yell"
    " chant"
    " scream whisper proclaim profess propose recommend demand exclaim interject retort clarify elaborate hint imply"
    " signal protest object reason speculate theorize posit quote affirm attest vouch mention advise text email caption"
    " blog narrate forecast project aver avow rule read tell ask contest rejoin surmise gush vent fume crow sneer snap"
    " inquire enquire urge confess charge discover uncover certify stipulate question insinuate concur relate convey"
    " specify gripe grouse carp jest preach rave rant fret bristle pronounce trumpet intimate rationalise verify"
    " substantiate corroborate surmise blurt plead rebut ponder"
)
_TELL = words("tell inform notify assure warn remind convince persuade brief advise reassure caution inform text")
_THINK = words(
    "believe think feel hope fear agree wonder expect assume suspect doubt worry know understand realize realise see"
    " consider imagine guess figure presume suppose anticipate reckon determine decide learn hear remember forget deem"
    " regard view want prefer wish conclude judge recognize recognise love hate like admire dislike disagree intend"
    " regret foresee envision envisage fathom sense resent appreciate trust dread doubt accept mull contemplate ponder"
)
_JUDGE = words(
    "criticize criticise blast attack slam condemn denounce praise applaud accuse blame rip mock ridicule deride defend"
    " endorse support oppose reject dismiss dispute question challenge echo liken compare describe call label dub"
    " characterize characterise portray cite mention reference highlight outline detail discuss address tout promote"
    " celebrate hail welcome decry bemoan chastise rebuke scold berate lambaste bash trash lampoon taunt insult assail"
    " castigate excoriate lambast disparage demean belittle attribute credit thank congratulate commend compliment laud"
    " salute cheer encourage discourage advocate champion back urge press implore beg beseech invite request seek favor"
    " favour embrace disavow repudiate renounce refute rebut contradict deflect downplay minimize exaggerate invoke"
    " dare defy contrast accept resent confront"
    " stress emphasize emphasise underscore document chronicle depict paint present propose suggest offer announce"
    " unveil recommend demand predict estimate deny confirm acknowledge admit reveal disclose report recall recount"
    " explain clarify concede warn-of doubt dislike admire fear expect claim protest lament regret forecast project"
    " tease needle skewer vilify demonize condone excuse justify rationalize tweet retweet post"
)
_INTEND = words(
    "vow pledge promise refuse decline threaten offer agree decide hope want plan intend expect aim propose demand ask"
    " swear wish prefer seek prepare pretend claim profess consent volunteer opt resolve choose need"
)
_SHOW = words(
    "show find suggest indicate demonstrate illustrate prove reveal state read conclude mean imply warn allege"
)
_QUOTE = words(
    "continue begin conclude laugh sigh shrug smile joke sing chime open close start finish bark bellow blurt cackle"
    " chuckle"
    " croak drawl giggle growl grumble grunt groan hiss holler howl intone mumble murmur plead purr rasp roar scoff"
    " shriek snarl snort sob squeal stammer stutter thunder wail whine yelp recite marvel enthuse effuse deadpan"
    " venture"
    " volunteer offer agree confess charge chant beam lecture interrupt mouth sign type scrawl utter scold nod grin"
    " gesture gasp yawn rebuke"
)
_CITE = words("cite quote")
_IRREGULAR: Mapping[str, tuple[str, str, str]] = {
    # lemma: past, participle, -ing
    "say": ("said", "said", "saying"),
    "tell": ("told", "told", "telling"),
    "write": ("wrote", "written", "writing"),
    "think": ("thought", "thought", "thinking"),
    "feel": ("felt", "felt", "feeling"),
    "know": ("knew", "known", "knowing"),
    "understand": ("understood", "understood", "understanding"),
    "see": ("saw", "seen", "seeing"),
    "hear": ("heard", "heard", "hearing"),
    "forget": ("forgot", "forgotten", "forgetting"),
    "swear": ("swore", "sworn", "swearing"),
    "read": ("read", "read", "reading"),
    "find": ("found", "found", "finding"),
    "show": ("showed", "shown", "showing"),
    "mean": ("meant", "meant", "meaning"),
    "begin": ("began", "begun", "beginning"),
    "sing": ("sang", "sung", "singing"),
    "seek": ("sought", "sought", "seeking"),
    "choose": ("chose", "chosen", "choosing"),
    "forecast": ("forecast", "forecast", "forecasting"),
    "learn": ("learned", "learned", "learning"),
    "prefer": ("preferred", "preferred", "preferring"),
    "admit": ("admitted", "admitted", "admitting"),
    "refer": ("referred", "referred", "referring"),
    "quip": ("quipped", "quipped", "quipping"),
    "brag": ("bragged", "bragged", "bragging"),
    "blog": ("blogged", "blogged", "blogging"),
    "plan": ("planned", "planned", "planning"),
    "slam": ("slammed", "slammed", "slamming"),
    "rip": ("ripped", "ripped", "ripping"),
    "dub": ("dubbed", "dubbed", "dubbing"),
    "regret": ("regretted", "regretted", "regretting"),
    "rebut": ("rebutted", "rebutted", "rebutting"),
    "beg": ("begged", "begged", "begging"),
    "opt": ("opted", "opted", "opting"),
    "speak": ("spoke", "spoken", "speaking"),
    "put": ("put", "put", "putting"),
    "go": ("went", "gone", "going"),
    "lie": ("lied", "lied", "lying"),
    "lay": ("laid", "laid", "laying"),
    "draw": ("drew", "drawn", "drawing"),
    "make": ("made", "made", "making"),
    "hit": ("hit", "hit", "hitting"),
    "cut": ("cut", "cut", "cutting"),
    "break": ("broke", "broken", "breaking"),
    "shoot": ("shot", "shot", "shooting"),
    "nod": ("nodded", "nodded", "nodding"),
    "grin": ("grinned", "grinned", "grinning"),
    "foresee": ("foresaw", "foreseen", "foreseeing"),
    "beseech": ("besought", "besought", "beseeching"),
    "label": ("labeled", "labelled", "labeling"),
}
PHRASAL: Mapping[str, Mapping[str, Frame]] = {
    # a verb with a particle behind it, and the frame of the two
    "point": {"out": Frame.SAY, "to": Frame.JUDGE},
    "call": {"for": Frame.JUDGE, "on": Frame.JUDGE, "out": Frame.JUDGE, "upon": Frame.JUDGE},
    "go": {"on": Frame.QUOTE},
    "carry": {"on": Frame.QUOTE},
    "chime": {"in": Frame.QUOTE},
    "cut": {"in": Frame.QUOTE},
    "break": {"in": Frame.QUOTE},
    "jump": {"in": Frame.QUOTE},
    "butt": {"in": Frame.QUOTE},
    "pipe": {"up": Frame.QUOTE, "in": Frame.QUOTE},
    "fire": {"back": Frame.QUOTE},
    "shoot": {"back": Frame.QUOTE},
    "hit": {"back": Frame.QUOTE, "out": Frame.JUDGE},
    "cry": {"out": Frame.QUOTE},
    "blurt": {"out": Frame.QUOTE},
    "speak": {"of": Frame.JUDGE, "about": Frame.JUDGE, "out": Frame.JUDGE, "against": Frame.JUDGE},
    "talk": {"about": Frame.JUDGE, "of": Frame.JUDGE},
    "refer": {"to": Frame.JUDGE},
    "allude": {"to": Frame.JUDGE},
    "warn": {"of": Frame.JUDGE, "against": Frame.JUDGE, "about": Frame.JUDGE},
    "complain": {"about": Frame.JUDGE, "of": Frame.JUDGE},
    "object": {"to": Frame.JUDGE},
    "push": {"for": Frame.JUDGE, "back": Frame.JUDGE},
    "lash": {"out": Frame.JUDGE},
    "rail": {"against": Frame.JUDGE},
    "argue": {"for": Frame.JUDGE, "against": Frame.JUDGE},
    "insist": {"on": Frame.JUDGE},
    "hint": {"at": Frame.JUDGE},
    "lay": {"out": Frame.JUDGE},
    "comment": {"on": Frame.JUDGE},
    "put": {"it": Frame.QUOTE},
    "worry": {"about": Frame.JUDGE},
    "wonder": {"about": Frame.JUDGE},
    "advocate": {"for": Frame.JUDGE},
    "apologize": {"for": Frame.JUDGE},
    "apologise": {"for": Frame.JUDGE},
    "boast": {"about": Frame.JUDGE, "of": Frame.JUDGE},
    "brag": {"about": Frame.JUDGE},
    "joke": {"about": Frame.JUDGE},
    "respond": {"to": Frame.JUDGE},
    "react": {"to": Frame.JUDGE},
    "agree": {"with": Frame.JUDGE, "on": Frame.JUDGE},
    "disagree": {"with": Frame.JUDGE},
    "believe": {"in": Frame.JUDGE},
    "harp": {"on": Frame.JUDGE},
    "weigh": {"in": Frame.JUDGE},
    "side": {"with": Frame.JUDGE},
    "ask": {"for": Frame.JUDGE, "about": Frame.JUDGE},
    "rule": {"out": Frame.JUDGE},
    "vouch": {"for": Frame.JUDGE},
    "decide": {"against": Frame.JUDGE, "on": Frame.JUDGE},
    "vote": {"for": Frame.JUDGE, "against": Frame.JUDGE},
    "testify": {"about": Frame.JUDGE, "against": Frame.JUDGE},
    "confess": {"to": Frame.JUDGE},
    "admit": {"to": Frame.JUDGE},
    "marvel": {"at": Frame.JUDGE},
    "scoff": {"at": Frame.JUDGE},
    "sneer": {"at": Frame.JUDGE},
    "balk": {"at": Frame.JUDGE},
    "bristle": {"at": Frame.JUDGE},
    "frown": {"on": Frame.JUDGE},
    "rant": {"about": Frame.JUDGE, "against": Frame.JUDGE},
    "rave": {"about": Frame.JUDGE},
    "gush": {"about": Frame.JUDGE, "over": Frame.JUDGE},
    "muse": {"about": Frame.JUDGE, "on": Frame.JUDGE},
    "fret": {"about": Frame.JUDGE, "over": Frame.JUDGE},
    "speculate": {"about": Frame.JUDGE, "on": Frame.JUDGE},
    "lie": {"about": Frame.JUDGE},
    "elaborate": {"on": Frame.JUDGE},
    "expand": {"on": Frame.JUDGE},
    "dwell": {"on": Frame.JUDGE},
    "seize": {"on": Frame.JUDGE},
    "lobby": {"for": Frame.JUDGE, "against": Frame.JUDGE},
    "plead": {"for": Frame.JUDGE},
    "press": {"for": Frame.JUDGE},
    "rally": {"against": Frame.JUDGE},
    "approve": {"of": Frame.JUDGE},
    "disapprove": {"of": Frame.JUDGE},
    "conceive": {"of": Frame.JUDGE},
    "despair": {"of": Frame.JUDGE},
    "dream": {"of": Frame.JUDGE},
    "think": {"of": Frame.JUDGE, "about": Frame.JUDGE},
    "learn": {"of": Frame.JUDGE, "about": Frame.JUDGE},
    "know": {"of": Frame.JUDGE, "about": Frame.JUDGE},
    "hear": {"of": Frame.JUDGE, "about": Frame.JUDGE},
}
NOUNS = words(
    "claim claims report reports statement statements suggestion suggestions allegation allegations accusation"
    " accusations assertion assertions belief view views warning warnings promise promises pledge pledges announcement"
    " acknowledgment acknowledgement admission argument arguments contention prediction predictions insistence concern"
    " concerns fear fears hope hopes complaint complaints notion opinion assessment conclusion finding findings"
    " revelation revelations rumor rumors rumour rumours speculation news charge charges denial vow threat proposal"
    " assurance assurances testimony remark remarks comment comments estimate estimates idea theory suspicion"
    " suspicions"
)
AIMS = words(
    "plan plans promise promises pledge pledges vow vows threat threats refusal decision intention intentions desire"
    " willingness unwillingness eagerness determination proposal proposals offer demand demands call calls commitment"
    " resolve hope hopes reluctance bid"
)
JUDGEMENTS = words(
    "criticism praise condemnation support opposition endorsement rejection description assessment view views opinion"
    " opinions concern concerns fear fears warning warnings doubt doubts denunciation defense defence mockery"
    " characterization claims claim comments remarks statements account promise pledge threat call calls complaints"
    " questions acknowledgment announcement denial disdain contempt admiration hatred love vision understanding"
)
ABOUT = words("of about for over on against toward towards")
PREPOSITIONS = ("according to", "as per", "in the words of", "in the view of", "in the opinion of")
SHOWING = words(
    "poll polls survey surveys study studies report reports data record records document documents figure figures"
    " result results analysis analyses review research evidence email emails e-mail e-mails statistics numbers video"
    " footage photo photos letter memo transcript filing filings indictment complaint lawsuit statement article story"
    " papers investigation inquiry audit count tally index census test tests map maps law bill ruling order plan"
    " history"
    " experience reports returns images assessment estimate estimates projections ad tweet text post book paper"
)
HEARERS = words(
    "reporters supporters voters lawmakers journalists senators congress investors police investigators jurors students"
    " delegates officials colleagues friends fans viewers listeners readers members aides donors people employees"
    " parliament staff customers crowds attendees prosecutors authorities him her them me us you everyone everybody"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Tongue:
    """The cue words of one language: inflected verbs by form."""

    verbs: Mapping[str, Form]


def _inflected(lemma: str) -> dict[str, str]:
    s = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        s = lemma[:-1] + "ies"
    if irregular := _IRREGULAR.get(lemma):
        past, part, ing = irregular
        return {ing: "ing", part: "part", past: "past", s: "s"} | ({lemma: "base"} if lemma not in (past, part) else {})
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    past = lemma[:-1] + "ied" if s.endswith("ies") else stem + "ed"
    ing = lemma + "ing" if lemma.endswith(("ee", "oe", "ye")) else stem + "ing"
    return {lemma: "base", s: "s", past: "past", ing: "ing"}


@functools.cache
def english() -> Tongue:
    """The cue words of English."""
    frames: dict[str, set[Frame]] = {}
    tables = (
        (Frame.SAY, _SAY), (Frame.TELL, _TELL), (Frame.THINK, _THINK), (Frame.JUDGE, _JUDGE),
        (Frame.INTEND, _INTEND), (Frame.SHOW, _SHOW), (Frame.QUOTE, _QUOTE), (Frame.CITE, _CITE),
    )  # fmt: skip
    for frame, table in tables:
        for lemma in table:
            frames.setdefault(lemma, set()).add(frame)
    for lemma in PHRASAL:
        frames.setdefault(lemma, set())
    verbs: dict[str, Form] = {}
    for lemma, found in frames.items():
        for form, tense in _inflected(lemma).items():
            verbs.setdefault(form, Form(lemma, frozenset(found), tense))
    return Tongue(verbs)
