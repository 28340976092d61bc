/* Cards for a list that is split by letter: search finds packages of which the page has none. */
(function () {
  'use strict';

  var HUES = 12;

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) { element.className = className; }
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  function badge(text, kind) { return make('span', 'badge ' + kind, text); }

  /** The icon of an entry: its letter, on the colour that the pages give it too, and its image where it has one. */
  function icon(u) {
    var hash = 0;
    for (var i = 0; i < u.name.length; i++) { hash = (31 * hash + u.name.charCodeAt(i)) | 0; }
    var shown = make('span', 'icon c' + ((hash % HUES) + HUES) % HUES + (u.icon ? ' pic' : ''));
    shown.dataset.letter = u.name[0].toUpperCase();
    if (u.icon) {
      var image = new Image(48, 48);
      image.alt = '';
      image.loading = 'lazy';
      image.referrerPolicy = 'no-referrer';
      image.dataset.letter = shown.dataset.letter;
      image.src = u.icon;
      shown.append(image);
    }
    return shown;
  }

  /** The card of an entry of search-index.js, as packages.ftlh makes it. */
  window.orreryCard = function (u) {
    var made = make('li', 'card');
    var title = make('h3');
    var link = make('a', '', u.name);
    var meta = make('p', 'meta');
    var seen = u.seen.some(function (run) { return run.length > 1; });
    var BADGES = { selected: 'good', 'known issues': 'warn', deprecated: 'warn', withdrawn: 'warn' };
    link.href = 'packages/' + u.name + '/index.html';
    title.append(link);
    u.marks.forEach(function (mark) {
      meta.append(badge(mark === 'withdrawn' && seen ? 'newest withdrawn' : mark, BADGES[mark]), ' ');
    });
    u.kinds.forEach(function (kind) { if (kind !== 'service') { meta.append(badge(kind, 'plain'), ' '); } });
    meta.append(make('span', 'min', u.minDcos && seen ? 'DC/OS \u2265 ' + u.minDcos : ''), ' ');
    u.tags.forEach(function (tag) { meta.append(make('span', 'tag', tag), ' '); });
    made.classList.toggle('dim', !seen || u.marks.indexOf('deprecated') >= 0);
    made.append(icon(u), title, ' ', make('span', 'v', u.version), make('p', '', u.summary), meta);
    return made;
  };
})();
