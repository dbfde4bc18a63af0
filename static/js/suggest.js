/* Suggestions below the search field: a combobox with a list, after the pattern of WAI-ARIA.

   Without this file the field is a field. The answers are those of articles/views/suggest.py. */

"use strict";

(() => {
  const PAUSE = 120; // milliseconds without a key before anything is asked
  const SHORTEST = 2; // letters

  const form = document.querySelector("form[data-suggest]");
  const field = form && form.querySelector("input[type=search]");
  if (!field || !window.fetch || !window.AbortController) return;

  const list = document.createElement("div");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestLabel);
  list.hidden = true;
  field.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }

  let options = []; // {element, item} in the order of the list
  let chosen = -1; // which of them the arrows have reached
  let timer = 0;
  let asking = null;
  let shownFor = "";

  const close = () => {
    clearTimeout(timer);
    if (asking) asking.abort();
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };

  const open = () => {
    if (!options.length) return;
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
  };

  const choose = (number) => {
    chosen = number;
    options.forEach(({ element }, at) => element.setAttribute("aria-selected", String(at === number)));
    if (number < 0) {
      field.removeAttribute("aria-activedescendant");
    } else {
      field.setAttribute("aria-activedescendant", options[number].element.id);
      options[number].element.scrollIntoView({ block: "nearest" });
    }
  };

  const take = (item) => {
    close();
    if (item.query) {
      field.value = item.query;
      form.requestSubmit();
    } else {
      window.location.assign(item.url);
    }
  };

  const piece = (text, name, className) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };

  const languageOf = (text) => (/[\u0600-\u06ff]/.test(text) ? "ar" : "en");

  const isolated = (text, className) => {
    const element = piece(text, "bdi", className);
    element.lang = languageOf(text);
    return element;
  };

  const optionOf = (item, kind) => {
    const element = document.createElement("div");
    element.id = `${list.id}-${options.length}`;
    element.className = `suggestion suggestion--${kind}`;
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.append(isolated(item.label, ""));
    if (item.other) element.append(" ", isolated(item.other, "suggestion__other"));
    element.append(" ", piece(item.count.toLocaleString("en"), "span", "suggestion__count"));
    element.addEventListener("click", () => take(item));
    options.push({ element, item });
    return element;
  };

  const groupOf = (group) => {
    const element = document.createElement("div");
    const title = piece(group.label, "div", "suggestions__title");
    title.id = `${list.id}-${group.kind}`;
    element.setAttribute("role", "group");
    element.setAttribute("aria-labelledby", title.id);
    element.append(title, ...group.items.map((item) => optionOf(item, group.kind)));
    return element;
  };

  const show = (answer) => {
    options = [];
    list.replaceChildren(...answer.groups.map(groupOf));
    choose(-1);
    if (options.length) open();
    else close();
  };

  const ask = async () => {
    const text = field.value.trim();
    if (text.length < SHORTEST) {
      shownFor = "";
      options = [];
      close();
      return;
    }
    if (asking) asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal });
      if (!response.ok) return;
      const answer = await response.json();
      if (signal.aborted || field.value.trim() !== text || document.activeElement !== field) return;
      shownFor = text;
      show(answer);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the field works without an answer
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  field.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        if (event.key === "ArrowUp") return;
        event.preventDefault();
        if (options.length && shownFor === field.value.trim()) open();
        else ask();
        return;
      }
      event.preventDefault();
      // Past either end comes the field itself, as it was typed.
      if (event.key === "ArrowDown") choose(chosen === last ? -1 : chosen + 1);
      else choose(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Enter") {
      if (!list.hidden && chosen >= 0) {
        event.preventDefault();
        take(options[chosen].item);
      } else {
        close();
      }
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the next one empties the field
      close();
    } else if (event.key === "Tab") {
      close();
    }
  });

  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  field.addEventListener("blur", close);
})();
