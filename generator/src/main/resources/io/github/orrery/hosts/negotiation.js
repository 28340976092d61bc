// What this site holds: "#" stands for a DC/OS version, "*" for a package's name; an empty path means there is none.
var site = @SITE@;

// The order of two numbers written in digits, however many.
function order(a, b) {
  a = a.replace(/^0+(?=[0-9])/, '');
  b = b.replace(/^0+(?=[0-9])/, '');
  if (a.length !== b.length) {
    return a.length - b.length;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

// Whether a version, as a list of numbers, is another one or above it; a list that another continues is below it.
function isAtLeast(version, other) {
  for (var i = 0; i < other.length; i++) {
    if (i === version.length) {
      return false;
    }
    var difference = order(version[i], other[i]);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}

// The version that a User-Agent header names, null where it names none. 1.14 is what 2.0 was called once.
function clusterVersion(userAgent) {
  var named = /@DCOS@([0-9]+(?:\.[0-9]+)*)/.exec(userAgent);
  if (!named) {
    return null;
  }
  var version = named[1].split('.');
  if (version.length > 1 && order(version[0], '1') === 0 && order(version[1], '14') === 0) {
    return ['2', '0'].concat(version.slice(2));
  }
  return version;
}

// The path that answers a request for one that is negotiated, '' where nothing does; null for every other path.
function negotiate(path, accept, userAgent) {
  var named = /^\/package\/(@PACKAGE@)$/.exec(path);
  if (path !== '/repo' && path !== '/repo-1.7' && !named) {
    return null;
  }
  var version = clusterVersion(userAgent);
  if (!/@JSON@/i.test(accept) || (version && !isAtLeast(version, ['1', '8']))) {
    return named ? '' : path === '/repo' ? site.zip : site.oldZip;
  }
  if (path === '/repo-1.7') {
    return site.empty;
  }
  for (var i = site.versions.length - 1; i >= 0; i--) {
    if (!version || isAtLeast(version, site.versions[i].split('.'))) {
      var answer = named ? site.shards.replace('*', named[1]) : site.index;
      return answer.replace('#', site.versions[i]);
    }
  }
  return '';
}

// Where a path of the time when 2.0 was called 1.14 leads; null for every other path.
function successor(path) {
  for (var i = 0; i < site.former.length; i++) {
    var parts = site.former[i][0].split('*');
    var middle = path.slice(parts[0].length, path.length - (parts[1] || '').length);
    if (parts.length === 1 ? path === parts[0] : path === parts[0] + middle + parts[1] && /^[^\/]+$/.test(middle)) {
      return site.former[i][1].replace('*', middle);
    }
  }
  return null;
}
