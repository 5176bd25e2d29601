/* A button that copies the words beside it. Where the browser keeps its clipboard shut (no HTTPS in the bank's network), the older way. */
import { $, on, text } from "./dom.js";
import { show } from "./toasts.js";

const SAID = 2_000;

async function put(words) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(words.textContent);
    return;
  }
  const range = document.createRange();
  range.selectNodeContents(words);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  if (!done) throw new Error("not copied");
}

/* On the button itself: a note at the foot of the page would lie under a dialog. */
function say(button) {
  const sign = $("use", button);
  const [href, label] = [sign.getAttribute("href"), button.getAttribute("aria-label")];
  if (href.endsWith("#check")) return;
  sign.setAttribute("href", href.replace(/#.*$/, "#check"));
  button.setAttribute("aria-label", text("copied"));
  setTimeout(() => {
    sign.setAttribute("href", href);
    button.setAttribute("aria-label", label);
  }, SAID);
}

on("click", "[data-copy]", (_e, button) => {
  put($("[data-copied]", button.parentElement)).then(
    () => say(button),
    () => show({ text: text("not_copied"), level: "error" }),
  );
});
