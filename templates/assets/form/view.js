/* The form of a package's page: fields made from config.json, and beside them what a cluster would do with what they
   say. All texts of packages are set as text; fields have numbers, never names of options, as ids. */
(function (form) {
"use strict";

if (typeof document === "undefined") {
  return;
}

const {json, render} = form;
const PAUSE = 80; // milliseconds without a key before the page is told
const EMPTY = "(empty text)";

/* An element with attributes that are ours, and children: elements, or texts of whatever origin. */
function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes || {})) {
    element.setAttribute(attribute, value);
  }
  element.append(...children);
  return element;
}

function dotted(path) {
  return path.join(".");
}

function shortened(text, most) {
  return text.length > most ? text.slice(0, most) + "\u2026" : text;
}

/* The options that are set, as a tree: {tree: Map}. */
class Options {
  constructor() {
    this.tree = new Map();
  }

  get(path) {
    return path.reduce((at, key) => at instanceof Map ? at.get(key) : undefined, this.tree);
  }

  /* Undefined takes an option away, and the objects around it that are empty then. */
  set(path, value) {
    const change = (at, depth) => {
      const copy = new Map(at);
      const key = path[depth];
      const last = depth === path.length - 1;
      const inner = last ? value : change(at.get(key) instanceof Map ? at.get(key) : new Map(), depth + 1);
      if (inner === undefined || (!last && inner.size === 0)) {
        copy.delete(key);
      } else {
        copy.set(key, inner);
      }
      return copy;
    };
    this.tree = change(this.tree, 0);
  }
}

/* One option: a label, a control, what it is, what is wrong with it. */
class Field {
  constructor(path, schema, isRequired, view) {
    this.path = path;
    this.schema = schema;
    this.view = view;
    this.fault = "";
    this.id = "~try-" + view.count++; // no option of the configuration reference has such an id
    this.fallback = schema.get("default");
    this.kind = kindOf(schema);
    this.error = make("p", {id: this.id + "-e", class: "wrong"});
    this.error.hidden = true;
    this.control = this.makeControl();
    this.control.id = this.id;
    this.empty = this.kind === "string" && this.fallback !== "" ? this.makeEmpty() : null;
    this.element = make("div", {class: "field"}, this.label(isRequired), ...this.about(),
        this.empty ? make("div", {class: "row"}, this.control, this.empty) : this.control, this.error);
    this.show();
    this.control.addEventListener("input", () => this.take());
  }

  label(isRequired) {
    const label = make("label", {for: this.id}, make("code", {}, this.path[this.path.length - 1] || "\"\""));
    label.append(" ", make("span", {class: "small"}, wordOf(this.schema) + (isRequired ? ", required" : "")));
    if (isRequired) {
      this.control.setAttribute("aria-required", "true");
    }
    return label;
  }

  about() {
    const text = this.schema.get("description");
    const about = typeof text === "string" && text.trim() !== "" ? text.trim() : "";
    const described = [this.error.id];
    const parts = [];
    if (about) {
      described.unshift(this.id + "-d");
      parts.push(make("p", {id: this.id + "-d", class: "small"}, shortened(about, 2000)));
    }
    this.control.setAttribute("aria-describedby", described.join(" "));
    return parts;
  }

  makeControl() {
    const unset = this.fallback === undefined ? "not set"
        : "default: " + (shortened(shownText(this.fallback), 80) || EMPTY);
    if (this.kind === "choice") {
      this.choices = this.schema.get("type") === "boolean" ? [true, false] : this.schema.get("enum");
      return make("select", {}, make("option", {value: ""}, unset),
          ...this.choices.map((choice, i) => make("option", {value: String(i)},
              shortened(shownText(choice), 200) || EMPTY)));
    }
    if (this.kind === "json" || (typeof this.fallback === "string" && this.fallback.includes("\n"))) {
      return make("textarea", {rows: "2", spellcheck: "false", autocomplete: "off", placeholder: this.placeholder()});
    }
    const mode = this.kind === "number" ? {inputmode: "decimal"} : {};
    return make("input", Object.assign(mode, {type: "text", spellcheck: "false", autocomplete: "off",
      autocapitalize: "off", placeholder: this.placeholder()}));
  }

  placeholder() {
    return this.isEmpty ? EMPTY
        : this.fallback === undefined ? "not set" : shortened(shownText(this.fallback), 500) || EMPTY;
  }

