// The prescriptions of the clinic's folder: open, copy, print again.
import { base64Of, byId, el, plural, say } from "./dom.js";
import { printFile } from "./output.js";
import { sentence } from "./problems.js";
import { change, newDraft, state } from "./state.js";

let ask = null;
let go = null;
let waiting = 0;

export function setUpFiles(transport, show, failed) {
  ask = transport;
  go = show;
  byId("file-search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => list().catch(failed), 120);
  });
  byId("files").addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) act(button.dataset.do, button.closest("li").dataset.file).catch(failed);
  });
  byId("open-file").addEventListener("change", ({ target }) => fromDisk(target).catch(failed));
}

/** A prescription that somebody hands in: the page reads it, and keeps nothing of it. */
async function fromDisk(input) {
  const [file] = input.files;
  if (!file) return;
  const found = await ask("open", { file: file.name, data: await base64Of(file) });
  input.value = "";
  byId("open-problem").hidden = !found.problems.length;
  byId("open-problem").textContent = found.problems.map((each) => sentence(each)).join(" ");
  if (!found.problems.length) open({ ...found, file: file.name }, false);
}

export async function list() {
  byId("in-folder").hidden = Boolean(state.library.inside);
  byId("from-disk").hidden = !state.library.inside;
  if (state.library.inside) return;
  const found = await ask("prescriptions", { search: byId("file-search").value });
  byId("file-count").textContent = found.all ? `${plural(found.files.length + found.more, "file")} of ${found.all}` : "There are none yet: Save on the sheet writes one.";
  byId("files").replaceChildren(...found.files.map(row));
}

function row(each) {
  const button = (what, words) => el("button", { type: "button", "data-do": what, class: "small" }, words, el("span", { class: "heard" }, ` ${each.file}`));
  if (each.problems.length) {
    return el("li", { class: "file", "data-file": each.file }, el("div", { class: "words" }, el("strong", {}, each.file), el("p", { class: "problem" }, each.problems.map((one) => sentence(one)).join(" "))));
  }
  const words = el("div", { class: "words" }, el("strong", {}, each.name || each.number || each.file), " ", el("span", { class: "note" }, [each.file, each.name && each.number, each.date, each.about].filter(Boolean).join(" · ")));
  return el("li", { class: "file", "data-file": each.file }, words, el("div", { class: "actions" }, button("open", "Open"), button("copy", "Copy for today"), button("print", "Print again")));
}

async function act(what, name) {
  const found = await ask("open", { file: name });
  if (found.problems.length) { say(sentence(found.problems[0])); await list(); return; }
  if (what === "print") {
    const made = await ask("pdf", { draft: { prescription: found.prescription, options: newDraft(state.library).options } });
    if (made.problems.length) { say(sentence(made.problems[0])); open(found, false); return; }
    printFile(made);
    return;
  }
  open(found, what === "copy");
}

/** As it is, or as a new one for today: the same exercises from today on. */
function open(found, copied) {
  change("", copied ? "Copy a prescription" : "Open a prescription", (draft) => {
    const fresh = newDraft(state.library);
    Object.assign(draft, fresh, { options: draft.options, auto: false, all: {}, file: copied ? null : { name: found.file, stamp: found.stamp } });
    draft.prescription = { ...found.prescription, patient: found.prescription.patient ?? {}, exercises: found.prescription.exercises ?? [] };
    if (!copied) return;
    draft.prescription.date = state.library.today;
    for (const key of ["start", "first_week", "start_day", "review_visit"]) delete draft.prescription[key];
  });
  go("sheet");
  say(copied ? "Copied. Choose a start." : `Opened ${found.file}.`);
}
