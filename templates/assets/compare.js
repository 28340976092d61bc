/* What differs between two revisions of a package, from their files; loaded when somebody asks. Strangers' texts are only
   ever shown as text. */
(function (root) {
"use strict";

const LONGEST = 2000;
/* Above this, lines are not matched one by one: all of the one text is taken out, all of the other put in. */
const MOST_CELLS = 6e6;

/* The text as it can be shown: control characters marked, those that turn the direction of writing left out. */
function visible(text, longest = LONGEST) {
  const clean = text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]/g, "\ufffd");
  return clean.length > longest ? clean.slice(0, longest) + "\u2026" : clean;
}

function isPlainList(value) {
  return Array.isArray(value) && value.every(one => typeof one === "string" || typeof one === "number");
}

function said(value) {
  return value === undefined ? "" : visible(typeof value === "string" ? value : JSON.stringify(value), 600);
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, i) => same(one, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]));
  }
  return a === b;
}

/* Options as in the configuration reference: every property without properties of its own, by its path. Objects that
   hold options are kept apart, for rules that they make themselves. */
function options(config) {
  const found = {options: new Map(), objects: new Map()};
  walk(config, [], 0);
  return found;

  function walk(schema, path, depth) {
    found.objects.set(path.join("\0"), {path: path.join("."), schema});
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(schema.properties)) {
      const inner = path.concat(name);
      if (!isObject(property)) {
        continue;
      }
      if (isObject(property.properties) && Object.keys(property.properties).length && depth < 64) {
        walk(property, inner, depth + 1);
      } else {
        found.options.set(inner.join("\0"), {path: inner.join("."), schema: property,
          required: required.includes(name)});
      }
    }
  }
}

function optionsOf(config) {
  return options(isObject(config) ? isObject(config.properties) ? config : {...config, properties: {}}
    : {properties: {}});
}

/* A limit that holds values from below (1) or above (-1): it breaks where it now refuses what it let pass. */
const LIMITS = [["minimum", 1], ["maximum", -1], ["minLength", 1], ["maxLength", -1], ["minItems", 1], ["maxItems", -1],
  ["minProperties", 1], ["maxProperties", -1]];
/* Rules whose effect cannot be told from their texts: any change but dropping them may refuse what they let pass. */
const RULES = ["pattern", "format", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "uniqueItems", "allOf", "anyOf",
  "oneOf", "not", "dependencies", "patternProperties", "additionalItems", "additionalProperties"];

function types(schema) {
  return schema.type === undefined ? null : [].concat(schema.type);
}

/* What changed in an option: [what, from, to, breaking]. */
function changesOf(a, b) {
  const from = a.schema, to = b.schema;
  const changes = [];
  if (!same(from.type, to.type)) {
    const allowed = types(to);
    const keeps = !allowed || (types(from) || []).every(type => allowed.includes(type)
      || type === "integer" && allowed.includes("number"));
    changes.push(["type", from.type, to.type, !(keeps && (types(from) || !allowed))]);
  }
  if (isObject(from.items) && isObject(to.items) ? !same(from.items, to.items) : !same(from.items, to.items)) {
    changes.push(["items", from.items, to.items, to.items !== undefined]);
  }
  if (!same(from.default, to.default)) {
    changes.push(["default", from.default, to.default, to.default === undefined && b.required]);
  }
  if (a.required !== b.required) {
    changes.push(["required", a.required ? "required" : "optional", b.required ? "required" : "optional",
      b.required && to.default === undefined]);
  }
  if (!same(from.enum, to.enum)) {
    const before = Array.isArray(from.enum) ? from.enum : from.type === "boolean" ? [true, false] : null;
    const narrowed = Array.isArray(to.enum)
      && (!before || before.some(value => !to.enum.some(other => same(value, other))));
    changes.push(["allowed values", from.enum, to.enum, narrowed]);
  }
  for (const [limit, sign] of LIMITS) {
    if (from[limit] !== to[limit]) {
      changes.push([limit, from[limit], to[limit],
        typeof to[limit] === "number" && !(typeof from[limit] === "number" && sign * (to[limit] - from[limit]) <= 0)]);
    }
  }
  rules(from, to, changes);
  if (from.description !== to.description) {
    changes.push(["description", from.description, to.description, false]);
  }
  return changes;
}

