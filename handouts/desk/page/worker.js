// The program inside a page that needs no server: Python and the desk's engine, in a thread of its own. It is handed its
// parts, says how far it is, then answers one question after the other.
import { keptFiles, keepFiles } from "./storage.js";

const READING = new Set(["library", "pictures", "preview", "pdf", "html", "text", "prescriptions", "open", "save", "clinic", "specimen", "export_clinic", "own_content", "open_own", "check_own"]);
// Chromium starts no module worker for a page from the disk. This one is none, but loads all as modules, as Pyodide wants.
self.importScripts = () => { throw new TypeError("modules only"); };
const steps = { begun: performance.now() };
let python = null;
let inside = null;
let turn = Promise.resolve();

const step = (share, words) => {
  steps[words] = Math.round(performance.now() - steps.begun);
  postMessage({ share, words });
};

/** Bytes that stand in the page as letters, packed with gzip. */
async function unpacked(letters) {
  return new Uint8Array(await new Response(stream(letters)).arrayBuffer());
}

function stream(letters) {
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(letters) : Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
}

const address = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));
const module = async (letters) => import(address(await unpacked(letters), "text/javascript"));

/** Files that lie one behind the other: a line with their names and sizes, then all their bytes. */
function* filesIn(bytes) {
  const end = bytes.indexOf(10);
  let place = end + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))) {
    yield [name, bytes.subarray(place, place + size)];
    place += size;
  }
}

async function start(parts, kept) {
  step(0.02, "Unpacking");
  const files = unpacked(parts.files);
  const [{ default: createPyodideModule }, { loadPyodide }, standard] = await Promise.all([module(parts.asm), module(parts.pyodide), unpacked(parts.standard)]);
  self.fetch = async (url) => { // Pyodide asks for two files by their addresses; there is nothing else to fetch
    if (String(url).endsWith(".wasm")) return new Response(stream(parts.wasm), { headers: { "content-type": "application/wasm" } });
    return new Response(standard);
  };
  step(0.15, "Starting Python");
  python = await loadPyodide({
    indexURL: "inside:/",
    createPyodideModule,
    lockFileContents: { info: JSON.parse(parts.info), packages: {} },
    stdLibURL: "inside:/standard.zip",
    stdout: () => {},
    stderr: () => {},
  });
  step(0.5, "Laying out the library");
  const made = new Set();
  for (const [name, bytes] of filesIn(await files)) {
    const folder = `/${name.slice(0, name.lastIndexOf("/"))}`;
    if (!made.has(folder)) { python.FS.mkdirTree(folder); made.add(folder); }
    python.FS.writeFile(`/${name}`, bytes, { canOwn: true });
  }
  python.FS.chmod("/cache", 0o700); // nothing is taken from a cache into which others can write
  step(0.6, "Loading the program");
  python.runPython("import os, sys\nos.environ['HANDOUTS_CACHE'] = '/cache'\nos.chdir('/site')\nsys.path.insert(0, '/site')");
  inside = python.pyimport("handouts.desk.inside");
  if (kept) fill(kept);
  step(0.9, "Drawing the first page");
}

function fill(files) {
  const named = python.toPy(new Map(files));
  try { inside.fill(named); } finally { named.destroy(); }
}

function reply(name, question, today) {
  const proxy = inside.reply(name, question, today);
  const [text, beside] = proxy.toJs({ create_pyproxies: false });
  proxy.destroy();
  return [JSON.parse(text), beside];
}

/** A picture that somebody brought: upright, on white, at the size that is wanted; for Python, which asks again. */
async function decode(data, key, width, height, jpeg) {
  try {
    const file = new Blob([data]);
    const { width: own, height: high } = await createImageBitmap(file);
    if (!width) { inside.supply(key, own, high, new Uint8Array()); return; }
    const image = await createImageBitmap(file, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0);
    const made = jpeg ? await (await canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 })).arrayBuffer() : context.getImageData(0, 0, width, height).data.buffer;
    const bytes = python.toPy(new Uint8Array(made));
    inside.supply(key, own, high, bytes);
  } catch {
    inside.supply(key, 0, 0, undefined);
  }
}

/** A page's pixels as a picture that nothing has to be computed for: BMP, rows from the top, with masks for red, green, blue. */
function picture(pixels, columns) {
  const size = 66;
  const head = new DataView(new ArrayBuffer(size));
  head.setUint16(0, 0x424d);
  const numbers = [[2, size + pixels.length], [10, size], [14, 40], [18, columns], [22, -pixels.length / 4 / columns], [30, 3], [34, pixels.length], [54, 0xff], [58, 0xff00], [62, 0xff0000]];
  for (const [place, number] of numbers) head.setInt32(place, number, true);
  head.setUint16(26, 1, true);
  head.setUint16(28, 32, true);
  return new Blob([head, pixels], { type: "image/bmp" });
}

async function answer({ name, asked, today }) {
  const question = JSON.stringify({ ...asked, pixels: true });
  let [found, beside] = reply(name, question, today);
  while (found.wanted) {
    await decode(beside[found.data], ...found.wanted);
    [found, beside] = reply(name, question, today);
  }
  for (const page of found.pages?.length ? found.pages : []) { // of a file they are a number
    if (page.pixels !== undefined) page.png = picture(beside[page.pixels], page.columns);
  }
  if (typeof found.data === "number") found.data = beside[found.data];
  if (!READING.has(name) && !found.problems.length) await keep();
  return found;
}

/** The clinic's own files, for the next visit: none of them is about a patient. */
async function keep() {
  const proxy = inside.files();
  const files = proxy.toJs({ create_pyproxies: false });
  proxy.destroy();
  await keepFiles(files instanceof Map ? [...files] : Object.entries(files));
}

let questions = 0;
onmessage = ({ data }) => {
  if (!data.parts) questions += 1;
  turn = turn.then(async () => {
    try {
      if (data.parts) {
        const kept = await keptFiles();
        await start(data.parts, kept);
        postMessage({ ready: true, own: Boolean(kept), steps });
        setTimeout(() => { if (!questions) inside.warm(); }, 200); // who has chosen already waits for nothing else
      } else postMessage({ id: data.id, found: await answer(data) });
    } catch (error) {
      postMessage({ id: data.id, wrong: String(error?.message ?? error).trim().split("\n").at(-1) });
    }
  });
};
