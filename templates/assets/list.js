/* The list of packages: search, facets, sorting, state in the address. Without it the list is whole, by name. */
(function () {
  'use strict';

  /* ---- What matches: pure, from the entries of search-index.js ---- */

  var FACETS = [
    { key: 'kind', title: 'Kind', of: function (u) { return u.kinds; } },
    { key: 'mark', title: 'Marks', of: function (u) { return u.marks; } },
    { key: 'tag', title: 'Tag', of: function (u) { return u.tags; } },
    { key: 'licence', title: 'Licence', of: function (u) { return u.licences; } },
    { key: 'maintainer', title: 'Maintainer', of: function (u) { return u.maintainer ? [u.maintainer] : []; } },
    { key: 'format', title: 'Packaging version', of: function (u) { return [u.format]; } }
  ];

  function words(text) {
    return text.toLowerCase().split(/[^a-z0-9\u00aa-\uffff]+/).filter(Boolean);
  }

  /** Which letters and digits a word has, as bits: a quick sight of what cannot be spelled alike. */
  function letters(word) {
    var bits = 0;
    for (var i = 0; i < word.length; i++) { bits |= 1 << (word.charCodeAt(i) & 31); }
    return bits;
  }

  function ones(bits) {
    var n = 0;
    for (; bits; bits &= bits - 1) { n++; }
    return n;
  }

  /** What search needs of every entry, made once: lower case, words, where each word stands, facets as numbers. */
  function prepare(entries) {
    var vocabulary = new Map();
    var values = FACETS.map(function () { return []; });
    var numbers = FACETS.map(function () { return new Map(); });
    var items = entries.map(function (u, index) {
      var name = u.name.toLowerCase();
      var tags = u.tags.map(function (tag) { return tag.toLowerCase(); });
      var rest = (u.summary + ' ' + u.maintainer + ' ' + u.version).toLowerCase();
      var seen = new Set();
      function learn(list, weight) {
        list.forEach(function (word) {
          if (word.length > 3 && !seen.has(word)) {
            seen.add(word);
            if (!vocabulary.has(word)) { vocabulary.set(word, { word: word, letters: letters(word), places: [] }); }
            vocabulary.get(word).places.push(index, weight);
          }
        });
      }
      learn([name], 40);
      learn(words(name), 30);
      learn(tags, 15);
      learn(words(u.summary), 6);
      return {
        name: name,
        nameWords: words(name),
        tags: tags,
        rest: rest,
        all: name + '\n' + tags.join('\n') + '\n' + rest,
        facets: FACETS.map(function (facet, f) {
          return facet.of(u).map(function (value) {
            var key = value.toLowerCase();
            if (!numbers[f].has(key)) {
              numbers[f].set(key, values[f].length);
              values[f].push({ key: key, text: value });
            }
            return numbers[f].get(key);
          });
        })
      };
    });
    return { entries: entries, items: items, vocabulary: Array.from(vocabulary.values()), values: values, numbers: numbers };
  }

  /** How well one word of a query fits an entry; 0 where it does not stand in it. */
  function fit(item, word) {
    if (item.all.indexOf(word) < 0) { return 0; }
    if (item.name === word) { return 100; }
    if (item.name.startsWith(word)) { return 80; }
    var best = 0, i, part;
    for (i = 0; i < item.nameWords.length; i++) {
      part = item.nameWords[i];
      if (part.startsWith(word)) { best = Math.max(best, part === word ? 60 : 50); }
    }
    for (i = 0; i < item.tags.length; i++) {
      part = item.tags[i];
      if (part.startsWith(word)) { best = Math.max(best, part === word ? 40 : 25); }
    }
    if (best < 35 && word.length > 1 && item.name.indexOf(word) >= 0) { best = 35; }
    if (best) { return best; }
    for (var at = item.rest.indexOf(word); at >= 0; at = item.rest.indexOf(word, at + 1)) {
      if (at === 0 || /[^a-z0-9]/.test(item.rest[at - 1])) { return 12; }
    }
    return word.length > 2 ? 4 : 0;
  }

  /**
   * The fewest letters to insert, delete, change or swap with a neighbour to make of a word some beginning of another;
   * limit + 1 where more are needed.
   */
  function distance(word, other, limit) {
    var width = Math.min(other.length, word.length + limit);
    if (word.length - other.length > limit) { return limit + 1; }
    var before = [], row = [], next, i, j;
    for (j = 0; j <= width; j++) { row[j] = j; }
    for (i = 1; i <= word.length; i++) {
      next = [i];
      var least = i;
      for (j = 1; j <= width; j++) {
        var cost = word[i - 1] === other[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
        least = Math.min(least, next[j]);
      }
      if (least > limit) { return limit + 1; }
      before = row;
      row = next;
    }
    return Math.min.apply(null, row);
  }

  /** Adds what is spelled like a word that stands nowhere. */
  function alike(index, word, scores) {
    var limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (!limit) { return; }
    var bits = letters(word);
    index.vocabulary.forEach(function (known) {
      if (ones(bits & ~known.letters) > limit) { return; }
      var off = distance(word, known.word, limit);
      if (off > limit) { return; }
      for (var i = 0; i < known.places.length; i += 2) {
        scores[known.places[i]] = Math.max(scores[known.places[i]], known.places[i + 1] / (1 + off));
      }
    });
  }

  /**
   * Scores of all entries for a query: every word of it has to fit. Null for a query without words. A word that stands
   * in no entry also finds what is spelled like it; then the result is marked alike.
   */
  function search(index, query) {
    var asked = words(query);
    if (!asked.length) { return null; }
    var whole = query.trim().toLowerCase();
    var total = null;
    var spelled = false;
    asked.forEach(function (word) {
      var scores = new Float64Array(index.items.length);
      var any = false;
      index.items.forEach(function (item, i) {
        scores[i] = fit(item, word);
        any = any || scores[i] > 0;
      });
      if (!any) {
        alike(index, word, scores);
        spelled = true;
      }
      total = total ? total.map(function (sum, i) { return sum && scores[i] ? sum + scores[i] : 0; }) : scores;
    });
    index.items.forEach(function (item, i) {
      if (total[i] && item.name.startsWith(whole)) { total[i] += item.name === whole ? 200 : 100; }
    });
    return { scores: total, alike: spelled };
  }

  /** What a cluster of a DC/OS version sees of an entry: [from, version, revision, minimum]; null for nothing. */
  function seenBy(entry, dcos, versions) {
    var found = null;
    entry.seen.forEach(function (run) {
      if (versions.indexOf(run[0]) <= versions.indexOf(dcos)) { found = run; }
    });
    return found && found.length > 1 ? found : null;
  }

  /**
   * The positions of the entries that a state asks for, in its order, and for each value of each facet how many entries
   * the list would hold of it were that facet free.
   */
  function select(index, state, versions) {
    var found = search(index, state.q);
    var counts = index.values.map(function (values) { return new Int32Array(values.length); });
    var wanted = FACETS.map(function (facet, f) {
      return Array.from(state[facet.key], function (key) { return index.numbers[f].has(key) ? index.numbers[f].get(key) : -1; });
    });
    var hits = [];
    for (var i = 0; i < index.items.length; i++) {
      if (found && !found.scores[i]) { continue; }
      if (state.dcos && !seenBy(index.entries[i], state.dcos, versions)) { continue; }
      var facets = index.items[i].facets;
      var failed = -1, failures = 0, f, v;
      for (f = 0; f < facets.length; f++) {
        if (wanted[f].length && !facets[f].some(function (value) { return wanted[f].indexOf(value) >= 0; })) {
          failed = f;
          failures++;
        }
      }
      if (failures > 1) { continue; }
      if (!failures) { hits.push(i); }
      for (f = 0; f < facets.length; f++) {
        if (!failures || f === failed) {
          for (v = 0; v < facets[f].length; v++) { counts[f][facets[f][v]]++; }
        }
      }
    }
    var entries = index.entries;
    var order = {
      newest: function (a, b) { return (entries[b].updated || '') < (entries[a].updated || '') ? -1 : entries[a].updated === entries[b].updated ? a - b : 1; },
      revisions: function (a, b) { return entries[b].revisions - entries[a].revisions || a - b; },
      relevance: function (a, b) { return found.scores[b] - found.scores[a] || a - b; }
    }[state.sort || (found ? 'relevance' : '')];
    if (order && (found || state.sort !== 'relevance')) { hits.sort(order); }
    return { hits: hits, counts: counts, alike: !!found && found.alike };
  }

  /** The state that an address asks for; what it does not know it leaves out. */
  function read(text) {
    var asked = new URLSearchParams(text);
    var state = { q: asked.get('q') || '', dcos: asked.get('dcos') || '', sort: asked.get('sort') || '' };
    FACETS.forEach(function (facet) {
      state[facet.key] = new Set(asked.getAll(facet.key).map(function (value) { return value.toLowerCase(); }));
    });
    return state;
  }

  function write(state) {
    var asked = new URLSearchParams();
    ['q', 'dcos', 'sort'].forEach(function (key) { if (state[key]) { asked.set(key, state[key]); } });
    FACETS.forEach(function (facet) {
      state[facet.key].forEach(function (value) { asked.append(facet.key, value); });
    });
    var text = asked.toString();
    return text ? '?' + text : '';
  }

  if (typeof module === 'object') {
    module.exports = {
      prepare: prepare, search: search, select: select, distance: distance, read: read, write: write, seenBy: seenBy
    };
    return;
  }

  /* ---- The page ---- */

  var AT_ONCE = 24;
  var SOON = 120;
  var SHOWN = 7;
  var MOST = 500;

  function byId(id) { return document.getElementById(id); }

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  /* An icon that does not load shows the letter behind it. */
  function dropIcon(image) {
    if (image.dataset && image.dataset.letter) {
      image.parentNode.classList.remove('pic');
      image.remove();
    }
  }
  document.addEventListener('error', function (event) { dropIcon(event.target); }, true);
  document.querySelectorAll('.icon img').forEach(function (image) {
    if (image.complete && image.currentSrc && !image.naturalWidth) { dropIcon(image); }
  });

  var form = byId('find');
  var box = byId('q');
  form.hidden = false;
  document.addEventListener('keydown', function (event) {
    var at = document.activeElement;
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
        && !/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  var all = byId('all');
  if (!all) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      location.href = form.dataset.list + write(Object.assign(read(''), { q: box.value }));
    });
    return;
  }

  var versions = window.U.dcos;
  /* Of a list that is split this page has one letter: cards.js makes the cards of others. */
  var split = all.dataset.letter !== undefined;
  var entries = window.U.filter(function (u) { return split || byId('p-' + u.name); });
  var index = prepare(entries);
  var clones = [];
  var results = byId('results');
  var status = byId('count');
  var atRest = status.textContent;
  var empty = byId('empty');
  var chips = byId('chips');
  var letterIndex = byId('letters');
  var part = byId('part');
  var partAtRest = part.textContent;
  var more = byId('more');
  var dcos = byId('dcos');
  var sort = byId('sort');
  var state = { q: '' };
  var typing = false;
  var later = 0;
  var help = 0;

  /** The card of an entry, as the chosen cluster sees it. */
  function card(i) {
    var u = entries[i];
    var clone = clones[i];
    if (!clone) {
      var there = byId('p-' + u.name);
      clone = clones[i] = there ? there.cloneNode(true) : window.orreryCard(u);
      clone.removeAttribute('id');
    }
    var seen = state.dcos ? seenBy(u, state.dcos, versions) : null;
    var version = seen ? seen[1] : u.version;
    var shown = clone.querySelector('.v');
    if (shown.textContent !== version || (clone.dataset.dcos || '') !== state.dcos) {
      clone.dataset.dcos = state.dcos;
      shown.textContent = version;
      var minimum = seen ? seen[3] : u.minDcos;
      var min = clone.querySelector('.min');
      min.textContent = minimum ? 'DC/OS \u2265 ' + minimum : '';
      var link = clone.querySelector('h3 a');
      var page = seen && seen[2] !== u.revision ? 'revision-' + seen[2] + '.html' : 'index.html';
      link.setAttribute('href', link.getAttribute('href').replace(/[^/]*$/, page));
    }
    return clone;
  }

  /** Shows the first hits at once, more when there is time, and the rest when one comes near the end. */
  function show(hits) {
    clearTimeout(later);
    var filtered = write(state) !== '';
    letterIndex.hidden = filtered;
    if (split) { part.textContent = filtered ? 'Packages found' : partAtRest; }
    more.hidden = true;
    if (!filtered && results.hidden) { return; }
    if (!filtered && split) {
      showAll();
      return;
    }
    all.classList.add('off');
    results.hidden = false;
    var to = 0;
    function add(n) {
      var cards = hits.slice(to, to + n).map(card);
      if (to) { results.append.apply(results, cards); } else { results.replaceChildren.apply(results, cards); }
      to += n;
      more.hidden = to < AT_ONCE + SOON || to >= hits.length;
      more.textContent = 'Show more of ' + hits.length;
    }
    add(AT_ONCE);
    if (!filtered) {
      later = setTimeout(showAll, 60);
      return;
    }
    more.onclick = function () { add(SOON); };
    if (to < hits.length) { later = setTimeout(add, 60, SOON); }
  }

  /** The whole list again, a moment after its beginning was there. */
  function showAll() {
    var at = Array.from(results.querySelectorAll('h3 a')).indexOf(document.activeElement);
    all.classList.remove('off');
    if (at >= 0) { all.querySelectorAll('h3 a')[at].focus(); }
    results.hidden = true;
    results.replaceChildren();
  }

  function count(n) { return n === 1 ? '1 package' : n + ' packages'; }

  function say(selected) {
    var n = selected.hits.length;
    if (write(state) === '') {
      status.textContent = atRest;
      return;
    }
    var text = n === entries.length ? 'All ' + count(n) : count(n) + ' of ' + entries.length;
    if (selected.alike && n) { text += ' spelled like \u201c' + state.q.trim() + '\u201d'; }
    if (state.dcos) { text += ', as DC/OS ' + state.dcos + ' sees them'; }
    status.textContent = text;
  }

  /** The state without one of its wishes. */
  function less(key, value) {
    var copy = read(write(state));
    if (value === undefined) { copy[key] = ''; } else { copy[key].delete(value); }
    return copy;
  }

  function wishes() {
    var list = [];
    if (state.q.trim()) { list.push({ text: '\u201c' + state.q.trim() + '\u201d', without: less('q') }); }
    if (state.dcos) { list.push({ text: 'DC/OS ' + state.dcos, without: less('dcos') }); }
    FACETS.forEach(function (facet, f) {
      state[facet.key].forEach(function (value) {
        list.push({ text: facet.title.toLowerCase() + ': ' + label(f, value), without: less(facet.key, value) });
      });
    });
    return list;
  }

  function button(text, className, act) {
    var made = make('button', className, text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  function go(next) {
    state = next;
    save(true);
    update();
  }

  function clear() { go(read('')); box.focus(); }

  function sayChips() {
    var list = wishes();
    chips.hidden = !list.length;
    chips.replaceChildren();
    list.forEach(function (wish) {
      var chip = button(wish.text, 'chip', function () { go(wish.without); box.focus(); });
      chip.setAttribute('aria-label', 'Remove ' + wish.text);
      chips.append(chip);
    });
    if (list.length) { chips.append(button('Clear all', 'chip plain', clear)); }
  }

  function sayEmpty(none) {
    clearTimeout(help);
    empty.hidden = !none;
    if (!none) { return; }
    empty.replaceChildren(make('h2', '', 'Nothing matches'));
    help = setTimeout(suggest, 150);
  }

  /** What would match instead. */
  function suggest() {
    var list = make('ul');
    wishes().forEach(function (wish) {
      var n = select(index, wish.without, versions).hits.length;
      if (n) {
        var item = make('li');
        item.append(button('Without ' + wish.text, 'linkish', function () { go(wish.without); box.focus(); }), ' there ' + (n === 1 ? 'is ' : 'are ') + count(n) + '.');
        list.append(item);
      }
    });
    var near = nearest(state.q);
    if (near.length) {
      var hint = make('li', '', 'Did you mean ');
      near.forEach(function (name, i) {
        var next = Object.assign(read(''), { q: name });
        hint.append(i ? ', ' : '', button(name, 'linkish', function () { go(next); box.focus(); }));
      });
      hint.append('?');
      list.append(hint);
    }
    var last = make('li');
    last.append(button(split ? 'Clear everything' : 'Show all ' + count(entries.length), 'linkish', clear), '.');
    list.append(last);
    empty.append(list);
  }

  /** Names that are nearest to a query that finds nothing. */
  function nearest(query) {
    var asked = words(query).join('-');
    if (asked.length < 2) { return []; }
    var limit = Math.max(2, asked.length >> 1);
    return index.items
      .map(function (item) { return [distance(asked, item.name, limit), item.name]; })
      .filter(function (pair) { return pair[0] <= limit && pair[0] < asked.length; })
      .sort(function (a, b) { return a[0] - b[0] || a[1].length - b[1].length; })
      .slice(0, 3)
      .map(function (pair) { return pair[1]; });
  }

  /* ---- Facets ---- */

  var facets = FACETS.map(function (facet, f) {
    var totals = new Int32Array(index.values[f].length);
    index.items.forEach(function (item) { item.facets[f].forEach(function (value) { totals[value]++; }); });
    var values = index.values[f].map(function (value, number) { return number; }).sort(function (a, b) {
      return totals[b] - totals[a] || (index.values[f][a].key < index.values[f][b].key ? -1 : 1);
    }).map(function (number) { return index.values[f][number].key; });
    var group = make('fieldset');
    var list = make('ul');
    group.append(make('legend', '', facet.title), list);
    var made = { facet: facet, values: values, list: list, boxes: new Map() };
    if (values.length > SHOWN) {
      var more = button('All ' + values.length, 'linkish', function () {
        made.open = !made.open;
        more.textContent = made.open ? 'Fewer' : 'All ' + values.length;
        more.setAttribute('aria-expanded', String(made.open));
        list.classList.toggle('long', made.open);
        update();
      });
      more.setAttribute('aria-expanded', 'false');
      more.setAttribute('aria-label', 'All ' + values.length + ' values of ' + facet.title.toLowerCase());
      group.append(more);
    }
    group.hidden = values.length < 2;
    byId('facets').append(group);
    return made;
  });

  function label(f, value) {
    var number = index.numbers[f].get(value);
    return number === undefined ? value : index.values[f][number].text;
  }

  function checkbox(made, f, value) {
    var known = made.boxes.get(value);
    if (known) { return known; }
    var item = make('li');
    var text = make('label');
    var input = make('input');
    var n = make('span', 'n');
    input.type = 'checkbox';
    input.addEventListener('change', function () {
      var next = read(write(state));
      if (input.checked) { next[made.facet.key].add(value); } else { next[made.facet.key].delete(value); }
      go(next);
    });
    text.append(input, make('span', '', label(f, value)), n);
    item.append(text);
    known = { item: item, input: input, n: n, count: -1 };
    made.boxes.set(value, known);
    return known;
  }

  function sayFacets(counts) {
    facets.forEach(function (made, f) {
      var wanted = state[made.facet.key];
      var shown = made.values.slice(0, made.open ? MOST : SHOWN);
      wanted.forEach(function (value) { if (shown.indexOf(value) < 0) { shown.push(value); } });
      var key = shown.join('\n');
      if (made.key !== key) {
        made.key = key;
        var focused = document.activeElement;
        made.list.replaceChildren.apply(made.list, shown.map(function (value) { return checkbox(made, f, value).item; }));
        if (made.list.contains(focused)) { focused.focus(); }
      }
      shown.forEach(function (value) {
        var one = made.boxes.get(value);
        var n = counts[f][index.numbers[f].get(value)] || 0;
        one.input.checked = wanted.has(value);
        if (one.count !== n) {
          one.count = n;
          one.n.textContent = n;
          one.item.classList.toggle('none', !n);
        }
      });
    });
  }

  /* ---- Together ---- */

  function update() {
    var selected = select(index, state, versions);
    if (box.value !== state.q) { box.value = state.q; }
    dcos.value = state.dcos;
    sort.value = state.sort;
    show(selected.hits);
    say(selected);
    sayChips();
    sayFacets(selected.counts);
    sayEmpty(!selected.hits.length);
  }

  function save(push) {
    typing = !push;
    try {
      history[push ? 'pushState' : 'replaceState'](null, '', location.pathname + write(state));
    } catch (refused) {
      /* some browsers allow few changes in a short time: the list is right all the same */
    }
  }

  box.addEventListener('input', function () {
    state.q = box.value;
    var first = !typing;
    save(first);
    typing = true;
    update();
  });
  box.addEventListener('blur', function () { typing = false; });
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && box.value) {
      event.preventDefault();
      go(less('q'));
    }
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      step(0);
    }
  });
  form.addEventListener('submit', function (event) { event.preventDefault(); });

  /** Moves to the card that is so far from the one in focus. */
  function step(by) {
    var links = Array.from((results.hidden ? all : results).querySelectorAll('h3 a'));
    var at = by ? links.indexOf(document.activeElement) + by : 0;
    if (at < 0) { box.focus(); } else if (links[at]) { links[at].focus(); }
  }
  [all, results].forEach(function (list) {
    list.addEventListener('keydown', function (event) {
      if (event.target.closest('h3') && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        event.preventDefault();
        step(event.key === 'ArrowDown' ? 1 : -1);
      }
    });
  });

  dcos.addEventListener('change', function () { go(Object.assign(read(write(state)), { dcos: dcos.value })); });
  sort.addEventListener('change', function () { go(Object.assign(read(write(state)), { sort: sort.value })); });

  /** Takes the state from the address, less what the page does not offer. */
  function restore() {
    typing = false;
    state = read(location.search);
    if (versions.indexOf(state.dcos) < 0) { state.dcos = ''; }
    sort.value = state.sort;
    if (sort.value !== state.sort) { state.sort = sort.value = ''; }
    update();
  }
  addEventListener('popstate', restore);

  var toggle = byId('filters');
  toggle.hidden = false;
  toggle.addEventListener('click', function () {
    var open = toggle.getAttribute('aria-expanded') !== 'true';
    toggle.setAttribute('aria-expanded', String(open));
    byId('side').classList.toggle('open', open);
  });
  if (window.IntersectionObserver) {
    new IntersectionObserver(function (seen) {
      if (seen[0].isIntersecting && !more.hidden) { more.click(); }
    }, { rootMargin: '600px' }).observe(more);
  }
  byId('facets').hidden = false;
  if (byId('browse')) { byId('browse').hidden = true; }
  versions.slice().reverse().forEach(function (version) {
    var option = make('option', '', 'DC/OS ' + version);
    option.value = version;
    dcos.append(option);
  });
  restore();
})();
