/* Options held against config.json, a draft-4 schema of strangers: nothing is fetched, and no schema runs for ever. A
   part that cannot be judged counts as satisfied and is named; keywords of the wrong type say nothing. */
(function (form) {
"use strict";

const {Spelled, compare, isMultiple, equal, kind} = form.json;

const DEEPEST = 400;
const MOST_WORK = 20000000;
const MOST_VIOLATIONS = 1000;
const LONGEST_FORMATTED = 2048;
const SCHEMAS_BY_NAME = ["properties", "patternProperties", "definitions", "dependencies"];
const SCHEMAS_IN_PLACE = ["allOf", "anyOf", "oneOf", "items", "additionalItems", "additionalProperties", "not"];

/* Ends an evaluation. */
class Stop extends Error {}

/* A place in the options, that grows without copying: most are never named. */
function within(place, key) {
  return {outer: place, key: String(key)};
}

function pathOf(place) {
  const path = [];
  for (let at = place; at; at = at.outer) {
    path.unshift(at.key);
  }
  return path;
}

function member(schema, keyword, type) {
  const value = schema.get(keyword);
  return value !== undefined && kind(value) === type ? value : undefined;
}

/* What is wrong: {violations: [{path, keyword, message}], passedOver: [text], stopped: text or null}. */
function evaluate(schema, value) {
  const evaluation = new Evaluation(schema);
  try {
    evaluation.apply(schema, value, null, 0);
    return {violations: evaluation.violations, passedOver: Array.from(evaluation.passedOver), stopped: null};
  } catch (e) {
    if (e instanceof Stop || e instanceof RangeError) {
      return {violations: [], passedOver: [], stopped: e instanceof Stop ? e.message : "it is nested too deeply"};
    }
    throw e;
  }
}

class Evaluation {
  constructor(root) {
    this.references = new References(root);
    this.violations = [];
    this.passedOver = new Set();
    this.isUncertain = false;
    this.work = 0;
  }

  spend(steps) {
    this.work += steps;
    if (this.work > MOST_WORK) {
      throw new Stop("evaluating it takes more steps than allowed");
    }
  }

  violate(place, keyword, message) {
    if (this.violations.length < MOST_VIOLATIONS) {
      this.violations.push({path: pathOf(place), keyword, message});
    }
  }

  passOver(why) {
    this.isUncertain = true;
    this.passedOver.add(why);
  }

  apply(schema, value, place, depth) {
    this.spend(1 + schema.size);
    if (depth > DEEPEST) {
      throw new Stop("its schemas refer to one another too deeply, or for ever");
    }
    if (isReference(schema)) {
      const target = this.references.resolve(schema);
      if (target.schema) {
        this.apply(target.schema, value, place, depth + 1);
      } else {
        this.passOver(target.problem);
      }
      return;
    }
    this.type(schema, value, place);
    this.enumeration(schema, value, place);
    switch (kind(value)) {
      case "number": this.number(schema, value, place); break;
      case "string": this.string(schema, value, place); break;
      case "array": this.array(schema, value, place, depth); break;
      case "object": this.object(schema, value, place, depth); break;
      default: break;
    }
    for (const inner of schemas(schema.get("allOf"))) {
      this.apply(inner, value, place, depth + 1);
    }
    this.some(schema, "anyOf", value, place, depth);
    this.some(schema, "oneOf", value, place, depth);
    this.not(schema, value, place, depth);
  }

  type(schema, value, place) {
    const type = schema.get("type");
    const possible = Array.isArray(type) ? type : typeof type === "string" ? [type] : null;
    if (possible && !possible.some(each => isOfType(value, each))) {
      const expected = Array.isArray(type) ? "one of " + type.map(form.json.print).join(", ") : type;
      this.violate(place, "type", "expected " + expected + ", found " + described(value));
    }
  }

  enumeration(schema, value, place) {
    const possible = member(schema, "enum", "array");
    if (possible) {
      this.spend((1 + weight(value)) * possible.length + weight(possible));
      if (!possible.some(each => equal(each, value))) {
        this.violate(place, "enum", "is " + shown(value) + ", expected one of "
            + shortened(possible.map(shown).join(", "), 300));
      }
    }
  }

  number(schema, value, place) {
    const minimum = member(schema, "minimum", "number");
    if (minimum) {
      const above = schema.get("exclusiveMinimum") === true;
      if (compare(value, minimum) < (above ? 1 : 0)) {
        this.violate(place, "minimum", "is " + value.text + ", expected " + (above ? "more than " : "at least ")
            + minimum.text);
      }
    }
    const maximum = member(schema, "maximum", "number");
    if (maximum) {
      const below = schema.get("exclusiveMaximum") === true;
      if (compare(value, maximum) > (below ? -1 : 0)) {
        this.violate(place, "maximum", "is " + value.text + ", expected " + (below ? "less than " : "at most ")
            + maximum.text);
      }
    }
    const step = member(schema, "multipleOf", "number");
    if (step && compare(step, new Spelled("0")) > 0 && !isMultiple(value, step)) {
      this.violate(place, "multipleOf", "is " + value.text + ", expected a multiple of " + step.text);
    }
  }

  string(schema, value, place) {
    const least = count(schema, "minLength");
    const most = count(schema, "maxLength");
    if (least !== undefined || most !== undefined) {
      this.spend(value.length / 16);
      this.limits(Array.from(value).length, least, most, place, ["minLength", "maxLength"], "character");
    }
    const pattern = member(schema, "pattern", "string");
    if (pattern !== undefined && this.isMatch(pattern, value) === false) {
      this.violate(place, "pattern", "is " + shown(value) + ", expected something that matches " + shortened(pattern, 300));
    }
    const format = member(schema, "format", "string");
    if (FORMATS.has(format)) {
      if (value.length > LONGEST_FORMATTED) {
        this.passOver("a text of more than " + LONGEST_FORMATTED + " characters is not checked against a format");
      } else if (!FORMATS.get(format)(value)) {
        this.violate(place, "format", "is " + shown(value) + ", expected the format " + format);
      }
    }
  }

  /* Undefined where the pattern cannot be run. */
  isMatch(pattern, text) {
    const compiled = form.regexp.compile(pattern);
    if (compiled.problem) {
      this.passOver(compiled.problem + ": " + shortened(pattern, 80));
      return undefined;
    }
    this.spend(1 + compiled.states * text.length / 4);
    return compiled.matches(text);
  }

  limits(size, least, most, place, keywords, unit) {
    const units = n => n + " " + unit + (n === 1 ? "" : "s");
    if (least !== undefined && size < least) {
      this.violate(place, keywords[0], "has " + units(size) + ", expected at least " + least);
    }
    if (most !== undefined && size > most) {
      this.violate(place, keywords[1], "has " + units(size) + ", expected at most " + most);
    }
  }

  array(schema, value, place, depth) {
    this.limits(value.length, count(schema, "minItems"), count(schema, "maxItems"), place, ["minItems", "maxItems"],
        "element");
    if (schema.get("uniqueItems") === true) {
      this.spend(weight(value) * value.length);
      if (value.some((element, i) => value.slice(0, i).some(before => equal(before, element)))) {
        this.violate(place, "uniqueItems", "holds an element twice");
      }
    }
    const items = schema.get("items");
    const further = schema.get("additionalItems");
    for (let i = 0; i < value.length; i++) {
      const own = Array.isArray(items) ? items[i] : items;
      if (own instanceof Map) {
        this.apply(own, value[i], within(place, i), depth + 1);
      } else if (Array.isArray(items) && i >= items.length && further instanceof Map) {
        this.apply(further, value[i], within(place, i), depth + 1);
      } else if (Array.isArray(items) && i >= items.length && further === false) {
        this.violate(within(place, i), "additionalItems", "expected at most " + items.length + " elements");
        return;
      }
    }
  }

  object(schema, value, place, depth) {
    this.limits(value.size, count(schema, "minProperties"), count(schema, "maxProperties"), place,
        ["minProperties", "maxProperties"], "member");
    for (const name of member(schema, "required", "array") || []) {
      if (typeof name === "string" && !value.has(name)) {
        this.violate(within(place, name), "required", "is missing, but required");
      }
    }
    const properties = member(schema, "properties", "object") || new Map();
    const byPattern = member(schema, "patternProperties", "object") || new Map();
    const further = schema.get("additionalProperties");
    for (const [name, inner] of value) {
      const at = within(place, name);
      let isKnown = properties.has(name);
      if (properties.get(name) instanceof Map) {
        this.apply(properties.get(name), inner, at, depth + 1);
      }
      for (const [pattern, own] of byPattern) {
        const matches = this.isMatch(pattern, name);
        isKnown = isKnown || matches !== false;
        if (matches && own instanceof Map) {
          this.apply(own, inner, at, depth + 1);
        }
      }
      if (!isKnown && further instanceof Map) {
        this.apply(further, inner, at, depth + 1);
      } else if (!isKnown && further === false) {
        this.violate(at, "additionalProperties", "is not allowed here");
      }
    }
    for (const [name, needs] of member(schema, "dependencies", "object") || []) {
      if (value.has(name) && needs instanceof Map) {
        this.apply(needs, value, place, depth + 1);
      } else if (value.has(name) && Array.isArray(needs)) {
        needs.filter(each => typeof each === "string" && !value.has(each)).forEach(each =>
          this.violate(within(place, each), "dependencies", "is missing, but " + shortened(name, 80) + " depends on it"));
      }
    }
  }

  some(schema, keyword, value, place, depth) {
    const alternatives = schemas(schema.get(keyword)).map(inner => this.attempt(inner, value, place, depth));
    const isUncertain = alternatives.some(each => each.isUncertain);
    this.isUncertain = this.isUncertain || isUncertain;
    if (isUncertain || !Array.isArray(schema.get(keyword)) || schema.get(keyword).length === 0) {
      return;
    }
    const matching = alternatives.filter(each => each.violations.length === 0).length;
    if (matching === 0) {
      const closest = alternatives.map(each => each.violations).sort((a, b) => a.length - b.length)[0] || [];
      this.violate(place, keyword, "matches none of the alternatives; closest: "
          + shortened(closest.map(each => each.message).join(", "), 200));
    } else if (matching > 1 && keyword === "oneOf") {
      this.violate(place, keyword, "matches " + matching + " of the alternatives, expected exactly one");
    }
  }

  not(schema, value, place, depth) {
    const ruledOut = member(schema, "not", "object");
    if (ruledOut) {
      const attempt = this.attempt(ruledOut, value, place, depth);
      this.isUncertain = this.isUncertain || attempt.isUncertain;
      if (attempt.violations.length === 0 && !attempt.isUncertain) {
        this.violate(place, "not", "matches what is ruled out");
      }
    }
  }

  /* What a schema would say that does not have to hold. */
  attempt(schema, value, place, depth) {
    const {violations, isUncertain} = this;
    this.violations = [];
    this.isUncertain = false;
    this.apply(schema, value, place, depth + 1);
    const attempt = {violations: this.violations, isUncertain: this.isUncertain};
    this.violations = violations;
    this.isUncertain = isUncertain;
    return attempt;
  }
}

/* Where references lead, within the document only: to all of it, along a pointer, or to an id of its own. */
class References {
  constructor(root) {
    this.root = root;
    this.bases = null;
  }

  resolve(holder) {
    if (!this.bases) {
      this.bases = new Map();
      this.documents = new Map([["", this.root]]);
      this.anchors = new Map();
      this.index(this.root, "", 0);
    }
    const reference = holder.get("$ref");
    const [document, fragment] = split(reference);
    const base = this.bases.get(holder) || "";
    const uri = document === "" ? base : resolved(base, document);
    const start = this.documents.get(uri);
    if (fragment !== "" && !fragment.startsWith("/")) {
      const schema = this.anchors.get(uri + "#" + fragment);
      return {schema, problem: "a $ref is not followed: " + shortened(reference, 80)};
    }
    const schema = start && follow(start, fragment);
    if (schema && !this.bases.has(schema)) {
      this.index(schema, uri, 0);
    }
    return {schema, problem: "a $ref is not followed: " + shortened(reference, 80)};
  }

  index(schema, outer, depth) {
    if (depth > DEEPEST) {
      throw new Stop("its schemas are nested too deeply");
    }
    let base = outer;
    const id = member(schema, "id", "string");
    if (id !== undefined && !isReference(schema)) {
      const [document, fragment] = split(id);
      base = document === "" ? outer : resolved(outer, document);
      if (document !== "" && !this.documents.has(base)) {
        this.documents.set(base, schema);
      }
      if (fragment !== "" && !this.anchors.has(base + "#" + fragment)) {
        this.anchors.set(base + "#" + fragment, schema);
      }
    }
    this.bases.set(schema, base);
    if (!isReference(schema)) {
      inner(schema).forEach(each => this.index(each, base, depth + 1));
    }
  }
}

function isReference(schema) {
  return typeof schema.get("$ref") === "string";
}

/* The schemas one level down. */
function inner(schema) {
  return SCHEMAS_BY_NAME.flatMap(keyword => Array.from((member(schema, keyword, "object") || new Map()).values()))
      .concat(SCHEMAS_IN_PLACE.flatMap(keyword => schema.get(keyword)))
      .filter(each => each instanceof Map);
}

function split(uri) {
  const hash = uri.indexOf("#");
  if (hash < 0) {
    return [uri, ""];
  }
  const fragment = uri.slice(hash + 1);
  try {
    return [uri.slice(0, hash), decodeURIComponent(fragment)];
  } catch (e) {
    return [uri.slice(0, hash), fragment];
  }
}

function resolved(base, reference) {
  try {
    return base === "" ? new URL(reference).href : new URL(reference, base).href;
  } catch (e) {
    return reference;
  }
}

function follow(start, pointer) {
  let at = start;
  for (const escaped of pointer.split("/").slice(1)) {
    const key = escaped.replace(/~1/g, "/").replace(/~0/g, "~");
    at = at instanceof Map ? at.get(key) : Array.isArray(at) && /^(?:0|[1-9][0-9]{0,6})$/.test(key) ? at[key] : undefined;
  }
  return at instanceof Map ? at : undefined;
}

function schemas(value) {
  return Array.isArray(value) ? value.filter(each => each instanceof Map) : [];
}

function count(schema, keyword) {
  const number = member(schema, keyword, "number");
  return number && Math.max(0, Math.trunc(Number(number.text)));
}

function isOfType(value, type) {
  switch (type) {
    case "integer": return value instanceof Spelled && value.isInteger;
    case "object": case "array": case "string": case "number": case "boolean": case "null":
      return kind(value) === type;
    default: return true;
  }
}

function described(value) {
  const name = value instanceof Spelled && value.isInteger ? "integer" : kind(value);
  return name === "null" ? name : (/^[aio]/.test(name) ? "an " : "a ") + name;
}

/* About how much there is to compare. */
function weight(value) {
  if (value instanceof Map || Array.isArray(value)) {
    return Array.from(value.values()).reduce((sum, each) => sum + weight(each), 1);
  }
  return 1 + (typeof value === "string" ? value.length / 16 : 0);
}

function shown(value) {
  return shortened(form.json.print(value, true), 120);
}

function shortened(text, most) {
  return text.length > most ? text.slice(0, most) + "..." : text;
}

const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

function isHostname(text) {
  return text.length <= 253 && text.split(".").every(label => LABEL.test(label));
}

function isIpv4(text) {
  return /^(?:(?:0|[1-9][0-9]{0,2})(?:\.(?=[0-9])|$)){4}$/.test(text) && text.split(".").every(part => Number(part) < 256);
}

function isIpv6(text) {
  const halves = text.split("::");
  const groups = halves.map(half => half === "" ? [] : half.split(":"));
  const all = groups.flat();
  let size = all.length;
  const last = all[all.length - 1];
  if (last !== undefined && last.includes(".")) {
    if (!isIpv4(last) || groups[groups.length - 1].length === 0) {
      return false;
    }
    all.pop();
    size++;
  }
  return all.every(group => /^[0-9A-Fa-f]{1,4}$/.test(group)) && (halves.length === 1 ? size === 8
      : halves.length === 2 && size <= 7);
}

function isDateTime(text) {
  const parts = /^[0-9]{4}-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/
      .exec(text);
  const between = (i, least, most) => parts[i] === undefined || (Number(parts[i]) >= least && Number(parts[i]) <= most);
  return parts !== null && between(1, 1, 12) && between(2, 1, 31) && between(3, 0, 23) && between(4, 0, 59)
      && between(5, 0, 59) && between(6, 0, 18) && between(7, 0, 59);
}

function isEmail(text) {
  const at = text.lastIndexOf("@");
  const host = text.slice(at + 1);
  return at > 0 && at <= 64 && /^[^\s@"(),:;<>[\\\]]+$/.test(text.slice(0, at)) && !/^\.|\.\.|\.$/.test(text.slice(0, at))
      && isHostname(host) && host.includes(".");
}

/* As java.net.URI reads it: a relative one too. */
function isUri(text) {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:(?=.))?(?:[^\u0000-\u0020\u007f-\u00a0"<>\\^`{|}%#[\]]|%[0-9A-Fa-f]{2}|[[\]](?=[^/?]*\]|[:/?#]|$))*(?:#(?:[^\u0000-\u0020\u007f-\u00a0"<>\\^`{|}%#[\]]|%[0-9A-Fa-f]{2})*)?$/
      .test(text) && !/^:/.test(text);
}

const FORMATS = new Map([["hostname", isHostname], ["ipv4", isIpv4], ["ipv6", isIpv6], ["date-time", isDateTime],
  ["email", isEmail], ["uri", isUri]]);

form.schema = {evaluate, described};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
