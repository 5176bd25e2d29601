/* A button that prints the page as it stands; what is not for paper is left out by the style sheets. */
import { on } from "./dom.js";

on("click", "[data-print]", () => window.print());
