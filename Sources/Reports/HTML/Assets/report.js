"use strict";
(function () {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // Colours: the system's until the button is used.
  const theme = byId("theme");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const nameTheme = () => { theme.textContent = isDark() ? "Light colours" : "Dark colours"; };
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  nameTheme();
  theme.hidden = false;

  // Tables: a head becomes a button that sorts by its column.
  const key = (row, column, isNumber) => {
    const cell = row.cells[column];
    const text = cell.querySelector("summary") ? cell.querySelector("summary").textContent : cell.textContent;
    if (!isNumber) return text;
    const value = parseFloat(text.replace(/[,\s%]/g, ""));
    return Number.isNaN(value) ? -Infinity : value;
  };
  const sort = (table, head, column) => {
    const isNumber = head.classList.contains("n");
    const down = head.getAttribute("aria-sort") === (isNumber ? "descending" : "ascending") ? !isNumber : isNumber;
    const rows = Array.from(table.tBodies[0].rows, (row, index) => ({ row, index, key: key(row, column, isNumber) }));
    rows.sort((a, b) => {
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.index - b.index;
    });
    table.tBodies[0].append(...rows.map((entry) => entry.row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      if (head.classList.contains("b")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head, column));
      head.append(button);
    });
  }

  // Records: indented when they are first opened; only white space between tokens is added.
  const indented = (text) => {
    let output = "", depth = 0, quoted = false;
    const line = () => "\n" + "  ".repeat(Math.min(depth, 40));
    for (let index = 0; index < text.length; index++) {
      const sign = text[index];
      if (quoted) {
        output += sign;
        if (sign === "\\") output += text[++index] ?? "";
        else if (sign === "\"") quoted = false;
      } else if (sign === "\"") { quoted = true; output += sign; }
      else if (sign === "{" || sign === "[") {
        const end = text[index + 1];
        if (end === "}" || end === "]") { output += sign + end; index++; } else { depth++; output += sign + line(); }
      } else if (sign === "}" || sign === "]") { depth = Math.max(0, depth - 1); output += line() + sign; }
      else if (sign === ",") output += sign + line();
      else if (sign === ":") output += ": ";
      else output += sign;
    }
    return output;
  };
  document.addEventListener("toggle", (event) => {
    const record = event.target;
    if (!(record instanceof HTMLDetailsElement) || !record.classList.contains("record") || record.dataset.seen) return;
    record.dataset.seen = "yes";
    const pre = record.querySelector("pre");
    pre.textContent = indented(pre.textContent);
  }, true);

  // Missing events: text and gap together.
  const events = byId("events");
  if (events) {
    const text = byId("filter-text"), gap = byId("filter-gap"), count = byId("filter-count");
    const rows = Array.from(events.tBodies[0].rows, (row) => ({ row, gap: row.cells[2].textContent, text: null }));
    const apply = () => {
      const wanted = text.value.trim().toLowerCase();
      let shown = 0;
      for (const entry of rows) {
        let fits = gap.value === "" || (gap.value === "-" ? entry.gap === "" : entry.gap === gap.value);
        if (fits && wanted) {
          entry.text ??= entry.row.textContent.toLowerCase();
          fits = entry.text.includes(wanted);
        }
        entry.row.hidden = !fits;
        if (fits) shown++;
      }
      const all = rows.length.toLocaleString("en");
      count.textContent = shown === rows.length ? all + " rows" : shown.toLocaleString("en") + " of " + all + " rows fit";
    };
    text.addEventListener("input", apply);
    gap.addEventListener("change", apply);
    for (const link of document.querySelectorAll("a[data-gap]")) {
      link.addEventListener("click", () => { gap.value = link.dataset.gap; apply(); });
    }
    byId("filters").hidden = false;
    apply();
  }

  // Print: what charts and gaps rest on is opened; records stay as they are.
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details:not(.record)")) details.open = true;
  });
})();
