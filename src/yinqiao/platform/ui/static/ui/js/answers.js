/* Forms that are answered by key: a digit picks the n-th choice, fields that do not matter are put away, a button sets a day. */
import { $, $$, isTyping, on, whenPresent } from "./dom.js";

const valueOf = (form, name) => {
  const field = form.elements[name];
  return field ? field.value : "";
};

/* data-when="channel=VISIT,BRANCH": shown while the field has one of the values. What is put away is not sent. */
function arrange(form) {
  for (const part of $$("[data-when]", form)) {
    const [name, wanted] = part.dataset.when.split("=");
    part.hidden = !wanted.split(",").includes(valueOf(form, name));
  }
}

whenPresent("form[data-answers]", (form) => setTimeout(() => arrange(form)));
on("change", "form[data-answers]", (_e, form) => arrange(form));

document.addEventListener("keydown", (e) => {
  if (!/^\d$/.test(e.key) || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target)) return;
  const form = $("dialog[open] form[data-answers]") || $("main form[data-answers]");
  if (!form) return;
  const choices = $$('input[type="radio"]', form);
  const choice = choices[e.key === "0" ? 9 : Number(e.key) - 1];
  if (!choice) return;
  e.preventDefault();
  choice.checked = true;
  choice.focus();
  choice.dispatchEvent(new Event("input", { bubbles: true }));
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});

on("click", "[data-day]", (_e, button) => {
  const field = document.getElementById(button.dataset.dayFor);
  field.value = button.dataset.day;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

/* Hits under a search: Enter takes the first, the arrows go through them. */
on("keydown", "[data-hit],[data-hits-of]", (e, from) => {
  if (e.key !== "ArrowDown" && e.key !== "ArrowUp" || e.isComposing) return;
  const hits = $$("[data-hit]");
  if (!hits.length) return;
  const next = hits.indexOf(from) + (e.key === "ArrowDown" ? 1 : -1);
  e.preventDefault();
  if (next >= 0) hits[Math.min(next, hits.length - 1)].focus();
});
