/* The board: a card is dragged to a stage. While it hangs, each stage says what it still asks for; dropped where something is missing, the form of
   that opens; where nothing is, it moves at once and the note at the foot takes it back. By keyboard the card's page does the same. */
import { text, token, whenPresent } from "../ui/js/dom.js";
import { load } from "../ui/js/libraries.js";
import { show } from "../ui/js/toasts.js";

const board = () => document.querySelector("[data-board]");
const columns = () => [...document.querySelectorAll("[data-stage]")];
const refresh = () => htmx.ajax("GET", board().dataset.board, { target: "#list", swap: "innerHTML" });
let gates = null;

async function ask(card) {
  const answer = await fetch(card.dataset.gates, { credentials: "same-origin" }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function mark(found, from) {
  for (const column of columns()) {
    const missing = found.stages[column.dataset.stage];
    const gate = column.querySelector("[data-gate] b");
    column.classList.toggle("open", !!missing);
    column.classList.toggle("shut", !missing && column !== from);
    if (gate && missing) gate.textContent = missing.join(" · ") || "✓";
  }
}

function unmark() {
  for (const column of columns()) {
    column.classList.remove("open", "shut");
    const gate = column.querySelector("[data-gate]");
    if (gate) gate.querySelector("b").textContent = gate.dataset.gate;
  }
}

async function drop(card, stage, found) {
  const missing = found?.stages[stage];
  if (!missing) {
    if (!found || found.refusal) show({ text: found?.refusal || text("failed"), level: "error" });
    return refresh();
  }
  if (missing.length) {
    await refresh();
    return htmx.ajax("GET", `${card.dataset.form}?to=${stage}&from=board`, { target: "#dialog", swap: "innerHTML" });
  }
  const answer = await fetch(card.dataset.move, {
    method: "POST", credentials: "same-origin", headers: { "X-CSRFToken": token(), "HX-Request": "true" },
    body: new URLSearchParams({ stage, version: found.version }),
  }).catch(() => null);
  if (answer?.ok) JSON.parse(answer.headers.get("HX-Trigger") || "{}").toasts?.items.forEach(show);
  else show({ text: text("failed"), level: "error" });
  return refresh();
}

whenPresent("[data-stage] .kb-l", async (list) => {
  await load("sortable");
  Sortable.create(list, {
    group: "board", sort: false, animation: 120, draggable: ".kb-k.can", filter: "a", preventOnFilter: false, chosenClass: "drag", ghostClass: "ghost",
    delay: 150, delayOnTouchOnly: true,
    onStart: (e) => {
      gates = ask(e.item);
      gates.then((found) => { if (found && gates) mark(found, e.from.closest("[data-stage]")); });
    },
    onEnd: async (e) => {
      const found = await gates;
      gates = null;
      unmark();
      if (e.from !== e.to) drop(e.item, e.to.closest("[data-stage]").dataset.stage, found);
    },
  });
});
