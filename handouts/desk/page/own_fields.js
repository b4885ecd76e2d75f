// The fields of a form for own content. Each names the place of its value in `data-own`; lists have a row for each item.
import { byId, el } from "./dom.js";
import { at } from "./state.js";

const WEEK = { mon: "Monday", tue: "Tuesday", wed: "Wednesday", thu: "Thursday", fri: "Friday", sat: "Saturday", sun: "Sunday" };
const text = (path, label, note = "") => ({ kind: "text", path, label, note });
const area = (path, label, note = "") => ({ kind: "area", path, label, note });
const lines = (path, label, one, note = "") => ({ kind: "lines", path, label, one, note });
const DOSE = [["sets", "Sets"], ["repetitions", "Reps"], ["duration", "Time"], ["count", "Steps"], ["hold", "Hold"], ["rest", "Rest"], ["times_a_day", "Per day"], ["days_a_week", "Per week"]];

export const FIELDS = {
  exercise: [
    text("name", "Name", "As it stands on the sheet"),
    area("position", "How to start", "Where are the feet, where the hands?"),
    lines("steps", "Steps", "step", "3 to 6, one action each"),
      text("cue", "At a glance", "At most 45 letters, for the leaf"),
    { kind: "dose", path: "dose", label: "Dose", note: "What you leave out is a gap on the sheet or is not asked for; “ask” is a gap" },
    lines("cautions", "Cautions", "caution"),
    { kind: "picture", path: "figure", label: "Picture" },
    { kind: "ticks", path: "groups", label: "Groups", note: "What it has in common with others. Each brings the reasons against it that stand behind it", from: "groups" },
    { kind: "ticks", path: "contraindications", label: "Not with", note: "Reasons against it", from: "contraindications" },
    { kind: "more", label: "More: why, easier and harder, equipment, region", fields: [
      text("purpose", "What it is good for"), text("easier", "To make it easier"), text("harder", "To make it harder"),
      lines("equipment", "Equipment", "thing", "Without any: nothing needed"), lines("regions", "Regions", "region", "Such as knee or neck, to find it by")] },
  ],
  programme: [
    text("name", "Name", "As it stands on the sheet"),
    { kind: "select", path: "condition", label: "Condition", from: "conditions" },
    area("introduction", "First words", "Before the exercises; it may stay empty"),
    { kind: "entries", path: "exercises", label: "Exercises" },
    { kind: "row", fields: [text("schedule.times_a_day", "Times a day"), text("schedule.days_a_week", "Days a week"), text("log_weeks", "Weeks of the log", "")] },
    { kind: "days", path: "schedule.days", label: "Days" },
    lines("rules", "Rules", "rule", "For all of them, before the first"),
    { kind: "ticks", path: "contraindications", label: "Not with", note: "Reasons against the programme as a whole; those against its exercises come by themselves", from: "contraindications" },
  ],
};

const idOf = (path) => `own-${path.replaceAll(/[.[\]]+/g, "-")}`;
const noted = (id, note) => (note ? el("span", { class: "note", id: `${id}-note` }, note) : null);
const described = (id, note) => (note ? { "aria-describedby": `${id}-note` } : {});
const input = (path, more = {}) => el("input", { id: idOf(path), "data-own": path, autocomplete: "off", ...more });
const labelled = (control, label, note, kind = "") => el("div", { class: `field ${kind}` }, el("label", { for: control.id }, label), noted(control.id, note), control);
const group = (field, ...children) => el("fieldset", { class: "box", "data-own": field.path }, el("legend", {}, field.label), noted(idOf(field.path), field.note), ...children);

/** The words of an item of a list: a bare one, or one with marks. */
export const wordsOf = (item) => (typeof item === "string" ? item : (item?.text ?? ""));

