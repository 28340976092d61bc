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

/* A text for values that are one to JSON Schema: 1.0 is 1, and the order of an object's members says nothing. */
function canonical(value) {
  return Array.isArray(value) ? "[" + value.map(canonical) + "]"
    : isObject(value) ? "{" + Object.keys(value).sort().map(key => JSON.stringify(key) + ":" + canonical(value[key])) + "}"
    : String(JSON.stringify(value));
}

function same(a, b) {
  return canonical(a) === canonical(b);
}

/* Options as in the configuration reference: every property without properties of its own, by its path. Objects that
   hold options are kept apart, for rules that they make themselves. */
function options(config) {
  const found = {options: new Map(), objects: new Map()};
  walk(config, []);
  return found;

  function walk(schema, path) {
    found.objects.set(path.join("\0"), {path: path.join("."), schema});
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, property] of Object.entries(schema.properties)) {
      const inner = path.concat(name);
      if (!isObject(property)) {
        continue;
      }
      if (isObject(property.properties) && Object.keys(property.properties).length) {
        walk(property, inner);
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

/* What breaks is defined in docs/output.md; diff.OptionDifference of the build follows the same definition. A limit that
   holds values from below (1) or above (-1) breaks where it now refuses what it let pass. */
const LIMITS = {minimum: 1, maximum: -1, minLength: 1, maxLength: -1, minItems: 1, maxItems: -1, minProperties: 1,
  maxProperties: -1};
/* Rules whose effect cannot be told from their texts: any change but dropping them may refuse what they let pass. Those
   of GROUP_RULES may stand beside options, too. */
const GROUP_RULES = ["allOf", "anyOf", "oneOf", "not", "dependencies", "patternProperties", "additionalItems",
  "additionalProperties"];
const RULES = ["enum", ...Object.keys(LIMITS), "exclusiveMinimum", "exclusiveMaximum", "uniqueItems", "items", "pattern",
  "format", "multipleOf", ...GROUP_RULES];

function types(schema) {
  return schema.type === undefined ? null : [].concat(schema.type);
}

function mustBeSet(option) {
  return option.required && option.schema.default === undefined;
}

/* What changed in an option: [what, from, to, breaking]. */
function changesOf(a, b) {
  const from = a.schema, to = b.schema;
  const changes = [];
  const needed = mustBeSet(b) && !mustBeSet(a);
  if (!same(from.type, to.type)) {
    const allowed = types(to);
    const keeps = !allowed || types(from) && types(from).every(type => allowed.includes(type)
      || type === "integer" && allowed.includes("number"));
    changes.push(["type", from.type, to.type, !keeps]);
  }
  if (!same(from.default, to.default)) {
    changes.push(["default", from.default, to.default, needed]);
  }
  if (a.required !== b.required) {
    changes.push(["required", a.required ? "required" : "optional", b.required ? "required" : "optional", needed]);
  }
  rules(RULES, from, to, changes);
  if (from.description !== to.description) {
    changes.push(["description", from.description, to.description, false]);
  }
  return changes;
}

function rules(names, from, to, changes) {
  for (const rule of names) {
    if (!same(from[rule], to[rule])) {
      changes.push([rule === "enum" ? "allowed values" : rule, from[rule], to[rule], narrows(rule, from, to)]);
    }
  }
}

/* Whether values that a rule let pass may be refused; what draft 4 has no meaning for bounds nothing. */
function narrows(rule, from, to) {
  const was = from[rule], is = to[rule];
  if (rule === "enum") {
    const before = Array.isArray(was) ? was : from.type === "boolean" ? [true, false] : null;
    const held = new Set(Array.isArray(is) ? is.map(canonical) : []);
    return Array.isArray(is) && (!before || before.some(value => !held.has(canonical(value))));
  }
  if (Object.hasOwn(LIMITS, rule)) {
    return typeof is === "number" && !(typeof was === "number" && LIMITS[rule] * (is - was) <= 0);
  }
  if (rule === "uniqueItems" || rule.startsWith("exclusive")) {
    return is === true;
  }
  return is !== undefined && !(rule.startsWith("additional") && is === true);
}

/* What differs between the options of two config.json; a change breaks where options that one accepts may be refused, or
   do nothing, with the other. */
function compareOptions(before, after) {
  const a = optionsOf(before), b = optionsOf(after);
  const difference = {added: [], removed: [], changed: []};
  for (const [key, option] of b.options) {
    if (!a.options.has(key)) {
      difference.added.push({...option, breaking: mustBeSet(option)});
    }
  }
  for (const [key, option] of a.options) {
    const now = b.options.get(key);
    if (!now) {
      difference.removed.push({...option, breaking: true});
    } else {
      add(difference.changed, option.path, changesOf(option, now));
    }
  }
  for (const [key, object] of a.objects) {
    const changes = [];
    if (b.objects.has(key)) {
      rules(GROUP_RULES, object.schema, b.objects.get(key).schema, changes);
    }
    add(difference.changed, object.path, changes);
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

/* Everything that differs between two revisions, as files tells of them. */
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
    app: compareApps(before, after),
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

/* The files of a revision in what data.js holds, and the app that default options give, as the form's script renders it:
   its text with members by name, for their order says nothing; else why there is none. */
function files(data, releaseVersion) {
  const {json, render, template} = root.orreryForm;
  const revision = data.revisions.find(each => each.releaseVersion === releaseVersion);
  const text = name => revision[name] === undefined ? undefined : render.text(data, revision[name]);
  const parsed = name => revision[name] === undefined ? undefined : JSON.parse(text(name));
  const made = {
    name: revision.version + " (revision " + releaseVersion + ")",
    package: parsed("package"), config: parsed("config"), resource: parsed("resource"), command: parsed("command"),
    template: text("template"),
  };
  try {
    const renderer = new render.Renderer(render.open(data, releaseVersion));
    made.app = json.print(byName(renderer.render(new Map()).app));
  } catch (e) {
    if (!(e instanceof template.Refusal)) {
      throw e;
    }
    made.refusal = render.why(e);
  }
  return made;
}

function byName(value) {
  return Array.isArray(value) ? value.map(byName)
    : value instanceof Map ? new Map(Array.from(value.keys()).sort().map(key => [key, byName(value.get(key))])) : value;
}

/* What differs between the apps that default options give: {notes: sentences, lines}. Where a template gives none, its
   lines say the most. */
function compareApps(before, after) {
  const refused = [before, after].filter(each => each.refusal && each.template !== undefined);
  const lines = refused.length ? compareLines(before.template || "", after.template || "")
    : compareLines(before.app || "", after.app || "");
  const notes = [];
  if (before.refusal !== after.refusal || refused.length && isChanged(lines)) {
    notes.push(...[before, after].filter(each => each.refusal)
      .map(each => each.name + " gives no app with default options: " + each.refusal + "."));
  }
  if (isChanged(lines)) {
    notes.push(refused.length ? "The templates, line by line:" : "The app that default options give, line by line:");
  } else if (before.template !== after.template) {
    notes.push("The template changed; the app that default options give did not.");
  }
  return {notes, lines};
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
      changed.map(option => ({name: option.path || "(all together)", breaking: option.breaking, cells: [[list(option.changes)]]}))));
  }
  if (added.length) {
    options.push(table(counted(added.length, "option", "options") + " added",
      ["Option", "Type", "Default", "Description"], optionRows(added)));
  }
  if (options.length) {
    parts.push(section("Options", ...options));
  }
  const {app} = model;
  if (app.notes.length) {
    parts.push(section("App definition", ...app.notes.map(note => make("p", visible(note), "small")),
      ...isChanged(app.lines) ? [lines(app.lines)] : []));
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
