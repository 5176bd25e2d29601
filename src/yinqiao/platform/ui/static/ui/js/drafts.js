/* What was typed and not sent: kept in memory, given back when the same form comes again, guarded on leaving. Nothing on disk. */
import { on, text, whenPresent } from "./dom.js";

const drafts = new Map();
const keyOf = (form) => form.getAttribute("action") || location.pathname;
const SECRET = new Set(["password", "file", "hidden"]);

function remember(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || SECRET.has(field.type)) continue;
    const isTick = field.type === "checkbox" || field.type === "radio";
    (values[field.name] ||= []).push(isTick ? field.checked : field.value);
  }
  drafts.set(keyOf(form), values);
}

function giveBack(form) {
  const values = drafts.get(keyOf(form));
  if (!values) return;
  const seen = {};
  for (const field of form.elements) {
    const kept = values[field.name];
    if (!kept || SECRET.has(field.type)) continue;
    const value = kept[(seen[field.name] = (seen[field.name] ?? -1) + 1)];
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else if (value !== undefined) field.value = value;
  }
}

whenPresent("form[data-draft]", giveBack);
on("input", "form[data-draft]", (_e, form) => remember(form));
on("submit", "form[data-draft]", (_e, form) => { if (!form.hasAttribute("hx-post")) drafts.delete(keyOf(form)); });
/* Before HTMX follows the answer: leaving for the page it names would ask whether to leave, and the same form may come back in it. */
document.body.addEventListener("htmx:beforeOnLoad", (e) => {
  const form = e.target instanceof Element && e.target.closest("form[data-draft]");
  const { status } = e.detail.xhr;
  if (form && status >= 200 && status < 300) drafts.delete(keyOf(form));
});
on("click", "[data-leave]", (_e, link) => drafts.delete(keyOf(link.closest("form"))));

/** Tell whether something would be lost by leaving. */
export const hasDrafts = () => drafts.size > 0;

addEventListener("beforeunload", (e) => {
  if (!drafts.size) return;
  e.preventDefault();
  e.returnValue = text("leave");
});
