"""One small drawing for each part of SVG: what is drawn, with the colours that it has to have at places, and what is
refused, with the words that name it. All of them are 100 wide and high."""

from __future__ import annotations

STYLE = "<style>/* of a program */ .a{fill:red} rect.b,#c{fill:blue}</style>"
LINE = '<path d="M10 50H90" stroke="red" stroke-width="20"'
CORNER = '<path d="M20 90 50 30 80 90" fill="none" stroke="red" stroke-width="16"'
SYMBOL = '<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></symbol>'
TWO = '<rect width="50" height="100" fill="red"/><rect x="50" width="50" height="100" fill="blue"/>'
BOTH = '<rect x="20" y="20" width="60" height="60" fill="red" stroke="blue" stroke-width="20" paint-order="{}"/>'
CLIP = '<defs><clipPath id="c"><rect x="{x}" width="{width}" height="100" fill="white"/></clipPath></defs>'

# what it is: what the drawing has inside, and "x,y colour" for places in it
DRAWN: dict[str, tuple[str, str]] = {
    "dashes": (f'{LINE} stroke-dasharray="20 20"/>', "20,50 red 40,50 white 60,50 red 80,50 white"),
    "dashes, an odd number": (f'{LINE} stroke-dasharray="20"/>', "20,50 red 40,50 white 60,50 red"),
    "dashes with an offset": (f'{LINE} stroke-dasharray="20" stroke-dashoffset="20"/>', "20,50 white 40,50 red"),
    "dashes of nothing": (f'{LINE} stroke-dasharray="0 0"/>', "20,50 red 40,50 red"),
    "butt caps": (f"{LINE}/>", "5,50 white 12,50 red"),
    "round caps": (f'{LINE} stroke-linecap="round"/>', "3,50 red 2,42 white"),
    "square caps": (f'{LINE} stroke-linecap="square"/>', "3,50 red 2,42 red"),
    "a join that is round alone": (f'{CORNER} stroke-linejoin="round"/>', "50,24 red 50,18 white 12,90 white"),
    "a mitre": (f"{CORNER}/>", "50,15 red"),
    "a mitre that is cut": (f'{CORNER} stroke-miterlimit="2"/>', "50,15 white 50,28 red"),
    "bevels": (f'{CORNER} stroke-linejoin="bevel"/>', "50,15 white 50,28 red"),
    "a dot": ('<path d="M50 50h.01" stroke="red" stroke-width="40" stroke-linecap="round"/>', "50,35 red 33,33 white"),
    "rgb": ('<rect width="99" height="99" fill="rgb(0 128 0)"/>', "50,50 #008000"),
    "rgb with commas": ('<rect width="99" height="99" fill="rgb(255, 0,0)"/>', "50,50 red"),
    "rgb in percent": ('<rect width="99" height="99" fill="rgb(50%,0%,100%)"/>', "50,50 #8000ff"),
    "rgba": ('<rect width="99" height="99" fill="rgba(255,0,0,.5)"/>', "50,50 #ff8080"),
    "rgb with a slash": ('<rect width="99" height="99" fill="rgb(255 0 0 / 50%)"/>', "50,50 #ff8080"),
    "hsl": ('<rect width="99" height="99" fill="hsl(120, 100%, 25%)"/>', "50,50 #008000"),
    "hsla": ('<rect width="99" height="99" fill="hsla(0deg 100% 50% / .5)"/>', "50,50 #ff8080"),
    "short digits": ('<rect width="99" height="99" fill="#F00"/>', "50,50 red"),
    "8 digits": ('<rect width="99" height="99" fill="#ff000080"/>', "50,50 #ff7f7f"),
    "a name": ('<rect width="99" height="99" fill="DarkSlateGrey"/>', "50,50 #2f4f4f"),
    "inherit": ('<g fill="red"><rect width="99" height="99" fill="inherit"/></g>', "50,50 red"),
    "a wider colour after one for all": (
        '<rect width="99" height="99" style="fill:#0B5563;fill:color(display-p3 0.1 0.3 0.4);fill-opacity:1"/>',
        "50,50 #0b5563",
    ),
    "a wider colour in a style sheet": (
        '<style>.a{stroke:red;stroke:oklch(60% 0.2 30 / 50%)}</style><path class="a" stroke-width="99" d="M0 50H99"/>',
        "50,50 red",
    ),
    "current colour": ('<g color="red"><rect width="99" height="99" fill="currentColor"/></g>', "50,50 red"),
    "transparent": ('<rect width="99" height="99" fill="transparent" stroke="red" stroke-width="9"/>', "50,50 white"),
    "see-through fill": ('<rect width="99" height="99" fill="red" fill-opacity=".5"/>', "50,50 #ff8080"),
    "see-through stroke": (f'{LINE} stroke-opacity="50%" fill="none"/>', "50,50 #ff8080"),
    "opacity": ('<rect width="99" height="99" fill="blue" opacity="0.5"/>', "50,50 #8080ff"),
    "opacity of opacity": ('<g opacity=".5"><rect width="99" height="99" opacity=".5"/></g>', "50,50 #bfbfbf"),
    "a see-through group side by side": (f'<g opacity=".5">{TWO}</g>', "25,50 #ff8080 75,50 #8080ff"),
    "see-through over another": (
        '<rect width="99" height="99" fill="red"/><rect width="50" height="99" fill="blue" fill-opacity=".5"/>',
        "25,50 #800080 75,50 red",
    ),
    "see-through fill with a stroke": (
        '<rect x="25" y="25" width="50" height="50" fill="red" fill-opacity=".5" stroke="blue" stroke-width="20"/>',
        "50,50 #ff8080 30,50 blue 20,50 blue",
    ),
    "stroke first": (
        '<rect x="20" y="20" width="60" height="60" fill="red" stroke="blue" stroke-width="20" paint-order="stroke"/>',
        "25,50 red 15,50 blue",
    ),
    "stroke first, markers before it": (BOTH.format("markers stroke fill"), "25,50 red 15,50 blue"),
    "fill first, markers before it": (BOTH.format("markers fill stroke"), "25,50 blue 15,50 blue 50,50 red"),
    "markers first": (BOTH.format("markers"), "25,50 blue 15,50 blue 50,50 red"),
    "any order of a fill alone": ('<rect width="99" height="99" fill="red" paint-order="context"/>', "50,50 red"),
    "even-odd": ('<path fill-rule="evenodd" d="M0 0H99V99H0ZM30 30H70V70H30Z" fill="red"/>', "50,50 white 10,10 red"),
    "hidden": (f'<g visibility="hidden">{TWO}<circle cx="50" cy="50" r="9" visibility="visible"/></g>', "9,9 white"),
    "display none": (f'<g display="none">{TWO}<text>x</text></g><rect width="9" height="9"/>', "25,50 white"),
    "display none in a style": (f'<g style="display:none">{TWO}</g><rect width="9" height="9"/>', "75,50 white"),
    "a class": (f'{STYLE}<rect class="x a" width="99" height="99"/>', "50,50 red"),
    "a stronger selector": (f'{STYLE}<rect class="a b" width="99" height="99"/>', "50,50 blue"),
    "an id": (f'{STYLE}<rect class="a" id="c" width="99" height="99"/>', "50,50 blue"),
    "a style over a class": (f'{STYLE}<rect class="a" style="fill: lime" width="99" height="99"/>', "50,50 lime"),
    "a class over an attribute": (f'{STYLE}<rect class="a" fill="lime" width="99" height="99"/>', "50,50 red"),
    "percent lengths": ('<rect x="50%" width="50%" height="100%" fill="red"/>', "25,50 white 75,50 red"),
    "percent of a stroke": ('<path d="M0 50H100" stroke="red" stroke-width="20%"/>', "50,42 red 50,38 white"),
    "units": ('<rect width="10mm" height="0.5in" fill="red"/>', "36,46 red 40,46 white 36,50 white"),
    "points": ('<rect width="30pt" height="60px" fill="red"/>', "38,58 red 42,58 white 38,62 white"),
    "a nested svg": (
        '<svg x="50" width="50" height="50" viewBox="0 0 10 10"><rect x="-5" width="10" height="20" fill="red"/></svg>',
        "60,25 red 80,25 white 45,25 white 60,55 white",
    ),
    "a nested svg that shows all": (
        '<svg x="50" width="20" height="50" overflow="visible"><rect x="-30" width="40" height="20" fill="red"/></svg>',
        "25,10 red 55,10 red",
    ),
    "an aspect of the middle": (
        '<svg width="100" height="50" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/></svg>',
        "10,25 white 50,25 red 90,25 white",
    ),
    "an aspect of the start": (
        '<svg width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMinYMin meet">'
        '<rect width="10" height="10" fill="red"/></svg>',
        "10,25 red 60,25 white",
    ),
    "an aspect that fills": (
        '<svg width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="xMidYMin slice">'
        '<rect width="10" height="5" fill="red"/><rect y="5" width="10" height="5" fill="blue"/></svg>',
        "10,25 red 90,45 red 50,55 white",
    ),
    "an aspect of none": (
        '<svg width="100" height="50" viewBox="0 0 10 10" preserveAspectRatio="none">'
        '<rect width="10" height="10" fill="red"/></svg>',
        "2,2 red 98,48 red 50,55 white",
    ),
    "a symbol with a size": (f'{SYMBOL}<use href="#s" x="50" y="50" width="30" height="30"/>', "65,65 red 90,90 white"),
    "a symbol": (f'{SYMBOL}<use xlink:href="#s" transform="scale(.5)"/>', "25,25 red 75,75 white"),
    "an svg used with another size": (
        '<defs><svg id="s" width="90" height="90" viewBox="0 0 1 1"><path d="M0 0H1V1H0Z"/></svg></defs>'
        '<use href="#s" width="30" height="30" fill="red"/>',
        "15,15 red 45,45 white",
    ),
    "a shape used again": (
        '<defs><rect id="r" width="20" height="20"/></defs><use href="#r" x="50" fill="red"/><use href="#r" y="50"/>',
        "60,10 red 10,60 black 10,10 white",
    ),
    "a clip that is the page": (
        f'{CLIP.format(x=0, width=100)}<g clip-path="url(#c)">{TWO}</g>',
        "2,50 red 98,50 blue",
    ),
    "a clip that cuts": (f"{CLIP.format(x=25, width=50)}<g clip-path='url(#c)'>{TWO}</g>", "10,50 white 40,50 red"),
    "a clip that is moved": (
        f'{CLIP.format(x=0, width=25)}<g transform="translate(25)" clip-path="url(#c)">{TWO}</g>',
        "10,50 white 40,50 red 60,50 white",
    ),
    "a clip of what is used again": (
        f'{CLIP.format(x=0, width=25)}<defs><g id="t">{TWO}</g></defs><use href="#t" x="25" clip-path="url(#c)"/>',
        "10,50 white 40,50 red 60,50 white",
    ),
    "a clip in a clip": (
        '<clipPath id="d"><circle cx="50" cy="50" r="20"/></clipPath><g clip-path="url(#d)">'
        f"{CLIP.format(x=25, width=50)}<g clip-path='url(#c)'>{TWO}</g></g>",
        "40,50 red 60,50 blue 27,50 white 33,33 white",
    ),
    "a clip that uses a shape": (
        '<defs><rect id="r" x="25" width="50" height="100"/></defs><clipPath id="c"><use xlink:href="#r" '
        f'style="overflow:visible;"/></clipPath><g clip-path="url(#c)">{TWO}</g>',
        "10,50 white 40,50 red 60,50 blue 90,50 white",
    ),
    "a clip that moves the shape that it uses": (
        '<defs><rect id="r" width="25" height="50" transform="scale(1 2)"/></defs><clipPath id="c" '
        'transform="translate(10)"><use href="#r" x="5" transform="translate(10)"/></clipPath>'
        f'<g clip-path="url(#c)">{TWO}</g>',
        "20,90 white 30,90 red 45,90 red 55,90 white",
    ),
    "an even-odd clip of a rectangle": (
        '<clipPath id="c"><rect x="25" width="50" height="100" rx="9" clip-rule="evenodd"/></clipPath>'
        f'<g clip-path="url(#c)">{TWO}</g>',
        "10,50 white 40,50 red 90,50 white",
    ),
    "an even-odd clip of a path without holes": (
        '<clipPath id="c"><path d="M25 0H75V80C75 91 66 100 50 100S25 91 25 80V0ZM25 0" clip-rule="evenodd"/>'
        f'</clipPath><g clip-path="url(#c)">{TWO}</g>',
        "10,50 white 40,50 red 60,50 blue 90,50 white 27,98 white",
    ),
    "an even-odd clip of a round path": (
        '<clipPath id="c"><path d="M.1 50.2a49.7 49.7 0 1 0 99.4 0 49.7 49.7 0 1 0-99.4 0z" clip-rule="evenodd"/>'
        f'</clipPath><g clip-path="url(#c)">{TWO}</g>',
        "10,50 red 90,50 blue 5,5 white",
    ),
    "an even-odd clip of a point": (
        '<clipPath id="c"><path d="M5 5" clip-rule="evenodd"/></clipPath><rect width="9" height="9"/>'
        f'<g clip-path="url(#c)">{TWO}</g>',
        "5,5 black 20,50 white 90,50 white",
    ),
    "a clip of four corners that is no rectangle": (
        f'<clipPath id="c"><path d="M0 0L100 100V0L0 100Z"/></clipPath><g clip-path="url(#c)">{TWO}</g>',
        "10,50 red 40,10 white 60,90 white 90,50 blue",
    ),
    "opaque after a see-through shape and a clip": (
        f'<rect width="9" height="9" opacity=".5"/>{CLIP.format(x=25, width=50)}<g clip-path="url(#c)">{TWO}</g>'
        '<rect y="50" width="100" height="50" fill="blue"/>',
        "5,5 #808080 40,25 red 60,75 blue 10,75 blue",
    ),
    "turned": (
        '<rect x="40" y="40" width="40" height="20" fill="red" transform="rotate(90 40 40)"/>',
        "30,60 red 60,50 white",
    ),
    "moved, scaled, slanted": (
        '<g transform="translate(10,10) scale(2 1)"><rect width="20" height="20" fill="red" '
        'transform="skewX(45) matrix(1 0 0 1 5 0)"/></g>',
        "28,12 red 20,12 white 90,28 red 50,28 white",
    ),
    "arcs": ('<path d="M10 50a40 40 0 01 80 0 40,40,0,1,1-80 0z" fill="red"/>', "50,15 red 50,85 red 15,20 white"),
    "an arc that is turned": ('<path d="M20 20A60 20 45 1 0 80 80" fill="red"/>', "50,60 red 60,30 white"),
    "smooth curves": (
        '<path d="M10 50C10 20 40 20 50 50S90 80 90 50" fill="none" stroke="red" stroke-width="6"/>',
        "30,28 red 70,72 red",
    ),
    "quadratic curves": (
        '<path d="M10 50Q30 10 50 50T90 50" fill="none" stroke="red" stroke-width="6"/>',
        "30,30 red 70,70 red",
    ),
    "one curve": ('<path d="M10 10C10 90 90 90 90 10" fill="red"/>', "50,50 red 5,50 white"),
    "round corners": ('<rect width="100" height="100" rx="40" fill="red"/>', "50,5 red 5,5 white 5,50 red"),
    "an ellipse": ('<ellipse cx="50" cy="50" rx="40" ry="20" fill="red"/>', "85,50 red 50,75 white"),
    "a polygon": ('<polygon points="10,10 90,10, 50 90" fill="red"/>', "50,50 red 15,80 white"),
    "a line": ('<line x1="10" y1="50" x2="90" y2="50" stroke="red" stroke-width="10"/>', "50,52 red 50,60 white"),
    "an editor's remarks": ('<x:view xmlns:x="urn:x"><x:text/></x:view><rect width="99" height="99"/>', "50,50 black"),
    "gradients that nothing uses": ('<linearGradient id="g"/><rect width="99" height="99"/>', "50,50 black"),
}

