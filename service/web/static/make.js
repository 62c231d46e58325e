// A draft: saved while one types, its pages shown as they will be printed, everything found put beside the field it is about.

import { csrf, renew } from "./token.js";
import { showFound, showPages } from "./make_preview.js";
import { fieldAt, goTo, inputOf, mark } from "./make_places.js";
import { wireRows } from "./make_rows.js";
import { wirePaste } from "./make_paste.js";
import { wireBodies, showBodies } from "./make_body.js";
import { wireInputs } from "./make_inputs.js";

const PAUSE = 400; // ms
const PATIENCE = 90_000; // ms that a save may take
const KEEPALIVE = 60_000; // bytes that a page being closed may still send

const form = document.getElementById("draft");
const said = JSON.parse(form.dataset.said);
const status = document.querySelector("[data-status]");
const conflict = document.getElementById("conflict");
let waiting = 0;
let running = null; // the save on its way
let lastSent = "";
let leaving = false;
let shown = null; // what the last answer told

document.documentElement.classList.add("js");
wireRows(form, said, changed);
wirePaste(form, said, changed);
wireBodies(form, changed);
wireInputs(form, said, changed);

function content() {
  return new URLSearchParams(new FormData(form)).toString();
}

// What is typed, without what every answer renews.
function typed(text) {
  return text.replace(/(^|&)(revision|csrf_token|over)=[^&]*/g, "");
}

function changed() {
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

// One at a time: the next one is written over the revision that this one brings, and carries all that was typed meanwhile.
async function save(over = false) {
  clearTimeout(waiting);
  while (running) await running;
  running = send(over);
  try {
    return await running;
  } finally {
    running = null;
  }
}

async function send(over) {
  const body = content() + (over ? "&over=1" : "");
  if (typed(body) === lastSent) return true;
  status.textContent = said.saving;
  try {
    const answer = await fetch(form.dataset.save, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(PATIENCE),
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": csrf(), "HX-Request": "true" },
    });
    if (answer.headers.get("HX-Redirect")) {
      status.textContent = said.away;
      return false;
    }
    renew(answer.headers.get("X-CSRFToken"));
    if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(`${answer.status}`);
    const told = await answer.json();
    if (told.conflict) {
      if (!conflict.open) conflict.showModal();
      return false;
    }
    if (told.revision) form.elements.revision.value = told.revision;
    lastSent = typed(body);
    if (told.failed) {
      status.textContent = told.failed.join(" ");
      return true;
    }
    show(told);
    return true;
  } catch {
    status.textContent = said.failed;
    return false;
  }
}

function show(told) {
  shown = told;
  status.textContent = told.saved;
  document.querySelector("[data-title]").textContent = told.title;
  for (const place of form.querySelectorAll("[data-said]")) place.replaceChildren();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.classList.remove("is-invalid");
  }
  for (const one of told.problems) mark(form, one, one.missing ? "mk-missing" : "wrong", !one.missing);
  for (const one of told.findings) mark(form, one, "mk-finding", false, `${said[one.severity]}: ${one.text} (${one.clause})`);
  for (const [at, text] of Object.entries(told.words)) mark(form, { at, text: `${said.in_words} ${text}` }, "mk-words");
  for (const [at, text] of Object.entries(told.taken)) take(at, text);
  showBodies(form, told.bodies);
  showFound(form, told, said);
  showPages(form, told, said);
}

function take(at, text) {
  const line = mark(form, { at, text: `${said.taken} ${text}` }, "mk-taken");
  if (!line) return;
  const input = inputOf(fieldAt(form, at));
  if (input && "placeholder" in input && !input.value && !input.closest(".mk-group, [data-rows]")) input.placeholder = text;
  const button = document.createElement("button");
  button.className = "btn btn-sm btn-link";
  button.setAttribute("form", "take");
  button.name = "field";
  button.value = at.slice(1);
  button.textContent = said.take;
  line.append(" ", button);
}

form.addEventListener("input", changed);
form.addEventListener("change", (event) => {
  if (event.target.hasAttribute("data-reload")) {
    leaving = true;
    form.submit();
  } else changed();
});

// A form that is being submitted takes no other submission: what comes instead waits until that one is over.
function over() {
  return new Promise((done) => setTimeout(done));
}

// A button that leaves the form: what was typed is saved first, so that a draft changed elsewhere is told here.
form.addEventListener("submit", async (event) => {
  const button = event.submitter;
  if (leaving || button?.form !== form) return;
  event.preventDefault();
  if (!(await save())) return;
  if (!button || button.value === "save") return;
  if (shown && !shown.complete) return refuse();
  await over();
  leaving = true;
  form.requestSubmit(button);
  setTimeout(() => (leaving = false), 1000); // a download leaves the page where it is
});

// Nothing is made of what is not complete: all that is missing is marked, the cursor goes to the first of it.
function refuse() {
  for (const one of shown.problems.filter((each) => each.missing)) mark(form, { at: one.at, text: "" }, "wrong", true)?.remove();
  const first = shown.problems[0];
  status.textContent = said.refused;
  if (first) goTo(form, first.at, first.line);
}

// The other small forms of the page: nothing typed is lost by them.
document.addEventListener("submit", (event) => {
  const other = event.target;
  if (other === form || leaving || other.id === "delete" || event.defaultPrevented) return;
  event.preventDefault();
  const button = event.submitter;
  save().then(async (done) => {
    if (!done) return;
    await over();
    leaving = true;
    other.requestSubmit(button);
  });
});

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
});

document.addEventListener("visibilitychange", () => {
  const body = content() + (running ? "&over=1" : ""); // over what this very page is saving
  if (document.visibilityState !== "hidden" || leaving || typed(body) === lastSent || body.length > KEEPALIVE) return;
  clearTimeout(waiting);
  fetch(form.dataset.save, {
    method: "POST", body, keepalive: true,
    headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": csrf(), "HX-Request": "true" },
  }).then((answer) => answer.json()).then((told) => {
    if (!told.revision) return;
    form.elements.revision.value = told.revision;
    lastSent = typed(body);
    if (told.pages) show(told);
  }).catch(() => { /* the page was closed: the draft is saved, nobody is left to tell */ });
});

conflict.querySelector("[data-theirs]").addEventListener("click", () => location.reload());
conflict.querySelector("[data-ours]").addEventListener("click", () => {
  conflict.close();
  save(true);
});

// The server's own refusal, where a button of the form was pressed: to its fields at once.
if (location.hash.startsWith("#f-")) fieldAt(form, `/${location.hash.slice(3)}`)?.scrollIntoView({ block: "center" });
save();