  /* A field without text leaves an option at its default; this button sets it to the empty text. */
  makeEmpty() {
    const button = make("button", {type: "button", class: "empty", "aria-label": "Empty text for " + dotted(this.path)},
        "Empty text");
    button.addEventListener("click", () => {
      this.view.options.set(this.path, this.isEmpty ? undefined : "");
      this.show();
      this.view.changed();
    });
    return button;
  }

  get isEmpty() {
    return Boolean(this.empty) && this.view.options.get(this.path) === "";
  }

  showEmpty() {
    if (this.empty) {
      this.empty.setAttribute("aria-pressed", String(this.isEmpty));
      this.control.placeholder = this.placeholder();
    }
  }

  /* Puts what is set into the control. */
  show() {
    const value = this.view.options.get(this.path);
    this.fault = "";
    if (this.kind === "choice") {
      const at = value === undefined ? -1 : this.choices.findIndex(choice => json.equal(choice, value));
      this.control.value = at < 0 ? "" : String(at);
    } else {
      this.control.value = value === undefined ? "" : this.kind === "json" ? json.print(value) : shownText(value);
      this.showEmpty();
    }
  }

  /* Takes what is typed. */
  take() {
    this.fault = "";
    let value;
    try {
      value = this.value(this.control.value);
    } catch (e) {
      if (!(e instanceof json.Fault)) {
        throw e;
      }
      this.fault = "is no JSON: line " + e.line + ", column " + e.column + ": " + e.message;
    }
    const isDefault = value !== undefined && this.fallback !== undefined && json.equal(value, this.fallback);
    this.view.options.set(this.path, isDefault ? undefined : value);
    this.showEmpty();
    this.view.changed();
  }

  value(text) {
    if (text === "") {
      return undefined;
    }
    switch (this.kind) {
      case "choice": return this.choices[Number(text)];
      case "json": return json.read(text).value;
      case "number": return numberOf(text.trim()) || text;
      default: return text;
    }
  }

  mark(message) {
    const text = this.fault || message || "";
    this.error.textContent = text;
    this.error.hidden = text === "";
    if (text === "") {
      this.control.removeAttribute("aria-invalid");
    } else {
      this.control.setAttribute("aria-invalid", "true");
    }
  }
}

function kindOf(schema) {
  const type = schema.get("type");
  const choices = schema.get("enum");
  if (type === "boolean" || (Array.isArray(choices) && choices.length > 0)) {
    return "choice";
  }
  if (type === "integer" || type === "number") {
    return "number";
  }
  return type === "string" ? "string" : "json";
}

function wordOf(schema) {
  const type = schema.get("type");
  const word = Array.isArray(type) ? type.filter(each => typeof each === "string").join(" or ")
      : typeof type === "string" ? type : "any value";
  return kindOf(schema) === "json" ? word + ", as JSON" : word;
}

function shownText(value) {
  return typeof value === "string" ? value : json.print(value, true);
}

function numberOf(text) {
  try {
    const {value} = json.read(text);
    return value instanceof json.Spelled ? value : null;
  } catch (e) {
    return null;
  }
}

/* An object of options, folded until it is opened: then its fields are made. */
class Group {
  constructor(path, schema, view) {
    this.path = path;
    this.view = view;
    this.schema = schema;
    this.parts = new Map();
    this.isMade = false;
    this.body = make("div", {class: "fields"});
    this.note = make("span", {class: "small"});
    if (path.length > 0) {
      const summary = make("summary", {}, make("code", {}, dotted(path)), " ", this.note);
      this.element = make("details", {class: "group"}, summary, this.body);
      // At once, for whoever presses Tab after Enter; the event of the other comes later.
      summary.addEventListener("click", () => this.fill());
      this.element.addEventListener("toggle", () => this.fill());
    } else {
      this.element = this.body;
      this.fill();
    }
  }

  fill() {
    if (this.isMade) {
      return;
    }
    this.isMade = true;
    const about = this.schema.get("description");
    if (this.path.length > 0 && typeof about === "string") {
      this.body.append(make("p", {class: "small"}, shortened(about, 2000)));
    }
    const names = this.schema.get("required");
    const required = new Set(Array.isArray(names) ? names : []);
    for (const [name, schema] of this.schema.get("properties")) {
      if (schema instanceof Map) {
        const path = this.path.concat(name);
        const isGroup = schema.get("properties") instanceof Map && !schema.has("default") && path.length < 12;
        const part = isGroup ? new Group(path, schema, this.view) : new Field(path, schema, required.has(name), this.view);
        this.parts.set(name, part);
        this.body.append(part.element);
      }
    }
    this.view.mark();
  }

