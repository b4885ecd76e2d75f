// The clinic's own exercises and programmes: a list, and a form that says at its fields what is wrong, beside the pages.
import { base64Of, byId, el, plural, say } from "./dom.js";
import { sortable } from "./drag.js";
import { build, fill, picturesIn, wordsOf } from "./own_fields.js";
import { addEntry, addRow, dropEntry, dropRow, keys, listAt, moved, otherSide, setUpRows, writeRow } from "./own_rows.js";
import { showImages } from "./page_images.js";
import { labelOf, showBox, showProblems } from "./problems.js";
import { at, put, state, tell } from "./state.js";

const LARGEST = 5000000;
const NUMBERS = ["log_weeks"];
const known = new Map(); // pictures of the pages on show by their keys
let ask = null;
let failed = null;
let form = null; // what is being written: kind, id, stamp, content, the keys that its file has, and how it was when it was opened or saved
let past = [];
let lastKey = "";
let saves = 0; // counts them
let running = false;
let waiting = false;

export function setUpOwn(transport, wrong) {
  ask = transport;
  failed = wrong;
  setUpRows(edit, () => form.content);
  const act = (id, run) => byId(id).addEventListener("click", () => Promise.resolve(run()).catch(failed));
  act("own-new-exercise", () => open("exercise", "", { name: "", position: "", steps: [] }));
  act("own-new-programme", () => open("programme", "", { name: "", condition: "", exercises: [] }));
  act("own-from-sheet", fromSheet);
  act("own-save", save);
  act("own-delete", remove);
  act("own-close", close);
  const view = byId("own-form");
  view.addEventListener("submit", (event) => event.preventDefault());
  view.addEventListener("input", typed);
  view.addEventListener("change", chosen);
  view.addEventListener("click", clicked);
  view.addEventListener("keydown", keys);
  view.addEventListener("dragover", (event) => { const drop = event.target.closest(".drop"); if (drop) { event.preventDefault(); drop.classList.add("over"); } });
  view.addEventListener("dragleave", (event) => event.target.closest(".drop")?.classList.remove("over"));
  view.addEventListener("drop", (event) => { const drop = event.target.closest(".drop"); if (drop) { event.preventDefault(); drop.classList.remove("over"); take(event.dataTransfer.files[0]).catch(failed); } });
  byId("own-list").addEventListener("click", (event) => {
    const { edit, back } = event.target.closest("button")?.dataset ?? {};
    if (edit) edited(...edit.split(" ")).catch(failed);
    if (back) bring(...back.split(" ")).catch(failed);
  });
}

/** The list of what there is, or the form that is open. */
export async function showOwn() {
  const { clinic, inside } = state.library;
  byId("own-none").hidden = clinic.own;
  byId("own-none").textContent = inside ? "Own content belongs to a clinic: start yours under Clinic first." : "Own content lies in a clinic’s folder, and there is none here. Start one with handouts new clinic NAME.";
  for (const id of ["own-new-exercise", "own-new-programme", "own-from-sheet"]) byId(id).disabled = !clinic.own;
  byId("own-from-sheet").hidden = !state.draft.prescription.exercises.length;
  if (!form) await list();
}

async function list() {
  const found = clinicOwn() ? await ask("own_content") : { exercises: [], programmes: [] };
  if (form) return; // one was opened meanwhile
  byId("own-form").hidden = true;
  byId("own-list").hidden = false;
  byId("own-tools").hidden = true;
  byId("own-title").textContent = "Your own exercises and programmes";
  byId("own-state").textContent = "";
  byId("own-advice").replaceChildren();
  byId("own-pages").replaceChildren(el("p", { class: "note" }, "What you make here stands under Find at once, beside the library’s. Its sheets say that they are drafts until it is signed."));
  for (const kind of ["exercise", "programme"]) {
    const rows = found[`${kind}s`];
    byId(`own-${kind}s`).replaceChildren(...rows.map((each) => row(kind, each)));
    byId(`own-${kind}s`).previousElementSibling.querySelector(".count").textContent = rows.length;
  }
}
const clinicOwn = () => state.library.clinic.own;

function row(kind, each) {
  const wrong = each.problems.length ? el("p", { class: "problem" }, each.problems.map((one) => `${one.line}: ${one.where} ${one.message} ${one.hint}`).join(" ")) : null;
  const words = el("div", { class: "words" }, el("strong", {}, each.name), " ", el("span", { class: "note" }, each.instead ? `${each.file} · instead of the library’s` : each.file), wrong);
  return el("li", { class: "file" }, words, el("button", { type: "button", class: "small", "data-edit": `${kind} ${each.id}` }, "Edit", el("span", { class: "heard" }, ` ${each.name}`)));
}

