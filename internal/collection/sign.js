// Signs a request of the open platform: the path from param2 on, then name and value of every field, sorted.
const signature = pm.request.url.query.find((field) => field.key === '_aop_signature');
if (signature) {
  const value = (text) => pm.variables.replaceIn(text || '');
  const form = pm.request.body && pm.request.body.urlencoded ? pm.request.body.urlencoded.all() : [];
  pm.request.url.query.each((field) => { field.value = value(field.value); }); // a time must not change once signed
  const fields = pm.request.url.query.all().concat(form)
    .filter((field) => !field.disabled && field !== signature)
    .map((field) => field.key + value(field.value)).sort();
  const path = value(pm.request.url.path.join('/'));
  signature.value = CryptoJS.HmacSHA1(path + fields.join(''), pm.variables.get('appSecret')).toString().toUpperCase();
}
