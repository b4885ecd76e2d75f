// The page: what it shows, and what happens when something changes.
import { byId, el, say } from "./dom.js";
import { canUndoClinic, openClinic, setUpClinic, undoClinic } from "./clinic.js";
import { list, setUpFiles } from "./files.js";
import { fillFind, forgetPictures, loadPictures, renderFind, setUpFind } from "./find.js";
import { setUpOutput } from "./output.js";
import { fillOptions, idle, refresh, renderOptions, setUpPages } from "./pages.js";
import { canUndoOwn, setUpOwn, showOwn, undoOwn } from "./own.js";
import { fillProgramme, renderProgramme, setUpProgramme } from "./programme.js";
import { sentence, showBox } from "./problems.js";
import { canRedo, canUndo, change, listen, newDraft, redo, state, undo } from "./state.js";
import { ask, watch } from "./transport.js";

const random = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
const names = { id: /^#[0-9a-f]{32}$/.test(location.hash) ? location.hash.slice(1) : random(), tab: random() };
const SHEET = { can: canUndo };
const STEPS = { clinic: { can: canUndoClinic, undo: undoClinic }, own: { can: canUndoOwn, undo: undoOwn } }; // views with steps of their own
let view = "sheet";

function banner(...children) {
  byId("banner").hidden = !children.length;
  byId("banner").replaceChildren(...children);
}

/** What is told when the desk does not answer. */
function failed(error) {
  if (error?.kind === "broken") { banner(el("p", {}, `The program in this page does not run here: ${error.message} A current Chrome, Edge, Firefox or Safari runs it. What you typed is still here.`)); say("The program does not run."); return; }
  if (error?.kind === "closed") banner(el("p", {}, "The desk was started anew. Open it with the link that the command printed; what you typed stays on this page until you close it."));
  else banner(el("p", {}, "The desk does not answer. Start it again (handouts serve). What you typed is still here."), el("button", { type: "button", on: { click: () => { banner(); refresh(); } } }, "Try again"));
  say("The desk does not answer.");
}

function show(name) {
  view = name;
  for (const each of ["sheet", "files", "own", "clinic"]) byId(`view-${each}`).hidden = each !== name;
  for (const button of document.querySelectorAll("[data-view]")) {
    if (button.dataset.view === name) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (name === "files") list().catch(failed);
  if (name === "own") showOwn().catch(failed);
  if (name === "clinic") openClinic().catch(failed);
  tools();
}

function tools() {
  byId("undo").disabled = !(STEPS[view] ?? SHEET).can();
  byId("redo").disabled = Boolean(STEPS[view]) || !canRedo();
}

function render(why) {
  if (why instanceof Error) { failed(why); return; }
  if (why === "elsewhere") {
    banner(el("p", {}, "This sheet is open in another tab, and what you change here is not shown."), el("button", { type: "button", on: { click: here } }, "Go on in this tab"));
    return;
  }
  if (why === "clinic") { renew().catch(failed); return; }
  if (why === "own") { tools(); return; }
  if (why === "seen") { banner(); renderProgramme(); return; }
  if (why === "step") for (const input of document.querySelectorAll("[data-typing]")) delete input.dataset.typing;
  renderFind();
  renderProgramme();
  renderOptions();
  tools();
  byId("saved").textContent = state.draft.file ? `Saved as ${state.library.inside ? "" : "prescriptions/"}${state.draft.file.name}, before later changes` : "";
  refresh();
}

/** Take the draft over from another tab. */
async function here() {
  await ask("draft", names);
  banner();
  refresh();
}

function back(act, words) {
  const what = STEPS[view] ? STEPS[view].undo() : act();
  tools();
  if (what) say(`${words}: ${what}.`);
}

function keys(event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) { event.preventDefault(); back(undo, "Undone"); }
  else if (key === "y" || (key === "z" && event.shiftKey)) { event.preventDefault(); back(redo, "Done again"); }
  else if (key === "p" && view === "sheet") { event.preventDefault(); byId("print").click(); }
  else if (key === "s" && view === "sheet") { event.preventDefault(); byId("save").click(); }
}

/** How far the program is that answers. */
function progress({ share, words, ready, own, wrong }) {
  byId("boot").hidden = ready || Boolean(wrong);
  if (words) { byId("boot-words").textContent = `${words} …`; byId("boot-bar").value = share; }
  if (wrong) failed(Object.assign(new Error(wrong), { kind: "broken" }));
  if (own) renew().catch(failed);
}

/** The clinic is another one than when the page began: what there is to choose, and how it looks. */
async function renew() {
  const before = state.library;
  state.library = await ask("library");
  const { draft, library } = state;
  for (const [key, was, is] of [["theme", before.theme, library.theme], ["paper", before.clinic.paper, library.clinic.paper]]) if (draft.options[key] === was) draft.options[key] = is;
  named();
  fillFind();
  fillProgramme();
  fillOptions();
  state.current = false;
  render("draft");
  if (view === "own") await showOwn();
  forgetPictures();
  await loadPictures(ask, library.inside ? async () => {} : idle, true);
}

/** Whose desk it is, and what it can do. */
function named() {
  const { clinic, inside } = state.library;
  byId("clinic-name").textContent = clinic.name;
  document.body.classList.toggle("example", !clinic.own);
  byId("example").hidden = clinic.own;
  byId("save").disabled = !clinic.own && !inside;
  if (!inside) return;
  byId("example-why").textContent = "until you start your own under Clinic,";
  byId("save-where").textContent = "It is downloaded as a file";
}

/** A draft that nobody has as a file is not thrown away without a question: it is in this page alone. */
function leaving(event) {
  const { prescription, file } = state.draft;
  const something = prescription.exercises.length || Object.values(prescription.patient ?? {}).some(Boolean);
  if (state.library.inside && something && !(file && byId("saved").textContent.startsWith("Downloaded"))) event.preventDefault();
}

async function begin() {
  watch(progress);
  state.library = await ask("library");
  const kept = (await ask("draft", names)).draft;
  state.draft = kept?.prescription ? kept : newDraft(state.library);
  history.replaceState(null, "", `#${names.id}`);
  named();
  addEventListener("beforeunload", leaving);
  setUpFind();
  setUpProgramme();
  setUpPages(ask, names);
  setUpOutput(ask, failed);
  setUpFiles(ask, show, failed);
  setUpOwn(ask, failed);
  setUpClinic(ask, failed);
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => show(button.dataset.view));
  byId("undo").addEventListener("click", () => back(undo, "Undone"));
  byId("redo").addEventListener("click", () => back(redo, "Done again"));
  byId("new").addEventListener("click", () => {
    change("", "New sheet", (draft) => { for (const key of Object.keys(draft)) delete draft[key]; Object.assign(draft, newDraft(state.library)); });
    show("sheet");
    byId("search").focus();
    say("A new sheet. Undo brings the last one back.");
  });
  addEventListener("keydown", keys);
  listen(render);
  render("draft");
  if (state.library.problems.length) showBox(byId("problems"), state.library.problems.map((each) => ({ ...each, message: sentence(each), hint: "", file: "", field: "" })));
  document.body.dataset.ready = "yes";
  loadPictures(ask, state.library.inside ? async () => {} : idle).catch(failed); // inside, they are there already
}

begin().catch(failed);
