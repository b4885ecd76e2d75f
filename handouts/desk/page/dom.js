// Elements from data. Text is always a text node: what somebody typed is never read as markup.

export const byId = (id) => document.getElementById(id);

/** An element: `attributes` as they are written, `on` for what it listens to, children as nodes or text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) node.addEventListener(event, act);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Fill a select with [value, words] pairs, and keep what is chosen. */
export function options(select, pairs) {
  const chosen = select.value;
  select.replaceChildren(...pairs.map(([value, words]) => el("option", { value }, words)));
  if (pairs.some(([value]) => value === chosen)) select.value = chosen;
}

/** A value in a field that nobody is typing in. */
export function show(input, value) {
  const text = value === undefined || value === null ? "" : String(value);
  if (input.value !== text && !(document.activeElement === input && input.dataset.typing)) input.value = text;
}

/** Say something to who listens. */
export function say(words) {
  const said = byId("said");
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
}

/** An SVG or PNG as an address of an image. */
export const svgAddress = (svg) => `data:image/svg+xml,${encodeURIComponent(svg)}`;

/** The picture of a page as an address: a Blob, or a PNG in base64. */
export const pictureAddress = (picture) => URL.createObjectURL(picture instanceof Blob ? picture : new Blob([bytesOf(picture)], { type: "image/png" }));

/** Bytes that came as such, or in base64. */
export function bytesOf(data) {
  if (data instanceof Uint8Array) return data;
  const letters = atob(data);
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

/** A file that somebody chose, in base64. */
export async function base64Of(file) {
  return btoa(Array.from(new Uint8Array(await file.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
}

/** Hand bytes out as a file. */
export function download(data, name, type) {
  const address = URL.createObjectURL(new Blob([bytesOf(data)], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  say(`Downloaded as ${name}.`);
}

export const plural = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
