/* What a package's page does with a script: copy buttons, and the shortest path between two versions. Every fact is in
   the page without it. */
(function (root) {
"use strict";

/* The fewest steps from one version to another, by upgrades alone, else by downgrades alone, else by both; null where
   there are none. Versions: {up: places that it upgrades from, down: places that it downgrades to, anyUp, anyDown,
   hidden}. No step leads to a version that no cluster sees. */
function shortest(versions, from, to) {
  for (const kinds of [["up"], ["down"], ["up", "down"]]) {
    const before = new Map([[from, null]]);
    const queue = [from];
    for (let at = 0; at < queue.length && !before.has(to); at++) {
      for (const kind of kinds) {
        for (let next = 0; next < versions.length; next++) {
          if (!before.has(next) && !versions[next].hidden && leads(versions, queue[at], next, kind)) {
            before.set(next, {from: queue[at], to: next, kind});
            queue.push(next);
          }
        }
      }
    }
    if (before.has(to)) {
      const steps = [];
      for (let step = before.get(to); step; step = before.get(step.from)) {
        steps.unshift(step);
      }
      return steps;
    }
  }
  return null;
}

function leads(versions, from, to, kind) {
  const says = versions[kind === "up" ? to : from];
  return kind === "up" ? says.anyUp || says.up.has(from) : says.anyDown || says.down.has(to);
}

/* The highest of some DC/OS versions, compared number by number. */
function highest(dcos) {
  return dcos.reduce(function (a, b) {
    const x = a.split("."), y = b.split(".");
    for (let i = 0; i < Math.max(x.length, y.length); i++) {
      const difference = Number(x[i] || 0) - Number(y[i] || 0);
      if (difference) {
        return difference > 0 ? a : b;
      }
    }
    return a;
  });
}

root.orreryPaths = {shortest, highest};
const document = root.document;
if (!document) {
  return;
}

function make(name, text, className) {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) {
    element.className = className;
  }
  return element;
}

const said = make("p", "", "quiet");
said.setAttribute("role", "status");
document.body.append(said);

/* Pages from a disk may not have the clipboard's own interface. */
function copy(text) {
  const clipboard = root.isSecureContext && root.navigator.clipboard;
  return clipboard ? clipboard.writeText(text).catch(() => select(text)) : select(text);
}

function select(text) {
  const area = make("textarea", "", "quiet");
  const focused = document.activeElement;
  area.value = text;
  area.readOnly = true;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused) {
    focused.focus();
  }
  return done ? Promise.resolve() : Promise.reject(new Error("not copied"));
}

/* A button that copies what an element says when it is pressed. */
function copyButton(of, what) {
  const button = make("button", "Copy", "copy");
  button.type = "button";
  button.setAttribute("aria-label", "Copy " + what);
  button.addEventListener("click", function () {
    copy(of.textContent).then(() => "Copied", () => "Not copied").then(function (word) {
      button.textContent = said.textContent = word;
      root.setTimeout(function () {
        button.textContent = "Copy";
        said.textContent = "";
      }, 2000);
    });
  });
  return button;
}
root.orreryCopyButton = copyButton;

for (const code of document.querySelectorAll(".cmds code, .codes code, .bins code")) {
  const command = code.closest(".cmds");
  code.after(copyButton(code, command ? "the command" : code.textContent));
}