function rules(from, to, changes) {
  for (const rule of RULES) {
    if (!same(from[rule], to[rule])) {
      changes.push([rule, from[rule], to[rule], refuses(rule, to[rule])]);
    }
  }
}

function refuses(rule, now) {
  if (rule === "uniqueItems" || rule.startsWith("exclusive")) {
    return now === true;
  }
  return now !== undefined && !(rule.startsWith("additional") && now === true);
}

/* What differs between the options of two config.json; a change breaks where options that one accepts may be refused, or
   do nothing, with the other. */
function compareOptions(before, after) {
  const a = optionsOf(before), b = optionsOf(after);
  const difference = {added: [], removed: [], changed: []};
  for (const [key, option] of b.options) {
    if (!a.options.has(key)) {
      const needed = option.required && option.schema.default === undefined;
      difference.added.push({path: option.path, schema: option.schema, required: option.required, breaking: needed});
    }
  }
  for (const [key, option] of a.options) {
    const now = b.options.get(key);
    if (!now) {
      difference.removed.push({path: option.path, schema: option.schema, required: option.required, breaking: true});
    } else {
      add(difference.changed, option.path, changesOf(option, now));
    }
  }
  for (const [key, object] of a.objects) {
    const changes = [];
    if (b.objects.has(key)) {
      rules(object.schema, b.objects.get(key).schema, changes);
    }
    add(difference.changed, object.path || "all options", changes);
  }
  return difference;
}

function add(changed, path, changes) {
  if (changes.length) {
    changed.push({path, changes, breaking: changes.some(change => change[3])});
  }
}

/* Lines of two texts: [" ", line] for what stays, ["-", line] and ["+", line]. */
function compareLines(before, after) {
  const a = before === "" ? [] : before.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  const b = after === "" ? [] : after.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
  let begin = 0, endA = a.length, endB = b.length;
  while (begin < endA && begin < endB && a[begin] === b[begin]) {
    begin++;
  }
  while (endA > begin && endB > begin && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const lines = a.slice(0, begin).map(line => [" ", line]);
  const n = endA - begin, m = endB - begin;
  if (n * m > MOST_CELLS) {
    lines.push(...a.slice(begin, endA).map(line => ["-", line]), ...b.slice(begin, endB).map(line => ["+", line]));
  } else {
    /* common[i][j]: how many lines the rests from i and j on have in common, in order. */
    const width = m + 1;
    const common = new Uint32Array((n + 1) * width);
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        common[i * width + j] = a[begin + i] === b[begin + j] ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
    for (let i = 0, j = 0; i < n || j < m;) {
      if (i < n && j < m && a[begin + i] === b[begin + j]) {
        lines.push([" ", a[begin + i]]);
        i++;
        j++;
      } else if (j >= m || i < n && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
        lines.push(["-", a[begin + i++]]);
      } else {
        lines.push(["+", b[begin + j++]]);
      }
    }
  }
  return lines.concat(a.slice(endA).map(line => [" ", line]));
}

/* The lines that changed with three around them; null stands for those left out. */
function hunks(lines) {
  const near = new Set();
  lines.forEach(function (line, i) {
    if (line[0] !== " ") {
      for (let j = i - 3; j <= i + 3; j++) {
        near.add(j);
      }
    }
  });
  const shown = [];
  lines.forEach(function (line, i) {
    if (near.has(i)) {
      shown.push(line);
    } else if (shown.length === 0 || shown[shown.length - 1]) {
      shown.push(null);
    }
  });
  return shown;
}

/* Leaves of a tree by their path. */
function leaves(tree, path = "", found = new Map()) {
  if (isObject(tree) || Array.isArray(tree)) {
    for (const [key, value] of Object.entries(tree)) {
      leaves(value, path ? path + " " + key : key, found);
    }
  } else if (tree !== undefined) {
    found.set(path, tree);
  }
  return found;
}

/* Rows [name, from, to, breaking] of what differs. */
function compareLeaves(before, after) {
  const a = leaves(before), b = leaves(after);
  const rows = [];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    if (!same(a.get(key), b.get(key))) {
      rows.push([key, a.get(key), b.get(key), false]);
    }
  }
  return rows;
}

