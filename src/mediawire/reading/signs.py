"""What an element's name, class and role say of it: furniture, hidden, or the article's body."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from mediawire.model.report import Reason
from mediawire.reading.tree import SHORT, Node, attributes_of

_TAGS = {
    "nav": Reason.NAVIGATION,
    "footer": Reason.NOTICE,
    "form": Reason.FORM,
    "button": Reason.FORM,
    "select": Reason.FORM,
    "fieldset": Reason.FORM,
    "dialog": Reason.FORM,
    "figcaption": Reason.CAPTION,
    "figure": Reason.CAPTION,
    "iframe": Reason.EMBED,
    "video": Reason.PLAYER,
    "audio": Reason.PLAYER,
    "menu": Reason.NAVIGATION,
}
_ROLES = {
    "navigation": Reason.NAVIGATION,
    "search": Reason.FORM,
    "banner": Reason.NAVIGATION,
    "dialog": Reason.FORM,
    "alertdialog": Reason.FORM,
    "contentinfo": Reason.NOTICE,
    "complementary": Reason.RELATED,
    "toolbar": Reason.SHARE,
    "menu": Reason.NAVIGATION,
}
# Words of class and id, each with what it says. Longer expressions first.
# Words that also stand inside the names of whole articles ("category-politics") must end a name.
_AT_END = frozenset({Reason.TAGS, Reason.TIME, Reason.BYLINE, Reason.NOTICE, Reason.NAVIGATION, Reason.FORM})
_CALLED: tuple[tuple[Reason, str], ...] = (
    (Reason.COMMENT, r"comments?|disqus|respond|replies|comment-?list|comments?-?area|user-?comments?|kommentare?"),
    (
        Reason.RELATED,
        r"related|relatedarticles?|related-?\w+|more-?stories|more-?from|read-?more|readmore|also-?read|read-?also|"
        r"recommended|recommendations?|recommend|trending|popular|most-?read|mostread|outbrain|taboola|teasers?|"
        r"not-prose|photo-?gallery|promo|promos?|promotion|recirc|recirculation|up-?next|next-?article|prev-?next|see-?also|further-?reading|"
        r"rail|sidebar|side-?bar|widget|widgets|carousel|slideshow|gallery|keep-?reading|latest-?news|linkbox|"
        r"in-?article-?links?|interlink|inline-?related|article-?list|suggested|suggestions|onward|associated|"
        r"yarpp|jp-?relatedposts|crp-?related|relacionad[oa]s|also-?in|must-?read|info-?box(?:-\w+)*|fact-?box(?:-\w+)*|(?:fancy|expandable)-?box(?:-\w+)*|dont-?miss|don-?t-?miss|card-?list",
    ),
    (
        Reason.NEWSLETTER,
        r"newsletters?|newsletter-?\w+|subscribe|subscription|subscriptions|sign-?up|signup|mailing-?list|mailchimp|"
        r"mc4wp\w*|email-?signup|cta|call-?to-?action|donate|donation|donations|membership|support-?us|appeal|epic",
    ),
    (
        Reason.ADVERTISEMENT,
        r"ads?|advert|adverts|advertisement|advertising|advertorial|ad-?slot|ad-?unit|ad-?container|ad-?wrapper|"
        r"ad-?box|adbox|adsense|dfp|gpt|sponsor|sponsored|sponsors|banner-?ad|code-block-\d+|anzeige|werbung|publicidad|reklama",
    ),
    (
        Reason.SHARE,
        r"share|shares|sharing|share-?\w+|social|social-?\w+|sharedaddy|addthis|addtoany|sharethis|follow|follow-?us|"
        r"article-?tools|toolbar|tools|utility|print-?button|bookmark",
    ),
    (
        Reason.CAPTION,
        r"caption|captions|wp-?caption|wp-?caption-?text|image-?caption|photo-?caption|media-?caption|"
        r"(?<!paragraph-)figure|figcaption|(?:news-?item|article|story|post|entry|main|hero|detail)-?(?:image|img|photo|picture)s?(?=$|\s|-(?:center|left|right|wrap|wrapper|container|box|caption|description)(?:$|[\s_-]))|legend|lightbox|bildunterschrift|image-?credit|photo-?credit|credit|credits|"
        r"image-?source|picture-?credit|copyright-?holder|image-?widget",
    ),
    (
        Reason.BIOGRAPHY,
        r"author-?bio|author-?box|author-?info|about-?author|about-?the-?author|author-?card|author-?profile|"
        r"author-?description|writer-?bio|biography|bio|authors?-?section",
    ),
    (Reason.BYLINE, r"byline|by-?line|bylines|authors?|author-?name|article-?author|post-?author|contributors?"),
    (
        Reason.TIME,
        r"dateline|date|dates|timestamp|published|publish-?date|pub-?date|post-?date|entry-?date|updated|time|"
        r"article-?date|publication-?date|last-?modified|reading-?time|read-?time",
    ),
    (
        Reason.TAGS,
        r"tags?|tag-?list|taglist|topics?|keywords?|categories|category|post-?tags|article-?tags|entry-?meta|"
        r"post-?meta|article-?meta|metadata|meta|breadcrumbs?|breadcrumb-?\w+|kicker|eyebrow|section-?name",
    ),
    (
        Reason.NAVIGATION,
        r"nav|navbar|navigation|menu|menus|pagination|pager|skip-?link|table-?of-?contents|toc|header-?nav|masthead|"
        r"site-?header|topbar|off-?canvas|(?:(?:site|page|main|global)-?)?footer(?:-\w+)*|footnav",
    ),
    (Reason.EMBED, r"twitter-?tweet|twitter-?video|tweet|instagram-?media|tiktok-?embed|fb-?post|embed|embedded"),
    (
        Reason.FORM,
        r"search-?form|searchform|login|log-?in|modal|popup|pop-?up|overlay|tooltip(?:-\w+)*|cookies?(?:-\w+)*|"
        r"privacy-\w+(?:-\w+)*|consent|gdpr|poll|quiz",
    ),
    (Reason.PAYWALL, r"paywall|regwall|piano-?\w*|meter|premium-?offer|subscriber-?only|barrier"),
    (
        Reason.PLAYER,
        r"player|video-?(?:title|caption|description|details(?:-\w+)*)|audio-?player|video-?player|jwplayer|brightcove|podcast-?player|listen",
    ),
    (
        Reason.NOTICE,
        r"copyright|(?:\w+-)*disclaimer(?:-\w+)*|legal|terms|correction-?policy|republish|republication|syndication",
    ),
)
_ALTERNATIVE = re.compile(r"(?:\((?:[^()]|\([^()]*\))*\)|[^()|])+")  # up to the next bar outside of brackets


def _by_letter(expressions: Iterable[str]) -> str:
    """Alternatives as one expression in which those that begin with the same letter stand together.

    The engine tries alternatives one by one: two dozen letters take a tenth of two hundred words.
    """
    parts = [part for each in expressions for part in _ALTERNATIVE.findall(each)]
    letters: dict[str, list[str]] = {}
    for part in parts:
        literal = part[0].isalpha() and part[1:2] not in ("?", "*")
        letters.setdefault(part[0] if literal else "", []).append(part[1:] if literal else part)
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in letters.items())


_WORDS: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(rf"[\s_-](?:{_by_letter([words])})(?:$|\s{'' if reason in _AT_END else '|[_-]'})"))
    for reason, words in _CALLED
)
# A quick look: most names say nothing of the kind.
_ANY_WORD = re.compile(rf"[\s_-](?:{_by_letter(words for _, words in _CALLED)})(?:$|[\s_-])")
_BODY = re.compile(
    r"(?:^|[\s_-])(?:article-?body|story-?body|articlebody|storybody|entry-?content|post-?content|article-?content|"
    r"article-?(?:\w+-)?text|text-?(?:block|module|component)|story-?content|article__?body|article__?content|body-?content|content-?body|body-?text|rich-?text|"
    r"post-?body|main-?content|td-?post-?content|single-?content|news-?text|article-?copy|c-?article|story-?text)"
    r"(?!-?(?:info|fact)-?box)"
)
_BOX = re.compile(r"(?:^|[\s_-])(?:info|fact)-?box(?:$|\s)")  # some outlets set one in an article of its own
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:standfirst|stand-?first|dek|deck|excerpt|summary|lead|leadtext|lede|intro|subline|sub-?head(?:line|er)?|"
    r"subhed|strap-?line|sub-?title|epigraph|spot|sapo|ingress|chap[oô]|chapeau|vorspann|sort-?dec|blurb|(?:story|article)-?description)(?:$|[\s_-])"
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$)|opacity\s*:\s*0\s*(?:;|$)"
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-?only|screen-?reader(?:-text)?|screen-reader-only|u-?hidden|hidden|hide|d-none|"
    r"is-hidden|offscreen|assistive-text|a11y-hidden|element-invisible)(?:$|\s)"
)
# A quick look at attributes in small letters. "&#": a number may stand for any letter; no name does for one of these.
_MAY_HIDE = re.compile(rb"hid|none|screen|only|&#|invisible|font-size|opacity|assistive")
# What a page sends later and its script moves into place: React's streamed parts are marked hidden until then.
_STREAMED = re.compile(r"S:[0-9a-f]+")
_CAMEL = re.compile(r"([a-z])([A-Z])")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRUCTURE = frozenset({"html", "body", "main", "article", "#root"})


def words(node: Node) -> str:
    """Class and id in lower case, camelCase taken apart. A heading's id is an anchor made of its own words."""
    return _names(node.tag, node.attributes) if node.raw else ""