# colours of CSS Color 4, which resvg does not know yet
NEWER = ("rgb with a slash", "hsla", "a wider colour after one for all", "a wider colour in a style sheet")

# what it is: what the drawing has inside, and what names it
REFUSED: dict[str, tuple[str, str]] = {
    "text": ("<text>Hi</text>", "uses <text> (line 1)"),
    "an image": ('<image href="x.png"/>', "uses <image>"),
    "a script": ("<defs><script>x</script></defs>", "uses <script>"),
    "foreign objects": ("<foreignObject/>", "uses <foreignObject>"),
    "a switch": ("<switch><g/></switch>", "uses <switch>"),
    "animation": ('<rect width="9" height="9"><animate attributeName="x"/></rect>', "uses <animate>"),
    "another file": ('<use xlink:href="http://127.0.0.1:9/x.svg#a"/>', "points to another file"),
    "a gradient": ('<rect width="9" height="9" fill="url(#g)"/>', "is a gradient or a pattern"),
    "a gradient in a style": ('<rect width="9" height="9" style="stroke:url(#g) red"/>', "is a gradient"),
    "an imported style": ("<style>@import url(http://127.0.0.1:9/x.css);</style>", "its style uses @import"),
    "a medium": ("<style>@media print {.a{fill:red}}</style>", "its style uses @media"),
    "a descendant": ("<style>g .a{fill:red}</style>", 'selector "g .a"'),
    "a child": ("<style>g>.a{fill:red}</style>", 'selector "g>.a"'),
    "an attribute's selector": ("<style>[id=x]{fill:red}</style>", 'selector "[id=x]"'),
    "a state": ("<style>rect:hover{fill:red}</style>", 'selector "rect:hover"'),
    "importance": ("<style>.a{fill:red !important}</style>", "can't be drawn"),
    "a filter": ('<rect width="9" height="9" filter="url(#f)"/>', 'uses filter="url(#f)"'),
    "a mask": ('<rect width="9" height="9" style="mask:url(#f)"/>', 'uses mask="url(#f)"'),
    "markers": ('<path d="M0 0H9V9" marker-end="url(#m)"/>', "uses marker-end="),
    "blending": ('<rect width="9" height="9" style="mix-blend-mode:multiply"/>', "uses mix-blend-mode="),
    "an origin": ('<rect width="9" height="9" transform="scale(2)" transform-origin="center"/>', "transform-origin="),
    "a transform of CSS": ('<rect width="9" height="9" style="transform:rotate(9deg)"/>', "uses transform="),
    "a transform that is none": ('<rect width="9" height="9" transform="rotate(45deg)"/>', "uses transform="),
    "a size of CSS": ('<rect width="9" height="9" style="width:20px"/>', "uses width="),
    "letters as a unit": ('<rect width="2em" height="9"/>', 'uses width="2em"'),
    "a sum": ('<rect width="calc(1px + 2px)" height="9"/>', "uses width="),
    "a variable": ('<rect width="9" height="9" fill="var(--x)"/>', 'uses fill="var(--x)"'),
    "no colour": ('<rect width="9" height="9" fill="redd"/>', 'uses fill="redd"'),
    "a variable after a colour": (
        '<rect width="9" height="9" style="fill:red;fill:var(--x)"/>',
        'uses fill="var(--x)"',
    ),
    "a wider colour alone": (
        '<rect width="9" height="9" fill="red" style="fill:color(display-p3 1 0 0)"/>',
        'uses fill="color(display-p3 1 0 0)"',
    ),
    "a colour of a profile": ('<rect width="9" height="9" fill="#f00 icc-color(a, 1)"/>', "uses fill="),
    "strokes that never scale": ('<path d="M0 0H9" stroke="red" vector-effect="non-scaling-stroke"/>', "vector-effect"),
    "a stretched stroke": ('<path d="M9 9H20V20" stroke="red" transform="scale(4 1)"/>', "stretches a stroke"),
    "dashes by length": ('<path d="M9 9H20" stroke="red" stroke-dasharray="1" pathLength="9"/>', "stroke-dasharray="),
    "joins of SVG 2": ('<path d="M9 9H20" stroke="red" stroke-linejoin="arcs"/>', "uses stroke-linejoin="),
    "an order of paint that is none": (BOTH.format("stroke stroke"), 'uses paint-order="stroke stroke"'),
    "a see-through heap": ('<g opacity=".5"><rect width="9" height="9"/><rect width="5" height="5"/></g>', "groups"),
    "a see-through shape with a stroke": ('<rect width="9" height="9" stroke="red" opacity=".5"/>', "groups"),
    "a clip of two shapes": (
        '<clipPath id="c"><path d="M0 0H9V9"/><path d="M0 0H9V9"/></clipPath><g clip-path="url(#c)"><path/></g>',
        "a clip that is more than one plain shape",
    ),
    "a clip of boxes": (
        '<clipPath id="c" clipPathUnits="objectBoundingBox"><path d="M0 0H1V1"/></clipPath><g clip-path="url(#c)"/>',
        "a clip with units",
    ),
    "an even-odd clip": (
        '<clipPath id="c"><path clip-rule="evenodd" d="M0 0H9V9H0ZM3 3H6V6H3Z"/></clipPath><g clip-path="url(#c)"/>',
        "a clip with units, rules",
    ),
    "an even-odd clip that crosses itself": (
        '<g clip-rule="evenodd"><clipPath id="c"><polygon points="5,0 8,9 0,3 9,3 2,9"/></clipPath></g>'
        '<g clip-path="url(#c)"/>',
        "a clip with units, rules",
    ),
    "a clip of a used shape and another": (
        '<path id="t"/><clipPath id="c"><use href="#t"/><path d="M0 0H9V9"/></clipPath><g clip-path="url(#c)"/>',
        "a clip that is more than one plain shape",
    ),
    "a clip that uses a group": (
        '<g id="t"><path/></g><clipPath id="c"><use href="#t"/></clipPath><g clip-path="url(#c)"/>',
        "a clip that is more than one plain shape",
    ),
    "a clip that uses what is hidden": (
        '<path id="t" d="M0 0H9V9" display="none"/><clipPath id="c"><use href="#t"/></clipPath>'
        '<g clip-path="url(#c)"/>',
        "a clip with units, rules",
    ),
    "a clip that uses what is clipped": (
        f'{CLIP.format(x=0, width=9)}<path id="t" d="M0 0H9V9" clip-path="url(#c)"/><clipPath id="d"><use href="#t"/>'
        '</clipPath><g clip-path="url(#d)"/>',
        "rules or clips of its own",
    ),
    "a clip that uses nothing": (
        '<clipPath id="c"><use href="#t"/></clipPath><g clip-path="url(#c)"/>',
        'uses "#t", which is not there',
    ),
    "a clip in another file": (
        '<clipPath id="c"><use href="x.svg#t"/></clipPath><g clip-path="url(#c)"/>',
        "points to another file",
    ),
    "a clip that is not there": ('<g clip-path="url(#c)"/>', "uses clip-path="),
    "a cut by CSS": ('<g style="clip-path:circle(9px)"/>', "uses clip-path="),
    "what is not there": ('<use href="#x"/>', "which is not there"),
    "what has itself inside": ('<g id="x"><use href="#x"/></g>', "which has itself inside"),
    "broken path data": ('<path d="M0 0L5"/>', 'uses d="L5"'),
    "an arc that lacks a number": ('<path d="M0 0A5 5 0 0 0 79.407L9 9"/>', 'uses d="A5 5 0 0 0 79.407"'),
    "a comma too many": ('<path d="M0 0H,9V9"/>', 'uses d=",9"'),
    "path data of no numbers": ('<path d="M0 0L5 x"/>', "uses d="),
    "endless numbers": ('<path d="M0 0A1e999 9 0 0 0 5 5"/>', "uses d="),
    "endless transforms": ('<g transform="scale(1e6)">' * 20 + '<path d="M0 0H9V9"/>' + "</g>" * 20, "out too far"),
    "endless dashes": ('<path d="M0 0H99" stroke="red" stroke-dasharray="1e-9"/>', "uses stroke-dasharray="),
    "a language's part": ('<g systemLanguage="de"><rect width="9" height="9"/></g>', "uses systemLanguage="),
    "a handler": ('<g onclick="x()"/>', 'uses onclick="x()"'),
    "an unknown element": ("<blink/>", "uses <blink>"),
    "an unknown property": ('<g style="zoom:2"/>', 'uses zoom="2"'),
    "nothing": ("", "has no shapes"),
    "hidden shapes alone": ('<rect width="9" height="9" visibility="hidden"/>', "has no shapes"),
    "no XML": ("<rect", "not well-formed"),
}
