/* Who looked, when, from where: tiled over the page and every dialog, put back if somebody takes it away (UI.md §1). */
import { $$, make } from "./dom.js";

const [who, where] = [document.body.dataset.watermark, document.body.dataset.watermarkWhere];

function escape(value) {
  return value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function image() {
  const ink = document.documentElement.dataset.bsTheme === "dark" ? "fff" : "000";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="220"><g transform="rotate(-20 200 110)" fill="#${ink}" font-family="sans-serif" font-size="13"><text x="80" y="104">${escape(who)}</text><text x="80" y="124" font-size="12">${escape(where || "")}</text></g></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

let busy = false;

function lay(parent) {
  let sheet = [...parent.children].find((child) => child.matches(".c-wm"));
  if (!sheet) parent.append((sheet = make("div", { class: "c-wm", "aria-hidden": "true" })));
  const wanted = image();
  sheet.removeAttribute("hidden");
  if (sheet.className !== "c-wm") sheet.className = "c-wm";
  if (sheet.dataset.ink !== wanted) {
    sheet.removeAttribute("style");
    sheet.style.backgroundImage = wanted;
    sheet.dataset.ink = wanted;
  }
}

function layAll() {
  if (busy) return;
  busy = true;
  [document.body, ...$$("dialog[open]")].forEach(lay);
  observer.takeRecords();
  busy = false;
}

/* Any change to a sheet (style, class, attributes) or its removal is undone. */
const observer = new MutationObserver((records) => {
  const touched = records.filter((r) => (r.type === "attributes" ? r.target.matches?.(".c-wm") || r.attributeName === "open" : true));
  touched.filter((r) => r.type === "attributes" && r.target.matches(".c-wm")).forEach((r) => { r.target.dataset.ink = ""; });
  if (touched.length) layAll();
});

if (who) {
  layAll();
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "aria-hidden"] });
  addEventListener("themechange", layAll);
  document.body.addEventListener("opened", layAll);
}
