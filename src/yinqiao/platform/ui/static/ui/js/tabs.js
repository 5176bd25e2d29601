/* Rows of tabs that are wider than the screen: the open one is brought into sight. */
import { whenPresent } from "./dom.js";

whenPresent(".c-tabs [aria-current]", (tab) => {
  const row = tab.parentElement;
  row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.clientWidth) / 2;
});
