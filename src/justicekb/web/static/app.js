// What a script adds to pages that work without one: suggestions, keys, copying, the basket, dropped files, progress.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

// ── keys ──
const stops = () => [...document.querySelectorAll("[data-step]")].filter((stop) => stop.offsetParent !== null);

function step(by) {
  const all = stops();
  const now = all.findIndex((stop) => stop.classList.contains("current"));
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  if (!next) return;
  if (now >= 0) all[now].classList.remove("current");
  next.classList.add("current");
  const link = next.querySelector("a[href]");
  if (link) link.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function press(element) {
  const input = element.matches("input") ? element : element.querySelector("input[type=text]");
  if (input) input.focus();
  else (element.matches("button") ? element : element.querySelector("button")).click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (event.key === "/") document.getElementById("box")?.focus();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") location.href = "/keys";
  else if (own) press(own);
  else return;
  event.preventDefault();
});

// ── a word at the foot of the page ──
function tell(words) {
  document.querySelector(".toast")?.remove();
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.setAttribute("role", "status");
  toast.textContent = words;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2500);
}

// ── suggestions (the combobox pattern of WAI-ARIA) ──
for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);

function suggest(input) {
  const list = document.createElement("ul");
  let chosen = -1;
  let asked = 0;
  list.className = "suggestions";
  list.id = `${input.id || input.name}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Names");
  input.parentElement.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    if (input.name === "q") location.href = `/entities/${encodeURI(option.dataset.entity)}`;
    else input.value = option.dataset.name;
    close();
  };
  const choose = (at) => {
    const options = [...list.children];
    chosen = (at + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const show = (found) => {
    list.replaceChildren(
      ...found.map((one, at) => {
        const option = document.createElement("li");
        const name = document.createElement("span");
        const more = document.createElement("small");
        option.id = `${list.id}-${at}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.entity = one.entity;
        option.dataset.name = one.name;
        name.textContent = one.found ? `${one.name} (${one.found})` : one.name;
        more.textContent = `${one.type}, ${one.documents}`;
        option.append(name, more);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(option);
        });
        return option;
      }),
    );
    list.hidden = !found.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };
  input.addEventListener("input", async () => {
    const turn = ++asked;
    const typed = input.value.trim();
    if (typed.length < 2 || typed.endsWith("?")) return close();
    const reply = await fetch(`/api/suggest?q=${encodeURIComponent(typed)}`);
    if (turn === asked && reply.ok) show(await reply.json());
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", close);
}

// ── copying ──
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy).textContent;
    try {
      await navigator.clipboard.writeText(words);
      tell("Copied");
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
      tell("Selected; press Ctrl+C");
    }
  });
}

// ── the basket, without loading the page again ──
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-quiet]")) return;
  event.preventDefault();
  const button = event.submitter;
  const adding = button.name === "add";
  const body = new URLSearchParams({ [button.name]: button.value, back: "/static/icon.svg" });
  const reply = await fetch(form.action, { method: "POST", body });
  if (!reply.ok) return tell("That did not work");
  const shown = document.querySelector("[data-basket]");
  shown.textContent = String(Math.max(0, Number(shown.textContent) + (adding ? 1 : -1)));
  button.name = adding ? "remove" : "add";
  button.textContent = adding ? "In the basket ✓" : "Add to basket";
  tell(adding ? "Added to the basket" : "Taken out of the basket");
});

// ── dropped files ──
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

// ── the progress of a job ──
const job = document.querySelector("[data-job]");
if (job && !["done", "failed"].includes(job.dataset.state)) {
  const look = async () => {
    const reply = await fetch(job.dataset.job);
    const now = await reply.json();
    const files = now.files === 1 ? "1 file" : `${now.files} files`;
    job.querySelector("[data-told]").textContent = `${now.state === "waiting" ? "Waiting" : "Reading"}; ${files} so far.`;
    if (now.over) location.reload();
    else setTimeout(look, 700);
  };
  setTimeout(look, 400);
}

// ── on narrow screens filters wait until they are asked for ──
if (matchMedia("(max-width: 60rem)").matches) {
  for (const filters of document.querySelectorAll("details.filters")) filters.open = false;
}
