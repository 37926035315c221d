"""Whether an English noun stands in a text for what its picture shows."""

from itertools import pairwise

from limner.prompt.checks.exclusion_checks.excluded_kinds import WHOLE, shows_excluded
from limner.prompt.ledger.nouns import is_plural, singular
from limner.prompt.ledger.tokens import ARTICLES, Token
from limner.prompt.ledger.vocabulary import NEWCOMERS, word_set
from limner.prompt.wordnet.categories import categories, category
from limner.prompt.wordnet.forms import lemma
from limner.prompt.wordnet.table import entry

COMPARING = word_set("like as if")

DRAWN = word_set("drawn shown rendered depicted painted designed built written set")
"""What stands before an "as" that compares nothing: "drawn as a solid shape"."""

DETERMINERS = word_set(
    "a an the some several many few two three four five six his her their its another each every "
    "one"
)

FEW_BEFORE = 2
"""Words of its clause before a noun from which it needs a determiner to be what is shown."""

COVERED = word_set(
    "covered filled lined topped strewn dusted capped clad laden studded soaked slicked drenched "
    "decked draped fringed framed crowned dotted scattered swept lashed lit stained bearing "
    "trimmed rimmed spattered splattered wreathed shrouded wrapped"
)
"""What behind a hyphen says that something is there: snow-covered."""

HOLDING = word_set(
    "trunk branch leaf petal bed garden field bush bank drift flake puff plume trail crowd stall "
    "row patch pile stain spot tree light cloud fall storm flower blossom plant skin feather mane "
    "track print boat ship figure crew driver horse dog cat pot stem head arm"
)
"""What stands behind a thing that is there with it: "a flower bed"."""

LIKE_IT = word_set("pattern print motif stripe design shape")
"""What has only the looks of the thing before it: "a rug with a zebra pattern"."""

WOODS = word_set("grove forest wood avenue alley lane orchard shade shadow canopy hedge thicket")

STUFF = frozenset({"substance", "fabric", "colour"})
"""Categories of what a thing is made of."""

FOODS = frozenset({"meat", "vegetable", "fruit", "food", "dish"})
"""Categories of what may be a part or a dish of another of them: tomato soup."""

COOKED = word_set(
    "roast roasted grilled fried baked smoked braised stewed poached boiled barbecued"
)
ELSEWHERE = {
    "hand": word_set("clock watch dial hour minute"),
    "face": word_set("clock watch dial cliff rock"),
    "grain": word_set("wood oak walnut pine timber leather plank wooden"),
    "leg": word_set("table chair stool tripod"),
    "key": word_set("piano keyboard organ typewriter"),
    "leaf": word_set("drop table gold silver"),
    "bow": word_set("ribbon tied neat silk satin"),
    "plant": word_set("power chemical nuclear treatment processing bottling"),
    "crane": word_set("construction tower dock harbour harbor port building steel"),
}
"""What something else of the same name belongs to, right before it or behind "of"."""

MUCH = word_set(
    "river stream sea ocean lake flood pool mountain hill forest wall carpet blanket army crown"
)
"""What stands before "of" where there is much of something else."""

AMONG = {"crane": word_set("construction scaffolding girder girders docks dockyard containers")}
"""What a text speaks of in which something else of the same name stands."""

OWNERS = word_set("his her its their my your our")
TOWARDS = word_set("at to back")
GREETED = word_set(
    "camera viewer us someone somebody passers passengers crowd friends them him her"
)
"""Whom somebody waves at."""

MEASURES = word_set(
    "slab slice piece pile heap bowl cup glass plate bunch row cluster group crowd pair handful "
    "bottle jug basket tray stack flock herd swarm clump patch field"
)
"""What stands before "of" where there is some of a thing: "a slab of smoky bacon"."""


