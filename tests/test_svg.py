"""SVG drawings that people bring: drawn as everywhere else, or refused by name."""

from __future__ import annotations

import base64
import io
import json
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageColor

from handouts import Order, Workspace, make
from handouts.drawing.photographs import UnusablePicture
from handouts.drawing.pictures import Picture, load_picture
from handouts.drawing.svg_writer import svg
from handouts.layout.parts import Joints
from handouts.pdf.canvas import TaggedCanvas
from handouts.pdf.file import GrowingFile
from handouts.pdf.imposition import Place
from handouts.pdf.metadata import About
from tests.conftest import TODAY
from tests.readers import failures
from tests.svg_features import DRAWN, NEWER, REFUSED
from tests.test_web import TOOLS, needed

SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SIDE = 100  # pixels, as many as a feature has units
NEAR = 3  # of 255: rounding of colours


def drawing(body: str) -> str:
    """A file with this inside."""
    return f'<svg {SPACES} viewBox="0 0 100 100">{body}</svg>'


def loaded(folder: Path, text: str | bytes) -> Picture:
    path = folder / "x.svg"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_picture(path)


def pages_of(pictures: list[Picture]) -> list[Image.Image]:
    """Pictures in a PDF, as pdfium shows them, each on a page of its size."""
    out = io.BytesIO()
    file = GrowingFile(out)
    for picture in pictures:
        high = SIDE * picture.height / picture.width
        canvas = TaggedCanvas((SIDE, high), Joints())
        canvas.start_page(Place(0))
        canvas.paint(f"q {SIDE} 0 0 {high:.4f} 0 0 cm /{canvas.picture_name(picture)} Do Q")
        canvas.end_page()
        file.add(canvas.part())
    file.finish(About("Pictures", "Clinic", "en", "Handouts"))
    document = pypdfium2.PdfDocument(out.getvalue())
    return [page.render(scale=4).to_pil().convert("RGB").reduce(4) for page in document]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Every feature as it is printed."""
    folder = tmp_path_factory.mktemp("svg")
    pictures = [loaded(folder, drawing(body)) for body, _ in DRAWN.values()]
    return dict(zip(DRAWN, pages_of(pictures), strict=True))


@pytest.mark.parametrize("name", DRAWN)
def test_drawn_right(name: str, shown: dict[str, Image.Image]) -> None:
    probes = DRAWN[name][1].split()
    for place, colour in zip(probes[::2], probes[1::2], strict=True):
        x, y = map(int, place.split(","))
        found, wanted = shown[name].getpixel((x, y)), ImageColor.getrgb(colour)
        assert isinstance(found, tuple)
        assert all(abs(a - b) <= NEAR for a, b in zip(found, wanted, strict=True)), f"{place}: {found}"


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_name(name: str, tmp_path: Path) -> None:
    body, told = REFUSED[name]
    with pytest.raises(UnusablePicture) as caught:
        loaded(tmp_path, drawing(body))
    assert told in str(caught.value)
    assert caught.value.hint


RED = '<rect width="60" height="60" fill="red"/>'


@pytest.mark.parametrize(
    "start",
    [
        '<?xml version="1.0"?>\n<!DOCTYPE svg>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!DOCTYPE svg SYSTEM 'svg11.dtd' >",
        "<!-- <!DOCTYPE svg [ is a remark -->",
    ],
)
def test_a_plain_doctype_is_nothing(tmp_path: Path, start: str) -> None:
    (shape,) = loaded(tmp_path, start + drawing(RED)).shapes
    assert shape.fill == (1.0, 0.0, 0.0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert loaded(tmp_path, drawing(RED).encode(encoding)).shapes
    for inside in ('[<!ENTITY a "b">]', '[<!ENTITY % a SYSTEM "x.dtd"> %a;]', 'SYSTEM "x.dtd" [<!ELEMENT svg ANY>]'):
        with pytest.raises(UnusablePicture, match="DOCTYPE with entities"):
            loaded(tmp_path, f"<!DOCTYPE svg {inside}>{drawing(RED)}".encode(encoding))
    with pytest.raises(UnusablePicture, match="not well-formed XML"):
        loaded(tmp_path, f'<!DOCTYPE svg SYSTEM "x.dtd">{drawing("<title>&a;</title>" + RED)}'.encode(encoding))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'<?xml-stylesheet href="x.css"?>{drawing(RED)}', "its style stands in another file"),
        (f'<?xml version="1.0" encoding="utf-7"?>{drawing(RED)}', 'its letters are in "utf-7"'),
        (drawing(RED).replace("svg", "html"), "no SVG drawing"),
        (f"<svg {SPACES}>{RED}</svg>", "it says no size"),
        (f'<svg {SPACES} width="50%" height="9">{RED}</svg>', 'uses width="50%"'),
        (f'<svg {SPACES} width="1em" height="1em">{RED}</svg>', 'uses width="1em"'),
        (f'<svg {SPACES} viewBox="0 0 0 9">{RED}</svg>', 'uses viewBox="0 0 0 9"'),
        (f'<svg {SPACES} viewBox="0 0 9 9" preserveAspectRatio="defer none">{RED}</svg>', "uses preserveAspectRatio="),
        (drawing("\n<mask/>\n<text/>\n<g><text/><video/><audio/><x/></g>"), "<text> (line 3); it uses <text> (line 4)"),
        (drawing("<text/><b/><c/><d/><e/>"), "it uses <c> (line 1) and 2 more"),
        (drawing("\n".join([RED, RED, "<g"])), "not well-formed XML (line 3)"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnusablePicture) as caught:
        loaded(tmp_path, text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("said", "ratio"),
    [
        ('width="40" height="20"', 2),
        ('width="20mm" height="1cm"', 2),
        ('viewBox="-5 -5 40 20"', 2),
        ('width="100%" height="100%" viewBox="0 0 40 20"', 2),
        ('height="1in" viewBox="0 0 40 20"', 2),
        ('width="1em" height="1em" viewBox="0 0 40 20"', 2),
        ('width="1.2em" height="1.2em" viewBox="0 0 24 24"', 1),
        ('width="30" height="30" viewBox="0 0 40 20"', 1),
    ],
)
def test_a_drawing_has_the_size_that_it_says(tmp_path: Path, said: str, ratio: float) -> None:
    picture = loaded(tmp_path, f"<svg {SPACES} {said}>{RED}</svg>")
    assert picture.width / picture.height == pytest.approx(ratio)


RECTANGLE = '<rect width="1" height="1"/>'
NESTED = "".join(f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, 10))
LONG = "0 1 " * 300_000


@pytest.mark.parametrize(
    "body",
    [
        f'<defs><g id="a0">{RECTANGLE}</g>{NESTED}</defs><use href="#a9"/>',
        f'<path d="M0 0L{"1 1 " * 100_000}"/>',
        RECTANGLE * 25_000,
        "<g>" * 5000 + RECTANGLE + "</g>" * 5000,
        f'<defs><polygon id="p" points="{LONG}1"/></defs>' + '<use href="#p"/>' * 9000,
        f'<clipPath id="c"><path d="M0 0H9V9{" " * 4_000_000}"/></clipPath>'
        + f'<g clip-path="url(#c)">{RECTANGLE}</g>' * 9000,
        f"<style>{'rect{fill:red;fill:blue}' * 60}</style>{RECTANGLE * 19_000}",
    ],
    ids=["uses", "points", "elements", "depth", "letters", "clips", "looks"],
)
def test_a_bomb_ends_soon(tmp_path: Path, body: str) -> None:
    with pytest.raises(UnusablePicture) as caught:
        loaded(tmp_path, drawing(body))
    assert "more than" in str(caught.value) or "again and again" in str(caught.value)


def test_a_logo_that_lets_something_through_is_sound(clinic: Path) -> None:
    body, _ = DRAWN["see-through fill with a stroke"]
    (clinic / "logo.svg").write_text(drawing(body + DRAWN["a clip that cuts"][0] + DRAWN["dashes"][0]), "utf-8")
    (clinic / "clinic.yaml").write_text(
        (clinic / "clinic.yaml").read_text("utf-8").replace("logo.png", "logo.svg"), "utf-8"
    )
    data = make(Order("stiff-ankle", "handout"), Workspace.open(clinic), today=TODAY).data
    assert b"/ExtGState" in data
    assert failures(data) == []


def by_resvg(drawings: list[str]) -> list[Image.Image]:
    """Drawings as resvg shows them, which nobody here wrote."""
    code = """
    const {Resvg} = require(process.argv[1]), texts = JSON.parse(require("fs").readFileSync(0));
    const options = {background: "white", fitTo: {mode: "width", value: 400}, font: {loadSystemFonts: false}};
    console.log(JSON.stringify(texts.map(text => new Resvg(text, options).render().asPng().toString("base64"))));
    """
    command = [needed("node"), "-e", code, str(TOOLS / "@resvg" / "resvg-js")]
    done = subprocess.run(command, input=json.dumps(drawings), capture_output=True, text=True, check=True)
    pictures = [Image.open(io.BytesIO(base64.b64decode(each))) for each in json.loads(done.stdout)]
    return [picture.convert("RGB").reduce(4) for picture in pictures]


def difference(one: Image.Image, two: Image.Image) -> float:
    """The share of pixels that clearly differ."""
    bands = ImageChops.difference(one, two.resize(one.size)).split()
    most = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(most.histogram()[48:]) / (one.width * one.height)


@pytest.mark.library
def test_as_another_program_draws_it(tmp_path: Path, shown: dict[str, Image.Image]) -> None:
    texts = [drawing(body) for body, _ in DRAWN.values()]
    written = [
        svg(picture.shapes, picture.width, picture.height, "x")
        for picture in (loaded(tmp_path, text) for text in texts)
    ]
    far = {}
    for name, original, page in zip(DRAWN, by_resvg(texts), by_resvg(written), strict=True):
        if name in NEWER:
            original = page
        far[name] = (difference(shown[name], original), difference(page, original))
    assert {name: apart for name, apart in far.items() if max(apart) > 0.02} == {}