def _names(tag: str, told: Mapping[str, str]) -> str:
    return _words(told.get("class", ""), "" if tag in _HEADINGS else told.get("id", ""))


@functools.lru_cache(maxsize=8192)
def _words(of_class: str, of_id: str) -> str:
    told = f"{of_class} {of_id}"
    return _CAMEL.sub(r"\1-\2", told).lower().replace("__", "-") if told.strip() else ""


def hidden(node: Node) -> bool:
    """Whether a reader of the page does not see the element."""
    raw = node.raw
    return bool(raw) and (_hides_again(raw) if len(raw) < SHORT else _hides(raw))


def _hides(raw: bytes) -> bool:
    if not _MAY_HIDE.search(raw.lower()):
        return False
    told = attributes_of(raw)
    if "hidden" in told and told["hidden"].lower() != "until-found" and not _STREAMED.fullmatch(told.get("id", "")):
        return True
    if told.get("aria-hidden", "").lower() == "true":
        return True
    style = told.get("style", "").lower()
    return bool(style and _HIDDEN_STYLE.search(style)) or bool(_HIDDEN_CLASS.search(told.get("class", "").lower()))


def reason_of(node: Node) -> Reason | None:
    """Why what stands in an element is not the article's text, as far as the element says so itself."""
    tag, raw = node.tag, node.raw
    if tag in _STRUCTURE:
        return Reason.RELATED if tag == "article" and raw and _BOX.search(words(node)) else None
    if not raw:
        return _TAGS.get(tag) or _aside(node)
    return (_reason_again(tag, raw) if len(raw) < SHORT else _reason(tag, raw)) or _aside(node)


