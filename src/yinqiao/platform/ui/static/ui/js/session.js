/* The session ends after idle minutes: warn one minute before; at the end hide the page, and keep only what was typed. */
import { $, $$, post, text, token } from "./dom.js";
import { open } from "./dialogs.js";
import { hasDrafts } from "./drafts.js";

const WARNING = 60;
const EVERY = 5_000;
const limit = Number(document.body.dataset.idle || 0);
const dialog = $("#idle");

if (limit && dialog) {
  const say = $("[data-idle-text]", dialog);
  const stay = $("[data-idle-stay]", dialog);
  let seenAt = Date.now();      /* last sign of the person */
  let toldAt = Date.now();      /* last request that kept the session */
  let isOver = false;

  const ping = async () => {
    const answer = await post(document.body.dataset.ping).catch(() => null);
    if (answer?.status === 204) toldAt = Date.now();
    return answer?.status === 204;
  };
  const title = (key) => { $("#idle-title").textContent = text(key); };
  const ready = () => {
    title("idle_title");
    stay.textContent = text("idle_stay");
  };

  /* Without drafts the sign-in page comes; with them the page is covered until the person has signed in in another tab. */
  const end = () => {
    if (!hasDrafts()) return location.reload();
    isOver = true;
    $(".c-app").hidden = true;
    title("ended_title");
    say.textContent = text("ended_text");
    stay.textContent = text("ended_go_on");
    return open(dialog);
  };
  stay.addEventListener("click", async () => {
    if (!(await ping())) {
      window.open("/", "_blank", "noopener");
      return;
    }
    if (isOver) $$("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token(); });
    isOver = false;
    seenAt = Date.now();
    $(".c-app").hidden = false;
    ready();
    dialog.close();
  });
  dialog.addEventListener("cancel", (e) => e.preventDefault());
  ["pointerdown", "keydown", "scroll"].forEach((name) =>
    addEventListener(name, () => { if (!dialog.open) seenAt = Date.now(); }, { passive: true, capture: true }));
  document.body.addEventListener("htmx:afterRequest", (e) => {
    if (e.detail.requestConfig?.triggeringEvent?.type !== "tick") toldAt = Date.now();
  });
  /* Whatever asks first and hears that the session has ended must not lead away from what was typed. */
  document.body.addEventListener("htmx:beforeOnLoad", (e) => {
    if (e.detail.xhr.status !== 401 || !hasDrafts()) return;
    e.preventDefault();
    end();
  });
  ready();

  setInterval(() => {
    if (isOver) return;
    const now = Date.now();
    const left = Math.round(limit - (now - Math.max(seenAt, toldAt)) / 1000);
    if (left <= 0) end();
    else if (left <= WARNING) {
      say.textContent = text("idle_text", { seconds: left });
      open(dialog);
    } else if (seenAt > toldAt && (now - toldAt) / 1000 > limit / 3) ping();
  }, EVERY);
}