  open() {
    if (this.path.length > 0) {
      this.element.open = true;
    }
    this.fill();
  }

  /* The field of an option, or the nearest part around it; what is folded is made. */
  find(path) {
    const part = this.parts.get(path[this.path.length]);
    return part instanceof Group ? (part.fill(), part.find(path)) : part || this;
  }

  /* Shows what is set, and what is wrong, in the parts that are made. */
  mark(wrong, isNew) {
    for (const part of this.parts.values()) {
      if (part instanceof Field && isNew) {
        part.show();
      }
      part.mark(part instanceof Field ? wrong.get(JSON.stringify(part.path)) : wrong, isNew);
    }
    if (this.path.length > 0) {
      const set = leaves(this.view.options.get(this.path));
      this.note.textContent = set === 0 ? "" : set + " set";
    }
  }

  faults() {
    return Array.from(this.parts.values()).flatMap(part => part instanceof Group ? part.faults()
        : part.fault ? [{path: part.path, message: part.fault}] : []);
  }
}

function leaves(value) {
  return value === undefined ? 0
      : value instanceof Map ? Array.from(value.values()).reduce((sum, each) => sum + leaves(each), 0) : 1;
}

class View {
  constructor(revision, home) {
    this.revision = revision;
    this.renderer = new render.Renderer(revision);
    this.options = new Options();
    this.count = 0;
    this.wrong = new Map();
    this.timer = 0;
    this.status = make("p", {role: "status", class: "verdict"});
    this.messages = make("ul", {class: "wrongs"});
    this.optionsText = make("code", {});
    this.commandText = make("code", {});
    this.appText = make("code", {});
    this.appNotes = make("div", {class: "small"});
    const appPane = pane("App definition", "the app definition", this.appText);
    appPane.append(this.appNotes);
    home.append(this.fields(), make("div", {class: "outcome"}, this.status, this.messages,
        pane("options.json", "options.json", this.optionsText), pane("Command", "the command", this.commandText), appPane));
    this.update();
  }

  fields() {
    const {config} = this.revision;
    const properties = config && config.get("properties");
    const element = make("form", {class: "options", "aria-label": "Options"});
    element.addEventListener("submit", event => event.preventDefault());
    if (!(properties instanceof Map)) {
      this.group = null;
      element.append(make("p", {}, "This package takes no options."));
      return element;
    }
    this.group = new Group([], config, this);
    const first = Array.from(this.group.parts.values()).find(part => part instanceof Group);
    if (first) {
      first.open();
    }
    element.append(this.tools(), this.group.element);
    return element;
  }

  tools() {
    const reset = make("button", {type: "button"}, "Reset");
    reset.addEventListener("click", () => this.replace(new Map()));
    const area = make("textarea", {id: "~try-own", rows: "6", spellcheck: "false", autocomplete: "off",
      "aria-describedby": "~try-own-e"});
    const error = make("p", {id: "~try-own-e", class: "wrong"});
    error.hidden = true;
    const use = make("button", {type: "button"}, "Use it");
    const own = make("details", {class: "own"}, make("summary", {}, "Paste an options.json of your own"),
        make("label", {for: "~try-own"}, "Its text"), area, error, use);
    use.addEventListener("click", () => {
      error.textContent = "";
      try {
        const {value} = json.read(area.value);
        if (value instanceof Map) {
          this.replace(value);
          own.open = false;
        } else {
          error.textContent = "is " + form.schema.described(value) + ", expected an object";
        }
      } catch (e) {
        if (!(e instanceof json.Fault)) {
          throw e;
        }
        error.textContent = "is no JSON: line " + e.line + ", column " + e.column + ": " + e.message;
      }
      error.hidden = error.textContent === "";
      if (!error.hidden) {
        area.focus();
      }
    });
    return make("div", {class: "tools"}, reset, own, this.sample());
  }

  /* The file that sets every option to its default. */
  sample() {
    const text = make("code", {});
    const sample = make("details", {class: "own"}, make("summary", {}, "A sample options.json"),
        make("p", {class: "small"}, "Every default, to keep what matters and change it."));
    sample.addEventListener("toggle", () => {
      if (text.textContent === "") {
        put(text, json.print(this.renderer.defaults));
        sample.append(pane("Sample", "the sample", text));
      }
    });
    return sample;
  }

  replace(options) {
    this.options.tree = options;
    if (this.group) {
      this.group.mark(this.wrong, true);
    }
    this.update();
  }

