/* Two records side by side: what is picked lights up, and the last column shows the result. */
const rows = () => document.querySelectorAll(".mgt tr.df");

function show(row) {
  for (const cell of row.querySelectorAll("td[data-side]")) {
    const picked = cell.querySelector("input")?.checked || false;
    cell.classList.toggle("pk", picked);
    if (picked) row.querySelector(".rs").textContent = cell.querySelector("[data-value]").textContent;
  }
}

document.addEventListener("change", (e) => {
  const row = e.target instanceof Element ? e.target.closest(".mgt tr.df") : null;
  if (row) show(row);
});
rows().forEach(show);
