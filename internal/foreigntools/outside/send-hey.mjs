// Calls every operation with the client that hey-api made: send-hey.mjs <folder of its JavaScript> <document> <address>.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { calls, report } from './calls.mjs';
import { fetchIDs, form, signing } from '../../../docs/assets/ali1688.mjs';

const [folder, document, address] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const sdk = require(resolve(folder, 'sdk.gen.js'));
const { client } = require(resolve(folder, 'client.gen.js'));
client.setConfig({
  baseUrl: address, fetch: address.endsWith('/openapi') ? signing('SECRET') : fetchIDs, auth: (scheme) => scheme.name === 'sign' ? undefined : 'TEST',
});

const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const functions = Object.fromEntries(Object.keys(sdk).map((name) => [plain(name), sdk[name]]));
for (const call of calls(document)) {
  const options = { path: call.path, query: call.query, body: call.body };
  if (call.body && !call.parts) options.bodySerializer = form;
  const { data, error, response } = await functions[plain(call.id)](options);
  report(call, response?.status, data ?? error);
}