const NOTES = [["description", "Description"], ["preInstallNotes", "Note before installing"],
  ["postInstallNotes", "Note after installing"], ["postUninstallNotes", "Note after uninstalling"]];
const FACTS = [["version", "Version"], ["minDcosReleaseVersion", "Needs DC/OS"], ["packagingVersion", "Packaging version"],
  ["maintainer", "Maintainer"], ["website", "Website"], ["scm", "Source"], ["licenses", "Licences"], ["tags", "Tags"],
  ["framework", "Framework"], ["selected", "Selected"], ["hasKnownIssues", "Known issues"], ["manager", "Managed by"],
  ["upgradesFrom", "Upgrades from"], ["downgradesTo", "Downgrades to"]];

function raised(from, to) {
  const x = String(from || "0").split("."), y = String(to || "0").split(".");
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = Number(y[i] || 0) - Number(x[i] || 0);
    if (difference) {
      return difference > 0;
    }
  }
  return false;
}

/* Everything that differs between two revisions: {package, config, resource, command: trees, template: text}. */
function compare(before, after) {
  const a = before.package || {}, b = after.package || {};
  const facts = [];
  for (const [key, title] of FACTS) {
    if (!same(a[key], b[key])) {
      facts.push([title, a[key], b[key], key === "minDcosReleaseVersion" && raised(a[key], b[key])]);
    }
  }
  const from = before.resource || {}, to = after.resource || {};
  const assets = tree => isObject(tree.assets) ? tree.assets : {};
  const text = value => typeof value === "string" ? value : "";
  return {
    facts,
    options: compareOptions(before.config, after.config),
    app: compareLines(before.template || "", after.template || ""),
    resources: [
      ["Container images", compareLeaves(containers(assets(from)), containers(assets(to)))],
      ["Files it fetches", compareLeaves(assets(from).uris, assets(to).uris)],
      ["Command line", compareLeaves(from.cli, to.cli).concat(compareLeaves(before.command, after.command))],
      ["Icons and screenshots", compareLeaves(from.images, to.images)],
    ],
    notes: NOTES.map(([key, title]) => [title, compareLines(text(a[key]), text(b[key]))]),
  };
}

function containers(assets) {
  return isObject(assets.container) ? assets.container.docker : undefined;
}

/* The files of a revision, by its place in what data.js holds. */
function files(data, index) {
  const revision = data.revisions[index];
  const parsed = name => revision[name] === undefined ? undefined : JSON.parse(textOf(data.texts, revision[name]));
  return {
    package: parsed("package"), config: parsed("config"), resource: parsed("resource"), command: parsed("command"),
    template: revision.template === undefined ? "" : textOf(data.texts, revision.template),
  };
}

function textOf(texts, index) {
  const said = texts[index];
  if (typeof said === "string") {
    return said;
  }
  const base = textOf(texts, said[0]);
  let whole = "";
  for (let i = 1; i < said.length; i++) {
    whole += typeof said[i] === "string" ? said[i] : base.substr(said[i], said[++i]);
  }
  return whole;
}

root.orreryCompare = {compare, compareOptions, compareLines, hunks, files, visible, show};

const document = root.document;

function make(name, text, className) {
  const element = document.createElement(name);
  if (text) {
    element.textContent = text;
  }
  if (className) {
    element.className = className;
  }
  return element;
}

function section(title, ...content) {
  const made = make("section");
  made.append(make("h3", title), ...content);
  return made;
}

function table(caption, heads, rows) {
  const made = make("table", "", "changes");
  made.append(make("caption", caption));
  const head = made.createTHead().insertRow();
  for (const title of heads) {
    const cell = make("th", title);
    cell.scope = "col";
    head.append(cell);
  }
  const body = made.createTBody();
  for (const {name, cells, breaking} of rows) {
    const row = body.insertRow();
    const cell = make("th", visible(name, 500));
    cell.scope = "row";
    if (breaking) {
      cell.append(" ", make("span", "breaking", "badge warn"));
    }
    row.append(cell);
    for (const content of cells) {
      const at = row.insertCell();
      if (Array.isArray(content)) {
        at.append(...content);
      } else {
        at.textContent = content;
      }
    }
  }
  return made;
}