const OTHER_SIDE = () => el("label", { class: "tick" }, el("input", { type: "checkbox", id: "own-other-side" }), el("span", {}, "The last step changes to the other side: a sheet for one side leaves it out"));
const MAKE = {
  text: ({ path, label, note }) => labelled(input(path, described(idOf(path), note)), label, note),
  area: ({ path, label, note }) => labelled(el("textarea", { id: idOf(path), "data-own": path, rows: 2, ...described(idOf(path), note) }), label, note),
  select: ({ path, label }, { library }) => labelled(el("select", { id: idOf(path), "data-own": path }, el("option", { value: "" }, "Choose …"), library.conditions.map((each) => el("option", { value: each.id }, each.name))), label),
  lines: (field) => group(field, el("ol", { class: "plain lines", "data-lines": field.path }), el("button", { type: "button", class: "small", "data-add": field.path }, `Add a ${field.one}`), field.path === "steps" ? OTHER_SIDE() : null),
  dose: (field) => group(field, el("div", { class: "row doses" }, DOSE.map(([key, label]) => labelled(input(`dose.${key}`), label, "", "tiny")),
    labelled(el("select", { id: "own-dose-side", "data-own": "dose.side" }, [["", "–"], ["left", "Left"], ["right", "Right"], ["both", "Both"], ["alternate", "In turn"], ["ask", "A gap"]].map(([value, words]) => el("option", { value }, words))), "Side", "", "tiny"))),
  ticks: (field, { library }) => el("details", { class: "box", "data-own": field.path }, el("summary", {}, field.label, " ", el("span", { class: "count" })), noted(idOf(field.path), field.note), el("div", { class: "ticks" }, tickables(field.from, library).map(([id, words, note]) =>
    el("label", { class: "tick" }, el("input", { type: "checkbox", value: id, "data-tick": field.path }), el("span", {}, words, note ? el("span", { class: "note" }, note) : null))))),
  days: (field) => el("div", { class: "field", role: "group", "aria-labelledby": "own-days-label", "data-own": field.path }, el("span", { id: "own-days-label", class: "label" }, field.label),
    el("div", { class: "choice days" }, Object.entries(WEEK).map(([day, word]) => el("button", { type: "button", value: day, "data-day": day }, word.slice(0, 3), el("span", { class: "heard" }, word.slice(3)))))),
  row: ({ fields }, about) => el("div", { class: "row" }, fields.map((each) => make(each, about))),
  more: ({ label, fields }, about) => el("details", { class: "more" }, el("summary", {}, label), fields.map((each) => make(each, about))),
  entries: (field, { library }) => group(field, el("ol", { class: "plain lines", id: "own-entries" }),
    el("div", { class: "with" }, el("select", { id: "own-entry", "aria-label": "Exercise to add" }, el("option", { value: "" }, "Choose an exercise …"), library.exercises.map((each) => el("option", { value: each.id }, each.name))), el("button", { type: "button", id: "own-add-entry", class: "small" }, "Add it"))),
  picture: (field, { library }) => group(field, el("div", { class: "field" }, el("label", { for: "own-pose" }, "As drawn for an exercise of the library"),
    el("select", { id: "own-pose" }, el("option", { value: "" }, "None"), library.exercises.filter((each) => each.posed).map((each) => el("option", { value: each.id }, each.name)))),
  el("div", { class: "row", id: "own-steps-shown" }),
  el("div", { class: "drop field" }, el("label", { for: "own-picture" }, "Or a picture of your own"), el("span", { class: "note", id: "own-picture-note" }, "PNG, JPEG or SVG, up to 5 MB, with no patient in it: drop it here, or choose a file"), el("input", { type: "file", id: "own-picture", accept: ".png,.jpg,.jpeg,.svg", "aria-describedby": "own-picture-note" }), el("p", { class: "note", id: "own-picture-name" })),
  el("div", { id: "own-picture-words", hidden: true }, labelled(input("figure.alt"), "What it shows", "For who can’t see it"), labelled(input("figure.credit"), "Whose it is", "Under the picture")),
  el("button", { type: "button", class: "small", id: "own-no-picture" }, "No picture")),
};
const make = (field, about) => MAKE[field.kind](field, about);

function tickables(from, library) {
  const said = (id) => library.contraindications[id] ?? id;
  if (from === "contraindications") return Object.keys(library.contraindications).map((id) => [id, said(id), ""]);
  return Object.entries(library.groups).map(([id, brings]) => [id, id.replaceAll("-", " "), brings.map(said).join("; ")]);
}

export const build = (kind, library) => FIELDS[kind].map((field) => make(field, { library }));

/** Show what is written in all fields. */
export function fill(form, content, library) {
  for (const list of form.querySelectorAll("[data-lines]")) fillLines(list, at(list.dataset.lines, content) ?? []);
  if (form.querySelector("#own-entries")) fillEntries(byId("own-entries"), content.exercises ?? [], library);
  for (const control of form.querySelectorAll("input[data-own], textarea[data-own], select[data-own]")) {
    if (control.closest("[data-lines]")) continue;
    const value = at(control.dataset.own, content);
    const words = value === undefined || value === null ? "" : String(value).trim();
    if (control.value.trim() !== words) control.value = words;
  }
  for (const box of form.querySelectorAll("[data-tick]")) box.checked = (at(box.dataset.tick, content) ?? []).includes(box.value);
  for (const box of form.querySelectorAll("details[data-own]")) box.querySelector(".count").textContent = box.querySelectorAll("input:checked").length || "";
  for (const button of form.querySelectorAll("[data-day]")) button.setAttribute("aria-pressed", (at("schedule.days", content) ?? []).includes(button.value));
  if (!form.querySelector("#own-picture")) return;
  byId("own-other-side").checked = Boolean((content.steps ?? []).at(-1)?.other_side);
  const { figure } = content;
  byId("own-picture-words").hidden = !figure?.image;
  byId("own-no-picture").hidden = !figure;
  byId("own-picture-name").textContent = figure?.image ? `Now: ${figure.image}` : "";
  if (!figure || figure.image) byId("own-pose").value = "";
  fillSteps(byId("own-steps-shown"), content);
}

