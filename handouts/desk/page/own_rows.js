// Rows of a form for own content: the lines of a list, and the exercises of a programme.
import { byId, plural, say } from "./dom.js";
import { idIn, wordsOf } from "./own_fields.js";
import { at, put } from "./state.js";

let edit = null; // changes what is written, as a step that can be taken back
let written = null; // what is written

export function setUpRows(change, content) {
  edit = change;
  written = content;
}

/** The list at a place, made where there is none. */
export const listAt = (path, content) => { if (!Array.isArray(at(path, content))) put(content, path, []); return at(path, content); };

const withWords = (item, words) => (item && typeof item === "object" ? { ...item, text: words } : words);

export function writeRow(target, index) {
  const path = target.closest("[data-lines]").dataset.lines;
  edit(target.id, (content) => { const items = listAt(path, content); items[index] = withWords(items[index], target.value); });
}

export function addRow(path, after = Infinity) {
  edit("", (content) => { const items = listAt(path, content); if (!items.length) items.push(""); items.splice(after + 1, 0, ""); });
  const list = byId("own-form").querySelector(`[data-lines="${path}"]`);
  list.children[Math.min(after + 1, list.children.length - 1)].querySelector("input").focus();
}

export function dropRow(list, index) {
  edit("", (content) => listAt(list.dataset.lines, content).splice(index, 1));
  list.children[Math.min(index, list.children.length - 1)].querySelector("input").focus();
}

/** Enter begins the next row, Backspace in an empty one takes it away. */
export function keys(event) {
  const list = event.target.closest("[data-lines]");
  if (!list || event.target.tagName !== "INPUT") return;
  const index = Number(event.target.dataset.row);
  if (event.key === "Enter") { event.preventDefault(); addRow(list.dataset.lines, index); }
  if (event.key === "Backspace" && !event.target.value && list.children.length > 1) { event.preventDefault(); dropRow(list, index); if (index) list.children[index - 1].querySelector("input").focus(); }
}

/** Whether the last step changes to the other side. */
export function otherSide(wanted) {
  edit("", (content) => {
    const filled = (content.steps ?? []).filter((item) => wordsOf(item).trim());
    content.steps = filled.map((item, index) => (wanted && index === filled.length - 1 ? { text: wordsOf(item), other_side: true } : wordsOf(item)));
  });
}

export function addEntry(id) {
  if (!id) { byId("own-entry").focus(); return; }
  if ((written().exercises ?? []).some((entry) => idIn(entry) === id)) { say("It is there already."); return; }
  edit("", (content) => listAt("exercises", content).push(id));
  say(`Added. ${plural(written().exercises.length, "exercise")}.`);
}

export function dropEntry(index) {
  edit("", (content) => content.exercises.splice(index, 1));
  (byId("own-entries").children[Math.min(index, written().exercises.length - 1)]?.querySelector("[data-move=remove]") ?? byId("own-entry")).focus();
}

export function moved(from, to) {
  if (to < 0 || to >= written().exercises.length) return;
  edit("", ({ exercises }) => exercises.splice(to, 0, ...exercises.splice(from, 1)));
  say(`It is number ${to + 1}.`);
}