/* From one value to another; of lists, what left and what came. */
function change(from, to) {
  const made = [];
  if (isPlainList(from) && isPlainList(to) && !same([...from].sort(), [...to].sort())) {
    for (const [name, list, other] of [["del", from, to], ["ins", to, from]]) {
      for (const value of list.filter(value => !other.includes(value)).slice(0, 100)) {
        made.push(make(name, said(value) || "\u201c\u201d"), " ");
      }
    }
    return made;
  }
  if (from !== undefined) {
    made.push(make("del", said(from) || "\u201c\u201d"));
  }
  if (from !== undefined && to !== undefined) {
    made.push(" \u2192 ");
  }
  if (to !== undefined) {
    made.push(make("ins", said(to) || "\u201c\u201d"));
  }
  return made;
}

function lines(differing) {
  const made = make("pre", "", "diff");
  made.tabIndex = 0;
  for (const line of hunks(differing)) {
    if (!line) {
      made.append(make("span", "\u22ee"), "\n");
      continue;
    }
    const name = line[0] === "+" ? "ins" : line[0] === "-" ? "del" : "span";
    made.append(make(name, line[0] + " " + visible(line[1])), "\n");
  }
  return made;
}

function isChanged(differing) {
  return differing.some(line => line[0] !== " ");
}

function optionRows(list) {
  return list.map(option => ({name: option.path, breaking: option.breaking, cells: [
    said(option.schema.type) + (option.required ? ", required" : ""), said(option.schema.default),
    said(option.schema.description || option.schema.title)]}));
}

function rows(differing) {
  return differing.map(([name, from, to, breaking]) => ({name, breaking, cells: [change(from, to)]}));
}

function counted(count, one, many) {
  return count + " " + (count === 1 ? one : many);
}

/* Shows a comparison in an element; what it says in one sentence. */
function show(into, model) {
  const {added, removed, changed} = model.options;
  const breaking = [...added, ...removed, ...changed].filter(option => option.breaking).length
    + model.facts.filter(fact => fact[3]).length;
  const parts = [];
  into.textContent = "";
  if (model.facts.length) {
    parts.push(section("Facts", table("Facts that changed", ["Fact", "Change"], rows(model.facts))));
  }
  const options = [];
  if (removed.length) {
    options.push(table(counted(removed.length, "option", "options") + " removed",
      ["Option", "Type", "Default", "Description"], optionRows(removed)));
  }
  if (changed.length) {
    options.push(table(counted(changed.length, "option", "options") + " changed", ["Option", "Change"],
      changed.map(option => ({name: option.path, breaking: option.breaking, cells: [[list(option.changes)]]}))));
  }
  if (added.length) {
    options.push(table(counted(added.length, "option", "options") + " added",
      ["Option", "Type", "Default", "Description"], optionRows(added)));
  }
  if (options.length) {
    parts.push(section("Options", ...options));
  }
  if (isChanged(model.app)) {
    parts.push(section("App definition", make("p", "The template of the Marathon app, line by line.", "small"),
      lines(model.app)));
  }
  for (const [title, differing] of model.resources) {
    if (differing.length) {
      parts.push(section(title, table(title + " that changed", ["Name", "Change"], rows(differing))));
    }
  }
  for (const [title, differing] of model.notes) {
    if (isChanged(differing)) {
      parts.push(section(title, lines(differing)));
    }
  }
  into.append(...parts);
  if (!parts.length) {
    return "Nothing differs.";
  }
  return counted(added.length, "option", "options") + " added, " + removed.length + " removed, " + changed.length
    + " changed; " + (breaking ? counted(breaking, "change", "changes") + " may break an installation."
      : "no change breaks an installation's options.");
}

function list(changes) {
  const made = make("ul");
  for (const [what, from, to, breaking] of changes) {
    const item = make("li", what + ": ");
    item.append(...change(from, to));
    if (breaking && changes.length > 1) {
      item.append(" ", make("span", "breaking", "badge warn"));
    }
    made.append(item);
  }
  return made;
}
})(typeof window === "undefined" ? globalThis : window);
