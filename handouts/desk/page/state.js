// The draft, and every step back. Nothing of it is written anywhere from here.

const MOST_STEPS = 50;
const ONE_EDIT = 2500; // milliseconds: typing in one field is one step

export const state = {
  library: null,
  draft: null,
  seen: { cards: [], pages: [], notes: [], problems: [] },
  current: false, // whether the pages show the draft
};
const past = [];
const future = [];
const listeners = new Set();
let last = { key: "", time: 0 };

export const listen = (act) => listeners.add(act);
export const tell = (why = "") => listeners.forEach((act) => act(why));

/** A draft with nothing on it. */
export function newDraft(library) {
  return {
    prescription: { patient: {}, date: library.today, exercises: [] },
    options: { layout: library.layout, profile: "standard", paper: library.clinic.paper, theme: library.theme },
    auto: true, // the condition is the one that most of the exercises are for, until somebody chooses
    file: null,
  };
}

/** Change the draft. Changes with the same key in a row are one step back. */
export function change(key, what, act) {
  const before = structuredClone(state.draft);
  act(state.draft);
  if (JSON.stringify(before) === JSON.stringify(state.draft)) return;
  const now = performance.now();
  if (!(key && key === last.key && now - last.time < ONE_EDIT)) past.push({ draft: before, what });
  if (past.length > MOST_STEPS) past.shift();
  last = { key, time: now };
  future.length = 0;
  state.current = false;
  tell("draft");
}

function step(from, to) {
  const found = from.pop();
  if (!found) return "";
  to.push({ draft: state.draft, what: found.what });
  state.draft = found.draft;
  last = { key: "", time: 0 };
  state.current = false;
  tell("step");
  return found.what;
}
export const undo = () => step(past, future);
export const redo = () => step(future, past);
export const canUndo = () => past.length;
export const canRedo = () => future.length;

/** What stands at a path such as exercises[0].dose.sets of a prescription. */
export function at(path, root = state.draft.prescription) {
  return parts(path).reduce((found, part) => (found === undefined || found === null ? undefined : found[part]), root);
}

/** Write a value at a path; nothing takes the key away. */
export function put(root, path, value) {
  const way = parts(path);
  const name = way.pop();
  let place = root;
  for (const part of way) place = place[part] ??= {};
  if (value === "" || value === undefined) delete place[name];
  else place[name] = value;
}

const parts = (path) => path.replaceAll(/\[(\d+)\]/g, ".$1").split(".").filter(Boolean);
