/* Keys. Ctrl Enter always sends; single keys only after the user switched them on, and never inside inputs (WCAG 2.1.4). */
import { $, $$, isTyping } from "./dom.js";
import { rowKeys } from "./tables.js";

const PAUSE = 1_000;
let waitsForG = 0;

const single = {
  ...rowKeys,
  "/": () => $('.c-filter input[type="search"],.c-filter .c-input')?.focus(),
  "?": () => $("[aria-keyshortcuts~='?'],.c-top [hx-get][hx-target='#dialog']")?.click(),
  g: () => { waitsForG = Date.now(); },
};

function go(key) {
  const entries = $$(".c-side .c-nav");
  const place = entries.find((entry) => entry.dataset.go === key) || entries[Number(key) - 1];
  return (place || (key === "h" && $(".c-brand")) || null)?.click();
}

/* What is in sight comes first; the lines of the new menu answer from every page. Over a page only the dialog answers. */
function elementFor(key, dialog) {
  const named = $$("[data-key]", dialog || document).filter((element) => element.dataset.key === key && !element.disabled);
  return named.find((element) => element.offsetParent && !element.closest(".c-top")) || named.find((element) => element.closest(".c-top"));
}

document.addEventListener("keydown", (e) => {
  if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
    const form = e.target instanceof Element && e.target.closest("form:not(.q)");
    if (form) form.requestSubmit();
    return;
  }
  if (!("keys" in document.body.dataset) || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
  if (isTyping(e.target)) return;
  const key = e.key.toLowerCase();
  const dialog = $("dialog[open]");
  if (dialog) {
    const inside = elementFor(key, dialog);
    if (inside) {
      inside.click();
      e.preventDefault();
    }
    return;
  }
  if (Date.now() - waitsForG < PAUSE) {
    waitsForG = 0;
    go(key);
    return;
  }
  const named = elementFor(key);
  if (named) named.click();
  else if (single[key]) single[key]();
  else return;
  e.preventDefault();
});
