/* A field changed in its row: Enter saves (Shift+Enter is a new line), Esc leaves it as it was. */
document.addEventListener("keydown", (e) => {
  const form = e.target instanceof Element ? e.target.closest("form[data-inline]") : null;
  if (!form || e.isComposing) return;
  if (e.key === "Escape") {
    e.preventDefault();
    form.querySelector("[data-leave]").click();
  } else if (e.key === "Enter" && !e.shiftKey && e.target.matches("select,textarea")) {
    e.preventDefault();
    form.requestSubmit();
  }
});
