/* Notes at the foot of the page: 8 s, with undo (button or Ctrl Z). */
import { $, data, isTyping, make, on, post, text } from "./dom.js";

const SHOWN = 8_000;
const region = $("#toasts");
let lastUndo = null;

function remove(toast) {
  if (lastUndo?.toast === toast) lastUndo = null;
  toast.remove();
}

function keep(toast) {
  let timer = setTimeout(() => remove(toast), SHOWN);
  toast.addEventListener("mouseenter", () => clearTimeout(timer));
  toast.addEventListener("mouseleave", () => { timer = setTimeout(() => remove(toast), SHOWN / 2); });
}

async function undo(toast, url) {
  remove(toast);
  const answer = await post(url).catch(() => null);
  if (answer?.ok) location.reload();
  else show({ text: text("failed"), level: "error" });
}

/** Show `{text, level, undo}`; `undo` is the address that takes it back. */
export function show(item) {
  const toast = make("div", { class: item.level === "error" ? "c-toast err" : "c-toast", "data-toast": "" }, make("span", {}, item.text));
  if (item.level === "error") toast.setAttribute("role", "alert");
  if (item.undo) {
    const button = make("button", { type: "button" }, text("undo"));
    button.addEventListener("click", () => undo(toast, item.undo));
    toast.append(button);
    lastUndo = { toast, url: item.undo };
  }
  region.append(toast);
  keep(toast);
}

(data("toast-data") || []).forEach(show);
document.body.addEventListener("toasts", (e) => e.detail.items.forEach(show));
on("click", "[data-close-toast]", (_e, button) => remove(button.closest("[data-toast]")));
document.addEventListener("keydown", (e) => {
  if (e.key.toLowerCase() !== "z" || !(e.ctrlKey || e.metaKey) || e.shiftKey || !lastUndo || isTyping(e.target)) return;
  e.preventDefault();
  undo(lastUndo.toast, lastUndo.url);
});
