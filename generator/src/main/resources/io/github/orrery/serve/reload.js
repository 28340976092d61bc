// Loads the page again when the preview shows another build. A script is asked for and comes when there is one, since
// scripts of this host are all that a page's policy lets it fetch.
"use strict";
(function () {
  var state = document.currentScript.dataset.state;
  var count = 0;

  function ask() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", ask, { once: true });
      return;
    }
    var script = document.createElement("script");
    script.src = "/.orrery/state.js?since=" + encodeURIComponent(state) + "&n=" + (++count);
    script.onload = function () {
      script.remove();
      if (window.orreryState === state) {
        setTimeout(ask, window.orreryPause);
      } else {
        location.reload();
      }
    };
    script.onerror = function () {
      script.remove();
      setTimeout(ask, 1000);
    };
    document.head.appendChild(script);
  }

  // A script that is asked for before would keep the page loading until it comes.
  window.addEventListener("load", function () {
    setTimeout(ask, 0);
  });
}());
