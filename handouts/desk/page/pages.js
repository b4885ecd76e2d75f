// The pages: pictures of the very PDF that is printed. One request is under way, one waits; what is shown and no longer
// true says so.
import { byId, el, options, pictureAddress, plural, say } from "./dom.js";
import { renderOverrides } from "./programme.js";
import { goTo, showBox, showProblems } from "./problems.js";
import { change, state, tell } from "./state.js";

const A_MOMENT = 700; // milliseconds of quiet before pages that nobody sees are drawn
const MOST_KEPT = 60; // pictures
const WIDTH = 595; // points of A4
const pictures = new Map(); // by key: an address, and the page's text
const figures = [];
let ask = null;
let tab = "";
let running = false;
let waiting = false;
let wake = () => {}; // ends a moment of quiet
let resting = []; // who waits for a quiet moment
let resized = 0; // ends a change of the window's size
let wanted = 0; // counts changes of the draft
export const FIELDS = ["data-path", "data-option"];

export function setUpPages(transport, names) {
  ask = transport;
  tab = names;
  fillOptions();
  addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(refresh, 250); });
  byId("view-sheet").addEventListener("change", (event) => {
    const { option } = event.target.dataset;
    if (option) change("", `Change the ${option}`, (draft) => { draft.options[option] = event.target.value; });
  });
}

/** The looks that there are. */
export function fillOptions() {
  const { layouts, profiles, papers, themes, languages } = state.library;
  options(byId("layout"), layouts.map((each) => [each.id, each.name]));
  options(byId("profile"), profiles.map((each) => [each.id, spaced(each.name)]));
  options(byId("paper"), papers.map((each) => [each, each === "a4" ? "A4" : spaced(each)]));
  options(byId("theme"), themes.map((each) => [each.id, spaced(each.id)]));
  options(byId("language"), languages.map((each) => [each.id, each.name]));
  byId("language").closest(".field").hidden = languages.length < 2;
}
const spaced = (words) => words.charAt(0).toUpperCase() + words.slice(1).replaceAll("-", " ");

export function renderOptions() {
  for (const select of document.querySelectorAll("[data-option]")) select.value = state.draft.options[select.dataset.option] ?? "";
  const layout = state.library.layouts.find((each) => each.id === state.draft.options.layout);
  for (const id of ["weeks", "first-week"]) byId(id).closest(".field").hidden = !layout?.log;
  const programme = state.library.programmes.find((each) => each.id === state.draft.prescription.programme);
  byId("weeks").placeholder = programme?.weeks ?? 4;
}

/** A draft as the desk takes it: what only the page needs is left out. */
export const asked = () => ({ draft: { prescription: state.draft.prescription, options: state.draft.options } });

/** The pages for what the draft is now: at once, or after the request that is under way. */
export function refresh() {
  wanted += 1;
  mark();
  if (!running) { run(); return; }
  waiting = true;
  wake();
}

/** A moment in which no page is waited for. */
export const idle = () => (running ? new Promise((done) => resting.push(done)) : Promise.resolve());

async function run() {
  running = true;
  do {
    waiting = false;
    const version = wanted;
    const visible = onScreen();
    const found = await request(visible);
    if (found && !waiting) await took(found, version, true);
    const rest = found ? (found.pages ?? []).flatMap((page, index) => (pictures.has(page.key) ? [] : [index])) : [];
    if (rest.length && !waiting && state.current) await quiet();
    if (rest.length && !waiting && state.current) {
      const more = await request(rest);
      if (more && !waiting) await took(more, version, false);
    }
  } while (waiting);
  running = false;
  for (const done of resting.splice(0)) done();
}

/** A moment before pages that nobody sees are asked for: another edit, which ends it, comes first. */
const quiet = () => new Promise((done) => { wake = done; setTimeout(done, A_MOMENT); });

async function request(pages) {
  try {
    return await ask("preview", { ...asked(), ...tab, kept: state.draft, known: [...pictures.keys()], pages, scale: scale() });
  } catch (error) {
    mark(error.kind);
    tell(error);
    return null;
  }
}

/** Pixels for a point: as many as the screen has where a page stands. */
const scale = () => Math.min(4, Math.max(0.75, Math.round(((byId("page-list").clientWidth || WIDTH) * devicePixelRatio * 100) / WIDTH) / 100));

