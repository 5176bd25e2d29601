/* How HTMX talks to us: token, which error answers are shown, the beat for live numbers. */
import { $, make, text, token } from "./dom.js";
import { show } from "./toasts.js";

const BEAT = 30_000;

document.body.addEventListener("htmx:configRequest", (e) => {
  e.detail.headers["X-CSRFToken"] = token();
});

/* Only answers of our own error pages are put into the page; anything else (a proxy's page) becomes a note. */
document.body.addEventListener("htmx:beforeSwap", (e) => {
  const { xhr } = e.detail;
  if (xhr.status < 400 || e.detail.shouldSwap) return;
  if (xhr.getResponseHeader("X-Fault")) {
    e.detail.shouldSwap = true;
    e.detail.isError = false;
  } else if (!xhr.getResponseHeader("HX-Redirect")) {
    if (!brokenPart(e.detail.target)) show({ text: text("failed"), level: "error" });
  }
});
document.body.addEventListener("htmx:sendError", (e) => {
  if (!brokenPart(e.detail.target)) show({ text: text("offline"), level: "error" });
});

/* A part of a page that did not come says so in its place, with a button to ask again; one that is there already stays. */
function brokenPart(part) {
  if (!part?.matches?.("[data-list]") || !$("[aria-busy]", part)) return false;
  const again = make("button", { type: "button", class: "c-btn s" }, text("again"));
  again.addEventListener("click", () => part.dispatchEvent(new Event("retry")));
  part.replaceChildren(make("div", { class: "es", role: "alert" }, make("b", {}, text("not_loaded")), again));
  return true;
}

/* A form that came back with errors: the reader starts at their summary. */
document.body.addEventListener("htmx:afterSwap", (e) => $("[data-focus]", e.detail.target)?.focus());

setInterval(() => {
  if (document.visibilityState === "visible") document.body.dispatchEvent(new Event("tick"));
}, BEAT);

const worker = $('meta[name="service-worker"]');
if (worker && "serviceWorker" in navigator && window.isSecureContext) {
  navigator.serviceWorker.register(worker.content).catch(() => { /* the pages work without it */ });
}
