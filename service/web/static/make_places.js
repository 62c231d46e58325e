// Pointers of the server (/can_cu/1/trich_yeu) → places of the form, and what is said there.

let counted = 0;

// The innermost place that a pointer leads to; null where the form has none of it.
export function fieldAt(form, pointer) {
  let place = form.querySelector(".mk-form");
  let deepest = null;
  for (const step of pointer.split("/").slice(1)) {
    const next = place.hasAttribute("data-rows") ? place.querySelector(":scope > [data-list]").children[Number(step)] : keyed(place, step);
    if (!next) break;
    place = deepest = next;
  }
  return deepest;
}

// The field of that key inside a place, not of a group within it.
function keyed(place, key) {
  for (const one of place.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)) {
    const around = one.parentElement.closest("[data-key]:not([data-key='']), [data-row]");
    const inside = place.matches(".mk-form") ? !around : around === place;
    if (inside) return one;
  }
  return null;
}

export function inputOf(place) {
  return place?.querySelector("input:not([type=hidden]):not([type=file]):not(:disabled), textarea, select, button") ?? null;
}

// Writes a line below a field; returns it.
export function mark(form, one, look, wrong = false, text = one.text) {
  const place = one.at && fieldAt(form, one.at);
  const said = place && [...place.querySelectorAll("[data-said]")].find((box) => box.closest("[data-key], [data-row]") === place)
    || place?.querySelector("[data-said]");
  if (!said) return null;
  const line = document.createElement("p");
  line.className = look;
  line.textContent = text;
  said.append(line);
  if (!said.id) said.id = `said-${(counted += 1)}`;
  const input = inputOf(place);
  if (wrong && input && !place.hasAttribute("data-rows")) {
    input.setAttribute("aria-invalid", "true");
    input.classList.add("is-invalid");
  }
  return line;
}

// Leads to a field: opens what hides it, shows it, puts the cursor there; `line`: of a body's text.
export function goTo(form, pointer, line = 0) {
  const place = fieldAt(form, pointer);
  if (!place) return false;
  for (let around = place.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  const input = inputOf(place);
  place.scrollIntoView({ block: "center", behavior: "smooth" });
  input?.focus({ preventScroll: true });
  if (line && input?.tagName === "TEXTAREA") toLine(input, line);
  return true;
}

export function toLine(input, line) {
  const lines = input.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  input.focus({ preventScroll: true });
  input.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  const height = parseFloat(getComputedStyle(input).lineHeight) || 24;
  const box = input.getBoundingClientRect();
  const at = window.scrollY + box.top + (line - 1) * height - input.scrollTop;
  if (at < window.scrollY || at > window.scrollY + window.innerHeight - 80) window.scrollTo({ top: at - window.innerHeight / 3 });
}
