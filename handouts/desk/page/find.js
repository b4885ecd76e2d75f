// What there is to choose from, and choosing it.
import { byId, el, options, plural, say, svgAddress } from "./dom.js";
import { finder } from "./matching.js";
import { change, state } from "./state.js";

const pictures = new Map(); // by exercise: an address, or "" where there is none
const rows = new Map();
const chosen = () => state.draft.prescription.exercises.map((entry) => entry.exercise);
export const exercise = (id) => state.library.exercises.find((each) => each.id === id);
export const nameOf = (id) => exercise(id)?.name ?? id;

/** What there is to choose from. */
export function fillFind() {
  const { exercises, programmes } = state.library;
  const all = (key) => [...new Set(exercises.flatMap((each) => each[key]))].sort();
  options(byId("region"), [["", "Any"], ...all("regions").map((word) => [word, word])]);
  options(byId("posture"), [["", "Any"], ...all("posture").map((word) => [word, word])]);
  options(byId("goal"), [["", "Any"], ...all("goal").filter(Boolean).map((word) => [word, word])]);
  options(byId("equipment"), [["", "Any"], ["none", "Nothing needed"], ...all("equipment").map((word) => [word, word])]);
  byId("found").replaceChildren(...exercises.map(row));
  byId("programmes").querySelector("ul").replaceChildren(...programmes.map(programmeRow));
  for (const [id, { picture }] of rows) if (pictures.get(id)) picture.src = pictures.get(id);
  filter();
}

export function setUpFind() {
  fillFind();
  for (const id of ["search", "region", "posture", "goal", "equipment"]) byId(id).addEventListener("input", filter);
  byId("found").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-id]");
    if (button) toggle(button.dataset.id);
  });
  byId("programmes").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-id]");
    if (button) addAll(button.dataset.id);
  });
}

function row(each) {
  const needs = each.equipment.length ? each.equipment.join(", ") : "nothing needed";
  const picture = el("img", { alt: "", width: 60, height: 60, loading: "lazy" });
  const words = el("span", { class: "words" }, el("span", { class: "name" }, each.name), el("span", { class: "note" }, `${each.posture} · ${needs}`));
  const button = el("button", { type: "button", class: "pick", "data-id": each.id, "aria-pressed": "false" }, el("span", { class: "picture" }, picture), words, el("span", { class: "sign", "aria-hidden": "true" }));
  const item = el("li", {}, button);
  rows.set(each.id, { item, button, picture, text: each.found_by });
  return item;
}

function programmeRow(each) {
  const condition = state.library.conditions.find((one) => one.id === each.condition);
  const words = el("span", { class: "words" }, el("span", { class: "name" }, each.name), el("span", { class: "note" }, [condition?.name, each.audience].filter(Boolean).join(" · ")));
  const add = el("button", { type: "button", "data-id": each.id, class: "small" }, `Add all ${each.exercises.length}`, el("span", { class: "heard" }, ` of ${each.name}`));
  const item = el("li", { class: "programme" }, words, add);
  rows.set(`programme ${each.id}`, { item, programme: each, text: each.found_by });
  return item;
}

/** Show what has a word that starts with each word searched for, and is as chosen. */
function filter() {
  const starts = finder(byId("search").value);
  const [region, posture, goal, needs] = ["region", "posture", "goal", "equipment"].map((id) => byId(id).value);
  let found = 0;
  for (const each of state.library.exercises) {
    const { item, text } = rows.get(each.id);
    const fits = (!region || each.regions.includes(region)) && (!posture || each.posture === posture) && (!goal || each.goal === goal) && (!needs || (needs === "none" ? !each.equipment.length : each.equipment.includes(needs)));
    item.hidden = !(fits && starts(text));
    found += !item.hidden;
  }
  let sets = 0;
  for (const each of state.library.programmes) {
    const { item, text } = rows.get(`programme ${each.id}`);
    item.hidden = !starts(text) || (region && !each.exercises.some((id) => exercise(id)?.regions.includes(region)));
    sets += !item.hidden;
  }
  byId("found-title").querySelector(".count").textContent = found;
  byId("programmes").querySelector(".count").textContent = sets;
  if (!found && !sets) say("Nothing is called so.");
}

export function renderFind() {
  const there = new Set(chosen());
  for (const { id } of state.library.exercises) {
    const { button } = rows.get(id);
    button.setAttribute("aria-pressed", there.has(id));
  }
}

function toggle(id) {
  const there = chosen().includes(id);
  if (there) remove(id);
  else add([id], `Add ${nameOf(id)}`);
}

export function add(ids, what, act = () => {}) {
  change("", what, (draft) => {
    act(draft);
    for (const id of ids) if (!draft.prescription.exercises.some((entry) => entry.exercise === id)) draft.prescription.exercises.push({ exercise: id });
    suggest(draft);
  });
  say(`${what}. ${plural(chosen().length, "exercise")}.`);
}

export function remove(id) {
  change("", `Remove ${nameOf(id)}`, (draft) => {
    const written = draft.prescription;
    written.exercises = written.exercises.filter((entry) => entry.exercise !== id);
    if (written.overrides) written.overrides = written.overrides.filter((each) => each.exercise !== id);
    if (written.start_with) written.start_with = written.start_with.filter((each) => each !== id);
    suggest(draft);
  });
  say(`Removed ${nameOf(id)}. ${plural(chosen().length, "exercise")}. Undo brings it back.`);
}

function addAll(id) {
  const programme = state.library.programmes.find((each) => each.id === id);
  add(programme.exercises, `Add all ${programme.exercises.length} of ${programme.name}`, (draft) => {
    if (draft.prescription.programme || (draft.prescription.condition && !draft.auto)) return;
    draft.prescription.programme = id;
    delete draft.prescription.condition;
  });
}

/** Until somebody chooses, the exercises are for the condition whose programmes have most of them. */
function suggest(draft) {
  const written = draft.prescription;
  if (!draft.auto) return;
  if (!written.exercises.length) { delete written.programme; delete written.condition; return; }
  if (written.programme) return;
  const { conditions, programmes } = state.library;
  const ids = new Set(written.exercises.map((entry) => entry.exercise));
  const has = (condition) => new Set(programmes.filter((each) => each.condition === condition.id).flatMap((each) => each.exercises).filter((id) => ids.has(id))).size;
  const best = conditions.map((each) => [has(each), each.id]).sort((one, other) => other[0] - one[0])[0];
  if (best && best[0]) written.condition = best[1];
  else delete written.condition;
}

/** Let the pictures of the clinic's own exercises be asked for anew. */
export function forgetPictures() {
  for (const each of state.library.exercises) if (each.own) pictures.delete(each.id);
}

/** The pictures of exercises, a few at a time, those on the screen first. */
export async function loadPictures(ask, idle, fresh = false) {
  const left = () => state.library.exercises.filter((each) => !pictures.has(each.id)).sort((one, other) => priority(one) - priority(other));
  for (let next = left(); next.length; next = left()) {
    await idle();
    const ids = next.slice(0, 4).map((each) => each.id);
    const found = (await ask("pictures", { ids, fresh })).pictures ?? {};
    for (const id of ids) {
      pictures.set(id, found[id]?.image ?? (found[id] ? svgAddress(found[id].svg) : ""));
      if (pictures.get(id)) for (const image of [rows.get(id).picture, ...document.querySelectorAll(`img[data-of="${id}"]`)]) image.src = pictures.get(id);
    }
  }
}
const priority = (each) => (chosen().includes(each.id) ? 0 : rows.get(each.id).item.hidden ? 2 : 1);
export const pictureOf = (id) => pictures.get(id) ?? "";