function paths(group) {
  const from = document.getElementById("path-from");
  const to = document.getElementById("path-to");
  const result = document.getElementById("path-result");
  const graph = document.querySelector(".graph");
  to.append(...Array.from(from.options, option => option.cloneNode(true)));
  const options = Array.from(from.options).slice(1);
  const versions = options.map(function (option) {
    const places = text => new Set((text || "").split(" ").filter(Boolean).map(Number));
    const up = option.dataset.u, down = option.dataset.d;
    return {
      anyUp: (up || "").startsWith("*"),
      anyDown: (down || "").startsWith("*"),
      up: places(up), down: places(down),
      hidden: Boolean(option.dataset.x),
    };
  });

  function light(steps) {
    if (!graph) {
      return;
    }
    graph.classList.toggle("lit", steps.length > 0);
    for (const part of graph.querySelectorAll("[data-s], [data-v]")) {
      part.classList.toggle("on", steps.some(step => part.dataset.s
        ? part.dataset.s === step.from + " " + step.to && part.classList.contains(step.kind[0])
        : part.dataset.v === String(step.from) || part.dataset.v === String(step.to)));
    }
  }

  function show() {
    const a = from.selectedIndex - 1, b = to.selectedIndex - 1;
    const names = options.map(option => option.text);
    result.textContent = "";
    light([]);
    if (a < 0 || b < 0) {
      return;
    }
    if (a === b) {
      result.append(make("p", "That is the same version."));
      return;
    }
    const steps = shortest(versions, a, b);
    if (!steps) {
      result.append(make("p", "No chain of upgrades and downgrades that a cluster sees leads from " + names[a] + " to "
        + names[b] + "."));
      return;
    }
    const list = make("ol", "");
    for (const step of steps) {
      const item = make("li", step.kind === "up" ? "upgrade to " : "downgrade to ");
      item.append(make("b", names[step.to]));
      list.append(item);
    }
    const dcos = steps.map(step => options[step.to].dataset.m || "1.10").concat("1.10");
    result.append(make("p", (steps.length === 1 ? "One step" : steps.length + " steps") + ", on DC/OS " + highest(dcos)
      + " or newer:"), list);
    light(steps);
  }

  /* The choice stands in the address, by revision, so that it can be sent to someone. */
  function read() {
    const asked = /^#path=(\d+)\.\.(\d+)$/.exec(root.location.hash);
    if (asked) {
      from.value = asked[1];
      to.value = asked[2];
      show();
      group.scrollIntoView({block: "nearest"});
    }
  }

  function choose() {
    show();
    if (/^\d+$/.test(from.value) && /^\d+$/.test(to.value)) {
      root.history.replaceState(null, "", "#path=" + from.value + ".." + to.value);
    }
  }

  from.addEventListener("change", choose);
  to.addEventListener("change", choose);
  root.addEventListener("hashchange", read);
  group.hidden = false;
  read();
}

/* Options as sections (a group, or an inner object of it) with their rows. A row shows when no section around it is
   folded and it has every word of the filter. */
function options(tools) {
  const input = document.getElementById("options-filter");
  const fold = document.getElementById("options-fold");
  const count = document.getElementById("options-count");
  const groups = Array.from(tools.parentNode.querySelectorAll("details"));
  const folded = new Set();
  const rows = [];
  const subs = [];

  for (const group of groups) {
    let around = [];
    for (const row of group.querySelectorAll("tbody tr")) {
      if (row.classList.contains("sub")) {
        const path = (row.cells[0].firstChild.data || "").trim();
        around = around.filter(sub => path.startsWith(sub.path + "."));
        const sub = {path, row, around, button: make("button", "", "fold")};
        sub.button.type = "button";
        sub.button.setAttribute("aria-expanded", "true");
        sub.button.append(row.cells[0].firstChild);
        row.cells[0].prepend(sub.button);
        sub.button.addEventListener("click", function () {
          folded[folded.has(sub) ? "delete" : "add"](sub);
          show();
        });
        around = around.concat(sub);
        subs.push(sub);
      } else {
        rows.push({row, group, around, text: row.textContent.toLowerCase()});
      }
    }
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = new Set();
    let shown = 0;
    for (const one of rows) {
      const hit = words.every(word => one.text.includes(word));
      one.row.hidden = !hit || (!words.length && one.around.some(sub => folded.has(sub)));
      if (hit) {
        shown++;
        found.add(one.group);
        one.around.forEach(sub => found.add(sub));
      }
    }
    for (const sub of subs) {
      sub.row.hidden = words.length ? !found.has(sub) : sub.around.some(outer => folded.has(outer));
      sub.button.setAttribute("aria-expanded", String(words.length > 0 || !folded.has(sub)));
    }
    for (const group of groups) {
      group.hidden = words.length > 0 && !found.has(group);
      group.open = group.open || words.length > 0;
    }
    count.textContent = words.length ? shown + " of " + rows.length + " options" : "";
  }

  function reveal() {
    let row = null;
    try {
      row = document.getElementById(decodeURIComponent(root.location.hash.slice(1)));
    } catch (e) {
      return;
    }
    if (row && row.hidden && tools.parentNode.contains(row)) {
      input.value = "";
      folded.clear();
      show();
      row.scrollIntoView();
    }
  }

  input.addEventListener("input", show);
  fold.addEventListener("click", function () {
    const open = fold.getAttribute("aria-expanded") === "false";
    groups.forEach(group => group.open = open);
    fold.setAttribute("aria-expanded", String(open));
    fold.textContent = open ? "Fold all" : "Unfold all";
  });
  root.addEventListener("hashchange", reveal);
  tools.hidden = false;
}

