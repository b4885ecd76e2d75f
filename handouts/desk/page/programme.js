// The programme: for whom, for what, and a card for each exercise.
import { byId, el, plural, say, show } from "./dom.js";
import { dragging, sortable } from "./drag.js";
import { exercise, nameOf, pictureOf, remove } from "./find.js";
import { at, change, put, state } from "./state.js";

const DAYS = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };
const REST = { mon: "day", tue: "sday", wed: "nesday", thu: "rsday", fri: "day", sat: "urday", sun: "day" };
const HOW_MUCH = { repetitions: "Reps", duration: "Time", count: "Steps" };
const NUMBERS = ["weeks", "first_week", "start_day"];
const cards = new Map();

export function setUpProgramme() {
  byId("days").replaceChildren(...Object.entries(DAYS).map(([day, word]) => el("button", { type: "button", value: day }, word, el("span", { class: "heard" }, REST[day]))));
  fillProgramme();
  const view = byId("view-sheet");
  view.addEventListener("input", typed);
  view.addEventListener("focusout", (event) => { if (event.target.dataset) delete event.target.dataset.typing; });
  byId("what").addEventListener("change", choose);
  byId("days").addEventListener("click", toggleDay);
  view.querySelector("[data-choice=side]").addEventListener("click", chooseSide);
  view.addEventListener("click", start);
  byId("cards").addEventListener("click", arrange);
  sortable(byId("cards"), move);
  byId("reason-list").addEventListener("change", reason);
}

/** What a sheet can be for; cards are made anew, since an exercise may be called otherwise now. */
export function fillProgramme() {
  const { programmes, conditions } = state.library;
  byId("what").replaceChildren(
    el("option", { value: "" }, "Choose …"),
    el("optgroup", { label: "Programmes" }, programmes.map((each) => el("option", { value: `programme ${each.id}` }, each.name))),
    el("optgroup", { label: "Conditions" }, conditions.map((each) => el("option", { value: `condition ${each.id}` }, each.name))),
  );
  for (const [, { item }] of cards) item.remove();
  cards.clear();
}

function typed(event) {
  const { path, all, override } = event.target.dataset;
  const value = event.target.value;
  if (event.target.matches("input:not([type=date])")) event.target.dataset.typing = "yes";
  const words = labelOf(event.target);
  if (all) return change(`all ${all}`, `Change ${words} of all`, (draft) => { draft.all = { ...draft.all, [all]: value }; setAll(draft, all, value); });
  if (override) return change(`why ${override}`, "Change a reason", (draft) => putReason(draft, JSON.parse(override), value));
  if (!path) return undefined;
  const last = path.split(".").pop();
  const number = NUMBERS.includes(path) && /^\d{1,4}$/.test(value) ? Number(value) : value;
  return change(path, `Change ${words}`, (draft) => {
    put(draft.prescription, path, number);
    const entry = path.match(/^(exercises\[\d+\])\.dose\./);
    if (entry) tidyDose(draft, entry[1], last, value);
  });
}
const labelOf = (input) => input.labels?.[0]?.textContent ?? input.getAttribute("aria-label") ?? "a field";

/** A dose says how much in one way, and one without words is none. */
function tidyDose(draft, path, key, value) {
  const entry = at(path, draft.prescription);
  if (value && HOW_MUCH[key]) for (const other of Object.keys(HOW_MUCH)) if (other !== key) delete entry.dose[other];
  if (!Object.keys(entry.dose).length) delete entry.dose;
}

/** In which way a dose says how much: as it was typed, else as the sheet has it, else as the library has it. */
function howMuch(entry) {
  const seen = state.seen.cards.find((each) => each.exercise === entry.exercise)?.dose ?? {};
  const ways = Object.keys(HOW_MUCH);
  return ways.find((key) => entry.dose?.[key] !== undefined) ?? ways.find((key) => seen[key]) ?? (exercise(entry.exercise)?.how || "repetitions");
}

