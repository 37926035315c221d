"""Which WordNet categories are creatures, things, places and ideas, for what a picture shows."""

from limner.prompt.ledger.vocabulary import word_set

CREATURES = frozenset(
    (
        "worker", "artist", "soldier", "athlete", "ruler", "child", "woman", "man", "relative",
        "person", "imaginary being", "dog", "cat", "big cat", "wolf or fox", "horse", "bear",
        "bird", "fish", "insect", "reptile", "sea creature", "hoofed animal", "rodent", "primate",
        "animal",
    )
)  # fmt: skip
THINGS = frozenset(
    (
        "hand tool", "kitchen ware", "weapon", "musical instrument", "container", "lamp", "clock",
        "phone", "computer", "machine", "camera", "device", "seat", "table", "bed", "furniture",
        "bedding or rug", "headwear", "footwear", "clothing", "jewellery", "toy", "ball",
        "sculpture", "book", "fabric", "artifact", "bread or cake", "dish", "drink", "meat",
        "food", "fruit", "vegetable", "cycle", "thing", "substance",
    )
)  # fmt: skip
VEHICLES = frozenset(("car", "vehicle", "aircraft"))
PLACES = frozenset(
    (
        "house", "religious building", "tower or castle", "shop or restaurant",
        "transport building", "building", "bridge or dam", "room", "structure", "road", "mountain",
        "shore", "sea", "river", "lake", "wave", "body of water", "forest", "desert", "landform",
        "celestial body", "sky", "outer space", "city", "country", "garden or park", "region",
        "weather", "cloud", "season or hour", "event", "tree", "boat", "train", "vehicle",
        "aircraft", "car", "part of a building",
    )
)  # fmt: skip
IDEAS = frozenset(
    ("feeling", "abstract", "action", "number or unit", "money", "language or speech")
)
BODILY = (("face",), ("hair",), ("body part",))
FELT = frozenset(("feeling", "abstract"))

CLOSE = frozenset(("face", "hair", "body part"))
"""What a close view of is a portrait, beside creatures."""

FURNITURE = frozenset(("table", "furniture", "bed", "seat"))

FACIAL = word_set(
    "laughing smiling crying looking wearing staring frowning grinning winking squinting blushing "
    "yawning glancing gazing listening missing marked dressed wrinkled"
)
"""What one does in a portrait too."""

SERVED = word_set("plate bowl platter dish tray pan can tin jar slice cup glass")
"""On or in which an animal is a meal."""
