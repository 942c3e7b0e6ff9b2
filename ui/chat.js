// Clicks and keys of conversation, sources and list. `element` is the conversation; `trigger` tells the server.
const page = document;
const sources = () => page.querySelector("#sources");
let awaited = null; // a marker to show once its sources have come
let origin = null; // what to return to from the sources

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

function reveal(marker) {
  const marks = sources().querySelectorAll(`[data-cites~="${CSS.escape(marker)}"]`);
  if (!marks.length) return;
  for (const open of page.querySelectorAll("mark.flash")) open.classList.remove("flash");
  marks[0].closest("details")?.setAttribute("open", "");
  marks[0].scrollIntoView({ block: "center", behavior: calm() });
  marks[0].focus({ preventScroll: true });
  for (const mark of marks) {
    void mark.offsetWidth; // starts the animation anew
    mark.classList.add("flash");
  }
}

function show(button) {
  const { turn, marker } = button.dataset;
  origin = button;
  if (sources().querySelector(".sources")?.dataset.turn === turn) return reveal(marker);
  awaited = { turn, marker };
  trigger("show", { turn: Number(turn) });
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    // Without https the clipboard is closed to scripts, but copying a selection is not.
    const field = page.createElement("textarea");
    field.value = button.dataset.copy;
    page.body.append(field);
    field.select();
    page.execCommand("copy");
    field.remove();
  }
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = before; }, 1500);
}

const actions = {
  show,
  copy,
  ask: (button) => trigger("ask", { question: button.dataset.question }),
  vote: (button) => trigger("vote", { turn: Number(button.dataset.turn), vote: button.dataset.vote }),
  correct: (button) => {
    const field = button.parentElement.querySelector("textarea");
    if (field.value.trim()) trigger("correct", { turn: Number(button.dataset.turn), correction: field.value });
    else field.focus();
  },
  read: (button) => { // the list tells the server itself
    for (const other of page.querySelectorAll(".read[aria-current]")) other.removeAttribute("aria-current");
    button.setAttribute("aria-current", "true");
  },
  back: () => {
    const target = origin?.isConnected ? origin : page.querySelector("#conversation .turn:last-child");
    target?.scrollIntoView({ block: "center", behavior: calm() });
    origin?.focus({ preventScroll: true });
  },
  theme: () => {
    const dark = page.body.classList.toggle("dark");
    localStorage.setItem("briefing-theme", dark ? "dark" : "light");
  },
};

page.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-action]");
  if (button && Object.hasOwn(actions, button.dataset.action)) actions[button.dataset.action](button);
});

page.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && origin && event.target.closest?.("#sources")) actions.back();
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    page.querySelector("#question textarea, #question input")?.focus();
  }
});

const chosen = localStorage.getItem("briefing-theme");
if (chosen) page.body.classList.toggle("dark", chosen === "dark");

// A new question comes into view, and again once its answer is whole.
let last = "";
new MutationObserver(() => {
  const turn = element.querySelector(".turn:last-child");
  const now = turn ? `${turn.dataset.turn} ${turn.dataset.state}` : "";
  if (now !== last && turn) requestAnimationFrame(() => turn.scrollIntoView({ block: "start", behavior: calm() }));
  last = now;
}).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-turn", "data-state"] });

// New sources show their first cited sentence, or the marker that was waited for.

let shown = "";
function watchSources() {
  const place = sources();
  if (!place) return setTimeout(watchSources, 50);
  new MutationObserver(() => {
    const pane = place.querySelector(".sources");
    const first = pane?.querySelector("mark");
    const content = pane ? pane.dataset.turn + (first?.textContent ?? "") : "";
    if (content === shown) return;
    shown = content;
    if (awaited && pane && pane.dataset.turn === awaited.turn) {
      reveal(awaited.marker);
      awaited = null;
    } else {
      const column = page.querySelector("#sources-column");
      if (first && column) column.scrollTop = Math.max(0, first.offsetTop - column.clientHeight / 3);
    }
  }).observe(place, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-turn"] });
}
watchSources();