/* Runs a script of this site that the page did not load; resolves to what it left under a name. */
const loading = {};
function load(src, name) {
  loading[src] = loading[src] || new Promise(function (resolve, reject) {
    const script = make("script", "");
    script.src = src;
    script.onload = () => resolve(root[name]);
    script.onerror = function () {
      delete loading[src];
      reject(new Error(src));
    };
    document.head.append(script);
  });
  return loading[src];
}
root.orreryLoad = load;

/* Two revisions side by side; what compares them is loaded when somebody asks. */
function compare(group) {
  const from = document.getElementById("compare-from");
  const to = document.getElementById("compare-to");
  const status = document.getElementById("compare-status");
  const result = document.getElementById("compare-result");
  const rows = Array.from(document.querySelectorAll("#versions-table tbody tr"));
  for (const select of [from, to]) {
    for (const row of rows) {
      const number = row.cells[0].textContent.trim();
      const option = make("option", row.cells[1].firstChild.data.trim() + " (revision " + number + ")");
      option.value = number;
      select.append(option);
    }
  }
  to.selectedIndex = 0;
  from.selectedIndex = Math.min(1, rows.length - 1);

  function show() {
    const asked = from.value + ".." + to.value;
    result.textContent = "";
    status.textContent = "Loading the files of all revisions\u2026";
    Promise.all([load(group.dataset.script, "orreryCompare"), load(group.dataset.files, "orreryPackage"),
      load(group.dataset.form, "orreryForm")])
      .then(function ([comparing, data]) {
        if (asked === from.value + ".." + to.value) {
          status.textContent = comparing.show(result, comparing.compare(comparing.files(data, Number(from.value)),
            comparing.files(data, Number(to.value))));
        }
      })
      .catch(function (e) {
        status.textContent = "The revisions cannot be compared.";
        throw e;
      });
  }

  function read() {
    const asked = /^#compare=(\d+)\.\.(\d+)$/.exec(root.location.hash);
    if (asked) {
      from.value = asked[1];
      to.value = asked[2];
      if (from.value && to.value) {
        show();
        group.scrollIntoView();
      }
    }
  }

  function choose() {
    root.history.replaceState(null, "", "#compare=" + from.value + ".." + to.value);
    show();
  }

  from.addEventListener("change", choose);
  to.addEventListener("change", choose);
  document.getElementById("compare-show").addEventListener("click", choose);
  root.addEventListener("hashchange", read);
  group.hidden = false;
  read();
}

/* From a revision's page to what changed in it. */
const older = document.querySelector(".near a[rel=prev]");
const here = /revision-(\d+)\.html$/.exec(root.location.pathname);
const before = older && /^revision-(\d+)\.html$/.exec(older.getAttribute("href"));
if (here && before) {
  const link = make("a", "What changed since " + older.lastChild.data.trim());
  link.href = "index.html#compare=" + before[1] + ".." + here[1];
  older.parentNode.after(link);
}

/* The form's own script is loaded when somebody asks for it, and the package's files with it. */
function opener(button) {
  button.addEventListener("click", function () {
    button.disabled = true;
    Promise.all([load(button.dataset.script, "orreryForm"), load(button.dataset.files, "orreryPackage")])
      .then(([form, data]) => form.view.start(button, data))
      .catch(function () {
        button.disabled = false;
        said.textContent = "The form cannot be loaded.";
      });
  });
  button.hidden = false;
}

/* One after another, so that none of it keeps a reader waiting. */
const parts = [["try-open", opener], ["options-tools", options], ["path", paths], ["compare", compare]];
(function begin() {
  const [id, part] = parts.shift();
  const element = document.getElementById(id);
  if (element) {
    part(element);
  }
  if (parts.length) {
    root.setTimeout(begin, 0);
  }
})();
})(typeof window === "undefined" ? globalThis : window);
