// What every page does: the token of forms for htmx, failures that are heard, menus that close. Not to be imported: see token.js.

import { csrf, renew } from "./token.js";

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrf();
});

document.addEventListener("htmx:afterRequest", (event) => {
  const failures = document.getElementById("failures");
  if (event.detail.successful && failures) failures.replaceChildren();
  renew(event.detail.xhr.getResponseHeader("X-CSRFToken"));
});

document.addEventListener("htmx:sendError", () => {
  const failures = document.getElementById("failures");
  const lost = document.body.dataset.lost;
  if (failures && lost) {
    const notice = document.createElement("p");
    notice.className = "notice notice-danger";
    notice.textContent = lost;
    failures.replaceChildren(notice);
  }
});

// A menu that is open closes when one looks elsewhere.
document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.who-menu[open], details.menu-small[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details.who-menu[open], details.menu-small[open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// <form data-confirm="…"> asks first.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});
