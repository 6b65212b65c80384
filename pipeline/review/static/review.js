"use strict";
// Words and facts show each other, as on the pages of the report.
for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
  document.addEventListener(event, ({ target }) => {
    const facts = [];
    for (let place = target.closest?.("[data-fact]"); place; place = place.parentElement.closest("[data-fact]")) facts.push(place.dataset.fact);
    for (const fact of facts)
      for (const each of document.querySelectorAll(`[data-fact="${fact}"]`)) each.classList.toggle("on", on);
  });

// A new fact: where the selection lies in the text as it is shown, counted in code points, as the server counts.
const draw = document.getElementById("draw"), text = document.getElementById("text");
const find = () => {
  const selection = getSelection();
  if (!text || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = [...before.toString()].length;
  return { start, end: start + [...range.toString()].length };
};
if (draw) {
  document.addEventListener("selectionchange", () => { draw.disabled = find() === null; });
  draw.addEventListener("click", () => {
    const span = find();
    if (span) location.href = `/article/${draw.dataset.number}/new?shown=1&start=${span.start}&end=${span.end}`;
  });
}

// Keys. The current fact is that of the address, else the first to decide.
const entries = [...document.querySelectorAll(".entry")];
let current = entries.findIndex(each => each.matches(".proposed"));
const go = place => {
  if (!entries.length) return;
  entries[current]?.classList.remove("current");
  current = Math.max(0, Math.min(entries.length - 1, place));
  entries[current].classList.add("current");
  entries[current].focus();
  document.getElementById(`w${entries[current].dataset.fact}`)?.scrollIntoView({ block: "center" });
};
const decided = location.hash.startsWith("#e") ? entries.findIndex(each => `#${each.id}` === location.hash) : -1;
if (decided >= 0) {
  const next = entries.findIndex((each, place) => place > decided && each.matches(".proposed"));
  go(next >= 0 ? next : decided);
}
const press = words => [...(entries[current]?.querySelectorAll("button, .change") ?? [])].find(each => each.textContent === words)?.click();
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, textarea, select")) return;
  const actions = { j: () => go(current + 1), k: () => go(current - 1), a: () => press("Accept"), r: () => press("Reject"), e: () => press("Change") };
  const action = actions[event.key];
  const named = event.key === "Enter" ? null : document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (action || named) {
    event.preventDefault();
    (action ?? (() => named.click()))();
  }
});

// The type of a fact is used as soon as it is chosen.
for (const select of document.querySelectorAll("select[data-submit]")) select.addEventListener("change", () => select.form.submit());
