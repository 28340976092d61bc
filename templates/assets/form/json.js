/* JSON as the build reads it: strictly, objects as Map (a member may be called __proto__), numbers as they are spelled. */
(function (form) {
"use strict";

/* What a file of a repository, and what a rendered text may be: characters, depth, characters of a number. */
const FILE = {length: 2 << 20, depth: 64, digits: 64};
const RENDERED = {length: 2 << 20, depth: 64, digits: 400};

/* A number as its source spells it. */
class Spelled {
  constructor(text) {
    this.text = text;
  }

  get isInteger() {
    return !/[.eE]/.test(this.text);
  }

  /* The exact value as a whole number times a power of ten, without trailing zeros. */
  get decimal() {
    const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(this.text);
    let digits = (parts[2] + (parts[3] || "")).replace(/^0+/, "");
    const whole = digits.replace(/0+$/, "");
    const exponent = Number(parts[4] || 0) - (parts[3] || "").length + digits.length - whole.length;
    digits = whole === "" || Math.abs(exponent) > 800 ? "0" : whole;
    return {digits: BigInt(parts[1] + digits), exponent: digits === "0" ? 0 : exponent};
  }
}

/* Where a text is no JSON. */
class Fault extends Error {
  constructor(message, text, at) {
    super(message);
    const before = text.slice(0, at).split("\n");
    this.line = before.length;
    this.column = before[before.length - 1].length + 1;
  }
}

/* The value of a text, and the pointers of members that it repeats: of those the last value counts. */
function read(text, limits) {
  const reader = new Reader(text, limits || FILE);
  if (text.length > reader.limits.length) {
    throw reader.fault("is longer than " + reader.limits.length + " characters");
  }
  reader.skip();
  if (reader.at === text.length) {
    throw reader.fault("is empty, expected a JSON value");
  }
  const value = reader.value([]);
  reader.skip();
  if (reader.at < text.length) {
    throw reader.fault("text after the end of the JSON value, expected nothing");
  }
  return {value, repeated: reader.repeated};
}

class Reader {
  constructor(text, limits) {
    this.text = text;
    this.limits = limits;
    this.at = 0;
    this.repeated = [];
  }

  fault(message) {
    return new Fault(message, this.text, this.at);
  }

  skip() {
    const text = this.text;
    let c = text.charCodeAt(this.at);
    while (c === 32 || c === 10 || c === 13 || c === 9) {
      c = text.charCodeAt(++this.at);
    }
  }

  value(path) {
    switch (this.text[this.at]) {
      case "{": return this.object(path);
      case "[": return this.array(path);
      case "\"": return this.string();
      case "t": return this.word("true", true);
      case "f": return this.word("false", false);
      case "n": return this.word("null", null);
      default: return this.number();
    }
  }

  word(word, value) {
    if (!this.text.startsWith(word, this.at)) {
      throw this.unexpected("a JSON value");
    }
    this.at += word.length;
    return value;
  }

  unexpected(expected) {
    const c = this.text[this.at];
    return this.fault(c === undefined
        ? "the text ends within a value, expected the rest of it"
        : "found " + JSON.stringify(c) + ", expected " + expected);
  }

  number() {
    const pattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) {
      throw this.unexpected("a JSON value");
    }
    const spelled = found[0];
    if (spelled.length > this.limits.digits) {
      throw this.fault("a number of " + spelled.length + " characters, expected at most " + this.limits.digits);
    }
    if (!Number.isFinite(Number(spelled)) || spelled.length - spelled.search(/[eE]|$/) > 5) {
      throw this.fault("the number " + spelled + " is out of range, expected one that a double holds");
    }
    this.at += spelled.length;
    return new Spelled(spelled);
  }

  string() {
    const plain = /"([^"\\\u0000-\u001f\ud800-\udfff]*)"/y;
    plain.lastIndex = this.at;
    const found = plain.exec(this.text);
    if (found) {
      this.at = plain.lastIndex;
      return found[1];
    }
    let end = this.at + 1;
    while (end < this.text.length && this.text[end] !== "\"") {
      end += this.text[end] === "\\" ? 2 : 1;
    }
    let string;
    try {
      string = JSON.parse(this.text.slice(this.at, end + 1));
    } catch (e) {
      throw this.fault(end < this.text.length ? "a string with a character or escape that JSON has not"
          : "the text ends within a string");
    }
    if (/(?:^|[^\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/.test(string)) {
      throw this.fault("half of a pair of surrogates in a string, expected both");
    }
    this.at = end + 1;
    return string;
  }

  deeper(path) {
    if (path.length >= this.limits.depth) {
      throw this.fault("objects and arrays nested deeper than " + this.limits.depth);
    }
    this.at++;
    this.skip();
  }

  object(path) {
    const object = new Map();
    this.deeper(path);
    while (this.text[this.at] !== "}") {
      if (this.text[this.at] !== "\"") {
        throw this.unexpected("a key in quotes" + (object.size ? "" : " or }"));
      }
      const key = this.string();
      this.skip();
      this.expect(":");
      if (object.has(key)) {
        this.repeated.push(path.concat(key));
      }
      object.set(key, this.value(path.concat(key)));
      this.next("}");
    }
    this.at++;
    return object;
  }

  array(path) {
    const array = [];
    this.deeper(path);
    while (this.text[this.at] !== "]") {
      array.push(this.value(path.concat(String(array.length))));
      this.next("]");
    }
    this.at++;
    return array;
  }

  /* Passes a comma, and what must stand behind it, or stops before the end. */
  next(end) {
    this.skip();
    if (this.text[this.at] !== end) {
      this.expect(",");
      if (this.text[this.at] === end) {
        throw this.unexpected("another one after the comma");
      }
    }
  }

  expect(c) {
    if (this.text[this.at] !== c) {
      throw this.unexpected(JSON.stringify(c));
    }
    this.at++;
    this.skip();
  }
}

/* A value as text: indented by two, or on one line without blanks. */
function print(value, isCompact) {
  const space = isCompact ? "" : " ";
  function put(inner, indent) {
    if (inner instanceof Spelled) {
      return inner.text;
    }
    if (inner === null || typeof inner !== "object") {
      return JSON.stringify(inner);
    }
    const isMap = inner instanceof Map;
    const parts = isMap
        ? Array.from(inner, member => JSON.stringify(member[0]) + ":" + space + put(member[1], indent + "  "))
        : inner.map(element => put(element, indent + "  "));
    if (parts.length === 0) {
      return isMap ? "{}" : "[]";
    }
    const line = isCompact ? "" : "\n" + indent;
    return (isMap ? "{" : "[") + (isCompact ? "" : line + "  ") + parts.join(isCompact ? "," : "," + line + "  ")
        + line + (isMap ? "}" : "]");
  }
  return put(value, "");
}

/* Less than 0, 0 or more, as the exact values compare. */
function compare(a, b) {
  const [x, y] = aligned(a.decimal, b.decimal);
  return x < y ? -1 : x > y ? 1 : 0;
}

function isMultiple(a, of) {
  const [x, y] = aligned(a.decimal, of.decimal);
  return y !== 0n && x % y === 0n;
}

function aligned(x, y) {
  const least = Math.min(x.exponent, y.exponent);
  return [x, y].map(each => each.digits * 10n ** BigInt(each.exponent - least));
}

/* Whether two values are the same: 1.0 is 1, the order of members does not count. */
function equal(a, b) {
  if (a instanceof Spelled) {
    return b instanceof Spelled && compare(a, b) === 0;
  }
  if (a instanceof Map) {
    return b instanceof Map && a.size === b.size
        && Array.from(a).every(member => b.has(member[0]) && equal(member[1], b.get(member[0])));
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((element, i) => equal(element, b[i]));
  }
  return a === b;
}

/* What kind of value it is, in the words of JSON Schema. */
function kind(value) {
  if (value instanceof Spelled) {
    return "number";
  }
  if (value instanceof Map) {
    return "object";
  }
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

form.json = {FILE, RENDERED, Spelled, Fault, read, print, compare, isMultiple, equal, kind};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
