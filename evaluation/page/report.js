"use strict";
(() => {
  const items = [...document.querySelectorAll(".item")];
  const by = (id) => document.getElementById(id);
  const [form, search, outcome, tag, flip, shown, none, expand] =
    ["filters", "search", "outcome", "tag", "flip", "shown", "none", "expand"].map(by);
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const tags = new Map(items.map((item) => [item, JSON.parse(item.dataset.tags)]));

  const fits = (item) => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = outcome.value;
    return words.every((word) => texts.get(item).includes(word))
      && (!wanted || (wanted === "failed" ? item.dataset.failed === "yes" : item.dataset.outcome === wanted))
      && (!tag || !tag.value || tags.get(item).includes(tag.value))
      && (!flip || !flip.value || item.dataset.flip === flip.value);
  };

  const update = () => {
    let count = 0;
    for (const item of items) {
      item.hidden = !fits(item);
      if (!item.hidden) count += 1;
    }
    shown.textContent = `${count} of ${items.length}`;
    none.hidden = count > 0;
  };

  const openTarget = () => {
    const target = by(decodeURIComponent(location.hash.slice(1))) || by(location.hash.slice(1));
    if (!target || !target.classList.contains("item")) return;
    if (target.hidden) { form.reset(); update(); }
    target.open = true;
    target.scrollIntoView({ block: "start" });
  };

  form.hidden = false;
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  expand.addEventListener("click", () => {
    const visible = items.filter((item) => !item.hidden);
    const open = !visible.every((item) => item.open);
    for (const item of visible) item.open = open;
    expand.textContent = open ? "Collapse all" : "Expand all";
  });
  for (const button of document.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => {
      outcome.value = button.dataset.show;
      update();
      form.scrollIntoView({ block: "start", behavior: "smooth" });
    });
  }
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => {
    for (const item of items) if (item.dataset.failed === "yes") item.open = true;
  });
  update();
  openTarget();
})();
