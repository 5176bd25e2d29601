/* The tour on the page where the day begins: one stop after the other beside real elements (driver.js draws them).
   What the page does not show is left out; the step is kept by the server, so that the next sign-in goes on there. */
import { $, $$, data, make, post, text } from "./dom.js";
import { load } from "./libraries.js";

const MOST = 6;
const BUBBLE = 360;
const PHONE = matchMedia("(max-width: 767px)");
const place = $("#tour");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const inSight = (selector) => $$(selector).find((element) => element.getClientRects().length);

/* The library takes HTML; our sentences are text. */
const plain = (sentence) => {
  const holder = make("i", {}, sentence);
  return holder.textContent.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
};

function skipButton(popover, guide) {
  const skip = make("button", { type: "button", class: "driver-popover-footer-btn tour-skip" }, text("tour_skip"));
  skip.addEventListener("click", () => guide.destroy());
  popover.footerButtons.append(skip);
  setTimeout(() => popover.nextButton.focus({ preventScroll: true }));
}

/* Beside what is as tall as the page, else below it; on a phone the bubble stands at the foot and the page moves under it. */
function sideOf(element) {
  const at = element.getBoundingClientRect();
  if (at.height < innerHeight * 0.6) return "bottom";
  return at.left > BUBBLE ? "left" : "right";
}

function uncover(guide, element) {
  if (!PHONE.matches || !element) return;
  element.scrollIntoView({ block: "start", behavior: "instant" });
  guide.refresh();
}

async function begin() {
  const keep = (values) => post(place.dataset.progress, values).catch(() => { /* the next page asks again */ });
  const shown = data("tour-data").filter((stop) => inSight(stop.target));
  /* Where there are many, the search and the help still come last. */
  const stops = shown.length > MOST ? [...shown.slice(0, MOST - 2), ...shown.slice(-2)] : shown;
  if (!stops.length) return;
  await load("driver");
  const guide = window.driver.js.driver({
    animate: !still,
    smoothScroll: !still,
    overlayOpacity: 0.5,
    stagePadding: 6,
    stageRadius: 8,
    disableActiveInteraction: true,
    popoverClass: "c-tour",
    showButtons: ["next", "previous"],
    nextBtnText: plain(text("tour_next")),
    prevBtnText: plain(text("tour_back")),
    doneBtnText: plain(text("tour_done")),
    showProgress: true,
    progressText: plain(text("tour_at", { at: "{{current}}", all: "{{total}}" })),
    overlayClickBehavior: () => { /* a click beside it is no wish to leave */ },
    steps: stops.map((stop) => ({
      element: () => inSight(stop.target) || document.body,
      popover: { title: plain(stop.title), description: plain(stop.text), side: sideOf(inSight(stop.target)) },
    })),
    onPopoverRender: (popover) => skipButton(popover, guide),
    onHighlighted: (element) => {
      uncover(guide, element);
      if (guide.getActiveIndex()) keep({ step: guide.getActiveIndex() });
    },
    onDestroyed: () => {
      scrollTo(0, 0);
      keep({ over: 1 });
    },
  });
  guide.drive(Math.min(Number(place.dataset.step), stops.length - 1));
  document.body.addEventListener("htmx:afterSettle", () => { if (guide.isActive()) guide.refresh(); });
}

if (place) addEventListener("load", () => setTimeout(begin, still ? 0 : 400));
