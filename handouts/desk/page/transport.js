// How the page asks: one function, `ask`, and `watch` for what happens before it is answered. A page that came from a
// server asks that server; one that holds the program asks a worker. Nothing else of the page knows which.

const packed = document.getElementById("packed");

/** What the desk says to a question; rejects with an Error whose `kind` is "gone" (nobody answers), "closed" or "broken". */
export const ask = packed ? askWorker : askServer;

/** Be told of the way until questions are answered: `share` of 1 and `words`, then `ready`; `own` when what the page
    holds of the clinic is not what this browser keeps. */
export function watch(act) {
  listeners.add(act);
  if (packed && !started) act({ share: 0, words: "Opening" });
}
const listeners = new Set();
const failure = (kind, words = kind) => Object.assign(new Error(words), { kind });

async function askServer(name, asked = {}) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
      cache: "no-store",
    });
  } catch {
    throw failure("gone", "nobody answers");
  }
  if (response.status === 403) throw failure("closed");
  try {
    return await response.json();
  } catch {
    throw failure("gone", "no answer");
  }
}

// What the page holds beside the program: what can be chosen, so that nobody waits for Python to choose it.
const held = packed ? JSON.parse(packed.textContent) : null;
const waiting = new Map(); // questions by their number
let number = 0;
let started = null; // "ready", or why it can't be
let pictures = null;
const worker = packed ? begin() : null; // once it has its parts

/** The day as it is here. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

async function begin() {
  const made = new Worker(URL.createObjectURL(new Blob([held.worker], { type: "text/javascript" })));
  made.onmessage = ({ data }) => {
    if (data.id === undefined) { happened(data); return; }
    const asker = waiting.get(data.id);
    waiting.delete(data.id);
    if (data.wrong) asker?.failed(failure("broken", data.wrong));
    else asker?.done(data.found);
  };
  made.onerror = (event) => happened({ wrong: event.message || "it can't be started." });
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done));
  const parts = {};
  for (const node of document.querySelectorAll("script[data-part]")) {
    parts[node.dataset.part] = node.textContent;
    node.remove(); // some MB each
  }
  ({ pictures } = parts);
  delete parts.pictures;
  made.postMessage({ parts: { ...parts, info: held.info } });
  return made;
}

function happened(told) {
  if (told.ready) started = "ready";
  if (told.wrong) {
    started = told.wrong;
    for (const { failed } of waiting.values()) failed(failure("broken", told.wrong));
    waiting.clear();
  }
  document.documentElement.dataset.steps = JSON.stringify(told.steps ?? {});
  listeners.forEach((act) => act(told));
}

async function askWorker(name, asked = {}) {
  if (name === "draft") return { draft: null, problems: [] }; // it is in the memory of this page alone
  if (name === "library" && started !== "ready") return { ...held.library, today: today() };
  const thread = await worker;
  if (name === "pictures" && !asked.fresh) return drawn(asked.ids);
  if (started && started !== "ready") throw failure("broken", started);
  number += 1;
  const id = number;
  return new Promise((done, failed) => {
    waiting.set(id, { done, failed });
    thread.postMessage({ id, name, asked, today: today() });
  });
}

/** Pictures that the page holds. */
async function drawn(ids) {
  if (typeof pictures === "string") {
    const bytes = Uint8Array.from(atob(pictures), (letter) => letter.charCodeAt(0));
    pictures = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  }
  return { pictures: Object.fromEntries(ids.map((id) => [id, pictures[id] ?? null])), problems: [] };
}
