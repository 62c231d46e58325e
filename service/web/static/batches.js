// Batches: types are found as one types, a file is dropped, a form is sent once, a cell is corrected by the keyboard.

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();

for (const form of document.querySelectorAll("[data-types]")) {
  const search = form.querySelector("[data-search]");
  const told = form.querySelector("[data-chosen]");
  const count = () => {
    const chosen = form.querySelectorAll("input[name=loai]:checked").length;
    told.textContent = chosen ? told.dataset.one.replace("#", chosen) : "";
    form.querySelector("button").disabled = chosen === 0;
  };
  search.addEventListener("input", () => {
    const wanted = plain(search.value.trim());
    for (const group of form.querySelectorAll("[data-group]")) {
      for (const type of group.querySelectorAll(".type")) {
        type.hidden = !plain(type.textContent).includes(wanted) && !type.querySelector("input").checked;
      }
      group.hidden = !group.querySelector(".type:not([hidden])");
    }
    form.querySelector(".none").hidden = Boolean(form.querySelector("[data-group]:not([hidden])"));
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  form.addEventListener("change", count);
  count();
}

for (const drop of document.querySelectorAll("[data-drop]")) {
  const input = drop.querySelector("input[type=file]");
  const told = drop.querySelector(".drop-name");
  const show = () => {
    const file = input.files[0];
    const large = file && file.size > Number(drop.dataset.most) * 2 ** 20;
    input.setCustomValidity(large ? drop.dataset.large : "");
    told.textContent = !file ? "" : large ? drop.dataset.large : file.name;
    told.classList.toggle("wrong", Boolean(large));
    drop.classList.toggle("has-file", Boolean(file) && !large);
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      show();
    }
  });
}

// A second click while the first is under way sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

// The field that opens takes the cursor; after a correction the next wrong cell does.
document.addEventListener("htmx:afterSettle", (event) => {
  const field = event.target.querySelector?.("[data-first]");
  if (field) {
    field.focus();
    field.select?.();
  }
});
let mended = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches?.("[data-cell]")) mended = event.target.closest(".document")?.id ?? null;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!mended || !event.detail.requestConfig?.path?.endsWith("/o") || event.detail.requestConfig.verb !== "post") return;
  const here = document.getElementById(mended);
  mended = null;
  let document_ = here;
  while (document_) {
    const next = document_.querySelector(".wrong-cell .mend");
    if (next) {
      next.focus();
      return;
    }
    document_ = document_.nextElementSibling;
  }
  document.querySelector("#begin .btn-primary")?.focus();
});
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-cell]");
  if (!form) return;
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-cancel]").click();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.preventDefault();
    form.requestSubmit();
  }
});