async function edited(kind, id) {
  const found = await ask("open_own", { kind, id });
  showBox(byId("own-problems"), found.problems);
  if (!found.problems.length) open(kind, id, found.content, found.stamp);
}

function open(kind, id, content, stamp = "") {
  form = { kind, id, stamp, content, read: Object.keys(content), kept: JSON.stringify(content) };
  past = [];
  lastKey = "";
  byId("own-title").textContent = id ? content.name : `New ${kind}`;
  byId("own-form").replaceChildren(...build(kind, state.library));
  if (kind === "programme") sortable(byId("own-entries"), (from, to) => moved(from, to));
  byId("own-form").hidden = false;
  byId("own-list").hidden = true;
  byId("own-tools").hidden = false;
  byId("own-delete").hidden = !id;
  byId("own-state").textContent = "";
  byId("own-pages").replaceChildren();
  fill(byId("own-form"), content, state.library);
  byId("own-name").focus();
  refresh();
}

/** The exercises of the sheet, with their doses and days: nothing that is the patient's. */
function fromSheet() {
  const { condition, programme, exercises, schedule } = state.draft.prescription;
  const of = condition ?? state.library.programmes.find((each) => each.id === programme)?.condition ?? "";
  const entries = exercises.map((entry) => (entry.dose ? { exercise: entry.exercise, dose: structuredClone(entry.dose) } : { exercise: entry.exercise }));
  open("programme", "", { name: "", condition: of, exercises: entries, ...(schedule ? { schedule: structuredClone(schedule) } : {}) });
}

/** Close the form; what is not saved is thrown away only where somebody says so. */
async function close() {
  if (JSON.stringify(form.content) === form.kept || confirm("What you wrote here is not saved. Throw it away?")) await closed();
}

async function closed() {
  form = null;
  showBox(byId("own-problems"), []);
  await list();
  byId("own-title").focus();
  tell("own");
}

export const canUndoOwn = () => past.length;
export function undoOwn() {
  const before = past.pop();
  if (!before || !form) return "";
  form.content = before;
  lastKey = "";
  shown();
  return `a change of the ${form.kind}`;
}

function edit(key, act) {
  if (!key || key !== lastKey) past.push(structuredClone(form.content));
  if (past.length > 50) past.shift();
  lastKey = key;
  act(form.content);
  shown();
}

function shown() {
  fill(byId("own-form"), form.content, state.library);
  byId("own-state").textContent = "Not saved yet";
  byId("undo").disabled = !past.length;
  refresh();
}

function typed({ target }) {
  const { own, row: index } = target.dataset;
  if (own === undefined || target.tagName === "SELECT") return;
  if (index !== undefined) writeRow(target, Number(index));
  else write(own, NUMBERS.includes(own) && /^\d{1,4}$/.test(target.value) ? Number(target.value) : target.value, target.id);
}

function write(path, value, key = "") {
  edit(key, (content) => {
    const entry = path.match(/^exercises\[(\d+)\]\./);
    if (entry && typeof content.exercises[entry[1]] === "string") content.exercises[entry[1]] = { exercise: content.exercises[entry[1]] };
    put(content, path, value);
  });
}

function chosen({ target }) {
  const { own, tick } = target.dataset;
  if (target.id === "own-picture") { take(target.files[0]).catch(failed); target.value = ""; return; }
  if (target.id === "own-pose") { pose(target.value).catch(failed); return; }
  if (target.id === "own-other-side") { otherSide(target.checked); return; }
  if (tick) edit("", (content) => { const there = listAt(tick, content).filter((id) => id !== target.value); put(content, tick, target.checked ? [...there, target.value] : there); });
  else if (own && target.tagName === "SELECT") write(own, own.endsWith(".step") && target.value !== "start" ? Number(target.value) : target.value);
}

async function pose(id) {
  if (!id) { edit("", (content) => { delete content.figure; }); return; }
  const found = await ask("open_own", { kind: "exercise", id });
  if (found.problems.length) { showBox(byId("own-problems"), found.problems); return; }
  edit("", (content) => {
    content.figure = found.content.figure;
    const last = (content.steps ?? []).filter((item) => wordsOf(item).trim()).length || 1;
    for (const [, picture] of picturesIn(content.figure)) if (picture.step > last) picture.step = last;
  });
  say(`The picture is that of ${found.content.name}.`);
}

/** Keep a picture that somebody brought; what it shows is for them to say. */
async function take(file) {
  if (!file) return;
  const found = file.size > LARGEST ? { problems: [{ field: "figure", message: "is larger than 5 MB.", hint: "Save a smaller copy." }] } : await ask("own_picture", { data: await base64Of(file) });
  if (found.problems.length) { showBox(byId("own-problems"), showProblems(byId("view-own"), found.problems, ["data-own"])); return; }
  edit("", (content) => { content.figure = { image: found.image, alt: content.figure?.image ? content.figure.alt : "" }; });
  say(`The picture is there. Say what it shows. ${(found.remarks ?? []).join(" ")}`);
  byId("own-figure-alt").focus();
}

