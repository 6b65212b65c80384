"use strict";
// A fact that is pointed at, or has the focus, shows its words; words show their fact.
{
  const show = (target, on) => {
    const places = [];
    for (let place = target.closest("[data-fact]"); place; place = place.parentElement.closest("[data-fact]")) places.push(place.dataset.fact);
    const inside = target.querySelectorAll ? target.querySelectorAll("[data-fact]") : [];
    if (target.matches("a")) for (const each of inside) places.push(each.dataset.fact);
    for (const fact of new Set(places))
      for (const each of document.querySelectorAll(`[data-fact="${fact}"]`)) each.classList.toggle("on", on);
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(event, ({ target }) => { if (target instanceof Element) show(target, on); });
}
// The index: rows that do not fit the filters are hidden; a click on a heading sorts.
const form = document.getElementById("filters");
if (form) {
  const body = document.querySelector("#articles tbody");
  const rows = [...body.rows].map(row => ({ row, words: row.textContent.toLowerCase() + " " + row.dataset.drugs + " " + row.dataset.conditions,
    drugs: new Set(row.dataset.drugs.split("|")), conditions: new Set(row.dataset.conditions.split("|")), types: new Set(row.dataset.types.split("|")),
    failed: row.dataset.failed !== "0" }));
  const shown = document.getElementById("shown");
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.search.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const each of rows) {
      const fits = words.every(word => each.words.includes(word)) && (!wanted.drug || each.drugs.has(wanted.drug))
        && (!wanted.condition || each.conditions.has(wanted.condition)) && (!wanted.type || each.types.has(wanted.type)) && (!wanted.failed || each.failed);
      each.row.hidden = !fits;
      count += fits;
    }
    shown.textContent = `${count} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", event => event.preventDefault());
  filter();
  for (const button of document.querySelectorAll("#articles th button"))
    button.addEventListener("click", () => {
      const head = button.parentElement, column = head.cellIndex, number = "number" in button.dataset;
      const down = head.ariaSort === "ascending" || (number && !head.ariaSort);
      for (const each of head.parentElement.cells) each.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const key = ({ row }) => number ? +row.cells[column].textContent : row.cells[column].textContent;
      rows.sort((a, b) => (number ? key(a) - key(b) : key(a).localeCompare(key(b))) * (down ? -1 : 1));
      body.append(...rows.map(({ row }) => row));
    });
}
