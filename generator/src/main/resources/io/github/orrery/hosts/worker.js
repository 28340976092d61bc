// Written by Orrery: the worker of Cloudflare Pages' advanced mode. It gives each file its type and cache policy, and
// answers /repo, /repo-1.7 and /package/<name> by the cluster that asks.
@NEGOTIATION@
function typeOf(path) {
  for (var i = 0; i < site.versions.length; i++) {
    var shard = site.shards.replace('#', site.versions[i]).split('*');
    if (
      path === site.index.replace('#', site.versions[i]) ||
      (shard.length === 2 && path.startsWith(shard[0]) && path.endsWith(shard[1]))
    ) {
      return site.indexTypes[i];
    }
  }
  var file = path.endsWith('/') ? path + 'index.html' : path;
  return site.types[file] || site.types[file.slice(file.lastIndexOf('.') + 1)] || 'application/octet-stream';
}

function cacheOf(path) {
  var file = path.replace(/\.gz$/, '').replace(/\.content_type$/, '.json');
  if (typeOf(file).startsWith(site.indexType)) {
    return site.caches.index;
  }
  if (path === site.commitRecord.path) {
    return site.commitRecord.cache;
  }
  var isImmutable = site.immutable.some(function (directory) {
    return path.startsWith(directory);
  });
  return isImmutable ? site.caches.immutable : site.caches.page;
}

// Cloudflare puts a header of its own into the place of the client's, and tells the client's beside it.
function acceptsGzip(request) {
  var accepted = (request.cf ? request.cf.clientAcceptEncoding : request.headers.get('accept-encoding')) || '';
  return accepted.split(',').some(function (coding) {
    var parts = coding.toLowerCase().split(';');
    return parts[0].trim() === 'gzip' && !/^\s*q=0(?:\.0*)?\s*$/.test(parts[1] || '');
  });
}

// A file of the site. Pages sends readers of x.html to x and of x/index.html to x/: here each file keeps its own URL.
async function file(request, env, path) {
  var asked = new URL(path, request.url);
  var as = { method: request.method, headers: request.headers, redirect: 'manual' };
  var found = await env.ASSETS.fetch(new Request(asked, as));
  if (found.status >= 300 && found.status < 400 && found.headers.has('location') && path.endsWith('.html')) {
    var moved = new URL(found.headers.get('location'), asked);
    found = await env.ASSETS.fetch(new Request(moved, as));
  }
  return found;
}

function isThere(response) {
  return response.status === 200 || response.status === 206 || response.status === 304;
}

function answer(request, found, path, coding, isNegotiated) {
  var headers = new Headers(found.headers);
  var body = request.method === 'HEAD' || found.status === 304 ? null : found.body;
  headers.delete('content-encoding');
  headers.delete('cache-control');
  if (isThere(found)) {
    headers.set('content-type', typeOf(path));
    headers.set('cache-control', cacheOf(path));
  } else if (found.status === 404) {
    headers.set('content-type', site.types.html);
  }
  if (coding === 'gzip') {
    headers.set('content-encoding', 'gzip');
  } else if (coding === 'gunzip') {
    headers.delete('content-length');
    headers.delete('etag');
    body = body && body.pipeThrough(new DecompressionStream('gzip'));
  }
  var vary = (isNegotiated ? ['@VARY@'] : []).concat(path.endsWith('.json') ? ['Accept-Encoding'] : []);
  if (vary.length > 0) {
    headers.set('vary', vary.join(', '));
  }
  for (var name in site.headers) {
    headers.set(name, site.headers[name]);
  }
  return new Response(body, {
    status: found.status,
    headers: headers,
    encodeBody: coding === 'gzip' ? 'manual' : 'automatic',
  });
}

async function missing(request, env, isNegotiated) {
  var page = await file(new Request(request.url, { method: request.method }), env, site.notFound);
  var response = new Response(page.body, { status: 404, headers: page.headers });
  return answer(request, response, '', '', isNegotiated);
}

export default {
  async fetch(request, env) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answer(request, new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } }), '', '', false);
    }
    var asked = new URL(request.url).pathname;
    var target = negotiate(asked, request.headers.get('accept') || '', request.headers.get('user-agent') || '');
    var isNegotiated = target !== null;
    var path = isNegotiated ? target : successor(asked) || asked;
    if (path === '' || /\/\.(?!well-known\/)/.test(path)) {
      return missing(request, env, isNegotiated);
    }
    if (path.endsWith('.json') && acceptsGzip(request)) {
      var stored = await file(request, env, path + '.gz');
      if (isThere(stored)) {
        return answer(request, stored, path, 'gzip', isNegotiated);
      }
    }
    var plain = await file(request, env, path);
    if (plain.status === 404 && path.endsWith('.json')) {
      // Where a file is too large for the host, only its compressed form was sent there.
      var whole = new Request(request.url, { method: request.method });
      var compressed = await file(whole, env, path + '.gz');
      if (isThere(compressed)) {
        return answer(request, compressed, path, 'gunzip', isNegotiated);
      }
    }
    if (plain.status === 404) {
      return missing(request, env, isNegotiated);
    }
    if (plain.status === 307 || plain.status === 308) {
      plain = new Response(null, { status: 301, headers: { location: plain.headers.get('location') } });
    }
    return answer(request, plain, path, '', isNegotiated);
  },
};
