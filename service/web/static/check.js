// A file that is dropped, and the numbers on its pages.
import { csrf } from "./token.js";

const form = document.querySelector("form.drop");
if (form) dropping(form);
const list = document.querySelector(".checked");
if (list) pairing(list);
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

function dropping(form) {
  const input = form.querySelector('input[type="file"]');
  const choose = form.querySelector(".drop-choose");
  choose.hidden = false;
  form.querySelector(".drop-plain").hidden = true;
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => { if (input.files.length) send(form, input.files[0]); });
  let inside = 0;
  document.addEventListener("dragenter", (event) => { event.preventDefault(); inside += 1; form.classList.add("drop-over"); });
  document.addEventListener("dragleave", () => { inside -= 1; if (inside < 1) form.classList.remove("drop-over"); });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    inside = 0;
    form.classList.remove("drop-over");
    const files = event.dataTransfer.files;
    if (choose.disabled || !files.length) return;
    if (files.length > 1) refuse(form, form.dataset.one);
    else send(form, files[0]);
  });
}

function send(form, file) {
  if (file.size > Number(form.dataset.most)) { refuse(form, form.dataset.tooLarge); return; }
  const state = form.querySelector(".drop-state");
  const bar = form.querySelector("progress");
  document.getElementById("refused").replaceChildren();
  form.querySelector(".drop-name").textContent = file.name;
  form.querySelector(".drop-work").hidden = false;
  form.querySelector(".drop-choose").disabled = true;
  state.textContent = form.dataset.sending;
  const body = new FormData();
  body.append(form.querySelector('input[type="file"]').name, file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", csrf());
  request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; });
  request.upload.addEventListener("load", () => { bar.removeAttribute("value"); state.textContent = form.dataset.checking; });
  request.addEventListener("error", () => refuse(form, form.dataset.lost));
  request.addEventListener("load", () => {
    if (request.status < 400) { window.location.assign(request.responseURL); return; }
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    const told = answer.querySelector("#refused .notice, main .notice, main .failure");
    refuse(form, told ? "" : form.dataset.lost, told);
  });
  request.send(body);
}

function refuse(form, text, told) {
  const notice = told ? document.importNode(told, true) : document.createElement("p");
  if (!told) { notice.className = "notice notice-danger"; notice.textContent = text; }
  document.getElementById("refused").replaceChildren(notice);
  form.querySelector(".drop-work").hidden = true;
  form.querySelector(".drop-state").textContent = "";
  form.querySelector("progress").value = 0;
  form.querySelector('input[type="file"]').value = "";
  const choose = form.querySelector(".drop-choose");
  choose.disabled = false;
  choose.focus();
}

// A number on a page and its fault in the list: each leads to the other.
function pairing(list) {
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-number]");
    if (!link) return;
    event.preventDefault();
    const number = link.dataset.number;
    const target = document.getElementById(link.classList.contains("fault-show") ? `dau-${number}` : `muc-${number}`);
    if (!target) return;
    here(number);
    target.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    target.focus({ preventScroll: true });
  });
  if (/^#(muc|dau)-\d+$/.test(location.hash)) here(location.hash.slice(5));
}

function here(number) {
  for (const one of document.querySelectorAll(".fault, .mark")) {
    const own = one.dataset.number === number;
    one.classList.toggle(one.classList.contains("mark") ? "mark-here" : "fault-here", own);
    if (one.classList.contains("fault")) own ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current");
  }
}