def is_there(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the noun at *place* is shown rather than compared with: "like a hawk"."""
    near = every[max(0, place - 4) : place]
    ends = [number for number, token in enumerate(near, 1) if token.ends_clause]
    before = [token.lower for token in near[ends[-1] if ends else 0 :]]
    for number, word in enumerate(before):
        drawn = word == "as" and number and before[number - 1] in DRAWN
        if word in COMPARING and not drawn:
            return False
    if is_plural(every[place].text) or any(word in DETERMINERS for word in before):
        return True
    if any(pair[1] == "of" and pair[0] in MEASURES for pair in pairwise(before)):
        return True
    return len(before) < FEW_BEFORE and _acts(place + 1, every)  # "White greasepaint covers".


def is_another_thing(noun: str, place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word means another thing than the *noun* it is: hot dogs, a clock's hands."""
    word = singular(every[place].text)
    before = every[place - 1].lower if place and every[place - 1].ahead in (" ", "-") else ""
    both = f"{before} {word}"
    if before and category(singular(noun)) in WHOLE["animal"]:
        eaten = before in COOKED or (entry(both) and set(categories(both)) & WHOLE["food"])
        if eaten:
            return True
    if AMONG.get(word, frozenset()) & {token.lower for token in every}:
        return True
    owners = ELSEWHERE.get(word, frozenset())
    around = {token.lower.removesuffix("'s") for token in every[max(0, place - 2) : place]}
    behind = [token.lower for token in every[place + 1 : place + 4]]
    around |= set(behind) if behind[:1] == ["of"] else set()
    return bool(around & owners)


def is_likened(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether something else is like the thing at *place*: "eyes glowing like lamps"."""
    before = every[max(0, place - 2) : place]
    return any(token.lower == "like" and not token.ahead.strip() for token in before)


def only_says_how(noun: str, place: int, every: tuple[Token, ...]) -> bool:
    """Say whether a word is no thing of its own: "hand-pulled", "a fire escape", "mist leaves it".

    What something is covered with or made of is there: "snow-covered", "a flower bed", "gold foil".
    """
    word = every[place]
    after = every[place + 1] if place + 1 < len(every) else None
    if after is None:
        return False
    both = f"{word.lower} {singular(after.text)}"
    if word.ahead == "-":
        names = entry(both) or entry(both.replace(" ", ""))
        is_other = names is not None and not shows_excluded(noun.lower(), both)
        return is_other or (_describes(after.lower) and after.lower not in COVERED)
    if word.ahead != " ":
        return False
    if singular(word.text) in MUCH and after.lower == "of" and place + 2 < len(every):
        return every[place + 2].lower not in ARTICLES  # "A river of sand".
    if singular(after.text) in LIKE_IT or _is_wood_of(word, after):
        return True
    if entry(both) and not shows_excluded(noun.lower(), both):
        if {category(word.lower), category(both)} <= FOODS:
            return False  # Pork belly is pork.
        return singular(after.text) not in HOLDING and category(word.lower) not in STUFF
    before = every[place - 1] if place else None
    if before is None or before.ahead != " ":
        return False
    if is_plural(before.text) and not is_plural(word.text) and after.lower in ARTICLES | OWNERS:
        known = entry(word.lower)  # "Petals frame its body".
        return known is not None and known.frequency("verb") > 0 and entry(both) is None
    if not word.lower.endswith("s"):
        return False
    greeted = every[place + 2] if after.lower in TOWARDS and place + 2 < len(every) else None
    if greeted is not None and every[place + 3 : place + 4] and greeted.lower in ARTICLES:
        greeted = every[place + 3]
    if greeted is not None and greeted.lower in GREETED:
        return True
    verbs = (entry(form) for form in (word.lower.removesuffix("s"), lemma(word.lower, ("verb",))))
    return (
        any(verb is not None and verb.frequency("verb") > 0 for verb in verbs)
        and after.lower in ARTICLES | OWNERS | TOWARDS | {"no"}
        and _may_act(before.lower)
        and (after.lower not in TOWARDS or _is_one(before.lower))
    )


def _is_wood_of(word: Token, after: Token) -> bool:
    """Say whether a tree is what the thing behind it is made of: "an oak desk"."""
    known = entry(singular(after.text))
    is_thing = known is not None and known.frequency("noun") == max(known.frequencies)
    is_thing = is_thing and not after.lower.endswith("ing")
    is_made = is_thing and singular(after.text) not in HOLDING | WOODS
    return is_made and "tree" in categories(word.lower)


def _describes(word: str) -> bool:
    known = entry(word)
    described = known is not None and known.frequency("adjective") > known.frequency("noun")
    return described or word.endswith("ed") or word in ("cut", "made", "drawn", "spun", "woven")


def _may_act(word: str) -> bool:
    """Say whether *word* is one thing that may do something: "mist", no "autumn" or "the"."""
    known = entry(word)
    if word in ("it", "he", "she", "who", "that", "which"):
        return True
    is_noun = known is not None and known.frequency("noun") > known.frequency("adjective")
    return is_noun and not is_plural(word) and category(word) != "season or hour"


def _is_one(word: str) -> bool:
    return word in NEWCOMERS["people"] | NEWCOMERS["animals"] | {"he", "she", "who"}


def _acts(place: int, every: tuple[Token, ...]) -> bool:
    """Say whether the word at *place* says what one thing does."""
    if place >= len(every) or not every[place].lower.endswith("s"):
        return False
    known = entry(lemma(every[place].lower, ("verb",)))
    return known is not None and known.frequency("verb") > known.frequency("noun")
