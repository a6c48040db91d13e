// Signs a request of the open platform: the path from param2 on, then name and value of every field, sorted.
const [address, query = ''] = bru.interpolate(req.getUrl()).split('?'); // a time must not change once signed
const sent = query.split('&').filter((field) => !field.startsWith('_aop_signature='));
if (sent.length < query.split('&').length) {
  const form = Array.isArray(req.getBody()) ? req.getBody() : [];
  const fields = sent.map((field) => decodeURIComponent(field.replace('=', '')))
    .concat(form.filter((field) => field.enabled !== false && field.type !== 'file') // files are not signed
      .map((field) => field.name + bru.interpolate(field.value))).sort();
  const path = address.slice(address.indexOf('/param2/') + 1);
  const signature = require('crypto-js').HmacSHA1(path + fields.join(''), bru.interpolate('{{appSecret}}'));
  req.setUrl(address + '?' + sent.concat('_aop_signature=' + signature.toString().toUpperCase()).join('&'));
}
