// The calls that a client makes of a document: one an operation, with what is required and the example of the form.
import { readFileSync } from 'node:fs';

/** Returns a call for every operation: its id, and the arguments by position. */
export function calls(file) {
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const follow = (part) => part?.$ref
    ? follow(part.$ref.split('/').slice(1).reduce((at, key) => at[key.replace(/~1/g, '/')], document)) : part;
  const all = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const call = { id: operation.operationId, method, url: path, path: {}, query: {} };
      const oneOf = operation['x-requires-one-of']?.[0];
      for (const parameter of (operation.parameters ?? []).map(follow)) {
        const wanted = parameter.required || parameter.name === oneOf;
        if (wanted && call[parameter.in]) call[parameter.in][parameter.name] = parameter.example;
      }
      const content = operation.requestBody?.content ?? {};
      const [type] = Object.keys(content);
      if (type) {
        call.parts = type === 'multipart/form-data';
        call.body = content[type].example ?? follow(content[type].schema).example ?? {};
      }
      all.push(call);
    }
  }
  return all;
}

/** Reports the outcome of a call as a line of JSON: an empty error is a success. */
export function report(call, status, body) {
  const code = body?.error_code;
  const failed = status !== 200 || (code !== undefined && !/^0*$/.test(code));
  const message = body?.error_message ?? body?.error ?? body?.reason ?? String(body);
  console.log(JSON.stringify({ operation: call.id, error: failed ? `HTTP ${status} ${code ?? ''} ${message}` : '' }));
}
