// For clients that a generator made from the documents, in JavaScript and TypeScript. No dependencies.

const ids = /(^|_)(i|c|s)?ids?$|I[dD]s?(List)?$/;
const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Returns the text of a JSON body with the ids in quotes: JSON.parse would round those of 17 digits and more. */
export function quoteIDs(text) {
  let name = '';
  return text.replace(tokens, (token, key, colon) => {
    if (colon) name = key;
    return key === undefined && ids.test(name) ? `"${token}"` : token;
  });
}

/** Is fetch, but for the ids of JSON responses, which are texts. */
export async function fetchIDs(input, init) {
  const response = await fetch(input, init);
  if (!(response.headers.get('content-type') ?? '').includes('json')) return response;
  return new Response(quoteIDs(await response.text()), response);
}

const withCommas = ['subUserIdentityList'];

/** Returns a form as the open platform takes it: an object or a list in a field is JSON text. */
export function form(body) {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined || value === null) continue;
    const json = typeof value === 'object' && !withCommas.includes(name);
    fields.append(name, json ? JSON.stringify(value) : String(value));
  }
  return fields;
}

/** Returns a fetch that signs requests of the open platform with the secret of the application. */
export function signing(secret, send = fetchIDs) {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    url.searchParams.delete('_aop_signature');
    const fields = [...url.searchParams, ...await formOf(request)].filter(([, value]) => typeof value === 'string');
    const path = decodeURIComponent(url.pathname).replace(/^(.*?openapi)?\//, '');
    const text = path + fields.map(([name, value]) => name + value).sort().join('');
    url.searchParams.set('_aop_signature', await hmac(secret, text));
    const body = request.body ? await request.arrayBuffer() : undefined;
    return send(url, { method: request.method, headers: request.headers, body });
  };
}

async function formOf(request) {
  return request.body ? [...await request.clone().formData()] : [];
}

async function hmac(secret, text) {
  const encoder = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('').toUpperCase();
}
