// The clinic: its details and its look, beside a specimen that follows each change.
import { base64Of, byId, download, el, say } from "./dom.js";
import { showImages } from "./page_images.js";
import { forgetFiles } from "./storage.js";
import { showBox, showProblems } from "./problems.js";
import { state, tell } from "./state.js";

const TEXTS = [
  ["name", "Name", "Your clinic’s name, at the head of each sheet"],
  ["phone", "Phone", ""],
  ["emergency_number", "Emergency number", "As it is called where you are: 999, 112, 911"],
  ["urgent_advice", "Help on the same day", "In brackets after “Get help today”: call 111 or go to A&E"],
];
const LISTS = [["address", "Address", "A line each"], ["opening_hours", "Opening hours", "A line each"]];
const RULES = [["pain_rule", "Pain rule", "How much pain is all right, and until when it should settle"], ["footer", "Last words", "At the end of each sheet"]];
const COLOURS = [["primary", "Main colour", "headings, numbers, frames"], ["accent", "Second colour", "arrows, rings"]];
let ask = null;
let failed = null;
let written = null;
let stamp = "";
let own = false;
let past = [];
let running = false;
let waiting = false;
const known = new Map();

export function setUpClinic(transport, wrong) {
  ask = transport;
  failed = wrong;
  byId("clinic-form").addEventListener("input", typed);
  byId("clinic-form").addEventListener("submit", (event) => event.preventDefault());
  const act = (id, run) => byId(id).addEventListener("click", () => run().catch(failed));
  act("save-clinic", save);
  act("start-clinic-now", async () => { await ask("start_clinic"); await begun("Write your clinic’s name and numbers over what stands here."); });
  act("export-clinic", async () => { const found = await ask("export_clinic"); if (!found.problems.length) download(found.data, found.name, "application/zip"); });
  act("forget-clinic", async () => { await forgetFiles(); say("This browser keeps nothing of your clinic any more. It stands here until you close the page."); byId("clinic-state").textContent = "Forgotten: gone when you close the page"; });
  byId("import-clinic").addEventListener("change", ({ target }) => taken(target).catch(failed));
}

export const canUndoClinic = () => past.length;
export function undoClinic() {
  const before = past.pop();
  if (!before) return "";
  written = before;
  fill();
  refresh();
  return "a change of the clinic";
}

/** Another clinic's folder than before is there. */
async function begun(words) {
  written = null;
  tell("clinic");
  await openClinic();
  say(words);
}

async function taken(input) {
  const [file] = input.files;
  if (!file) return;
  const found = await ask("import_clinic", { data: await base64Of(file) });
  input.value = "";
  showBox(byId("clinic-problems"), found.problems);
  if (!found.problems.length) await begun(`${file.name} is taken over.`);
}

export async function openClinic() {
  if (written) return;
  const found = await ask("clinic");
  ({ clinic: written, stamp, own } = found);
  past = [];
  build();
  fill();
  byId("save-clinic").disabled = !own;
  const { inside } = state.library;
  byId("clinic-state").textContent = own ? "" : inside ? "An invented clinic" : "An invented clinic: start yours with handouts new clinic NAME";
  byId("start-clinic").hidden = own || !inside;
  byId("clinic-kept").hidden = !inside;
  for (const id of ["export-clinic", "forget-clinic"]) byId(id).disabled = !own;
  refresh();
}

function build() {
  const field = (key, label, note, control) => el("div", { class: "field" }, el("label", { for: control.id }, label), note ? el("span", { class: "note", id: `${control.id}-note` }, note) : null, control);
  const text = ([key, label, note]) => field(key, label, note, el("input", { id: `c-${key}`, "data-clinic": key, autocomplete: "off" }));
  const area = ([key, label, note], rows = 3) => field(key, label, note, el("textarea", { id: `c-${key}`, "data-clinic": key, rows }));
  const themes = el("fieldset", { class: "box" }, el("legend", {}, "Theme"), el("div", { class: "themes" }, state.library.themes.map((each) => {
    const swatches = el("span", { class: "swatches", "aria-hidden": "true" }, ["primary", "accent", "tint"].map((role) => swatch(each[role])));
    return el("label", { class: "theme" }, el("input", { type: "radio", name: "theme", value: each.id, "data-clinic": "theme" }), swatches, el("span", {}, each.id));
  })));
  const colours = el("fieldset", { class: "box" }, el("legend", {}, "Colours"), COLOURS.map(([key, label, note]) => el("div", { class: "field colour" },
    el("label", { for: `c-${key}` }, label), el("span", { class: "note" }, note),
    el("div", { class: "with" }, el("input", { type: "color", id: `c-${key}`, "data-clinic": `brand.${key}` }), el("button", { type: "button", class: "small", on: { click: () => put(`brand.${key}`, "") } }, "The theme’s own")),
    el("div", { class: "contrast", id: `contrast-${key}` }))));
  const picker = el("input", { type: "file", id: "c-logo", accept: ".png,.jpg,.jpeg,.svg", "data-clinic": "brand.logo", on: { change: (event) => take(event.target.files[0]) } });
  const drop = el("div", { class: "drop field" }, el("label", { for: "c-logo" }, "Logo"), el("span", { class: "note" }, "PNG, JPEG or SVG, up to 5 MB: drop it here, or choose a file"), picker, el("p", { class: "note", id: "logo-name" }));
  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); drop.classList.remove("over"); take(event.dataTransfer.files[0]); });
  byId("clinic-form").replaceChildren(...TEXTS.map(text), ...LISTS.map((each) => area(each, 2)), ...RULES.map((each) => area(each)), themes, colours, drop);
}

