// Written by Orrery: a CloudFront Function (runtime cloudfront-js-2.0) for a site in a bucket. Associate it with both
// the viewer-request and the viewer-response event of the distribution.
@NEGOTIATION@
function header(request, name) {
  var found = request.headers[name];
  if (!found) {
    return '';
  }
  return found.multiValue
    ? found.multiValue
        .map(function (one) {
          return one.value;
        })
        .join(', ')
    : found.value;
}

function decorate(response, isNegotiated) {
  for (var name in site.headers) {
    response.headers[name] = { value: site.headers[name] };
  }
  if (isNegotiated) {
    response.headers.vary = { value: '@VARY@, Accept-Encoding' };
  }
  return response;
}

// The negotiated URLs, and what they lead to: at the response it is not known which of them the viewer asked for.
function mayBeNegotiated(uri) {
  return negotiate(uri, '', '') !== null || /\.(?:json|zip)$/.test(uri);
}

function handler(event) {
  var request = event.request;
  if (event.context.eventType === 'viewer-response') {
    return decorate(event.response, mayBeNegotiated(request.uri));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return decorate({ statusCode: 405, statusDescription: 'Method Not Allowed', headers: {} }, false);
  }
  var target = negotiate(request.uri, header(request, 'accept'), header(request, 'user-agent'));
  if (target === '' || /\/\.(?!well-known\/)/.test(request.uri)) {
    return decorate({ statusCode: 404, statusDescription: 'Not Found', headers: {} }, true);
  }
  if (target === null) {
    target = successor(request.uri);
  }
  if (target !== null) {
    request.uri = target;
  } else if (request.uri.endsWith('/')) {
    request.uri += 'index.html';
  } else if (/^\/packages\/[^\/]+$/.test(request.uri)) {
    return decorate(
      { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: request.uri + '/' } } },
      false
    );
  }
  return request;
}
