// Serves a site on the loopback interface through a script that Orrery generated, as the script's host would run it:
//   node serve.mjs worker|cloudfront PORT SITE
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

const [, , kind, port, site] = process.argv;

async function read(name) {
  const file = path.join(site, name);
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? readFile(file) : null;
}

// The asset server of Cloudflare Pages: x.html lives at x, x/index.html at x/, and 404.html answers for the rest.
async function asset(request) {
  const asked = decodeURIComponent(new URL(request.url).pathname);
  const etag = (bytes) => `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  const moved = (to) =>
    request.redirect === 'follow'
      ? asset(new Request(new URL(to, request.url), request))
      : new Response(null, { status: 308, headers: { location: to } });
  const hidden = ['/_worker.js', '/_headers', '/_redirects'];
  if (asked.endsWith('/index.html')) {
    return moved(asked.slice(0, -'index.html'.length));
  }
  if (asked.endsWith('.html') && (await read(asked))) {
    return moved(asked.slice(0, -'.html'.length));
  }
  const name = asked.endsWith('/') ? asked + 'index.html' : asked;
  const bytes = hidden.includes(asked) ? null : ((await read(name)) ?? (await read(name + '.html')));
  if (!bytes) {
    if (await read(name + '/index.html')) {
      return moved(asked + '/');
    }
    return new Response(await read('404.html'), { status: 404, headers: { 'content-type': 'text/html' } });
  }
  const headers = { 'content-type': 'application/x-guessed', 'cache-control': 'max-age=0', etag: etag(bytes) };
  if (request.headers.get('if-none-match') === headers.etag) {
    return new Response(null, { status: 304, headers });
  }
  headers['content-length'] = String(bytes.length);
  const range = /^bytes=([0-9]+)-([0-9]+)$/.exec(request.headers.get('range') ?? '');
  if (range) {
    const from = Number(range[1]);
    if (from >= bytes.length) {
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } });
    }
    const part = bytes.subarray(from, Number(range[2]) + 1);
    headers['content-range'] = `bytes ${from}-${from + part.length - 1}/${bytes.length}`;
    headers['content-length'] = String(part.length);
    return new Response(part, { status: 206, headers });
  }
  return new Response(request.method === 'HEAD' ? null : bytes, { status: 200, headers });
}

async function worker() {
  const module = await import(pathToFileURL(path.join(site, '_worker.js')).href);
  return async (incoming) => {
    const request = new Request(`http://127.0.0.1:${port}${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers,
    });
    const response = await module.default.fetch(request, { ASSETS: { fetch: asset } });
    return { status: response.status, headers: [...response.headers], body: Buffer.from(await response.arrayBuffer()) };
  };
}

// A distribution before a bucket whose objects were put as site.json says, JSON compressed.
async function cloudfront() {
  const sandbox = vm.createContext({});
  vm.runInContext(await readFile(path.join(site, 'hosts/cloudfront-function.js'), 'utf8'), sandbox);
  const objects = new Map(JSON.parse(await readFile(path.join(site, 'site.json'))).files.map((f) => ['/' + f.path, f]));
  // What a test added to the site stands in no site.json.
  const types = { html: 'text/html;charset=utf-8', css: 'text/css;charset=utf-8', svg: 'image/svg+xml' };
  const added = (uri) =>
    uri === '/site.json' || uri === '/SHA256SUMS'
      ? { type: uri.endsWith('json') ? 'application/json' : 'text/plain;charset=utf-8', cache: 'public, max-age=300' }
      : /added/.test(uri) && { type: types[uri.split('.').pop()], cache: 'public, max-age=31536000, immutable' };
  const wrap = (headers) => Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, { value: String(v) }]));
  const run = (type, event) =>
    JSON.parse(JSON.stringify(sandbox.handler({ version: '1.0', context: { eventType: type }, ...event })));
  const plain = (response, body) => ({
    status: response.statusCode,
    headers: Object.entries(response.headers).map(([name, header]) => [name, header.value]),
    body,
  });
  return async (incoming) => {
    const { pathname } = new URL(`http://127.0.0.1${incoming.url}`);
    const request = { method: incoming.method, uri: pathname, querystring: {}, headers: wrap(incoming.headers), cookies: {} };
    const result = run('viewer-request', { request });
    if (result.statusCode) {
      return plain(result, Buffer.alloc(0));
    }
    const object = objects.get(result.uri) ?? added(result.uri);
    let response;
    let body = object && (await read(result.uri));
    if (body) {
      const headers = { 'content-type': object.type, 'cache-control': object.cache };
      const stored = result.uri.endsWith('.json') && (await read(result.uri + '.gz'));
      if (stored) {
        headers['content-encoding'] = 'gzip';
        body = stored;
      }
      headers['content-length'] = body.length;
      response = { statusCode: 200, statusDescription: 'OK', headers: wrap(headers) };
      const range = /^bytes=([0-9]+)-([0-9]+)$/.exec(incoming.headers.range ?? '');
      if (range) {
        const from = Number(range[1]);
        const part = body.subarray(from, Number(range[2]) + 1);
        response.statusCode = 206;
        response.headers['content-range'] = { value: `bytes ${from}-${from + part.length - 1}/${body.length}` };
        response.headers['content-length'] = { value: String(part.length) };
        body = part;
      }
    } else {
      body = await read('404.html');
      response = { statusCode: 404, headers: wrap({ 'content-type': objects.get('/404.html').type }) };
    }
    return plain(run('viewer-response', { request: result, response }), body);
  };
}

const answer = await { worker, cloudfront }[kind]();
createServer(async (request, response) => {
  try {
    const made = await answer(request);
    response.writeHead(made.status, made.headers.flat());
    response.end(request.method === 'HEAD' ? undefined : made.body);
  } catch (error) {
    response.writeHead(500);
    response.end(String(error.stack));
  }
}).listen(Number(port), '127.0.0.1');