function onScreen() {
  const shown = figures.flatMap(({ figure }, index) => {
    const { top, bottom } = figure.getBoundingClientRect();
    return bottom > 0 && top < innerHeight ? [index] : [];
  });
  return shown.length ? shown : [0];
}

async function took(found, version, first) {
  if (found.elsewhere) { tell("elsewhere"); return; }
  state.seen = { ...state.seen, problems: found.problems, notes: found.notes ?? [], cards: found.cards?.length ? found.cards : state.seen.cards };
  state.current = !found.problems.length;
  if (state.current) await draw(found.pages, first);
  tell("seen");
  const homeless = showProblems(byId("view-sheet"), found.problems, FIELDS);
  showBox(byId("problems"), homeless);
  renderOverrides(found.problems);
  byId("notes").replaceChildren(...(state.current ? state.seen.notes : []).map((note) => el("li", {}, note)));
  mark();
  byId("page-list").dataset.version = version;
}

/** Put the pictures in their places. Of a first answer, a page that has none yet may show an old state. */
async function draw(pages, first) {
  for (const page of pages) if (page.png) pictures.set(page.key, { address: pictureAddress(page.png), text: page.text });
  await Promise.all(pages.map(async (page, index) => {
    figures[index] ??= figure(index);
    const made = figures[index];
    const picture = pictures.get(page.key);
    if (picture && made.key !== page.key) {
      const image = el("img", { src: picture.address, alt: "", width: Math.round(page.width), height: Math.round(page.height) });
      await image.decode().catch(() => {});
      made.image.replaceWith(image);
      made.image = image;
      made.key = page.key;
    }
    if (picture || first) made.figure.classList.toggle("old", !picture);
    made.image.alt = `Page ${index + 1} of ${pages.length}. Its text stands below.`;
    made.caption.textContent = `Page ${index + 1} of ${pages.length}`;
    if (picture) made.text.textContent = picture.text;
  }));
  for (const { figure: old } of figures.splice(pages.length)) old.remove();
  byId("page-list").replaceChildren(...figures.map((each) => each.figure).filter((each) => each !== null));
  const used = new Set(figures.map((each) => each.key));
  for (const [key, { address }] of pictures) {
    if (pictures.size <= MOST_KEPT) break;
    if (!used.has(key)) { URL.revokeObjectURL(address); pictures.delete(key); }
  }
}

function figure(index) {
  const image = el("img", { alt: "" });
  const caption = el("figcaption", {});
  const text = el("p", { class: "text" });
  const node = el("figure", { "data-page": index }, image, el("div", { class: "under" }, caption, el("details", {}, el("summary", {}, "Text", el("span", { class: "heard" }, ` of page ${index + 1}`)), text)));
  byId("page-list").append(node);
  return { figure: node, image, caption, text, key: "" };
}

/** What is true of the pages, in words. */
export function mark(kind = "") {
  const count = state.seen.problems.length;
  const none = !state.draft.prescription.exercises.length && !state.draft.prescription.programme;
  const words = kind ? "Not up to date: the desk does not answer" : count ? `Not up to date: ${plural(count, "problem")}` : none ? "" : state.current ? plural(figures.length, "page") : "Working …";
  const box = byId("state");
  const bad = Boolean(count || kind);
  if (box.textContent !== words) {
    box.replaceChildren(count ? el("button", { type: "button", class: "quiet", on: { click: () => goTo(state.seen.problems[0]) } }, words) : words);
    if (words && words !== "Working …") say(words);
  }
  box.classList.toggle("bad", bad);
  byId("page-list").classList.toggle("old", bad || (none && figures.length > 0));
  document.querySelector("#pages .also").hidden = none;
}

/** The sheet as it is now, as a file; nothing where something is wrong. */
export async function file(form) {
  const before = JSON.stringify(asked());
  const found = await ask(form, asked());
  if (JSON.stringify(asked()) !== before) return file(form); // it was changed meanwhile: never an old state
  if (found.problems.length) {
    state.seen.problems = found.problems;
    showBox(byId("problems"), showProblems(byId("view-sheet"), found.problems, FIELDS));
    mark();
    goTo(found.problems[0]);
    return null;
  }
  return found;
}
