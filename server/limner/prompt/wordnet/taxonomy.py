"""The hypernyms of nouns as one tree, numbered so that "is a kind of" is a comparison.

Numbers are given in preorder: what is below a synset has the numbers from its own up to its end.
Of several parents a synset keeps the one that leads to a category soonest; the others are listed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from limner.prompt.wordnet.source_files import Wordnet


@dataclass(frozen=True)
class Taxonomy:
    """The tree.

    Attributes:
        offsets: every noun synset, by its number.
        number: the number of every offset.
        end: the first number behind everything below an offset.
        other_parents: (number, number of a parent) for parents outside of the tree, sorted.
        named: the offset of ``lemma#number``.
    """

    offsets: list[str]
    number: dict[str, int]
    end: dict[str, int]
    other_parents: list[tuple[int, int]]
    named: dict[str, str]

    def is_below(self, offset: str, name: str) -> bool:
        """Say whether a synset is that of *name* (``lemma#number``), or below it in the tree."""
        top = self.named[name]
        return self.number[top] <= self.number[offset] < self.end[top]


def build(wordnet: Wordnet, tops: Iterable[str], added: dict[str, str]) -> Taxonomy:
    """Build the tree of all nouns.

    Args:
        wordnet: what Princeton's files say.
        tops: ``lemma#number`` of the synsets at the top of a category.
        added: parents that WordNet lacks, both as ``lemma#number``.
    """
    named = {
        f"{lemma}#{sense.number}": sense.offset
        for lemma in wordnet.senses
        for sense in wordnet.noun_senses(lemma)
    }
    parents = {
        offset: list(synset.parents)
        for (word_class, offset), synset in wordnet.synsets.items()
        if word_class == "n"
    }
    for child, parent in added.items():
        parents[named[child]].insert(0, named[parent])
    chosen = _chosen_parents(parents, {named[top] for top in tops})
    offsets, end = _preorder(chosen)
    number = {offset: at for at, offset in enumerate(offsets)}
    others = sorted(
        (number[offset], number[parent])
        for offset in offsets
        for parent in parents[offset]
        if parent != chosen[offset]
    )
    return Taxonomy(offsets, number, end, others, named)


def _chosen_parents(parents: dict[str, list[str]], tops: set[str]) -> dict[str, str | None]:
    def distance(offset: str) -> int:
        """How many synsets are nearer than the nearest top, in breadth."""
        seen: list[str] = []
        waiting = [offset]
        for other in waiting:
            if other not in seen:
                if other in tops:
                    return len(seen)
                seen.append(other)
                waiting += parents[other]
        return len(parents)

    return {
        offset: min(several, key=distance) if several else None
        for offset, several in parents.items()
    }


def _preorder(parent: dict[str, str | None]) -> tuple[list[str], dict[str, int]]:
    children: dict[str | None, list[str]] = {}
    for offset in sorted(parent, reverse=True):
        children.setdefault(parent[offset], []).append(offset)
    order: list[str] = []
    end: dict[str, int] = {}
    waiting = [(offset, False) for offset in children[None]]
    while waiting:
        offset, done = waiting.pop()
        if done:
            end[offset] = len(order)
            continue
        order.append(offset)
        waiting.append((offset, True))
        waiting += [(child, False) for child in children.get(offset, ())]
    return order, end
