/* The "?" beside a name opens a small window next to it; on a phone it is a sheet at the foot. Esc closes it, focus goes back. */
import { $, on } from "./dom.js";

const GAP = 6;
const PHONE = matchMedia("(max-width: 767px)");
const box = $("#help");
let asked = null;

function place() {
  const { style } = box;
  style.left = style.top = "";
  if (PHONE.matches || !asked) return;
  const at = asked.getBoundingClientRect();
  const below = at.bottom + GAP + box.offsetHeight < innerHeight;
  style.left = `${Math.max(GAP, Math.min(at.left - 12, innerWidth - box.offsetWidth - GAP))}px`;
  style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - box.offsetHeight)}px`;
}

on("click", "[data-help]", (e, button) => {
  e.preventDefault();
  asked = box.contains(button) ? asked : button;
  htmx.ajax("GET", box.dataset.from.replace("KEY", encodeURIComponent(button.dataset.help)), { target: box });
});
document.addEventListener("keydown", (e) => {
  const near = e.key === "F1" && document.activeElement?.closest(".fl,dt,li,td,th");
  const button = near && $("[data-help]", near);
  if (!button) return;
  e.preventDefault();
  button.click();
});
box?.addEventListener("opened", place);
addEventListener("resize", () => { if (box?.open) place(); });
