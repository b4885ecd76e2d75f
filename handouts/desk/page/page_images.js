// Pages as they print, beside a form. Pictures that are not on show are let go.
import { el, pictureAddress } from "./dom.js";

/** Show pages in a box. `known` has the addresses of those on show by their keys; `said` is what is heard of each. */
export async function showImages(box, known, pages, said) {
  const shown = pages.filter((page) => page.key);
  for (const page of shown) if (page.png) known.set(page.key, pictureAddress(page.png));
  const images = shown.map((page, index) => el("img", { src: known.get(page.key), alt: said(page, index + 1, shown.length), width: Math.round(page.width), height: Math.round(page.height) }));
  await Promise.all(images.map((image) => image.decode().catch(() => {})));
  box.replaceChildren(...images);
  const used = new Set(shown.map((page) => page.key));
  for (const [key, address] of known) if (!used.has(key)) { URL.revokeObjectURL(address); known.delete(key); }
}
