/* Libraries that few pages need are fetched when the first element asks for them: search selects, sortable lists. */
import { $, make, whenPresent } from "./dom.js";

const asked = new Map();
const address = (name) => $(`meta[name="library-${name}"]`)?.content;

/** Load a vendored script once; resolves when it is there. */
export function load(name) {
  if (!asked.has(name)) {
    asked.set(name, new Promise((resolve, reject) => {
      const script = make("script", { src: address(name) });
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
      document.head.append(script);
    }));
    const style = address(`${name}-css`);
    if (style) document.head.append(make("link", { rel: "stylesheet", href: style }));
  }
  return asked.get(name);
}

/* <select data-search="/address/?q="> asks the server as the person types: [{value, text}]. */
whenPresent("select[data-search],select[data-tags]", async (select) => {
  if (select.tomselect) return;
  await load("tom-select");
  const url = select.dataset.search;
  new TomSelect(select, {
    create: "tags" in select.dataset,
    plugins: select.multiple ? ["remove_button"] : [],
    ...(url && {
      load: (query, done) => {
        const ask = new URL(url, location.href);
        ask.searchParams.set("q", query);
        fetch(ask, { credentials: "same-origin" }).then((r) => r.json()).then(done, () => done());
      },
    }),
  });
});

/* <ol data-sortable> fires "sorted" on itself: hx-trigger="sorted" sends the order. */
whenPresent("[data-sortable]", async (list) => {
  await load("sortable");
  Sortable.create(list, { animation: 120, handle: list.dataset.sortable || undefined, onEnd: () => htmx.trigger(list, "sorted") });
});
