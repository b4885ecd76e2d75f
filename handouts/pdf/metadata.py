"""What a file says of itself: for people, for machines (XMP), and what its colours mean."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import escape

from handouts.pdf.objects import COMPRESSION, Name, Objects, Value, deflated_stream

PRODUCER = "ReportLab PDF Library"
PROFILE = Path(__file__).parent / "srgb.icc"  # docs/make_profile.py writes it
COLOURS = "sRGB IEC61966-2.1"
ARCHIVAL_CLAIMS = {"pdfaid:part": "2", "pdfaid:conformance": "A"}  # PDF/A-2a
CLAIMS = {**ARCHIVAL_CLAIMS, "pdfuaid:part": "1"}  # and PDF/UA-1

# ISO 19005-2, 6.6.2.3: a schema that PDF/A doesn't know, such as PDF/UA's, has to be described in the file.
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><xmp:CreatorTool>{creator}</xmp:CreatorTool>
{claims}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; `leftward`: its pages start at the right."""

    title: str
    author: str
    language: str
    creator: str
    leftward: bool = False


def information(about: About) -> Value:
    """The old form of the same words. It holds no dates: a sheet is the same bytes on any day."""
    texts = {"Title": about.title, "Author": about.author, "Creator": about.creator, "Producer": PRODUCER}
    return {key: text for key, text in texts.items() if text}


def packet(about: About) -> bytes:
    """The XMP packet, with the standards that the file claims to keep."""
    claims = "".join(f"<{name}>{value}</{name}>" for name, value in CLAIMS.items())
    values = {
        "title": about.title,
        "author": about.author,
        "language": about.language,
        "creator": about.creator,
        "producer": PRODUCER,
    }
    return PACKET.format(claims=claims, **{name: escape(value) for name, value in values.items()}).encode()


@lru_cache(1)
def _profile() -> bytes:
    return zlib.compress(PROFILE.read_bytes(), COMPRESSION)


def output_intent(objects: Objects) -> Value:
    """What our RGB numbers mean: sRGB, by a profile that is the same bytes each time."""
    intent: dict[str, Value] = {
        "Type": Name("OutputIntent"),
        "S": Name("GTS_PDFA1"),
        "OutputConditionIdentifier": COLOURS,
        "Info": COLOURS,
        "DestOutputProfile": objects.add(deflated_stream(_profile(), {"N": 3})),
    }
    return [intent]
