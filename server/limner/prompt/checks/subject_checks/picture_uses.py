"""What an author says that a picture is for: a post, a slide, a flyer need not be seen in it."""

import re

from limner.patterns import lazy_regex
from limner.prompt.kinds.picture_cues import PictureKind
from limner.prompt.kinds.picture_kind import picture_kind
from limner.prompt.ledger.commitments import Ledger

PLACES = (
    r"instagram|insta|facebook|linkedin|tiktok|pinterest|twitter|threads|mastodon|bluesky|reddit"
    r"|tumblr|snapchat|youtube|twitch|vimeo|whatsapp|telegram|discord|slack|medium|substack|etsy"
    r"|social(?:[ -]media)?|blog|web|website|online|newsletter|e-?mail|magazine|company|launch"
    r"|event|job|promo|promotional|marketing|campaign|title|opening|closing|agenda|pitch|sales"
    r"|deck|keynote|powerpoint|conference|presentation|lecture|talk|seminar|podcast|course"
)
THINGS_AS_WELL = r"post|story|slide|pin|reel|short|card|deck|page|feed|carousel|spot|board"
USES = (
    r"newsletter|teaser|thumbnail|flyer|flier|leaflet|brochure|pamphlet|handout|mailing|mailer"
    r"|ad|advert|advertisement|banner|header|hero|masthead|key visual|visual|promo|infoscreen"
    r"|screensaver|backdrop|invitation|invite"
)
PICTURES = (
    r"images?|pictures?|photos?|photographs?|illustrations?|graphics?|artwork|drawings?|visuals?"
    r"|designs?|covers?|posters?|headers?|banners?|thumbnails?"
)
BEGINNING = r"^\W*(?:(?:an?|the|my|our)\s+)?"
USE_OF_PICTURE = (
    rf"(?:(?:(?:{PLACES})\s+)+(?:{THINGS_AS_WELL}|{USES})|(?:{USES}))(?:\s+(?:{PICTURES}))?"
)

FOR_SOMETHING = lazy_regex(
    rf"{BEGINNING}(?:[\w-]+\s+)?(?:{USE_OF_PICTURE}|{PICTURES}|{THINGS_AS_WELL})\s+for\s+[^,:;.–—]+(?::|\s[–—-])\s+(?=\S)",
    re.IGNORECASE,
)
"""What stands before a colon: "Hero image for a tax office: patience"."""

USE = lazy_regex(rf"{BEGINNING}{USE_OF_PICTURE}\s*(?:[,:;]|\s[–—-])\s+(?=\S)", re.IGNORECASE)
"""The same alone: "Instagram post, flat lay"; of a thing as well only beside where it is shown."""


def without_use(text: str) -> str:
    """Return an English description without what its picture is for, where that begins it."""
    return USE.sub("", FOR_SOMETHING.sub("", text, count=1), count=1)


def kind_shown(ledger: Ledger) -> PictureKind:
    """Return the kind of the picture itself: trust, of "Hero image for a website: trust"."""
    return picture_kind(without_use(ledger.source))
