// The theme's search is a dialogue without a name.
const search = document.querySelector(".md-search");
search?.setAttribute("aria-label", search.querySelector("input.md-search__input")?.getAttribute("aria-label") ?? "");
