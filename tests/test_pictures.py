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
