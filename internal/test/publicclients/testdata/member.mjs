import { createHmac } from 'node:crypto';

// member returns the member that a dotted path names, or ends the program.
export function member(body, path) {
  const value = path.split('.').reduce((v, name) => v?.[name], body);
  if (value === undefined) {
    console.error(`${path} is missing in ${JSON.stringify(body)}`);
    process.exit(1);
  }
  return value;
}

export function sign(path, fields, secret) {
  const pairs = Object.entries(fields).map(([name, value]) => name + (typeof value === 'string' ? value : JSON.stringify(value)));
  return createHmac('sha1', secret).update(path + pairs.sort().join('')).digest('hex').toUpperCase();
}
