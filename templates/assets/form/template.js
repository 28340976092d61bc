/* Templates in the dialect of mustache.java as clusters use it (nothing is escaped for HTML): parsed once, then rendered
   as often as options change. What ends a rendering is a Refusal. */
(function (form) {
"use strict";

const MOST_TAGS = 5000;
const DEEPEST = 32;
const LONGEST_TEXT = 2 << 20;
const MOST_STEPS = 3000000;
const MOST_FRAGMENTS = 1000;
const AS_JSON = "asJson";

/* Why nothing can be installed: the kind of obstacle and what is wrong, for people. */
class Refusal extends Error {
  constructor(reason, detail, line) {
    super(detail);
    this.reason = reason;
    this.line = line || 0;
  }
}

const SYNTAX = "the template cannot be parsed";
const PARTIAL = "the template names another template";
const TOO_DEEP = "the template is beyond what is rendered";

/* Reads a template as the library does: character by character, a section by itself within the one around it. The codes
   are {kind, name, codes, after}: what stands there, and the text up to the next. */
class Parser {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.newLines = 0; // outside of tags: the library does not count the others
    this.tags = 0;
  }

  fault(reason, at, message) {
    return new Refusal(reason, message, this.line(at));
  }

  line(at) {
    return this.text.slice(0, at).split("\n").length;
  }

  /* Up to the end of the section that is named, or of the text. */
  codes(section, depth, delimiters, atLineStart) {
    const text = this.text;
    const codes = [];
    let [opening, closing] = delimiters;
    let startsLine = atLineStart;
    let isBlank = true;
    let endsSection = section !== null;
    let sawReturn = false;
    let out = "";
    const write = () => {
      if (out !== "") {
        if (codes.length === 0) {
          codes.push({kind: "text", after: ""});
        }
        codes[codes.length - 1].after += out;
        out = "";
      }
    };
    while (this.at < text.length) {
      const c = text[this.at];
      if (c === "\r") {
        sawReturn = true;
        this.at++;
        continue;
      }
      if (c === "\n") {
        this.at++;
        this.newLines++;
        if (!endsSection || !isBlank) {
          out += sawReturn ? "\r\n" : "\n";
        }
        write();
        endsSection = false;
        isBlank = true;
        startsLine = true;
        continue;
      }
      sawReturn = false;
      if (!text.startsWith(opening, this.at)) {
        isBlank = isBlank && (c === " " || c === "\t");
        out += c;
        this.at++;
        continue;
      }
      const tag = this.tag(opening, closing);
      switch (tag.kind) {
        case "#": case "^": case "$": {
          if (depth >= DEEPEST) {
            throw this.fault(TOO_DEEP, tag.begin, "sections nested deeper than " + DEEPEST);
          }
          const before = this.newLines;
          startsLine = startsLine && isBlank;
          const inner = this.codes({name: tag.name, begin: tag.begin}, depth + 1, [opening, closing], startsLine);
          const isOneLine = this.newLines === before;
          if (!isBlank || isOneLine) {
            write();
          }
          out = "";
          codes.push({kind: tag.kind, name: plain(tag.name), codes: inner, after: "", delimiters: [opening, closing],
            startsLine});
          endsSection = !isOneLine;
          break;
        }
        case "/":
          if (section === null) {
            throw this.fault(SYNTAX, tag.begin, "{{/" + tag.name + "}} closes no section");
          }
          if (section.name !== tag.name) {
            throw this.fault(SYNTAX, tag.begin, "{{/" + tag.name + "}} does not close the section " + section.name
                + " of line " + this.line(section.begin));
          }
          if (!startsLine || !isBlank) {
            write();
          }
          return codes;
        case "=":
          write();
          [opening, closing] = tag.delimiters;
          break;
        case "v":
          write();
          codes.push({kind: "v", name: plain(tag.name), after: ""});
          break;
        default: // a comment or a pragma
          write();
      }
      startsLine = false;
    }
    write();
    if (section !== null) {
      throw this.fault(SYNTAX, section.begin,
          "the section " + section.name + " is not closed, expected {{/" + section.name + "}}");
    }
    return codes;
  }

  /* Reads a tag and moves behind it. */
  tag(opening, closing) {
    const text = this.text;
    const begin = this.at;
    const from = begin + opening.length;
    let end = text.indexOf(closing, from);
    if (end < 0) {
      throw this.fault(SYNTAX, begin, "a tag is not closed, expected " + closing);
    }
    if (end === from) {
      throw this.fault(SYNTAX, begin, "a tag is empty, expected a name");
    }
    if (++this.tags > MOST_TAGS) {
      throw this.fault(TOO_DEEP, begin, "more than " + MOST_TAGS + " tags");
    }
    const command = text.slice(from, end);
    const kind = command[0];
    let name = trim(command.slice(1));
    end += closing.length;
    let tag = {kind, name, begin};
    switch (kind) {
      case "#": case "^": case "$": case "/": case "!": case "%": break;
      case ">": case "<":
        throw this.fault(PARTIAL, begin, "the template names another template, " + name + ": a cluster has none");
      case "{":
        if (closing === "}}") {
          if (text[end] !== "}") {
            throw this.fault(SYNTAX, begin, "{{{ is not closed, expected }}}");
          }
          end++;
        } else if (closing.length < 2 || name === "") {
          throw this.fault(SYNTAX, begin, "a tag with { is not closed, expected }");
        } else {
          name = name.slice(0, -1);
        }
        tag = {kind: "v", name, begin};
        break;
      case "=": tag.delimiters = this.delimiters(command, begin); break;
      case "&": tag.kind = "v"; break;
      default: tag = {kind: "v", name: trim(command), begin};
    }
    this.at = end;
    return tag;
  }

  delimiters(command, begin) {
    const found = /^=\s*(\S{1,2})\s+([^\s=]{1,2})\s*=$/.exec(command);
    if (!found || found[1].length !== found[2].length || found[1].includes("=")) {
      throw this.fault(SYNTAX, begin,
          "{{" + command + "}} sets no delimiters, expected two of one or two characters");
    }
    return [found[1], found[2]];
  }
}

/* As Java trims. */
function trim(text) {
  return text.replace(/^[\u0000- ]+|[\u0000- ]+$/g, "");
}

/* A leading star takes the name from the data in later versions of the library than the clusters'. */
function plain(name) {
  return name.startsWith("*") ? " " + name : name;
}

function parse(text) {
  return new Parser(text).codes(null, 0, ["{{", "}}"], true);
}

/* Options as a template sees them: objects as Map, strings escaped for JSON (in arrays with their quotes), numbers as
   Printed. */
class Printed {
  constructor(text) {
    this.text = text;
  }
}

function values(value, isInArray) {
  switch (form.json.kind(value)) {
    case "object": return new Map(Array.from(value, each => [each[0], values(each[1], false)]));
    case "array": return value.map(each => values(each, true));
    case "string": return isInArray ? "\"" + escape(value) + "\"" : escape(value);
    case "number": return new Printed(printed(value));
    default: return value;
  }
}

function escape(text) {
  return text.replace(/["\\\u0000-\u001f\u007f-\u009f]/g, function (c) {
    const short = "\"\\\n\r\t\b\f".indexOf(c);
    return "\\" + (short >= 0 ? "\"\\nrtbf"[short] : "u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
  });
}

/* Whole numbers as digits, whatever their spelling, others as Java prints a double. */
function printed(number) {
  const {digits, exponent} = number.decimal;
  if (exponent >= 0) {
    return String(digits * 10n ** BigInt(exponent));
  }
  const double = Number(number.text);
  const size = Math.abs(double);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const plainly = String(double);
    return plainly.includes(".") ? plainly : plainly + ".0";
  }
  const [mantissa, power] = double.toExponential().split("e");
  return (mantissa.includes(".") ? mantissa : mantissa + ".0") + "E" + Number(power);
}

class Engine {
  constructor(context, raw) {
    this.raw = raw;
    this.scopes = [context];
    this.out = [];
    this.length = 0;
    this.steps = 0;
    this.fragments = 0;
  }

  step(count) {
    this.steps += 1 + count;
    if (this.steps > MOST_STEPS) {
      throw new Refusal(TOO_DEEP, "rendering takes more than " + MOST_STEPS + " steps");
    }
  }

  print(text) {
    this.length += text.length;
    if (this.length > LONGEST_TEXT) {
      throw new Refusal(TOO_DEEP, "it renders to more than " + LONGEST_TEXT + " characters");
    }
    this.out.push(text);
  }

  run(codes) {
    for (const code of codes) {
      switch (code.kind) {
        case "v": this.value(this.get(code.name)); break;
        case "#": this.section(code, this.get(code.name)); break;
        case "^": if (isFalse(this.get(code.name))) { this.step(1); this.run(code.codes); } break;
        case "$": this.run(code.codes); break;
        default: break;
      }
      this.print(code.after);
    }
  }

  value(value) {
    if (value === AS_JSON_FUNCTION) {
      this.fragment(this.raw(""), ["{{", "}}"], false);
    } else if (value !== null) {
      this.print(stringified(value));
    }
  }

  section(code, value) {
    if (value === AS_JSON_FUNCTION) {
      const name = code.codes.map(each => (each.kind === "text" ? "" : "{{" + each.name + "}}") + each.after).join("");
      this.fragment(this.raw(name), code.delimiters, code.startsLine);
    } else if (Array.isArray(value)) {
      this.step(value.length);
      value.forEach(element => this.within(element, code.codes));
    } else if (!isFalse(value)) {
      this.step(1);
      this.within(value, code.codes);
    }
  }

  within(scope, codes) {
    if (scope !== null) {
      this.scopes.push(scope);
    }
    this.run(codes);
    if (scope !== null) {
      this.scopes.pop();
    }
  }

  /* What asJson gives is a template again. */
  fragment(text, delimiters, startsLine) {
    if (++this.fragments > MOST_FRAGMENTS) {
      throw new Refusal(TOO_DEEP, "asJson is used too often");
    }
    let codes;
    try {
      codes = new Parser(text).codes(null, 0, delimiters, startsLine);
    } catch (e) {
      throw e instanceof Refusal ? new Refusal(SYNTAX, "in a value given to asJson: " + e.message) : e;
    }
    if (names(codes).includes(AS_JSON)) {
      throw new Refusal(TOO_DEEP, "asJson within asJson");
    }
    this.run(codes);
  }

  get(name) {
    if (name === ".") {
      return this.scopes[this.scopes.length - 1];
    }
    const segments = name.split(".");
    this.step(this.scopes.length + segments.length);
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      let found = memberOf(this.scopes[i], name);
      if (found === undefined && segments.length > 1) {
        found = walk(this.scopes[i], segments);
      }
      if (found !== undefined) {
        return found;
      }
    }
    return name === AS_JSON ? AS_JSON_FUNCTION : null;
  }
}