/** Sets and repetitions of all exercises that are counted so. */
function setAll(draft, key, value) {
  draft.prescription.exercises.forEach((entry) => {
    const how = howMuch(entry);
    if (key === "repetitions" && how !== "repetitions") return;
    put(entry, `dose.${key}`, value);
    if (!Object.keys(entry.dose).length) delete entry.dose;
  });
}

function putReason(draft, wanted, why) {
  const written = draft.prescription;
  const others = (written.overrides ?? []).filter((each) => !(each.contraindication === wanted.contraindication && (each.exercise ?? null) === wanted.exercise));
  const made = { contraindication: wanted.contraindication, ...(wanted.exercise ? { exercise: wanted.exercise } : {}), why };
  written.overrides = why.trim() ? [...others, made] : others;
  if (!written.overrides.length) delete written.overrides;
}

function choose(event) {
  const [kind, id] = event.target.value.split(" ");
  change("", "Change what it is for", (draft) => {
    delete draft.prescription.programme;
    delete draft.prescription.condition;
    if (id) draft.prescription[kind] = id;
    draft.auto = !id;
    if (kind === "programme" && !draft.prescription.exercises.length) draft.prescription.exercises = state.library.programmes.find((each) => each.id === id).exercises.map((each) => ({ exercise: each }));
    const asked = draft.prescription.contraindications ?? [];
    if (draft.prescription.overrides) draft.prescription.overrides = draft.prescription.overrides.filter((each) => asked.includes(each.contraindication));
  });
}

function chooseSide(event) {
  const side = event.target.closest("button")?.value;
  if (!side) return;
  change("", `Side: ${side}`, (draft) => put(draft.prescription, "side", draft.prescription.side === side ? "" : side));
}

function toggleDay(event) {
  const day = event.target.closest("button")?.value;
  if (!day) return;
  change("", "Change the days", (draft) => {
    const there = new Set(draft.prescription.schedule?.days ?? []);
    if (!there.delete(day)) there.add(day);
    const days = Object.keys(DAYS).filter((each) => there.has(each));
    put(draft.prescription, "schedule.days", days.length ? days : "");
    delete draft.prescription.schedule.days_a_week;
    if (!Object.keys(draft.prescription.schedule).length) delete draft.prescription.schedule;
  });
}

