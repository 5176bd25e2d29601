/* Libraries that few pages need are fetched when the first element asks for them: search selects, sortable lists. */
import { $, make, text, whenPresent } from "./dom.js";

const asked = new Map();
const address = (name) => $(`meta[name="library-${name}"]`)?.content;

const arrival = (element) => new Promise((resolve, reject) => {
  element.addEventListener("load", resolve);
  element.addEventListener("error", reject);
  document.head.append(element);
});

/** Load a vendored script, and its styles, once; resolves when both are there. */
export function load(name) {
  if (!asked.has(name)) {
    const style = address(`${name}-css`);
    asked.set(name, Promise.all([
      arrival(make("script", { src: address(name) })),
      style && arrival(make("link", { rel: "stylesheet", href: style })),
    ]));
  }
  return asked.get(name);
}

/* <select data-search="/address/"> asks the server as the person types: [{value, text}]; with data-search-within="org_id" also
   for the value of that field of its form, and starts anew when it changes. The server has chosen and ordered what it answers;
   the empty choice of the select comes before it until something is typed. */
function searching(select) {
  const nothing = { value: "", text: select.options[0]?.text || "—", $order: -1 };
  let found = new Set();
  return {
    allowEmptyOption: true,
    preload: "focus",
    // What is chosen now stays known, and is shown only where it is among what was found.
    score: (query) => (option) => (!query || found.has(option.value) ? 1 : 0),
    sortField: [{ field: "$order" }],
    load(query, done) {
      const ask = new URL(select.dataset.search, location.href);
      ask.searchParams.set("q", query);
      const within = select.form?.elements[select.dataset.searchWithin];
      if (within?.value) ask.searchParams.set(within.name, within.value);
      fetch(ask, { credentials: "same-origin" })
        .then((r) => (r.ok ? r.json() : []))
        .then((options) => {
          found = new Set(options.map((option) => option.value));
          this.loadedSearches = {};
          this.clearOptions((option) => this.items.includes(option.value));
          done([nothing, ...options]);
        }, () => done());
    },
    render: { no_results: () => make("div", { class: "no-results" }, text("no_hits")) },
  };
}

function startAnew(field) {
  field.clear(true);
  field.clearOptions((option) => option.value === "");
  field.loadedSearches = {};
  field.wrapper.classList.remove("preloaded");
}

whenPresent("select[data-search],select[data-tags]", async (select) => {
  if (select.tomselect) return;
  await load("tom-select");
  if (select.tomselect || !select.isConnected) return;
  const field = new TomSelect(select, {
    create: "tags" in select.dataset,
    plugins: select.multiple ? ["remove_button"] : ["dropdown_input"],
    ...(select.dataset.search && searching(select)),
  });
  // What is typed in order to search is no change of the form.
  field.control_input.addEventListener("change", (e) => e.stopPropagation());
  select.form?.elements[select.dataset.searchWithin]?.addEventListener("change", () => startAnew(field));
});

/* <ol data-sortable> fires "sorted" on itself: hx-trigger="sorted" sends the order. */
whenPresent("[data-sortable]", async (list) => {
  await load("sortable");
  Sortable.create(list, { animation: 120, handle: list.dataset.sortable || undefined, onEnd: () => htmx.trigger(list, "sorted") });
});
