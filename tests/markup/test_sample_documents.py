"""Documents that show off a markup: the pictures found are those its own parser finds."""

from collections.abc import Callable

import pytest
from tests.support.markup import parsers

from limner.document import Document
from limner.markup import for_language

TOUR_OF_RST = r"""
==================
A walk in pictures
==================

.. |dot| image:: dot.png

This ``.. image:: no.png`` is code, and so is the next::

    .. image:: no.png

.. image:: gate\ way.png
   :alt: The gate in the morning
   :width: 20em

* .. image:: in/item.png
     :alt: In an item

  The words of the item.

  .. image:: in/second.png

1. First

   .. figure:: in/steps.png
      :alt: Steps

      Steps to the *well*.

      .. image:: in/legend.png

.. note:: Mind the step.

   .. image:: in/note.png
      :alt: A step

.. list-table::

   * - .. image:: in/left.png
          :alt: Left
     - .. image:: in/right.png
   * - words
     - words

+---------------------+------------------+
| .. image:: grid.png | The grid         |
|    :alt: In a grid  |                  |
+---------------------+------------------+
| words               | .. image:: b.png |
+---------------------+------------------+

======  =========================
place   picture
======  =========================
well    .. image:: simple.png
           :alt: In a table
gate    words
======  =========================

.. The old picture:
   .. image:: no.png

.. code-block:: rst

   .. image:: no.png

Words.

  A quoted line, and below it a picture.

  .. image:: in/quote.png

The end
-------

.. image:: end.png
"""

TOUR_OF_ASCIIDOC = r"""
= A walk in pictures
:icons: font

The way image:dot.png[Dot] is marked; _image:slanted.png[Slanted]_ and `image:mono.png[Mono]` too.
Not \image:no.png[No], not +image:no.png[No], not `+image:no.png[No]+`, pass:[image:no.png[No]].
// image:no.png[No]

.The gate
[#gate.wide]
image::gate%20way.png["The gate, early",200]

image::named.png[alt="By name, too",width=20]

image:bracket.png[A \] bracket] and image:far.png[]

 image:no.png[No] in an indented paragraph

* item
+
image::in/item.png[In an item]
* image:in/second.png[Second]

Well:: image:in/term.png[Well]

[NOTE]
====
image::in/note.png[A step]
====

TIP: See image:in/tip.png[Tip].

****
image:in/side.png[Side]
****

[quote]
image:in/quote.png[Quoted] words

[cols="1,1a"]
|===
|image:cell.png[Cell] |b

|c
|
image::deep.png[Deep]
|===

[source,asciidoc]
image::no.png[No]
image:no.png[No]

[source,asciidoc]
----
image::no.png[No]

image::no.png[No]
----

[listing]
image:no.png[No]

++++
image:no.png[No]
++++

////
image::no.png[No]
////

== image:heading.png[Heading] The end

--
image::end.png[End]
--
"""


@pytest.mark.parametrize(
    ("language", "parse", "text", "count"),
    [
        ("restructuredtext", parsers.docutils, TOUR_OF_RST, 14),
        ("asciidoc", parsers.asciidoctor, TOUR_OF_ASCIIDOC, 18),
    ],
)
def test_found_is_what_the_parser_finds(
    language: str, parse: Callable[[str], parsers.Seen], text: str, count: int
) -> None:
    links = for_language(language).links(Document(text.lstrip(), language))
    theirs = parse(text.lstrip()).images
    # An AsciiDoc picture without words is described by its file's name.
    own = [(link.target, link.alt or ("far" if link.target == "far.png" else "")) for link in links]
    assert sorted(own) == sorted(theirs)
    assert len(own) == count
