"""XMP packets: Limner's record, and the mark that says to machines that a model made a picture.

The mark is IPTC's Digital Source Type, as platforms and the EU's AI Act ask for one that machines
read (https://iptc.org/news/iptc-publishes-metadata-guidance-for-ai-generated-synthetic-media/).
A packet that a generator wrote keeps all it says, and its own mark where it has one.
"""

import html
import re

TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
"""The term for media that a trained model has made from a text."""

IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
"""The namespace of IPTC's extension schema, in which the property stands."""

RECORD = re.compile(rb'limner:record="([^"]*)"')
SOURCE_TYPE = re.compile(
    rb"\bDigitalSourceType\s*(?:=\s*[\"']([^\"']{1,200})[\"']|(?:[^>]*resource=[\"'])"
    rb"([^\"']{1,200})|[^>]*>\s*([^<\s]{1,200}))"
)
"""The property as an attribute, as a resource, or as an element's text."""

DESCRIPTION = '<rdf:Description xmlns:rdf="{rdf}" rdf:about="" {properties}/>'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">{{description}}'
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
PACKET_END = b"</rdf:RDF>"
"""Where a description can be added to a packet that a generator wrote."""


def packet(record: str, *, generated: bool, own: bytes = b"") -> bytes:
    """Return an XMP packet with a *record*, and the mark of a picture that a model has *generated*.

    Args:
        record: the text of it; ``""`` where it stands elsewhere in the file.
        generated: whether the picture is marked.
        own: the packet that is in the file, to which both are added.

    Raises:
        ValueError: there is no place for it in the file's own packet.
    """
    properties = []
    written = f'limner:record="{html.escape(record, quote=True)}"'
    if record and RECORD.search(own):
        own = RECORD.sub(lambda _: written.encode(), own)
    elif record:
        properties.append(f'xmlns:limner="urn:limner:provenance:1:" {written}')
    if generated and not source_type(own):
        properties.append(f'xmlns:Iptc4xmpExt="{IPTC}" Iptc4xmpExt:DigitalSourceType="{TRAINED}"')
    if not properties:
        return own or PACKET.format(description="").encode()
    description = DESCRIPTION.format(rdf=RDF, properties=" ".join(properties))
    if not own:
        return PACKET.format(description=description).encode()
    head, end, tail = own.rpartition(PACKET_END)
    if not end:
        raise ValueError("no place")
    return head + description.encode() + end + tail


def record(own: bytes) -> str | None:
    """Return the text of Limner's record in a packet, ``None`` where it has none."""
    found = RECORD.search(own)
    return html.unescape(found.group(1).decode()) if found else None


def source_type(own: bytes) -> str:
    """Return the Digital Source Type that a packet states, ``""`` where it states none."""
    found = SOURCE_TYPE.search(own)
    value = next(filter(None, found.groups()), b"") if found else b""
    return value.decode("utf-8", "replace")
