/* <ul data-picked-files="id"> lists what was chosen or dropped on the file field `id`. */
import { $, make, whenPresent } from "./dom.js";

const size = (bytes) => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`);

whenPresent("[data-picked-files]", (list) => {
  const field = $(`#${list.dataset.pickedFiles}`);
  const show = () => list.replaceChildren(...[...field.files].map((file) =>
    make("li", {}, make("span", { class: "mono el" }, file.name), make("span", { class: "sp" }), make("span", { class: "t3 nw" }, size(file.size)))));
  field.addEventListener("change", show);
  show();
});