def _aside(node: Node) -> Reason | None:
    """What stands aside leads elsewhere, but for a quotation: it is of the article."""
    if node.tag != "aside":
        return None
    quotes = any(isinstance(kid, Node) and kid.tag == "blockquote" for kid in node.kids)
    return None if quotes else Reason.RELATED


def _reason(tag: str, raw: bytes) -> Reason | None:
    if _hides_again(raw) if len(raw) < SHORT else _hides(raw):
        return Reason.HIDDEN
    if tag in _TAGS:
        return _TAGS[tag]
    told = attributes_of(raw)
    if tag == "a":  # a block that is a link as a whole leads to another page
        address = told.get("href", "")
        return Reason.RELATED if address.strip("# ") and not address.startswith("#") else None
    role = told.get("role", "")
    if role in _ROLES:
        return _ROLES[role]
    named = _names(tag, told)
    return _said(named) if named else None


# Half the elements of a page are written like another.
_hides_again = functools.lru_cache(maxsize=1024)(_hides)
_reason_again = functools.lru_cache(maxsize=1024)(_reason)


@functools.lru_cache(maxsize=8192)
def _said(told: str) -> Reason | None:
    """What the words of class and id say."""
    told = f" {told}"  # each word has something before it
    if not _ANY_WORD.search(told) or _BODY.search(f"{told} "):
        return None
    return next((reason for reason, expression in _WORDS if expression.search(told)), None)


def naming(node: Node) -> str:
    """The word of class and id by which an element says what it is; nothing where it says so otherwise."""
    return _naming(words(node))


@functools.lru_cache(maxsize=8192)
def _naming(told: str) -> str:
    told = f" {told}"
    found = (expression.search(told) for _, expression in _WORDS) if _ANY_WORD.search(told) else iter(())
    return next((each[0].strip(" _-") for each in found if each), "")


def is_lead(node: Node) -> bool:
    """Whether an element or the one around it says that it is the standfirst."""
    around = node.parent
    return _names_a_lead(words(node)) or (around is not None and len(around.kids) < 6 and _names_a_lead(words(around)))


@functools.lru_cache(maxsize=8192)
def _names_a_lead(told: str) -> bool:
    return _LEAD.search(told) is not None


def is_body(node: Node) -> bool:
    """Whether an element says that it is the article's body."""
    if not node.raw:
        return False
    prop = node.get("itemprop").lower()
    return "articlebody" in prop or _names_a_body(words(node))


@functools.lru_cache(maxsize=8192)
def _names_a_body(told: str) -> bool:
    return _BODY.search(f" {told} ") is not None
