"""Pictures that people bring: made ready to print, or refused in words."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from handouts.figures.pictures import UnusablePicture, load_picture


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1", "LA"])
def test_png_of_every_kind(tmp_path: Path, mode: str) -> None:
    picture = load_picture(saved(tmp_path, "x.png", Image.new("RGB", (40, 20), "navy").convert(mode)))
    assert (picture.width, picture.height) == (40, 20)
    assert picture.raster
    assert len(picture.raster[0]) == 40 * 20 * 3


def test_16_bit_grey_keeps_its_greys(tmp_path: Path) -> None:
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 0)
    image.putpixel((1, 0), 32768)
    picture = load_picture(saved(tmp_path, "x.png", image))
    assert picture.raster
    assert picture.raster[0] == bytes((0, 0, 0, 128, 128, 128))


def test_cmyk_jpeg_becomes_rgb(tmp_path: Path) -> None:
    picture = load_picture(saved(tmp_path, "x.jpg", Image.new("CMYK", (30, 30), (0, 255, 255, 0))))
    assert picture.raster
    red, green, blue = picture.raster[0][:3]
    assert red > 200
    assert max(green, blue) < 60


def test_a_photograph_held_sideways_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    picture = load_picture(saved(tmp_path, "x.jpg", Image.new("RGB", (60, 20)), exif=exif))
    assert (picture.width, picture.height) == (20, 60)


def test_large_pictures_are_brought_down_to_print_resolution(tmp_path: Path) -> None:
    path = saved(tmp_path, "x.png", Image.new("RGB", (6000, 3000), "teal"))
    picture = load_picture(path, (60.0, 18.0))
    assert picture.raster
    assert picture.raster[1] <= 60 / 25.4 * 600
    assert picture.raster[2] <= 18 / 25.4 * 600
    assert picture.raster[1] / picture.raster[2] == pytest.approx(2, rel=0.01)


def test_white_on_clear_is_told(tmp_path: Path) -> None:
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (10, 10, 40, 40))
    assert "nothing of it shows on paper" in load_picture(saved(tmp_path, "x.png", image)).remarks[0]


def test_cut_short_is_told(tmp_path: Path) -> None:
    noise = Image.frombytes("RGB", (80, 80), random.Random(1).randbytes(80 * 80 * 3))
    for name in ("x.png", "x.jpg"):
        path = saved(tmp_path, name, noise)
        path.write_bytes(path.read_bytes()[:-2000])
        with pytest.raises(UnusablePicture, match="damaged or cut short"):
            load_picture(path)


def test_a_name_that_lies_is_told(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (5, 5)).save(buffer, "GIF")
    path = tmp_path / "x.png"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(UnusablePicture, match="not the kind"):
        load_picture(path)


HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">'


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<text>Hi</text>", "uses <text>"),
        ('<image href="x.png"/>', "uses <image>"),
        ('<use xlink:href="http://127.0.0.1:9/x.svg#a"/>', "points to another file"),
        ('<rect width="9" height="9" fill="url(#g)"/>', "is a gradient"),
        ('<rect width="9" height="9" style="fill:url(#g)"/>', "its style uses a gradient"),
        ("<style>@import url(http://127.0.0.1:9/x.css);</style>", "its style uses"),
        ('<rect width="9" height="9" opacity="0.5"/>', 'uses opacity="0.5"'),
        ('<rect width="9" height="9" filter="blur"/>', "uses filter"),
        ("<script>x</script>", "uses <script>"),
        ("<foreignObject/>", "uses <foreignObject>"),
        ("", "has no shapes"),
        ("<rect", "not well-formed"),
    ],
)
def test_svg_that_would_come_out_differently_is_refused(tmp_path: Path, body: str, told: str) -> None:
    path = tmp_path / "x.svg"
    path.write_text(f"{HEAD}{body}</svg>")
    with pytest.raises(UnusablePicture) as caught:
        load_picture(path)
    assert told in str(caught.value)


def test_svg_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text(f'<!DOCTYPE svg [<!ENTITY a "b">]>{HEAD}<rect width="1" height="1"/></svg>')
    with pytest.raises(UnusablePicture, match="DOCTYPE"):
        load_picture(path)


def test_a_turned_rectangle_is_turned(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text(f'{HEAD}<rect x="10" y="5" width="8" height="4" transform="rotate(90 10 5)"/></svg>')
    (shape,) = load_picture(path).shapes
    points = [(round(float(s[1])), round(float(s[2]))) for s in shape.path if s[0] != "Z"]
    assert min(points) == (6, 5)
    assert max(points) == (10, 13)


def test_svg_shapes_keep_their_place_and_colour(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text(f'{HEAD}<g transform="translate(10 5)"><rect width="8" height="4" fill="#ff0000"/></g></svg>')
    picture = load_picture(path)
    (shape,) = picture.shapes
    assert (picture.width, picture.height) == (40, 20)
    assert shape.fill == (1.0, 0.0, 0.0)
    points = [segment[1:3] for segment in shape.path if segment[0] != "Z"]
    assert min(points) == (10, 5)
    assert max(points) == (18, 9)
