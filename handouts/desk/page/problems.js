// Each problem stands beside the field that it is about, in the words of the check.
import { byId, el } from "./dom.js";

/** Show problems in a view; -> those that no field is there for. `key` names the attribute with a field's path. */
export function showProblems(view, problems, selectors) {
  for (const old of view.querySelectorAll(".problem.at")) old.remove();
  for (const input of view.querySelectorAll("[aria-invalid]")) { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); }
  const homeless = [];
  problems.forEach((problem, index) => {
    const target = find(view, problem.field, selectors);
    if (!target) { homeless.push(problem); return; }
    const id = `problem-${view.id}-${index}`;
    const words = el("p", { class: "problem at", id }, sentence(problem, target));
    const home = target.closest(".field") ?? target;
    if (target.matches("li")) target.querySelector(".doses").after(words);
    else home.append(words);
    if (target.matches("input, select, textarea")) {
      target.setAttribute("aria-invalid", "true");
      target.setAttribute("aria-describedby", id);
    }
    problem.target = target;
    for (let details = target.closest("details:not([open])"); details; details = details.parentElement.closest("details:not([open])")) details.open = true;
  });
  return homeless;
}

/** The field with that path, or the nearest part above it that is there. */
function find(view, path, selectors) {
  for (let part = path ?? ""; part; part = part.replace(/(\.[^.[]*|\[\d+\])$/, "") === part ? "" : part.replace(/(\.[^.[]*|\[\d+\])$/, "")) {
    for (const attribute of selectors) {
      const found = view.querySelector(`[${attribute}="${CSS.escape(part)}"]`);
      if (found) return found;
    }
  }
  return null;
}

export function sentence(problem, target) {
  const place = problem.file ? [problem.file, problem.line || ""].filter(Boolean).join(":") : "";
  const label = labelOf(target);
  const where = label ? `${label}: ` : place ? `${[place, problem.where].filter(Boolean).join(": ")}: ` : problem.field ? `${problem.field}: ` : "";
  return `${where}${problem.message}${problem.hint ? ` ${problem.hint}` : ""}`;
}

/** What a field, or a group of fields, is called on the page. */
export function labelOf(target) {
  const group = target?.matches("fieldset, details") ? target.querySelector("legend, summary") : null;
  return (target?.labels?.[0]?.firstChild?.textContent ?? target?.getAttribute("aria-label") ?? group?.firstChild?.textContent ?? "").trim();
}

/** Problems that have no field, in a box of their own. */
export function showBox(box, problems) {
  box.hidden = !problems.length;
  box.replaceChildren(...problems.map((problem) => el("p", {}, sentence(problem))));
}

/** Go to the first field with a problem. */
export function goTo(problem) {
  const target = problem?.target;
  if (!target) { byId("problems").scrollIntoView({ block: "nearest" }); return; }
  const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, button") ?? target;
  field.focus();
  field.scrollIntoView({ block: "center" });
}
