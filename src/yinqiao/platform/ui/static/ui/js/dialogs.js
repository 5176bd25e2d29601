/* Native dialogs: opened by button or filled by HTMX, closed by Esc, cross or backdrop; focus returns by itself. */
import { $, $$, on } from "./dom.js";

/* The browser would take the cross in the head: a dialog opens at its first field, of a choice at what is chosen. */
const FIELDS = "input:not([type=hidden]):not(:disabled),select:not(:disabled),textarea:not(:disabled)";
function enter(dialog) {
  const first = $("[autofocus]", dialog) || $(FIELDS, dialog);
  const chosen = first?.type === "radio" && $$("input[type=radio]:checked", dialog).find((radio) => radio.name === first.name);
  (chosen || first)?.focus();
}

export function open(dialog) {
  if (dialog.open) return;
  dialog.showModal();
  enter(dialog);
  dialog.dispatchEvent(new CustomEvent("opened", { bubbles: true }));
}

on("click", "[data-dialog]", (_e, button) => open(document.getElementById(button.dataset.dialog)));
on("click", "[data-close]", (_e, button) => button.closest("dialog").close());
document.addEventListener("mousedown", (e) => {
  if (e.target instanceof HTMLDialogElement && e.target.id !== "idle") e.target.close();
});

/* A swap into a dialog opens it; an emptied one closes. */
document.body.addEventListener("htmx:afterSwap", (e) => {
  const dialog = e.detail.target;
  if (!(dialog instanceof HTMLDialogElement)) return;
  if (dialog.childElementCount) open(dialog);
  else dialog.close();
});
document.body.addEventListener("close-dialog", () => $$("dialog[open]").forEach((dialog) => dialog.close()));
$$("dialog#dialog,dialog#side,dialog#help").forEach((dialog) => dialog.addEventListener("close", () => dialog.replaceChildren()));

/* The confirm button wakes up when the name was typed. */
on("input", "[data-must-equal]", (_e, input) => {
  $("button[type=submit]", input.form).disabled = input.value.trim() !== input.dataset.mustEqual;
});

/* Menus (<details>): one at a time, closed from outside or by Esc; the first opening loads the content. */
const closeMenus = (except) => $$("details.c-menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
document.addEventListener("click", (e) => closeMenus(e.target instanceof Element ? e.target.closest("details.c-menu") : null));
document.addEventListener("toggle", (e) => {
  if (!e.target.matches?.("details.c-menu[open]")) return;
  const content = $("[hx-get]", e.target);
  if (content) content.dispatchEvent(new Event("open"));
}, true);
document.addEventListener("keydown", (e) => {
  const menu = e.key === "Escape" && document.activeElement?.closest("details.c-menu[open]");
  if (menu) {
    menu.open = false;
    $("summary", menu).focus();
  }
});