  changed() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.update(), PAUSE);
  }

  update() {
    const options = this.options.tree;
    const judged = this.renderer.judge(options);
    const faults = this.group ? this.group.faults() : [];
    const wrong = faults.concat(judged.violations);
    this.wrong = new Map();
    for (const {path, message} of judged.violations) {
      for (let i = path.length; i > 0 && this.wrong.size < 5000; i--) {
        const key = JSON.stringify(path.slice(0, i));
        if (!this.wrong.has(key)) {
          this.wrong.set(key, (i < path.length ? dotted(path.slice(i)) + " " : "") + message);
        }
      }
    }
    put(this.optionsText, json.print(options));
    put(this.commandText, render.command(this.revision, options.size > 0));
    this.app(options, judged);
    this.tell(wrong, judged);
    this.mark();
  }

  mark() {
    if (this.group) {
      this.group.mark(this.wrong, false);
    }
  }

  tell(wrong, judged) {
    const found = wrong.length === 1 ? "1 problem: a cluster would refuse these options."
        : wrong.length + " problems: a cluster would refuse these options.";
    put(this.status, this.refusal ? this.refusal
        : wrong.length > 0 ? found : "A cluster would accept these options.");
    this.status.classList.toggle("wrong", Boolean(this.refusal) || wrong.length > 0);
    this.messages.replaceChildren(...wrong.slice(0, 100).map(each => this.message(each)),
        ...judged.passedOver.map(text => make("li", {}, "Not checked here: " + text + ".")));
  }

  message({path, message}) {
    if (!this.group) {
      return make("li", {}, message);
    }
    const link = make("a", {href: "#try"}, path.length === 0 ? "The options" : shortened(dotted(path), 200));
    link.addEventListener("click", event => {
      event.preventDefault();
      this.goTo(path);
    });
    return make("li", {}, link, ": " + message);
  }

  goTo(path) {
    const target = this.group.find(path);
    for (let at = target.element; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) {
        at.open = true;
      }
    }
    const focused = target instanceof Field ? target.control : target.element.querySelector("summary, input, select, textarea");
    if (focused) {
      focused.focus();
      focused.scrollIntoView({block: "center"});
    }
  }

  app(options, judged) {
    this.refusal = "";
    const notes = [];
    try {
      const {app, repeated} = this.renderer.render(options, judged);
      put(this.appText, json.print(app));
      if (repeated.length > 0) {
        notes.push(make("p", {}, "The template writes these more than once, and the last counts: "
            + repeated.slice(0, 20).map(dotted).join(", ")));
      }
      notes.push(this.labels(options));
    } catch (e) {
      if (!(e instanceof form.template.Refusal)) {
        throw e;
      }
      put(this.appText, "");
      notes.push(make("p", {}, "No app: " + render.why(e)));
      this.refusal = judged.violations.length > 0 ? "" : e.reason === "the package has no template"
          ? "This package has no app: installing it installs its command line, or settings, only."
          : "No app comes of these options: " + e.reason + ".";
    }
    this.appNotes.replaceChildren(...notes);
  }

  labels(options) {
    const list = make("dl", {});
    for (const [name, value, meaning] of render.clusterLabels(this.revision, options)) {
      list.append(make("dt", {}, make("code", {}, name)),
          make("dd", {}, meaning, ...value === null ? [] : [": ", make("code", {}, shortened(value, 2000))]));
    }
    return make("details", {}, make("summary", {}, "Labels that a cluster adds"), list);
  }
}

/* A text to copy, under a title. */
function pane(title, what, text) {
  const head = make("h3", {}, title, " ");
  if (window.orreryCopyButton) {
    head.append(window.orreryCopyButton(text, what));
  }
  return make("div", {class: "pane"}, head, make("pre", {tabindex: "0", role: "region", "aria-label": title}, text));
}

/* Only what changed is set, so that a selection stays. */
function put(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/* Begins where a button stands, with the package's files. */
function start(button, data) {
  const home = document.getElementById("try-form");
  const revision = render.open(data, Number(button.dataset.revision));
  if (!revision) {
    home.append(make("p", {role: "status"}, "The files of this revision are not there: reload the page."));
    return;
  }
  button.hidden = true;
  new View(revision, home);
  const first = home.querySelector(".field :is(input, select, textarea)") || home.querySelector("summary, button, pre");
  if (first) {
    first.focus();
  }
}

form.view = {start};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
