// Cells copied from a spreadsheet, pasted into a table or a list: rows and columns are filled from there.

import { add, renumber } from "./make_rows.js";

export function wirePaste(form, said, changed) {
  form.addEventListener("paste", (event) => {
    const input = event.target;
    const row = input.closest?.("[data-row]");
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!row || input.hasAttribute("data-text") || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    const rows = row.closest("[data-rows]");
    if (!text.includes("\t") && input.tagName === "TEXTAREA" && !input.hasAttribute("data-one-line")) return; // its own lines
    event.preventDefault();
    const undo = fill(rows, row, input, cells(text));
    renumber(rows);
    changed();
    tell(rows, said, undo, changed);
  });
}

// Tab-separated text as spreadsheets write it: a cell with tabs, line breaks or quotes stands in quotes, quotes doubled.
export function cells(text) {
  const table = [];
  let row = [];
  let cell = "";
  let quoted = false;
  let begun = false; // the cell has begun: a quote inside it is a letter
  const source = text.replace(/\r\n?/g, "\n");
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (quoted) {
      if (sign === '"' && source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') quoted = false;
      else cell += sign;
    } else if (sign === '"' && !begun) {
      quoted = true;
      begun = true;
    } else if (sign === "\t" || sign === "\n") {
      row.push(cell.trim());
      cell = "";
      begun = false;
      if (sign === "\n") {
        table.push(row);
        row = [];
      }
    } else {
      cell += sign;
      begun = true;
    }
  }
  if (cell || row.length) table.push([...row, cell.trim()]);
  return table.filter((one) => one.some(Boolean));
}

function fill(rows, row, input, table) {
  const list = rows.querySelector(":scope > [data-list]");
  const first = columns(row);
  const heads = headings(row, table[0] ?? []);
  const data = heads ? table.slice(1) : table;
  const from = heads ? heads : table[0].map((_, index) => first.indexOf(input) + index);
  const before = [];
  const added = [];
  let place = row;
  data.forEach((line, index) => {
    if (index > 0) {
      place = place.nextElementSibling;
      if (!place) {
        place = add(rows);
        added.push(place);
      }
    }
    const inputs = columns(place);
    line.forEach((text, column) => {
      const target = inputs[from[column]];
      if (!target) return;
      before.push([target, target.value]);
      put(target, text);
    });
  });
  return { count: data.length, back: () => {
    before.reverse().forEach(([target, value]) => { target.value = value; });
    added.forEach((one) => one.remove());
    renumber(rows);
  }, list };
}

function columns(row) {
  return [...row.querySelectorAll("input:not([type=hidden]):not([type=file]):not([data-date-picker]), textarea, select")]
    .filter((one) => one.closest("[data-row]") === row);
}

// A first line that names columns: place in the line → place of that column; null where it is data.
function headings(row, line) {
  const names = columns(row).map((one) => folded(row.querySelector(`label[for="${CSS.escape(one.id)}"]`)?.firstChild?.textContent ?? ""));
  const found = line.map((text) => names.findIndex((name) => name && name === folded(text)));
  return found.filter((one) => one >= 0).length * 2 > line.length && line.length > 1 ? found : null;
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
}

function put(target, text) {
  if (target.tagName === "SELECT") {
    const option = [...target.options].find((one) => folded(one.textContent) === folded(text) || one.value === text);
    if (option) target.value = option.value;
    return;
  }
  target.value = target.hasAttribute("data-one-line") || target.tagName === "INPUT" ? text.replace(/\s*\n\s*/g, " ") : text;
}

function tell(rows, said, undo, changed) {
  const place = rows.querySelector(":scope > .mk-under [data-pasted]");
  place.textContent = `${said.pasted.replace("%so%", undo.count)} `;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-link";
  button.textContent = said.undo;
  button.addEventListener("click", () => {
    undo.back();
    place.textContent = "";
    changed();
    rows.querySelector(":scope > .mk-under [data-add]").focus();
  });
  place.append(button);
}
