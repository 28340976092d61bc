/* What a cluster would install: options over defaults, held against config.json, put into the template, read as an
   app. The same steps as in the build, on the texts of data.js. */
(function (form) {
"use strict";

const {read, print} = form.json;
const Refusal = form.template.Refusal;

/* One of the texts of data.js. */
function text(data, index) {
  const said = data.texts[index];
  if (typeof said === "string") {
    return said;
  }
  const base = text(data, said[0]);
  let whole = "";
  for (let i = 1; i < said.length; i++) {
    if (typeof said[i] === "string") {
      whole += said[i];
    } else {
      whole += base.substr(said[i], said[i + 1]);
      i++;
    }
  }
  return whole;
}

/* The files of a revision, read: {name, version, config, resource, template: text}; null where it has none. */
function open(data, releaseVersion) {
  const revision = data.revisions.find(each => each.releaseVersion === releaseVersion);
  if (!revision) {
    return null;
  }
  const of = kind => revision[kind] === undefined ? null : text(data, revision[kind]);
  const tree = kind => revision[kind] === undefined ? null : read(of(kind)).value;
  return {name: data.name, version: revision.version, packagingVersion: revision.packagingVersion,
    config: tree("config"), resource: tree("resource"), template: of("template")};
}

/* The defaults of a config.json: of each property its default, whatever that is, else those of the properties in it. */
function defaults(config) {
  const found = new Map();
  const properties = config.get("properties");
  for (const [name, schema] of properties instanceof Map ? properties : []) {
    if (schema instanceof Map && schema.has("default")) {
      found.set(name, schema.get("default"));
    } else if (schema instanceof Map && schema.get("properties") instanceof Map) {
      const inner = defaults(schema);
      if (inner.size > 0) {
        found.set(name, inner);
      }
    }
  }
  return found;
}

/* Objects merge member by member; anything else, null and arrays too, is replaced by the upper value. */
function merge(lower, upper) {
  const merged = new Map(lower);
  for (const [name, value] of upper) {
    const below = merged.get(name);
    merged.set(name, value instanceof Map && below instanceof Map ? merge(below, value) : value);
  }
  return merged;
}

/* A resource.json as a cluster has it after decoding and encoding it again: members that it does not know are gone,
   optional ones that are absent stand there as null. */
function resourceValues(resource, packagingVersion) {
  const object = (from, names, make) => from instanceof Map
      ? new Map(names.map(name => [name, make(from.get(name))])) : null;
  const any = value => value === undefined ? null : value;
  const texts = map => map instanceof Map
      ? new Map(Array.from(map).filter(each => typeof each[1] === "string")) : null;
  const binary = found => {
    const hashes = found.get("contentHash");
    const list = Array.isArray(hashes) ? hashes : hashes instanceof Map ? Array.from(hashes.values()) : [];
    return new Map([["kind", any(found.get("kind"))], ["url", any(found.get("url"))],
      ["contentHash", list.map(hash => new Map(["algo", "value"].map(
          name => [name, hash instanceof Map ? any(hash.get(name)) : null])))]]);
  };
  const platform = found => {
    const built = found instanceof Map ? found.get("x86-64") : null;
    return built instanceof Map ? new Map([["x86-64", binary(built)]]) : null;
  };
  const assets = resource.get("assets");
  const values = new Map();
  values.set("assets", assets instanceof Map ? new Map([["uris", texts(assets.get("uris"))],
    ["container", object(assets.get("container"), ["docker"], texts)]]) : null);
  values.set("images", object(resource.get("images"), ["icon-small", "icon-medium", "icon-large", "screenshots"], any));
  if (Number(packagingVersion) >= 3) {
    values.set("cli", object(resource.get("cli"), ["binaries"],
        binaries => object(binaries, ["windows", "linux", "darwin"], platform)));
  }
  return values;
}

/* A revision whose template is parsed once. */
class Renderer {
  constructor(revision) {
    this.revision = revision;
    this.defaults = revision.config ? defaults(revision.config) : new Map();
    this.resource = revision.resource
        ? new Map([["resource", resourceValues(revision.resource, revision.packagingVersion)]]) : new Map();
    this.codes = null;
  }

  /* What is wrong with options: {violations, passedOver, stopped}. */
  judge(options) {
    const {config} = this.revision;
    const whole = merge(this.defaults, options);
    return config && whole.size > 0
        ? form.schema.evaluate(config, whole) : {violations: [], passedOver: [], stopped: null};
  }

  /* The app that options give: {app, text, repeated}; else a Refusal is thrown. */
  render(options, judged) {
    const {config, template} = this.revision;
    if (!template) {
      throw new Refusal("the package has no template", "there is no marathon.json.mustache");
    }
    if (!config && options.size > 0) {
      throw new Refusal("the package takes no options", "there is no config.json, so there are no options");
    }
    const verdict = judged || this.judge(options);
    if (verdict.stopped) {
      throw new Refusal("config.json is beyond what is evaluated", verdict.stopped);
    }
    if (verdict.violations.length > 0) {
      const {path, message} = verdict.violations[0];
      throw new Refusal("options do not satisfy config.json", (path.length ? path.join(".") + ": " : "") + message);
    }
    if (!this.codes) {
      this.codes = form.template.parse(template);
    }
    const context = merge(merge(this.defaults, options), this.resource);
    const rendered = form.template.render(this.codes, context,
        name => typeof context.get(name) === "string" ? context.get(name) : "null");
    return app(rendered);
  }
}

/* A refusal for people. */
function why({reason, line, message}) {
  return reason + (line ? ", line " + line + " of the template" : "") + ": "
      + (message.length > 500 ? message.slice(0, 500) + "\u2026" : message);
}

function app(rendered) {
  const wrong = detail => new Refusal("template does not render to JSON", detail);
  let document;
  try {
    document = read(rendered, form.json.RENDERED);
  } catch (e) {
    throw e instanceof form.json.Fault
        ? wrong("line " + e.line + ", column " + e.column + " of what it renders to: " + e.message) : e;
  }
  if (!(document.value instanceof Map)) {
    throw wrong("it renders to JSON, but not to an object");
  }
  const labels = document.value.get("labels");
  if (labels !== undefined && !(labels instanceof Map && Array.from(labels.values()).every(v => typeof v === "string"))) {
    throw wrong("its labels are no object of strings");
  }
  return {app: document.value, text: rendered, repeated: document.repeated};
}

/* The labels that a cluster's package manager sets over those of the template: [name, value or null, meaning]. */
function clusterLabels(revision, options) {
  return [
    ["DCOS_PACKAGE_NAME", revision.name, "the package's name"],
    ["DCOS_PACKAGE_VERSION", revision.version, "the package's version"],
    ["DCOS_PACKAGE_SOURCE", null, "the URL of the repository that it came from"],
    ["DCOS_PACKAGE_OPTIONS", base64(print(withoutNulls(options), true)), "the options that you set: JSON in base64"],
    ["DCOS_PACKAGE_DEFINITION", null, "the package as in the index: JSON, gzip and base64"],
  ];
}

function withoutNulls(value) {
  if (value instanceof Map) {
    return new Map(Array.from(value).filter(each => each[1] !== null).map(each => [each[0], withoutNulls(each[1])]));
  }
  return Array.isArray(value) ? value.map(withoutNulls) : value;
}

/* JSON in ASCII, in base64. */
function base64(json) {
  return btoa(json.replace(/[\u007f-\uffff]/g, c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")));
}

/* What installs it; words that a shell would take apart are quoted. */
function command(revision, hasOptions) {
  const quoted = word => /^[A-Za-z0-9._=:\/-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'";
  return ["dcos package install", quoted(revision.name), quoted("--package-version=" + revision.version)]
      .concat(hasOptions ? "--options=options.json" : []).join(" ");
}

form.render = {text, open, defaults, merge, Renderer, why, clusterLabels, command};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
