/* The command palette: Ctrl/⌘ K, arrows, Enter; Ctrl Enter opens a new tab. Hits come from the server. */
import { $, $$, on } from "./dom.js";
import { open } from "./dialogs.js";

const palette = $("#palette");

if (palette) {
  const input = $("#palette-text");
  const hits = () => $$('[role="option"]', palette);
  const chosen = () => $('[role="option"][aria-selected="true"]', palette);

  const choose = (hit) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (!hit) return input.removeAttribute("aria-activedescendant");
    hit.setAttribute("aria-selected", "true");
    hit.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", hit.id);
  };
  const step = (by) => {
    const all = hits();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  };

  document.addEventListener("keydown", (e) => {
    if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "k") return;
    e.preventDefault();
    if (palette.open) palette.close();
    else open(palette);
  });
  palette.addEventListener("opened", () => input.select());
  palette.addEventListener("close", () => { input.value = ""; });
  $("form", palette).addEventListener("submit", (e) => e.preventDefault());
  palette.addEventListener("htmx:afterSwap", () => choose(hits()[0]));
  on("mousemove", '#palette [role="option"]', (_e, hit) => { if (hit !== chosen()) choose(hit); });

  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return; /* Enter ends the pinyin input, not the search */
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      step(e.key === "ArrowDown" ? 1 : -1);
    } else if (e.key === "Enter") {
      e.preventDefault();
      const hit = chosen();
      if (!hit) return;
      if (e.ctrlKey || e.metaKey) window.open(hit.href, "_blank", "noopener");
      else location.assign(hit.href);
    }
  });
}
