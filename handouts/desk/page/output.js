// Out of the page: printing, downloading, saving.
import { byId, bytesOf, download as handOut, el, say } from "./dom.js";
import { asked, file } from "./pages.js";
import { sentence } from "./problems.js";
import { change, state } from "./state.js";

const TYPES = { pdf: "application/pdf", html: "text/html", text: "text/plain;charset=utf-8" };
const TO_BE_DRAWN = 400; // milliseconds: the frame is loaded before the pages in it are
const KEPT = 600000; // milliseconds in which a print dialog may stay open

export function setUpOutput(ask, failed) {
  const act = (id, run) => byId(id).addEventListener("click", () => run().catch(failed));
  act("print", print);
  act("download", () => download("pdf"));
  act("as-html", () => download("html"));
  act("as-text", copyText);
  act("save", async () => openDialog());
  byId("save-cancel").addEventListener("click", () => byId("save-dialog").close());
  byId("save-form").addEventListener("submit", (event) => {
    event.preventDefault();
    save(ask).catch(failed);
  });
}

const addressOf = (found, form) => URL.createObjectURL(new Blob([bytesOf(found.data)], { type: TYPES[form] }));

/** Print the bytes of the PDF: in a frame that nobody sees, else in a tab of its own. */
export async function print() {
  const found = await file("pdf");
  if (found) printFile(found);
}

export function printFile(found) {
  const address = addressOf(found, "pdf");
  for (const old of document.querySelectorAll("iframe.print")) old.remove();
  const frame = el("iframe", { class: "print", title: "What is being printed", tabindex: "-1", src: address });
  frame.addEventListener("load", () => setTimeout(() => {
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch { /* the link below is there */ }
  }, TO_BE_DRAWN));
  document.body.append(frame);
  byId("printed").replaceChildren("Sent to the print dialog. If none has opened: ", el("a", { href: address, target: "_blank", rel: "noopener" }, "open the PDF"));
  say("The print dialog opens.");
  setTimeout(() => { frame.remove(); byId("printed").replaceChildren(); URL.revokeObjectURL(address); }, KEPT);
}

async function download(form) {
  const found = await file(form);
  if (!found) return;
  handOut(found.data, found.name, TYPES[form]);
}

async function copyText() {
  const found = await file("text");
  if (!found) return;
  const text = new TextDecoder().decode(bytesOf(found.data));
  try {
    await navigator.clipboard.writeText(text);
    say("The text is on the clipboard: paste it into your message.");
    byId("as-text").textContent = "Copied";
  } catch {
    await download("text");
    return;
  }
  setTimeout(() => { byId("as-text").textContent = "Text for a message"; }, 3000);
}

/** A name for the file that says nothing of the patient: the number, or the day. */
function suggested() {
  const number = (state.draft.prescription.patient?.id ?? "").toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
  const now = new Date();
  return number || `${state.library.today}-${String(now.getHours()).padStart(2, "0")}${String(now.getMinutes()).padStart(2, "0")}`;
}

function openDialog() {
  byId("save-problem").hidden = true;
  byId("file-name").value = state.draft.file?.name ?? suggested();
  byId("save-dialog").showModal();
  byId("file-name").select();
}

async function save(ask) {
  const name = byId("file-name").value;
  const stamp = name === state.draft.file?.name ? state.draft.file.stamp : "";
  const found = await ask("save", { ...asked(), file: name, stamp });
  const box = byId("save-problem");
  box.hidden = !found.problems.length;
  box.textContent = found.problems.map((each) => sentence(each, each.field === "file" ? byId("file-name") : null)).join(" ");
  if (found.problems.length) { byId("file-name").focus(); return; }
  change("", `Save as ${found.file}`, (draft) => { draft.file = { name: found.file, stamp: found.stamp }; });
  byId("save-dialog").close();
  if (found.data) { // where there is no folder to write into
    handOut(found.data, found.file, "application/yaml");
    byId("saved").textContent = `Downloaded as ${found.file}`;
    return;
  }
  say(`Saved as ${found.path}.`);
  byId("saved").textContent = `Saved as ${found.path}`;
}