const AS_JSON_FUNCTION = {};

function names(codes) {
  return codes.flatMap(code => (code.codes ? names(code.codes) : []).concat(code.name || []));
}

/* Undefined where the scope has no such member; then the next scope is asked. A missing last segment means nothing at
   all, as does null underway. */
function walk(scope, segments) {
  let at = scope;
  for (const segment of segments.slice(0, -1)) {
    at = memberOf(at, segment);
    if (at === null || at === undefined) {
      return at;
    }
  }
  const last = memberOf(at, segments[segments.length - 1]);
  return last === undefined ? null : last;
}

function memberOf(scope, name) {
  if (scope instanceof Map) {
    return scope.get(name);
  }
  const isList = Array.isArray(scope);
  if (isList || typeof scope === "string") {
    if (name === (isList ? "size" : "length")) {
      return new Printed(String(scope.length));
    }
    return name === "isEmpty" || name === "empty" ? scope.length === 0 : undefined;
  }
  return undefined;
}

function isFalse(value) {
  return value === null || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}

function stringified(value) {
  if (value instanceof Printed) {
    return value.text;
  }
  if (Array.isArray(value)) {
    return "[" + value.map(stringified).join(", ") + "]";
  }
  if (value instanceof Map) {
    return "{" + Array.from(value, each => each[0] + "=" + stringified(each[1])).join(", ") + "}";
  }
  return String(value);
}

/* The text of parsed codes.
   options: read by form.json; raw: the unescaped text of a top-level option, or null in four letters. */
function render(codes, options, raw) {
  const engine = new Engine(values(options, false), raw);
  engine.run(codes);
  return engine.out.join("");
}

form.template = {Refusal, parse, render};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
