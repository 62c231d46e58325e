// Days and amounts as they are written in Vietnamese, fields that grow, pictures.

import { csrf } from "./token.js";

export function wireInputs(form, said, changed) {
  form.addEventListener("input", (event) => {
    if (event.target.hasAttribute("data-money")) points(event.target);
    grow(event.target);
  });
  form.addEventListener("focusout", (event) => {
    if (event.target.hasAttribute?.("data-date") && whole(event.target)) changed();
  });
  form.addEventListener("keydown", (event) => {
    const single = event.target.hasAttribute?.("data-one-line") && !event.target.closest(".mk-plain");
    if (event.key === "Enter" && single) event.preventDefault();
    if (event.key === "Enter" && event.target.tagName === "INPUT" && !event.ctrlKey) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const calendar = event.target.closest("[data-calendar]");
    if (calendar) pick(calendar, changed);
    const off = event.target.closest("[data-picture-off]");
    if (off) {
      off.closest("[data-key]").querySelector("[data-picture]").value = "";
      off.parentElement.querySelector("[data-picture-state]").textContent = said.nopicture;
      changed();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") send(form, event.target, said, changed);
  });
  form.querySelectorAll("textarea").forEach(grow);
  form.addEventListener("toggle", (event) => event.target.querySelectorAll?.("textarea").forEach(grow), true);
}

// 1500000 → 1.500.000, the cursor behind the same digit.
function points(input) {
  const digits = input.value.replace(/[.\s]/g, "");
  if (!/^\d+$/.test(digits)) return;
  const behind = input.value.slice(0, input.selectionStart).replace(/\D/g, "").length;
  input.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
  let at = 0;
  for (let seen = 0; seen < behind; at += 1) if (/\d/.test(input.value[at])) seen += 1;
  input.setSelectionRange(at, at);
}

// 5/12/2026, 5-12-2026, 05122026 → 05/12/2026
function whole(input) {
  const found = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(input.value.trim()) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(input.value.trim());
  if (!found) return false;
  const text = `${found[1].padStart(2, "0")}/${found[2].padStart(2, "0")}/${found[3]}`;
  const other = text !== input.value;
  input.value = text;
  return other;
}

function pick(button, changed) {
  const input = button.parentElement.querySelector("[data-date]");
  let picker = button.parentElement.querySelector("[data-date-picker]");
  if (!picker) {
    picker = document.createElement("input");
    picker.type = "date";
    picker.tabIndex = -1;
    picker.setAttribute("aria-hidden", "true");
    picker.dataset.datePicker = "";
    button.parentElement.append(picker);
    picker.addEventListener("change", (event) => {
      event.stopPropagation();
      input.value = picker.value.split("-").reverse().join("/");
      input.focus();
      changed();
    });
  }
  const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(input.value);
  if (found) picker.value = `${found[3]}-${found[2]}-${found[1]}`;
  picker.showPicker();
}

function grow(area) {
  if (!area.classList?.contains("mk-grow") || CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
}

async function send(form, input, said, changed) {
  if (!input.files.length) return;
  const body = new FormData();
  body.append("picture", input.files[0]);
  body.append("field", input.dataset.field);
  const answer = await fetch(form.dataset.picture, { method: "POST", body, headers: { "X-CSRFToken": csrf(), "HX-Request": "true" } });
  const state = input.parentElement.querySelector("[data-picture-state]");
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) {
    state.textContent = said.failed;
    return;
  }
  const told = await answer.json();
  input.closest("[data-key]").querySelector("[data-picture]").value = told.value;
  form.elements.revision.value = told.revision;
  input.value = "";
  state.textContent = said.picture;
  changed();
}
