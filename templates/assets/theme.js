/* Light or dark, where somebody chose one: remembered in the browser. No page waits for it: layout.ftlh says why. */
(function () {
  'use strict';
  var KEY = 'orrery-theme';
  var root = document.documentElement;
  var select = null;

  function remembered() {
    try {
      var theme = localStorage.getItem(KEY);
      return theme === 'light' || theme === 'dark' ? theme : '';
    } catch (refused) {
      return '';
    }
  }

  function show(theme) {
    if (theme) { root.dataset.theme = theme; } else { delete root.dataset.theme; }
    if (select) { select.value = theme; }
  }

  function choose() {
    show(select.value);
    try {
      if (select.value) { localStorage.setItem(KEY, select.value); } else { localStorage.removeItem(KEY); }
    } catch (refused) {
      /* then it holds for this page */
    }
  }

  function offer() {
    var label = document.createElement('label');
    select = document.createElement('select');
    [['', 'as the system'], ['light', 'light'], ['dark', 'dark']].forEach(function (pair) {
      select.append(new Option(pair[1], pair[0]));
    });
    select.addEventListener('change', choose);
    label.className = 'theme';
    label.append('Colours ', select);
    document.querySelector('.foot').append(label);
    show(remembered());
  }

  show(remembered());
  addEventListener('storage', function () { show(remembered()); });
  addEventListener('pageshow', function () { show(remembered()); });
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', offer); } else { offer(); }
})();
