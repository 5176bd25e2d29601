/* Small tools that the other modules share. */

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** Listen on the document for events on elements that match, also those that come later. */
export function on(event, selector, run, options) {
  document.addEventListener(event, (e) => {
    const target = e.target instanceof Element ? e.target.closest(selector) : null;
    if (target) run(e, target);
  }, options);
}

/** Read a JSON data block (`json_script`). */
export function data(id) {
  const block = document.getElementById(id);
  return block ? JSON.parse(block.textContent) : null;
}

const texts = data("text-data") || {};

/** Return a sentence in the page language, with its named places filled. */
export function text(key, values = {}) {
  return (texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** The token of the present session: the cookie is newer than the page after signing in again in another tab. */
export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] || $('meta[name="csrf-token"]').content;

/** Post to our own server; the answer is up to the caller. */
export function post(url, values = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams(values),
    credentials: "same-origin",
  });
}

export const isTyping = (element) =>
  element instanceof Element && !!element.closest("input:not([type=checkbox]):not([type=radio]),textarea,select,[contenteditable=true]");

/** Build an element: `make("button", {class: "x", type: "button"}, "text", child)`. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Call `run` for matching elements now and whenever HTMX brings more. */
export function whenPresent(selector, run) {
  const visit = (root) => {
    if (root.matches?.(selector)) run(root);
    $$(selector, root).forEach(run);
  };
  visit(document.body);
  document.body.addEventListener("htmx:load", (e) => visit(e.detail.elt));
}
