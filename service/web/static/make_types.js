// The list of types, narrowed as one types: marks and capitals do not count.

const find = document.querySelector("[data-find]");
const found = document.querySelector("[data-found]");
const none = document.querySelector("[data-none]");

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase().trim();
}

function narrow() {
  const words = folded(find.value).split(/\s+/).filter(Boolean);
  const slugs = new Set();
  for (const group of document.querySelectorAll("[data-group]")) {
    let shown = 0;
    for (const card of group.querySelectorAll("[data-words]")) {
      const fits = words.every((word) => card.dataset.words.includes(word));
      card.hidden = !fits;
      if (fits) {
        shown += 1;
        slugs.add(card.querySelector("form").getAttribute("action"));
      }
    }
    group.hidden = shown === 0;
  }
  none.hidden = slugs.size > 0;
  found.textContent = find.dataset.count.replace("%so%", slugs.size);
}

find.addEventListener("input", narrow);
find.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  document.querySelector("[data-group]:not([hidden]) [data-words]:not([hidden]) button")?.focus();
});
if (find.value) narrow();
