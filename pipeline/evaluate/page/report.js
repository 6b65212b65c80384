"use strict";
// A click on a column's title sorts by it, figures as numbers and the rest as words; the next turns it round.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const sort = (column, sign) => {
    const key = (row) => row.cells[column].textContent;
    const compare = (one, other) => {
      const [a, b] = [parseFloat(key(one)), parseFloat(key(other))];
      // What is no figure, "-" say, stands last either way.
      if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
      return sign * (a - b || key(one).localeCompare(key(other)));
    };
    table.tBodies[0].append(...[...table.tBodies[0].rows].sort(compare));
  };
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const order = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order);
    sort(column, order === "ascending" ? 1 : -1);
  }));
}