function clicked({ target }) {
  const button = target.closest("button");
  if (!button) return;
  const { add, drop, move, day } = button.dataset;
  if (add) addRow(add);
  if (drop !== undefined) dropRow(button.closest("[data-lines]"), Number(drop));
  if (day) edit("", (content) => {
    const there = new Set(at("schedule.days", content) ?? []);
    if (!there.delete(day)) there.add(day);
    put(content, "schedule.days", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].filter((each) => there.has(each)));
  });
  if (button.id === "own-no-picture") edit("", (content) => { delete content.figure; });
  if (button.id === "own-add-entry") addEntry(byId("own-entry").value);
  if (move) {
    const index = [...byId("own-entries").children].indexOf(button.closest("li"));
    if (move === "remove") dropEntry(index);
    else { moved(index, index + (move === "up" ? -1 : 1)); button.focus(); }
  }
}

/** The form as the desk takes it: what was read and is there no more is told as nothing. */
const asked = () => ({ kind: form.kind, id: form.id, stamp: form.stamp, content: { ...Object.fromEntries(form.read.map((key) => [key, null])), ...form.content } });

async function refresh() {
  if (running) { waiting = true; return; }
  running = true;
  try {
    do {
      waiting = false;
      const before = saves;
      const found = form && await ask("check_own", { ...asked(), known: [...known.keys()] });
      if (before !== saves) waiting = true; // it was asked of a form that had no file yet
      if (found && form && !waiting) await draw(found);
    } while (waiting);
  } catch (error) {
    failed(error);
  } finally {
    running = false;
  }
}

async function draw(found) {
  told(found.problems);
  byId("own-advice").replaceChildren(...(found.advice ?? []).map((each) => el("li", {}, [each.field && called(each.field), each.message, each.hint].filter(Boolean).join(" "))));
  byId("own-pages").classList.toggle("old", found.problems.length > 0);
  if (found.problems.length) return;
  await showImages(byId("own-pages"), known, found.pages, (page, number) => `As it prints, page ${number}: ${page.text}`);
}

/** Problems at their fields; until something is filled in, none of what is merely missing. */
function told(problems) {
  const fresh = !past.length && !form.id;
  const shownNow = fresh ? [] : problems;
  showBox(byId("own-problems"), showProblems(byId("view-own"), shownNow, ["data-own"]));
  if (problems.length && !fresh) byId("own-state").textContent = `Not saved yet: ${plural(problems.length, "problem")}`;
}
const called = (path) => `${labelOf(byId("own-form").querySelector(`[data-own="${CSS.escape(path)}"]`)) || path}:`;

async function save() {
  const [saving, sent, kept] = [form, asked(), JSON.stringify(form.content)];
  const found = await ask("save_own", sent);
  if (form !== saving) { tell("clinic"); return; } // it was closed meanwhile
  if (found.problems.length) {
    showBox(byId("own-problems"), showProblems(byId("view-own"), found.problems, ["data-own"]));
    say("Not saved.");
    byId("own-form").querySelector("[aria-invalid]")?.focus();
    return;
  }
  saves += 1;
  Object.assign(form, { id: found.id, stamp: found.stamp, read: Object.keys(sent.content), kept });
  byId("own-delete").hidden = false;
  byId("own-title").textContent = form.content.name;
  if (JSON.stringify(form.content) === kept) byId("own-state").textContent = state.library.inside ? "Saved in this browser" : `Saved as ${found.file}`;
  say("Saved. It stands under Find. Its sheets say that they are drafts until it is signed.");
  showBox(byId("own-problems"), showProblems(byId("view-own"), [], ["data-own"]));
  tell("clinic");
}

async function remove() {
  const { kind, id, stamp, content } = form;
  const found = await ask("delete_own", { kind, id, stamp });
  showBox(byId("own-problems"), found.problems);
  if (found.problems.length) return;
  await closed();
  tell("clinic");
  byId("own-gone").replaceChildren(`${content.name} is taken away. `, el("button", { type: "button", class: "small", "data-back": `${kind} ${id}` }, "Bring it back"));
  byId("own-gone").querySelector("button").focus();
  say(`${content.name} is taken away.`);
}

async function bring(kind, id) {
  const found = await ask("restore_own", { kind, id });
  showBox(byId("own-problems"), found.problems);
  byId("own-gone").replaceChildren();
  if (found.problems.length) return;
  tell("clinic");
  await list();
  byId("own-title").focus();
  say("It is there again.");
}
