// The body: light Markdown with a toolbar, its numbers shown as the server gives them.

import { fieldAt, toLine } from "./make_places.js";

const LETTERS = "abcdđeghiklmnopqrstuvxy";
const SIGNS = /^(#+\s*(?:(?:Điều|Chương|Mục|Phần|Tiểu mục)\s*:\s*)?|\d{1,3}\.\s+|[a-zđ]\)\s+|[-+]\s+)/;
const NEW = { muc: "# ", chuong: "# Chương: ", dieu: "# Điều: ", khoan_td: "## ", khoan: "1. ", diem: "a) ", gach: "- " };

export function wireBodies(form, changed) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark]");
    if (button) {
      const area = button.closest("[data-body]").querySelector("[data-text]");
      act(area, button.dataset.mark);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    const line = event.target.closest("[data-outline] button");
    if (line) toLine(line.closest("[data-body]").querySelector("[data-text]"), Number(line.dataset.line));
  });
  form.addEventListener("keydown", (event) => {
    if (!event.target.hasAttribute?.("data-text") || event.isComposing) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "b" || key === "i")) {
      event.preventDefault();
      act(event.target, key === "b" ? "dam" : "nghieng");
      changed();
    } else if (event.key === "Enter" && !event.shiftKey) goOn(event, changed);
  });
}

function act(area, mark) {
  if (mark === "dam" || mark === "nghieng") around(area, mark === "dam" ? "**" : "*");
  else if (mark === "so") numbered(area);
  else if (mark === "bang") insert(area, "\n| Stt | Nội dung | Ghi chú |\n|:--1:|--6|--3|\n| 1 |  |  |\n");
  else asLevel(area, NEW[mark]);
  area.focus();
}

// Lines chosen become lines of this level.
function asLevel(area, sign) {
  const text = area.value;
  const from = text.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const found = text.indexOf("\n", area.selectionEnd);
  const to = found < 0 ? text.length : found;
  const lines = text.slice(from, to).split("\n").map((line) => sign + line.replace(SIGNS, ""));
  replace(area, from, to, lines.join("\n"));
  if (/^[\da]/.test(sign)) numbered(area);
}

function around(area, sign) {
  const { selectionStart: from, selectionEnd: to } = area;
  replace(area, from, to, `${sign}${area.value.slice(from, to)}${sign}`);
  area.setSelectionRange(from + sign.length, to + sign.length);
}

function insert(area, text) {
  replace(area, area.selectionEnd, area.selectionEnd, text);
}

// By the browser's own editing, so that Ctrl+Z takes it back.
function replace(area, from, to, text) {
  area.focus();
  area.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, from, to, "end");
}

// Enter after a numbered line begins the next one; after an empty one it ends the list.
function goOn(event, changed) {
  const area = event.target;
  const at = area.selectionStart;
  if (at !== area.selectionEnd) return;
  const from = area.value.lastIndexOf("\n", at - 1) + 1;
  const line = area.value.slice(from, at);
  const sign = /^(\d{1,3}\.|[a-zđ]\)|[-+])\s+/.exec(line);
  if (!sign) return;
  event.preventDefault();
  if (line.trim() === sign[1]) replace(area, from, at, "");
  else {
    insert(area, `\n${sign[0]}`);
    if (!/^[-+]/.test(sign[1])) numbered(area);
  }
  changed();
}

// The numbers typed in front of clauses and points, made the right ones.
function numbered(area) {
  let clause = 0;
  let point = 0;
  const at = area.selectionStart;
  let shift = 0;
  let passed = 0;
  const lines = area.value.split("\n").map((line) => {
    const heading = /^(#+)\s/.exec(line);
    let made = line;
    if (heading) {
      clause = heading[1].length === 2 ? clause + 1 : heading[1].length === 1 ? 0 : clause;
      point = 0;
    } else if (/^\d{1,3}\.\s/.test(line)) {
      clause += 1;
      point = 0;
      made = line.replace(/^\d{1,3}\./, `${clause}.`);
    } else if (/^[a-zđ]\)\s/.test(line)) {
      point += 1;
      made = line.replace(/^[a-zđ]\)/, `${LETTERS[point - 1] ?? "y"})`);
    }
    if (passed + line.length < at || (passed <= at && made !== line)) shift += made.length - line.length;
    passed += line.length + 1;
    return made;
  });
  const text = lines.join("\n");
  if (text === area.value) return;
  replace(area, 0, area.value.length, text);
  area.setSelectionRange(at + shift, at + shift);
}

export function showBodies(form, bodies) {
  for (const list of form.querySelectorAll("[data-outline]")) list.replaceChildren();
  for (const [at, lines] of Object.entries(bodies)) {
    const list = fieldAt(form, at)?.querySelector("[data-outline]");
    list?.replaceChildren(...lines.filter((one) => one.sign || one.text).map(entry));
  }
}

function entry(one) {
  const line = document.createElement("li");
  line.className = `mk-depth-${Math.min(one.depth, 5)}`;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.line = one.line;
  const sign = document.createElement("b");
  sign.textContent = one.sign;
  button.append(sign, ` ${one.text}`);
  line.append(button);
  return line;
}