function start(event) {
  const after = event.target.closest("[data-start]")?.dataset.start;
  if (after === undefined) return;
  const day = new Date(`${state.library.today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(after));
  change("", "Change the start", (draft) => { draft.prescription.start = day.toISOString().slice(0, 10); });
}

function arrange(event) {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const { id } = button.closest("li").dataset;
  const index = state.draft.prescription.exercises.findIndex((entry) => entry.exercise === id);
  if (button.dataset.do === "remove") {
    remove(id);
    const next = byId("cards").children[Math.min(index, byId("cards").children.length - 1)];
    (next?.querySelector("[data-do=remove]") ?? byId("search")).focus();
    return;
  }
  const to = index + (button.dataset.do === "up" ? -1 : 1);
  if (to < 0 || to >= state.draft.prescription.exercises.length) return;
  move(index, to);
  button.focus();
}

function move(from, to) {
  const name = nameOf(state.draft.prescription.exercises[from].exercise);
  change("", `Move ${name}`, (draft) => {
    const list = draft.prescription.exercises;
    list.splice(to, 0, ...list.splice(from, 1));
  });
  say(`${name} is number ${to + 1}.`);
}

function reason(event) {
  const { value, checked } = event.target;
  change("", "Change what the patient has", (draft) => {
    const written = draft.prescription;
    const there = new Set(written.contraindications ?? []);
    if (value === "") { if (checked) written.contraindications = []; else delete written.contraindications; return; }
    if (checked) there.add(value); else there.delete(value);
    written.contraindications = [...there];
    if (!there.size) delete written.contraindications;
    if (written.overrides) written.overrides = written.overrides.filter((each) => each.contraindication !== value);
  });
}

export function renderProgramme() {
  const written = state.draft.prescription;
  for (const input of document.querySelectorAll("#programme > fieldset [data-path], .looks [data-path]")) show(input, at(input.dataset.path));
  for (const input of document.querySelectorAll("[data-all]")) show(input, state.draft.all?.[input.dataset.all]);
  for (const button of document.querySelectorAll("[data-choice=side] button")) button.setAttribute("aria-pressed", written.side === button.value);
  for (const button of byId("days").children) button.setAttribute("aria-pressed", (written.schedule?.days ?? []).includes(button.value));
  byId("what").value = written.programme ? `programme ${written.programme}` : written.condition ? `condition ${written.condition}` : "";
  byId("empty").hidden = written.exercises.length > 0;
  renderCards(written.exercises);
  renderReasons(written);
}

function renderCards(entries) {
  if (dragging()) return;
  const there = new Set(entries.map((entry) => entry.exercise));
  for (const [id, made] of cards) if (!there.has(id)) { made.item.remove(); cards.delete(id); }
  entries.forEach((entry, index) => {
    if (!cards.has(entry.exercise)) cards.set(entry.exercise, card(entry.exercise));
    const { item } = cards.get(entry.exercise);
    if (byId("cards").children[index] !== item) byId("cards").insertBefore(item, byId("cards").children[index] ?? null);
    fillCard(cards.get(entry.exercise), entry, index, entries.length);
  });
}

function field(id, words, name, control, kind = "tiny") {
  const label = el("label", { for: control.id }, words, el("span", { class: "heard" }, ` of ${nameOf(id)}`));
  return el("div", { class: `field ${kind}`, "data-field": name }, label, control);
}

function card(id) {
  const name = nameOf(id);
  const input = (key, more = {}) => el("input", { id: `${id}-${key}`, "data-key": key, autocomplete: "off", ...more });
  const side = el("select", { id: `${id}-side`, "data-key": "side" }, [["", "–"], ["left", "Left"], ["right", "Right"], ["both", "Both"]].map(([value, words]) => el("option", { value }, words)));
  const much = input("much");
  const act = (what, sign, words) => el("button", { type: "button", "data-do": what, class: "icon", "aria-label": `${words} ${name}` }, sign);
  const parts = {
    number: el("span", { class: "tile" }),
    sentence: el("p", { class: "sentence" }),
    more: el("div", { class: "problem", hidden: true }),
    override: el("div", { class: "override", hidden: true }),
    against: el("details", { class: "against" }, el("summary"), el("ul")),
    up: act("up", "↑", "Move up:"),
    down: act("down", "↓", "Move down:"),
  };
  const doses = el("div", { class: "row doses" },
    field(id, "Sets", "sets", input("dose.sets")), field(id, "Reps", "much", much), field(id, "Hold", "hold", input("dose.hold")),
    field(id, "Per day", "times", input("dose.times_a_day")), field(id, "Per week", "days", input("dose.days_a_week")), field(id, "Side", "side", side));
  const picture = el("span", { class: "picture" }, el("img", { alt: "", "data-of": id, src: pictureOf(id) || null }));
  const item = el("li", { class: "card", "data-id": id },
    el("div", { class: "head" }, el("span", { class: "grip", "aria-hidden": "true", title: "Drag to move" }, "⠿"), picture, el("div", { class: "words" }, el("h3", {}, parts.number, " ", name), parts.sentence),
      el("div", { class: "order" }, parts.up, parts.down, act("remove", "×", "Remove"))),
    doses, field(id, "Note for this patient", "note", input("note"), "wide"), parts.more, parts.override, parts.against);
  return { item, ...parts, much };
}

function fillCard(made, entry, index, count) {
  const seen = state.seen.cards.find((each) => each.exercise === entry.exercise) ?? { dose: {} };
  const path = `exercises[${index}]`;
  made.item.dataset.path = path;
  made.number.textContent = index + 1;
  made.up.toggleAttribute("disabled", index === 0);
  made.down.toggleAttribute("disabled", index === count - 1);
  const how = howMuch(entry);
  made.item.querySelector("[data-field=much] label").firstChild.data = HOW_MUCH[how];
  for (const input of made.item.querySelectorAll("[data-key]")) {
    const key = input.dataset.key === "much" ? `dose.${how}` : input.dataset.key;
    input.dataset.path = `${path}.${key}`;
    show(input, at(key, entry));
    const usual = key.startsWith("dose.") ? seen.dose[key.slice(5)] : "";
    if (input.tagName === "INPUT" && key !== "note") input.placeholder = !usual || usual.startsWith("ask") ? "–" : usual;
  }
  const sided = exercise(entry.exercise)?.sided || (seen.dose.side && seen.dose.side !== "alternate") || entry.side;
  made.item.querySelector("[data-field=side]").hidden = !sided;
  const pieces = (seen.sentence ?? exercise(entry.exercise)?.dose ?? "").split("____");
  made.sentence.replaceChildren(...pieces.flatMap((piece, number) => (number ? [el("span", { class: "gap" }, el("span", { class: "heard" }, "to be filled in by hand")), piece] : [piece])));
  const has = new Set(state.draft.prescription.contraindications ?? []);
  const reasons = exercise(entry.exercise)?.against ?? [];
  made.against.hidden = !reasons.length;
  made.against.firstChild.textContent = `Not with: ${plural(reasons.length, "reason")}`;
  made.against.lastChild.replaceChildren(...reasons.map((each) => el("li", { class: has.has(each) ? "has" : null }, state.library.contraindications[each] ?? each)));
}

function renderReasons(written) {
  const has = new Set(written.contraindications ?? []);
  const programme = state.library.programmes.find((each) => each.id === written.programme);
  const wanted = [...new Set([...(programme?.against ?? []), ...written.exercises.flatMap((entry) => exercise(entry.exercise)?.against ?? []), ...has])];
  byId("reasons").hidden = !wanted.length;
  byId("reasons").querySelector(".count").textContent = has.size ? `${has.size} ticked` : written.contraindications ? "asked: none" : "";
  const box = (value, words, checked) => el("label", { class: "tick" }, el("input", { type: "checkbox", value, checked }), el("span", {}, words));
  const list = [["", "Asked: none of these", Boolean(written.contraindications) && !has.size], ...wanted.map((id) => [id, state.library.contraindications[id] ?? id, has.has(id)])];
  const shown = [...byId("reason-list").querySelectorAll("input")];
  if (shown.length === list.length && list.every(([value], index) => shown[index].value === value)) {
    list.forEach(([, , checked], index) => { shown[index].checked = checked; });
  } else byId("reason-list").replaceChildren(...list.map((each) => box(...each)));
}

/** The field for a reason, on each card that needs one or has one; under all of them, one for the programme itself. */
export function renderOverrides(problems) {
  const places = [...[...cards].map(([id, made]) => [id, made.override]), [null, byId("why")]];
  for (const [id, box] of places) {
    const asked = problems.filter((each) => each.override && (each.override.exercise ?? null) === id).map((each) => each.override);
    const given = (state.draft.prescription.overrides ?? []).filter((each) => (each.exercise ?? null) === id);
    const wanted = [...new Set([...given, ...asked].map((each) => each.contraindication))];
    box.hidden = !wanted.length;
    if (box.dataset.key !== wanted.join(" ")) {
      box.dataset.key = wanted.join(" ");
      box.replaceChildren(...wanted.map((each) => reasonField(id, each)));
    }
    for (const input of box.querySelectorAll("input")) {
      const one = JSON.parse(input.dataset.override).contraindication;
      show(input, given.find((each) => each.contraindication === one)?.why);
    }
  }
}

function reasonField(id, against) {
  const said = state.library.contraindications[against] ?? against;
  const control = el("input", { id: `${id ?? "all"}-why-${against}`, "data-override": JSON.stringify({ contraindication: against, exercise: id }), autocomplete: "off" });
  const words = `Why all the same, with ${said}? (for you alone)`;
  return id ? field(id, words, "why", control, "wide") : el("div", { class: "field wide" }, el("label", { for: control.id }, words.replace("with", "the programme with")), control);
}
