// Rows that are added, moved, copied, taken away; the cursor goes where the work is.

import { inputOf } from "./make_places.js";

let begun = 0;
let moved = null; // a row just moved, and by which button

export function wireRows(form, said, changed) {
  for (const rows of form.querySelectorAll("[data-rows]")) renumber(rows);
  authority(form);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const rows = button?.closest("[data-rows]");
    if (!rows || button.type !== "button") return;
    const row = button.closest("[data-row]");
    if (button.hasAttribute("data-add")) focusIn(add(rows));
    else if (button.hasAttribute("data-up")) move(row, row.previousElementSibling, "data-up");
    else if (button.hasAttribute("data-down")) move(row.nextElementSibling, row, "data-down", row);
    else if (button.hasAttribute("data-copy")) focusIn(copy(rows, row));
    else if (button.hasAttribute("data-remove")) remove(rows, row, said);
    else return;
    renumber(rows);
    refocus();
    changed();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name?.endsWith("/quyen_han")) authority(form);
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("[data-row]");
    if (!row || event.key !== "Enter" || event.isComposing) return;
    const plain = event.target.closest(".mk-plain");
    if (event.ctrlKey || (plain && event.target.hasAttribute("data-one-line"))) {
      event.preventDefault();
      const rows = row.closest("[data-rows]");
      focusIn(add(rows, row));
      renumber(rows);
    } else if (event.target.tagName === "INPUT") event.preventDefault(); // Enter in a cell does not send the form
  });
}

// A new row at the end, or after another one.
export function add(rows, after = null) {
  const blank = rows.querySelector(":scope > [data-blank]").content.cloneNode(true);
  const row = blank.querySelector("[data-row]");
  begun += 1;
  rename(row, `n${begun}`);
  const list = rows.querySelector(":scope > [data-list]");
  if (after) after.after(row);
  else list.append(row);
  for (const inner of row.querySelectorAll("[data-rows]")) renumber(inner);
  authority(row);
  return row;
}

// Ids of a row begun now; rows not yet begun inside it keep theirs until they are.
function rename(place, number) {
  for (const one of [place, ...place.querySelectorAll("[id], [for], [aria-describedby]")]) {
    for (const name of ["id", "for", "aria-describedby"]) {
      const old = one.getAttribute(name);
      if (old) one.setAttribute(name, old.replaceAll("__", number));
    }
  }
}

function copy(rows, row) {
  const made = add(rows, row);
  fill(row, made);
  return made;
}

function fill(from, to) {
  const deep = [...from.querySelectorAll("[data-rows]")].filter((one) => one.parentElement.closest("[data-row]") === from);
  for (const rows of deep) {
    const mine = [...to.querySelectorAll("[data-rows]")].find((one) => one.dataset.key === rows.dataset.key);
    const list = mine.querySelector(":scope > [data-list]");
    list.replaceChildren();
    for (const inner of rows.querySelector(":scope > [data-list]").children) fill(inner, add(mine));
    renumber(mine);
  }
  const own = (row) => [...row.querySelectorAll("input, textarea, select")].filter((one) => one.closest("[data-row]") === row && one.type !== "file");
  const targets = own(to);
  own(from).forEach((one, index) => { targets[index].value = one.value; });
}

function move(row, before, name, focused = row) {
  if (!row || !before) return;
  before.before(row);
  moved = [focused, name];
}

// On the button that moved the row, or on its neighbour where the row can go no farther.
function refocus() {
  if (!moved) return;
  const [row, name] = moved;
  moved = null;
  const tools = row.querySelector(":scope > .mk-row-tools");
  (tools.querySelector(`[${name}]:not(:disabled)`) ?? tools.querySelector("[data-up]:not(:disabled), [data-down]:not(:disabled)"))?.focus();
}

function remove(rows, row, said) {
  const list = row.parentElement;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  const number = [...list.children].indexOf(row) + 1;
  row.remove();
  const pasted = rows.querySelector(":scope > .mk-under [data-pasted]");
  if (pasted) pasted.textContent = said.left.replace("%so%", number);
  (next ? inputOf(next) : rows.querySelector(":scope > .mk-under [data-add]")).focus();
}

export function focusIn(row) {
  row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
}

export function renumber(rows) {
  const list = rows.querySelector(":scope > [data-list]");
  const name = rows.querySelector(":scope > legend").firstChild.textContent.trim();
  [...list.children].forEach((row, index) => {
    const tools = row.querySelector(":scope > .mk-row-tools");
    tools.querySelector("[data-number]").textContent = index + 1;
    for (const button of tools.querySelectorAll("[data-label]")) {
      const label = button.dataset.label.replace("%so%", index + 1);
      button.setAttribute("aria-label", `${label}: ${name}`);
      button.title = label;
    }
    tools.querySelector("[data-up]").disabled = index === 0;
    tools.querySelector("[data-down]").disabled = index === list.children.length - 1;
    if (rows.classList.contains("mk-plain")) inputOf(row)?.setAttribute("aria-label", `${name}, ${index + 1}`);
  });
}

// Of a signature only the parts are asked for that its authority prints; others are not sent.
function authority(place) {
  for (const choice of place.querySelectorAll('select[name$="/quyen_han"]')) {
    const words = choice.value.split(" ");
    for (const part of choice.closest("[data-key='']," + ".mk-group, [data-row]").querySelectorAll("[data-authority]")) {
      const needed = words.includes(part.dataset.authority);
      part.hidden = !needed;
      for (const input of part.querySelectorAll("input, textarea")) input.disabled = !needed;
    }
  }
}
