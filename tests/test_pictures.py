"""Pictures that people bring: made ready to print, or refused in words."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat

from handouts import Order, Workspace, make
from handouts.checks.workspace import check
from handouts.drawing import photographs
from handouts.drawing.browser_pixels import ToDecode, supply
from handouts.drawing.photographs import UnusablePicture, read_raster
from handouts.drawing.pictures import Picture, load_picture
from tests.conftest import TODAY, alone
from tests.readers import failures


def pixels(picture: Picture) -> Image.Image:
    """What is printed of a picture."""
    raster = picture.raster
    assert raster
    if raster.jpeg:
        return Image.open(io.BytesIO(raster.data))
    return Image.frombytes("RGB", (raster.width, raster.height), zlib.decompress(raster.data))


def saved(folder: Path, name: str, image: Image.Image, **options: object) -> Path:
    path = folder / name
    image.save(path, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1", "LA"])
def test_png_of_every_kind(tmp_path: Path, mode: str) -> None:
    picture = load_picture(saved(tmp_path, "x.png", Image.new("RGB", (40, 20), "navy").convert(mode)))
    assert (picture.width, picture.height) == (40, 20)
    assert picture.raster
    assert len(zlib.decompress(picture.raster.data)) == 40 * 20 * 3


def test_16_bit_grey_keeps_its_greys(tmp_path: Path) -> None:
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 0)
    image.putpixel((1, 0), 32768)
    picture = load_picture(saved(tmp_path, "x.png", image))
    assert picture.raster
    assert zlib.decompress(picture.raster.data) == bytes((0, 0, 0, 128, 128, 128))


def test_cmyk_jpeg_becomes_rgb(tmp_path: Path) -> None:
    picture = load_picture(saved(tmp_path, "x.jpg", Image.new("CMYK", (30, 30), (0, 255, 255, 0))))
    red, green, blue = pixels(picture).getpixel((9, 9))  # type: ignore[misc]
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
    assert picture.raster.height == round(18 / 25.4 * 600)
    assert picture.raster.width / picture.raster.height == pytest.approx(2, rel=0.01)


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


def photograph(width: int, height: int) -> Image.Image:
    """A picture with as many colours as one of a camera, and as much grain."""
    coarse = Image.frombytes("RGB", (16, 12), random.Random(3).randbytes(16 * 12 * 3))
    grain = Image.effect_noise((width, height), 12).convert("RGB")
    return ImageChops.overlay(coarse.resize((width, height), Image.Resampling.BICUBIC), grain)


def test_a_photograph_is_printed_as_jpeg_at_the_size_of_its_room(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of a clinic"
    path = saved(tmp_path, "x.jpg", photograph(3000, 2000), exif=exif, quality=95)
    picture = load_picture(path, (75.0, 36.0))
    assert picture.raster
    assert picture.raster.jpeg
    assert (picture.raster.width, picture.raster.height) == (638, 425)  # 300 dots an inch
    assert len(picture.raster.data) < 200_000 < path.stat().st_size
    assert b"Camera" not in picture.raster.data
    assert "exif" not in pixels(picture).info
    assert (picture.width, picture.height) == (3000, 2000)
    assert picture.remarks == ()


def test_what_is_drawn_in_flat_colours_stays_as_it_is(tmp_path: Path) -> None:
    art = Image.new("RGB", (900, 300), "white")
    for index, colour in enumerate(("teal", "orange", "navy")):
        ImageDraw.Draw(art).ellipse((300 * index + 20, 20, 300 * index + 280, 280), fill=colour)
    picture = load_picture(saved(tmp_path, "art.png", art), (60.0, 18.0))
    assert picture.raster
    assert not picture.raster.jpeg
    assert ImageChops.difference(pixels(picture), art).getbbox() is None
    grainy = load_picture(saved(tmp_path, "photograph.png", photograph(900, 300)), (60.0, 18.0))
    assert grainy.raster
    assert grainy.raster.jpeg
    assert (grainy.raster.width, grainy.raster.height) == (638, 213)


@pytest.mark.parametrize("turned", range(1, 9))
def test_every_way_to_hold_a_camera(tmp_path: Path, turned: int) -> None:
    image = Image.new("RGB", (64, 32), "white")
    image.paste("red", (0, 0, 32, 16))
    exif = Image.Exif()
    exif[0x0112] = turned
    path = saved(tmp_path, "x.jpg", image, exif=exif, quality=95)
    wanted = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    found = pixels(load_picture(path))
    assert found.size == wanted.size
    assert max(ImageStat.Stat(ImageChops.difference(found, wanted)).mean) < 3


@pytest.mark.parametrize(
    ("size", "room", "told"),
    [
        ((60, 20), (60.0, 18.0), "prints at 28 dots an inch, 150 are needed. Use one of 319 by 107 pixels or more."),
        ((7, 13), (60.0, 18.0), "prints at 18 dots an inch"),
        ((200, 150), (75.0, 36.0), "prints at 106 dots an inch"),
        ((443, 213), (75.0, 36.0), ""),
    ],
)
def test_too_few_pixels_are_told(tmp_path: Path, size: tuple[int, int], room: tuple[float, float], told: str) -> None:
    remarks = load_picture(saved(tmp_path, "x.png", Image.new("RGB", size, "navy")), room).remarks
    assert [remark[: len(told)] for remark in remarks] == [told] * bool(told)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def empty_png(width: int, height: int, *, deep: bool) -> bytes:
    """A PNG with nothing on it, of 16-bit colours with alpha or of grey bits, in few bytes however large it is."""
    row = 1 + (8 * width if deep else (width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(row)) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 16 if deep else 1, 6 if deep else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(1, 59_000_000), (20_001, 3), (8000, 8000)])
def test_pictures_without_measure_are_refused_before_they_are_unpacked(tmp_path: Path, size: tuple[int, int]) -> None:
    head = struct.pack(">IIBBBBB", *size, 8, 2, 0, 0, 0)
    path = tmp_path / "x.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    with pytest.raises(UnusablePicture, match="50 million pixels, or 20,000 in a row"):
        load_picture(path)


@pytest.mark.stress
@pytest.mark.parametrize("kind", ["16-bit", "1-bit", "palette", "grey with alpha", "JPEG", "progressive", "CMYK"])
def test_no_picture_takes_more_than_half_a_gigabyte(tmp_path: Path, kind: str) -> None:
    path = tmp_path / ("x.jpg" if kind in ("JPEG", "progressive", "CMYK") else "x.png")
    width, height = 8165, 6120
    if kind in ("16-bit", "1-bit"):
        path.write_bytes(empty_png(width, height, deep=kind == "16-bit"))
    else:
        mode = {"palette": "P", "grey with alpha": "LA", "CMYK": "CMYK"}.get(kind, "RGB")
        Image.new(mode, (width, height)).save(path, progressive=kind in ("progressive", "CMYK"))
    code = (
        "import sys; from pathlib import Path; from handouts.drawing.pictures import load_picture;"
        "load_picture(Path(sys.argv[1]), (60.0, 18.0));"
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 450_000  # kB


def test_a_photograph_keeps_a_file_small_everywhere(clinic: Path) -> None:
    photograph(3000, 2000).save(clinic / "data/exercises/heel-raise.jpg", quality=95)
    exercise = clinic / "data/exercises/heel-raise.yaml"
    exercise.write_text(exercise.read_text("utf-8").replace("heel-raise.svg", "heel-raise.jpg"), "utf-8")
    workspace = Workspace.open(clinic)
    made = make(Order("ankle-pair", "pack"), workspace, today=TODAY)
    assert made.data == make(Order("ankle-pair", "pack"), workspace, today=TODAY).data
    assert failures(made.data) == []
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        images = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]
        photographs = sorted(int(each.Width) for each in images if each.get("/Filter") == "/DCTDecode")
        assert photographs == [236, 638]  # the small one of the log has 300 dots an inch as well
        assert sum(len(each.read_raw_bytes()) for each in images) < 200_000
    page = make(Order("ankle-pair", "pack", form="html"), workspace, today=TODAY).data
    assert page.count(b"data:image/jpeg;base64,") == 4  # a pack shows it in both parts
    assert len(page) < 700_000  # with 2 fonts of 24 kB and figures with toes and fingers


@pytest.mark.parametrize("name", ["x.png\0", "loop.png", f"{'x' * 5000}.png", "../x.png"])
def test_a_name_that_is_no_file_of_the_workspace(clinic: Path, name: str) -> None:
    (clinic / "loop.png").symlink_to("loop.png")
    workspace = Workspace.open(clinic)
    assert workspace.inside(clinic / "clinic.yaml", name) is None
    assert workspace.inside(clinic / "clinic.yaml", "nothing.png") == clinic.resolve() / "nothing.png"


def test_a_name_that_is_no_file_is_told_with_everything_else(clinic: Path) -> None:
    exercise = clinic / "data/exercises/heel-raise.yaml"
    (exercise.parent / "loop.png").symlink_to("loop.png")
    exercise.write_text(exercise.read_text("utf-8").replace("image: heel-raise.svg", "image: loop.png"), "utf-8")
    text = (clinic / "clinic.yaml").read_text("utf-8").replace("logo: logo.png", 'logo: "logo.png\\0"')
    (clinic / "clinic.yaml").write_text(text.replace("paper: a4", "paper: a5"), "utf-8")
    told = [problem for problem in check(alone(clinic), TODAY) if problem.severity == "error"]
    assert {each.where for each in told if each.line} == {"brand.logo", "paper", "figure.image"}
    assert [each.message for each in told].count("names no file inside the workspace.") == 2


@pytest.mark.parametrize("kind", ["flat", "clear", "photograph"])
def test_without_pillow_a_browser_decodes_and_scales(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pillow plays the browser here: what it is asked for leads to the same picture."""
    image = Image.effect_noise((900, 300), 90).convert("RGB") if kind == "photograph" else Image.new("RGBA", (90, 30))
    if kind != "photograph":
        ImageDraw.Draw(image).ellipse((5, 5, 60, 25), "white" if kind == "clear" else "#0b5563")
    path = tmp_path / ("logo.jpg" if kind == "photograph" else "logo.png")
    image.save(path)
    room = (40.0, 18.0)
    usual = read_raster(path.read_bytes(), room)
    monkeypatch.setattr(photographs, "IN_A_BROWSER", True)
    for _ in range(4):
        try:
            found = read_raster(path.read_bytes(), room)
            break
        except ToDecode as wanted:
            whole = Image.alpha_composite(Image.new("RGBA", image.size, "white"), Image.open(path).convert("RGBA"))
            sized = whole.resize((wanted.width, wanted.height)) if wanted.width else whole
            file = io.BytesIO()
            sized.convert("RGB").save(file, "JPEG")
            supply(wanted.key, *image.size, file.getvalue() if wanted.jpeg else sized.tobytes())
    assert (found[1], found[2]) == (usual[1], usual[2])
    assert (found[0].width, found[0].height, found[0].jpeg) == (usual[0].width, usual[0].height, usual[0].jpeg)
    assert kind == "photograph" or found[0] == usual[0]
    with pytest.raises(UnusablePicture):
        read_raster(path.read_bytes()[:-70], room)
