/* The theme switch of the menu: applied at once, kept on this device and with the user. */
import { $$, on, post } from "./dom.js";

function mark() {
  const theme = document.documentElement.dataset.theme;
  $$("[data-theme-switch] button").forEach((button) => button.setAttribute("aria-pressed", String(button.value === theme)));
}

on("click", "[data-theme-switch] button", (_e, button) => {
  window.yqTheme.set(button.value);
  post(button.closest("[data-theme-switch]").dataset.themeSwitch, { theme: button.value }).catch(() => { /* stays on this device */ });
});
/* The settings page: what it saves holds here too. */
on("change", 'input[name="theme"]', (_e, input) => window.yqTheme.set(input.value));
addEventListener("themechange", mark);
mark();
