// Sends every call of a document by hand, signed where it must be, and reports its outcome, and what a Prism proxy on the
// way finds wrong with it: send-prism.mjs <document> <address>.
import { calls, report } from './calls.mjs';
import { form, signing } from '../../../docs/assets/ali1688.mjs';

const [document, address] = process.argv.slice(2);
for (const call of calls(document)) {
  const platform = call.url.includes('{appKey}');
  const send = platform ? signing('SECRET', fetch) : fetch;
  const url = new URL(address + call.url.replace('{appKey}', '1000000'));
  const query = platform ? { access_token: 'TEST', ...call.query } : { key: 'TEST', secret: 'TEST', ...call.query };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  if (call.parts) continue; // a file, which the example does not have
  const response = await send(url, { method: call.method.toUpperCase(), body: call.body && form(call.body) });
  const found = errors(response.headers.get('sl-violations') ?? '');
  if (found.length === 0) report(call, response.status, await response.json());
  else console.log(JSON.stringify({ operation: call.id, error: found.join('; ') }));
}

// errors returns the rules that are broken, each once. Prism cuts a long list in the middle of its JSON.
function errors(violations) {
  const found = violations.matchAll(/"severity":"Error"[^}]*?"message":"((?:[^"\\]|\\.)*)"/g);
  return [...new Set([...found].map(([, message]) => message.match(/must .*/)?.[0] ?? message))];
}
