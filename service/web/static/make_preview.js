// What is beside the form: what is missing or found, and the pages of the real PDF.

import { goTo } from "./make_places.js";

export function showFound(form, told, said) {
  const box = form.querySelector("[data-found]");
  const missing = told.problems.filter((one) => one.missing);
  const wrong = told.problems.filter((one) => !one.missing);
  const parts = [];
  if (wrong.length) parts.push(list(form, said, said.wrong, "notice notice-danger", wrong));
  if (missing.length) parts.push(list(form, said, said.missing, "notice notice-warning", missing, true));
  if (told.findings.length) parts.push(list(form, said, said.findings, "notice notice-warning", told.findings));
  if (told.complete && !told.findings.length) parts.push(notice(said.ready, "notice notice-success"));
  if (!told.complete && told.pages.length) parts.push(notice(said.holes, "mk-holes"));
  box.replaceChildren(...parts);
}

function notice(text, look) {
  const made = document.createElement("p");
  made.className = look;
  made.textContent = text;
  return made;
}

function list(form, said, title, look, entries, short = false) {
  const made = document.createElement("details");
  made.className = `${look} mk-list`;
  made.open = entries.length <= 6;
  const summary = document.createElement("summary");
  const strong = document.createElement("strong");
  strong.textContent = `${title} (${entries.length})`;
  summary.append(strong);
  const lines = document.createElement("ul");
  entries.forEach((one) => {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "mk-go";
    const where = [one.label, one.line ? said.line.replace("%so%", one.line) : ""].filter(Boolean).join(", ");
    button.textContent = short && where ? where : [where, one.text].filter(Boolean).join(": ");
    button.addEventListener("click", () => goTo(form, one.at, one.line) || toPage(form, one));
    line.append(button);
    if (one.clause) {
      const clause = document.createElement("span");
      clause.className = "mk-clause";
      clause.textContent = ` ${said[one.severity]} · ${one.clause}`;
      line.append(clause);
    }
    if (one.page) {
      const see = document.createElement("button");
      see.type = "button";
      see.className = "mk-go mk-see";
      see.textContent = said.show;
      see.addEventListener("click", () => toPage(form, one));
      line.append(" ", see);
    }
    lines.append(line);
  });
  made.append(summary, lines);
  return made;
}

function toPage(form, one) {
  const page = one.page && form.querySelector(`[data-page="${one.page}"]`);
  if (!page) return;
  const spot = page.querySelector(`[data-code="${one.code}"][data-at="${CSS.escape(one.at)}"]`) ?? page;
  spot.scrollIntoView({ block: "center", behavior: "smooth" });
  spot.classList.add("mk-here");
  setTimeout(() => spot.classList.remove("mk-here"), 1500);
}

// Only pages that look otherwise are loaded again; the old look stays until the new one is there, and nothing scrolls.
export function showPages(form, told, said) {
  const box = form.querySelector("[data-pages]");
  box.classList.toggle("mk-stale", told.pages.length === 0);
  if (!told.pages.length) return;
  box.querySelector(".mk-wait")?.remove();
  const there = [...box.querySelectorAll("[data-page]")];
  told.pages.forEach((page, index) => {
    const sheet = there[index] ?? begun(box, index + 1, said);
    sheet.style.aspectRatio = `${page.width} / ${page.height}`;
    sheet.querySelector("figcaption").textContent = said.page.replace("%so%", `${index + 1}/${told.pages.length}`);
    load(sheet, page);
    marks(form, sheet, told.findings.filter((one) => one.page === index + 1 && one.box), said);
  });
  there.slice(told.pages.length).forEach((sheet) => sheet.remove());
}

function begun(box, number, said) {
  const sheet = document.createElement("figure");
  sheet.className = "mk-sheet";
  sheet.dataset.page = number;
  const image = document.createElement("img");
  image.alt = said.page.replace("%so%", number);
  const caption = document.createElement("figcaption");
  sheet.append(image, caption);
  box.append(sheet);
  return sheet;
}

function load(sheet, page) {
  if (sheet.dataset.digest === page.digest) return;
  sheet.dataset.digest = page.digest;
  const next = new Image();
  next.src = page.src;
  next.decode().then(() => {
    if (sheet.dataset.digest === page.digest) sheet.querySelector("img").src = page.src;
  }).catch(() => { delete sheet.dataset.digest; });
}

function marks(form, sheet, findings, said) {
  sheet.querySelectorAll(".mk-spot").forEach((spot) => spot.remove());
  for (const one of findings) {
    const spot = document.createElement("button");
    spot.type = "button";
    spot.className = `mk-spot mk-spot-${one.severity}`;
    spot.dataset.code = one.code;
    spot.dataset.at = one.at;
    spot.title = one.text;
    spot.setAttribute("aria-label", said.mark.replace("%so%", one.text));
    const [left, top, width, height] = one.box;
    Object.assign(spot.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    spot.addEventListener("click", () => goTo(form, one.at, one.line));
    sheet.append(spot);
  }
}