/** The pictures of a pose with their paths. */
export const picturesIn = (figure) => (!figure || figure.image ? [] : [["start", figure.start], ["finish", figure.finish], ...(figure.then ?? []).map((each, index) => [`then[${index}]`, each])].filter(([, each]) => each));

/** Which step each picture of a pose shows: the sheet marks both with the same number. */
function fillSteps(row, { figure, steps = [] }) {
  const said = steps.map(wordsOf).filter((words) => words.trim());
  const words = ["Start", ...said.map((each, index) => `${index + 1}: ${each}`)];
  const pictures = picturesIn(figure);
  const key = JSON.stringify([words, pictures.map(([path]) => path)]);
  if (row.dataset.key !== key) {
    row.dataset.key = key;
    row.replaceChildren(...pictures.map(([path], index) => labelled(el("select", { id: `own-shown-${index}`, "data-own": `figure.${path}.step` }, words.map((each, step) => el("option", { value: step || "start" }, each))), `Picture ${index + 1} shows`)));
  }
  pictures.forEach(([, each], index) => { row.children[index].querySelector("select").value = each.step ?? ""; });
}

/** A row for each item, and an empty one where there is none. Rows that are empty are none to the check. */
function fillLines(list, items) {
  const wanted = items.length ? items : [""];
  const { path } = { path: list.dataset.lines };
  const words = list.parentElement.querySelector("[data-add]").textContent.replace("Add a ", "");
  while (list.children.length > wanted.length) list.lastChild.remove();
  while (list.children.length < wanted.length) {
    const index = list.children.length;
    const control = input(`${path}[${index}]`, { id: `${idOf(path)}-${index}`, "data-row": index, "aria-label": `${words.charAt(0).toUpperCase()}${words.slice(1)} ${index + 1}` });
    const remove = el("button", { type: "button", class: "icon", "data-drop": index, "aria-label": `Remove ${words} ${index + 1}` }, "×");
    list.append(el("li", { class: "field with" }, control, remove));
  }
  let filled = 0;
  wanted.forEach((item, index) => {
    const control = list.children[index].querySelector("input");
    const said = wordsOf(item);
    if (control.value.trim() !== said.trim()) control.value = said;
    control.dataset.own = `${path}[${said.trim() ? filled : index}]`;
    filled += Boolean(said.trim());
  });
}

const ENTRY_DOSE = [["sets", "Sets"], ["repetitions", "Reps"], ["hold", "Hold"], ["times_a_day", "Per day"], ["days_a_week", "Per week"]];
export const idIn = (entry) => (typeof entry === "string" ? entry : entry.exercise);

function fillEntries(list, entries, library) {
  const there = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const items = entries.map((entry) => {
    const id = idIn(entry);
    return there.get(id) ?? entryRow(id, library.exercises.find((each) => each.id === id)?.name ?? id);
  });
  if (items.length !== list.children.length || items.some((item, index) => list.children[index] !== item)) list.replaceChildren(...items);
  items.forEach((item, index) => {
    item.dataset.own = `exercises[${index}]`;
    item.querySelector(".tile").textContent = index + 1;
    item.querySelector("[data-move=up]").toggleAttribute("disabled", index === 0);
    item.querySelector("[data-move=down]").toggleAttribute("disabled", index === items.length - 1);
    for (const control of item.querySelectorAll("input")) control.dataset.own = `exercises[${index}].${control.dataset.key}`;
  });
}

function entryRow(id, name) {
  const act = (what, sign, words) => el("button", { type: "button", class: "icon", "data-move": what, "aria-label": `${words} ${name}` }, sign);
  const field = (key, label, kind = "tiny") => el("div", { class: `field ${kind}` }, el("label", { for: `own-${id}-${key}` }, label, el("span", { class: "heard" }, ` of ${name}`)), el("input", { id: `own-${id}-${key}`, "data-own": "", "data-key": key, autocomplete: "off" }));
  return el("li", { class: "card", "data-id": id },
    el("div", { class: "head" }, el("span", { class: "grip", "aria-hidden": "true", title: "Drag to move" }, "⠿"), el("div", { class: "words" }, el("span", { class: "tile" }), " ", el("strong", {}, name)), el("div", { class: "order" }, act("up", "↑", "Move up:"), act("down", "↓", "Move down:"), act("remove", "×", "Remove"))),
    el("div", { class: "row doses" }, ENTRY_DOSE.map(([key, label]) => field(`dose.${key}`, label))), field("note", "Note for everyone", "wide"));
}
