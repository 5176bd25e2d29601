/* Lists: check boxes with Shift ranges and a bulk bar, rows that open, J K X Enter from the keyboard. */
import { $, $$, on, text } from "./dom.js";

let last = null;
const boxes = (root) => $$("[data-pick]", root || document);
const bar = () => $("[data-bulk]");

function refresh() {
  const form = bar();
  if (!form) return;
  const all = boxes();
  const picked = all.filter((box) => box.checked);
  const filter = $(".c-filter");
  form.hidden = picked.length === 0;
  if (filter) filter.hidden = picked.length > 0;
  $("[data-picked]", form).textContent = text("selected", { count: picked.length });
  all.forEach((box) => box.closest("tr").setAttribute("aria-selected", String(box.checked)));
  $$("[data-pick-all]").forEach((box) => {
    box.checked = all.length > 0 && picked.length === all.length;
    box.indeterminate = picked.length > 0 && picked.length < all.length;
  });
}

on("click", "[data-pick]", (e, box) => {
  const all = boxes();
  if (e.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((other) => { other.checked = box.checked; });
  }
  last = box;
  refresh();
});
on("change", "[data-pick-all]", (_e, head) => {
  boxes().forEach((box) => { box.checked = head.checked; });
  refresh();
});
on("click", "[data-unpick]", () => {
  boxes().forEach((box) => { box.checked = false; });
  refresh();
});
document.body.addEventListener("htmx:afterSettle", refresh);

/* A click on a row opens it, unless it was meant for something inside or text is being selected. */
function openRow(row, inNewTab) {
  if (inNewTab) window.open(row.dataset.href, "_blank", "noopener");
  else location.assign(row.dataset.href);
}
on("click", "tr[data-href]", (e, row) => {
  if (e.target.closest("a,button,input,label,select,summary") || String(getSelection())) return;
  openRow(row, e.ctrlKey || e.metaKey);
});

function move(by) {
  const rows = $$("[data-rows] tbody tr");
  if (!rows.length) return;
  const now = rows.indexOf(document.activeElement?.closest("tr"));
  const next = rows[Math.min(Math.max(now + by, 0), rows.length - 1)];
  rows.forEach((row) => { row.tabIndex = row === next ? 0 : -1; });
  next.focus();
}

/** What single keys do on a list; `keys.js` calls them when the user switched single keys on. */
export const rowKeys = {
  j: () => move(1),
  k: () => move(-1),
  x: () => $("[data-pick]", document.activeElement?.closest("tr") || document.createElement("i"))?.click(),
};
document.addEventListener("keydown", (e) => {
  const row = document.activeElement;
  if (!row?.matches?.("[data-rows] tbody tr")) return;
  if (e.key === "ArrowDown" || e.key === "ArrowUp") {
    e.preventDefault();
    move(e.key === "ArrowDown" ? 1 : -1);
  } else if (e.key === "Enter" && row.dataset.href) {
    openRow(row, e.ctrlKey || e.metaKey);
  }
});
refresh();
