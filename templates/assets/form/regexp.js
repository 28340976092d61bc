/* Regular expressions of strangers, run in linear time: the browser's own may take for ever on patterns that real
   packages have. The dialect is RE2's, as in the build; what it does not have (look-around, back-references) is not run at
   all. */
(function (form) {
"use strict";

const LONGEST = 512;
const MOST_REPEATS = 1000;
const MOST_STATES = 20000;

class Unusable extends Error {}

const DIGITS = [[48, 57]];
const WORDS = [[48, 57], [65, 90], [95, 95], [97, 122]];
const BLANKS = [[9, 10], [12, 13], [32, 32]];
const CLASSES = new Map([["d", DIGITS], ["w", WORDS], ["s", BLANKS]]);
const POSIX = new Map([
  ["alnum", [[48, 57], [65, 90], [97, 122]]], ["alpha", [[65, 90], [97, 122]]], ["digit", DIGITS],
  ["lower", [[97, 122]]], ["upper", [[65, 90]]], ["space", [[9, 13], [32, 32]]], ["word", WORDS],
  ["punct", [[33, 47], [58, 64], [91, 96], [123, 126]]], ["xdigit", [[48, 57], [65, 70], [97, 102]]],
  ["blank", [[9, 9], [32, 32]]], ["cntrl", [[0, 31], [127, 127]]], ["print", [[32, 126]]],
  ["graph", [[33, 126]]], ["ascii", [[0, 127]]],
]);
const CONTROLS = new Map([["t", 9], ["n", 10], ["v", 11], ["f", 12], ["r", 13], ["a", 7]]);

/* A set of characters: ranges, further tests, and whether it is all but these. */
function holds(set, c) {
  const found = set.ranges.some(range => c >= range[0] && c <= range[1]) || set.tests.some(test => test(c));
  return found !== set.isNegated;
}

/* Reads a pattern into a tree: {type: "set" | "edge" | "join" | "either" | "repeat"}. */
class Parser {
  constructor(pattern) {
    this.chars = Array.from(pattern);
    this.at = 0;
    this.flags = ""; // those of imsU that are on
  }

  whole() {
    const tree = this.either();
    if (this.at < this.chars.length) {
      throw new Unusable();
    }
    return tree;
  }

  peek(text) {
    return text === this.chars.slice(this.at, this.at + text.length).join("");
  }

  take(text) {
    const is = this.peek(text);
    this.at += is ? text.length : 0;
    return is;
  }

  either() {
    const choices = [this.join()];
    while (this.take("|")) {
      choices.push(this.join());
    }
    return choices.length === 1 ? choices[0] : {type: "either", of: choices};
  }

  join() {
    const parts = [];
    while (this.at < this.chars.length && !this.peek("|") && !this.peek(")")) {
      if (!this.setFlags()) {
        parts.push(this.repeated(this.atom()));
      } else if (parts.length > 0) {
        parts.push(this.repeated(parts.pop())); // a(?i)* is a*
      }
    }
    return {type: "join", of: parts};
  }

  repeated(atom) {
    let tree = atom;
    for (let bounds = this.bounds(), count = 0; bounds; bounds = this.bounds(), count++) {
      if (count > 0) {
        throw new Unusable();
      }
      this.take("?"); // as few as possible: the same for the question whether there is a match
      tree = {type: "repeat", of: tree, least: bounds[0], most: bounds[1]};
    }
    return tree;
  }

  bounds() {
    if (this.take("*")) {
      return [0, Infinity];
    }
    if (this.take("+")) {
      return [1, Infinity];
    }
    if (this.take("?")) {
      return [0, 1];
    }
    const counts = /^\{([0-9]{1,5})(,?)([0-9]{0,5})\}/.exec(this.chars.slice(this.at, this.at + 14).join(""));
    if (!counts || (counts[3] !== "" && counts[2] === "")) {
      return null; // a brace that stands for itself
    }
    const least = Number(counts[1]);
    const most = counts[3] !== "" ? Number(counts[3]) : counts[2] ? Infinity : least;
    if (least > MOST_REPEATS || (most > MOST_REPEATS && most !== Infinity) || most < least) {
      throw new Unusable();
    }
    this.at += counts[0].length;
    return [least, most];
  }

  /* Flags for the rest of the group around them: (?i), (?i-s). */
  setFlags() {
    const found = /^\(\?([imsU]*)(?:-([imsU]+))?\)/.exec(this.chars.slice(this.at).join(""));
    if (found) {
      this.at += found[0].length;
      this.change(found[1], found[2] || "");
    }
    return Boolean(found);
  }

  change(on, off) {
    this.flags = Array.from(this.flags + on).filter(flag => !off.includes(flag)).join("");
  }

  atom() {
    const found = this.plainAtom();
    return found.type === "set" && this.flags.includes("i") ? folded(found) : found;
  }

  plainAtom() {
    const c = this.chars[this.at++];
    const atLines = this.flags.includes("m");
    switch (c) {
      case "(": return this.group();
      case "[": return this.set();
      case ".": return this.flags.includes("s") ? set([], true) : set([[10, 10]], true);
      case "^": return {type: "edge", is: (before) => before < 0 || atLines && before === 10};
      case "$": return {type: "edge", is: (before, after) => after < 0 || atLines && after === 10};
      case "\\": return this.escape();
      case "*": case "+": case "?": throw new Unusable();
      case "{":
        this.at--;
        if (this.bounds()) {
          throw new Unusable();
        }
        this.at++;
        return one(123);
      default: return one(c.codePointAt(0));
    }
  }

  group() {
    const around = this.flags;
    if (this.take("?")) {
      const name = /^(?:([imsU]*)(?:-([imsU]+))?:|P?<[A-Za-z_][A-Za-z0-9_]*>)/.exec(this.chars.slice(this.at).join(""));
      if (!name) {
        throw new Unusable();
      }
      this.at += name[0].length;
      this.change(name[1] || "", name[2] || "");
    }
    const tree = this.either();
    if (!this.take(")")) {
      throw new Unusable();
    }
    this.flags = around;
    return tree;
  }

  /* After a backslash, outside of brackets. */
  escape() {
    const c = this.chars[this.at];
    const isWord = x => x >= 0 && WORDS.some(range => x >= range[0] && x <= range[1]);
    switch (c) {
      case "b": this.at++; return {type: "edge", is: (before, after) => isWord(before) !== isWord(after)};
      case "B": this.at++; return {type: "edge", is: (before, after) => isWord(before) === isWord(after)};
      case "A": this.at++; return {type: "edge", is: (before) => before < 0};
      case "z": this.at++; return {type: "edge", is: (before, after) => after < 0};
      default: return this.escaped();
    }
  }

  /* After a backslash: a character or a set. */
  escaped() {
    const c = this.chars[this.at++];
    if (c === undefined) {
      throw new Unusable();
    }
    if (CLASSES.has(c.toLowerCase())) {
      return set(CLASSES.get(c.toLowerCase()), c !== c.toLowerCase());
    }
    if (c === "p" || c === "P") {
      return this.property(c === "P");
    }
    if (CONTROLS.has(c)) {
      return one(CONTROLS.get(c));
    }
    if (c === "x") {
      const digits = /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(this.chars.slice(this.at, this.at + 8).join(""));
      if (!digits) {
        throw new Unusable();
      }
      this.at += digits[0].length;
      return one(parseInt(digits[1] || digits[2], 16));
    }
    if (/[A-Za-z0-9_]/.test(c) || c.codePointAt(0) > 127) {
      throw new Unusable();
    }
    return one(c.codePointAt(0));
  }

  property(isNegated) {
    let name = this.chars[this.at++] || "";
    if (name === "{") {
      const end = this.chars.indexOf("}", this.at);
      name = end < 0 ? "" : this.chars.slice(this.at, end).join("");
      this.at = end + 1;
    }
    const isAll = name.startsWith("^");
    const test = unicode(isAll ? name.slice(1) : name);
    return {type: "set", ranges: [], tests: [test], isNegated: isNegated !== isAll};
  }

  /* After an opening bracket. */
  set() {
    const all = set([], this.take("^"));
    all.ranges = [];
    for (let isFirst = true; isFirst || !this.peek("]"); isFirst = false) {
      if (this.at >= this.chars.length) {
        throw new Unusable();
      }
      const posix = /^\[:(\^?)([a-z]+):\]/.exec(this.chars.slice(this.at, this.at + 12).join(""));
      const member = posix ? this.posix(posix) : this.member();
      if (member.one === undefined) {
        all.tests.push(c => holds(member, c));
      } else if (this.peek("-") && this.chars[this.at + 1] !== "]" && this.at + 1 < this.chars.length) {
        this.at++;
        const last = this.member();
        if (last.one === undefined || last.one < member.one) {
          throw new Unusable();
        }
        all.ranges.push([member.one, last.one]);
      } else {
        all.ranges.push([member.one, member.one]);
      }
    }
    this.at++;
    return all;
  }

  posix(found) {
    if (!POSIX.has(found[2])) {
      throw new Unusable();
    }
    this.at += found[0].length;
    return set(POSIX.get(found[2]), found[1] === "^");
  }

  member() {
    return this.take("\\") ? this.escaped() : one(this.chars[this.at++].codePointAt(0));
  }
}

function set(ranges, isNegated) {
  return {type: "set", ranges, tests: [], isNegated: Boolean(isNegated)};
}

function one(c) {
  return {type: "set", ranges: [[c, c]], tests: [], isNegated: false, one: c};
}

/* The set with characters of either case. The browser folds single characters only, never a text. */
function folded({ranges, tests, isNegated}) {
  const escaped = c => "\\u{" + c.toString(16) + "}";
  const pattern = new RegExp("^[" + ranges.map(([a, b]) => escaped(a) + "-" + escaped(b)).join("") + "]$", "iu");
  const held = set([], isNegated);
  held.tests.push(c => pattern.test(String.fromCodePoint(c)));
  if (tests.length > 0) {
    held.tests.push(c => {
      const text = String.fromCodePoint(c);
      const either = new RegExp("^" + escaped(c) + "$", "iu");
      return [text, text.toLowerCase(), text.toUpperCase(), text.toUpperCase().toLowerCase()].some(each =>
        either.test(each) && tests.some(test => test(each.codePointAt(0))));
    });
  }
  return held;
}

/* A test for one character: the browser's tables are used, but never its engine on a whole text. */
function unicode(name) {
  if (/^[A-Z][A-Za-z_]*$/.test(name)) {
    for (const property of [name, "Script=" + name]) {
      try {
        const pattern = new RegExp("^\\p{" + property + "}$", "u");
        return c => pattern.test(String.fromCodePoint(c));
      } catch (e) {
        // No such property.
      }
    }
  }
  throw new Unusable();
}

/* The steps of a machine that is in several of them at once. */
class Machine {
  constructor(tree) {
    this.steps = [];
    this.add(tree);
    this.steps.push({type: "match"});
    this.marks = new Int32Array(this.steps.length);
    this.mark = 0;
  }

  push(step) {
    if (this.steps.length >= MOST_STATES) {
      throw new Unusable();
    }
    return this.steps.push(step) - 1;
  }

  add(tree) {
    switch (tree.type) {
      case "join": tree.of.forEach(part => this.add(part)); break;
      case "either": this.either(tree.of); break;
      case "repeat": this.repeat(tree); break;
      default: this.push(tree);
    }
  }

  either(choices) {
    const ends = [];
    choices.forEach((choice, i) => {
      const fork = i < choices.length - 1 ? this.push({type: "fork"}) : -1;
      this.add(choice);
      if (fork >= 0) {
        ends.push(this.push({type: "jump"}));
        this.steps[fork].to = this.steps.length;
      }
    });
    ends.forEach(end => {
      this.steps[end].to = this.steps.length;
    });
  }

  repeat(tree) {
    for (let i = 0; i < tree.least; i++) {
      this.add(tree.of);
    }
    if (tree.most === Infinity) {
      const fork = this.push({type: "fork"});
      this.add(tree.of);
      this.push({type: "jump", to: fork});
      this.steps[fork].to = this.steps.length;
      return;
    }
    const forks = [];
    for (let i = tree.least; i < tree.most; i++) {
      forks.push(this.push({type: "fork"}));
      this.add(tree.of);
    }
    forks.forEach(fork => {
      this.steps[fork].to = this.steps.length;
    });
  }

  /* Whether some part of a text matches. */
  matches(text) {
    const chars = Array.from(text, c => c.codePointAt(0));
    let now = [];
    for (let i = 0; i <= chars.length; i++) {
      const before = i === 0 ? -1 : chars[i - 1];
      const c = i === chars.length ? -1 : chars[i];
      this.mark++;
      const here = [];
      for (const step of now.concat(0)) {
        if (this.follow(step, before, c, here)) {
          return true;
        }
      }
      now = [];
      for (const step of here) {
        if (c >= 0 && holds(this.steps[step], c)) {
          now.push(step + 1);
        }
      }
    }
    return false;
  }

  /* Goes on without a character, and collects the steps that want one; true at the end. */
  follow(first, before, after, here) {
    const open = [first];
    while (open.length > 0) {
      const at = open.pop();
      if (this.marks[at] === this.mark) {
        continue;
      }
      this.marks[at] = this.mark;
      const step = this.steps[at];
      switch (step.type) {
        case "match": return true;
        case "jump": open.push(step.to); break;
        case "fork": open.push(step.to, at + 1); break;
        case "edge": if (step.is(before, after)) { open.push(at + 1); } break;
        default: here.push(at);
      }
    }
    return false;
  }
}

const known = new Map();

/* The machine of a pattern, or why there is none. */
function compile(pattern) {
  if (!known.has(pattern)) {
    known.set(pattern, make(pattern));
  }
  return known.get(pattern);
}

function make(pattern) {
  if (pattern.length > LONGEST) {
    return {problem: "a pattern is longer than " + LONGEST + " characters"};
  }
  try {
    const machine = new Machine(new Parser(pattern).whole());
    return {states: machine.steps.length, matches: text => machine.matches(text)};
  } catch (e) {
    if (e instanceof Unusable) {
      return {problem: "a pattern is too costly, or no regular expression that can be checked safely"};
    }
    throw e;
  }
}

form.regexp = {compile};
})(globalThis.orreryForm || (globalThis.orreryForm = {}));