/** A square of a colour; set by script, since the page allows no styles in its markup. */
function swatch(colour) {
  const node = el("span", { class: "swatch" });
  node.style.backgroundColor = colour;
  return node;
}

function fill() {
  const theme = state.library.themes.find((each) => each.id === (written.theme ?? "calm"));
  for (const input of byId("clinic-form").querySelectorAll("[data-clinic]")) {
    const key = input.dataset.clinic;
    const value = key.startsWith("brand.") ? written.brand?.[key.slice(6)] : written[key];
    if (input.type === "radio") input.checked = input.value === (written.theme ?? "calm");
    else if (input.type === "color") input.value = value ?? theme?.[key.slice(6)] ?? "#000000";
    else if (input.type === "file") byId("logo-name").textContent = value ? `Now: ${value}` : "None yet";
    else {
      const words = Array.isArray(value) ? value.join("\n") : String(value ?? "").trim();
      if (input.value !== words) input.value = words;
    }
  }
}

function typed(event) {
  const { clinic: key } = event.target.dataset;
  if (!key || event.target.type === "file") return;
  const { value } = event.target;
  put(key, LISTS.some(([name]) => name === key) ? value.split("\n").map((line) => line.trim()).filter(Boolean) : value, event.target.type !== "radio" && event.target.type !== "color");
}

let lastKey = "";
function put(key, value, filled = false) {
  if (key !== lastKey || !filled) past.push(structuredClone(written));
  if (past.length > 50) past.shift();
  lastKey = key;
  if (key.startsWith("brand.")) {
    written.brand = { ...written.brand };
    if (value) written.brand[key.slice(6)] = value;
    else delete written.brand[key.slice(6)];
  } else written[key] = value;
  if (!filled) fill();
  byId("clinic-state").textContent = own ? "Not saved yet" : byId("clinic-state").textContent;
  byId("undo").disabled = false;
  refresh();
}

async function take(file) {
  if (!file) return;
  if (file.size > 5000000) { showProblems(byId("view-clinic"), [{ field: "brand.logo", message: "is larger than 5 MB.", hint: "Save a smaller copy." }], ["data-clinic"]); return; }
  const found = await ask("logo", { data: await base64Of(file) }).catch(failed);
  if (!found) return;
  showProblems(byId("view-clinic"), found.problems, ["data-clinic"]);
  if (found.problems.length) return;
  known.clear(); // the same name may be another picture
  put("brand.logo", found.logo);
  say(`The logo is ${found.logo}. ${(found.remarks ?? []).join(" ")}`);
}

async function refresh() {
  if (running) { waiting = true; return; }
  running = true;
  do {
    waiting = false;
    const found = await ask("specimen", { clinic: written, known: [...known.keys()] }).catch((error) => { failed(error); return null; });
    if (found && !waiting) await draw(found);
  } while (waiting);
  running = false;
}

async function draw(found) {
  showBox(byId("clinic-problems"), showProblems(byId("view-clinic"), found.problems, ["data-clinic"]));
  byId("specimen").classList.toggle("old", found.problems.length > 0);
  if (found.problems.length) return;
  await showImages(byId("specimen"), known, found.pages, (page, number, all) => `The look, page ${number} of ${all}`);
  byId("contrast").replaceChildren(...(found.said ?? []).map((line) => el("li", {}, line)));
  for (const [key] of COLOURS) mend(key, found.colours.find((each) => each.role === key));
}

/** The contrast of a colour in words; one click takes the shade that is printed. */
function mend(key, colour) {
  const box = byId(`contrast-${key}`);
  if (!colour) return;
  const words = colour.changed ? `Too pale to read as it is (${colour.was} to 1): it is printed as ${colour.printed}.` : `Can be read: ${colour.ratio} to 1.`;
  const button = colour.changed ? el("button", { type: "button", class: "small", on: { click: () => put(`brand.${key}`, colour.printed) } }, `Use ${colour.printed}`, swatch(colour.printed)) : null;
  box.replaceChildren(...[el("span", { class: colour.changed ? "problem" : "note" }, words), button].filter(Boolean));
}

async function save() {
  const found = await ask("save_clinic", { clinic: written, stamp });
  showBox(byId("clinic-problems"), showProblems(byId("view-clinic"), found.problems, ["data-clinic"]));
  if (found.problems.length) { say("Not saved."); return; }
  stamp = found.stamp;
  byId("clinic-state").textContent = state.library.inside ? "Saved in this browser" : "Saved. The old file is beside it: clinic.yaml.bak";
  byId("clinic-name").textContent = written.name;
  state.library.theme = written.theme ?? state.library.theme;
  say("The clinic is saved.");
}
