/* Runs before the first paint (a plain script, not a module): light, dark, or as the system says. */
(function () {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  function kept() {
    try { return localStorage.getItem("theme"); } catch { return null; }
  }
  function apply() {
    const chosen = kept() || root.dataset.theme || "auto";
    root.dataset.bsTheme = chosen === "auto" ? (system.matches ? "dark" : "light") : chosen;
    root.dataset.theme = chosen;
  }
  window.yqTheme = {
    set(theme) {
      try { localStorage.setItem("theme", theme); } catch { /* private mode: for this page only */ }
      root.dataset.theme = theme;
      apply();
      dispatchEvent(new Event("themechange"));
    },
  };
  system.addEventListener("change", () => { apply(); dispatchEvent(new Event("themechange")); });
  apply();
})();
