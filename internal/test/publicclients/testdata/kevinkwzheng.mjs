// KevinKWZheng/1688-API: POST with everything in the query, an empty body that is called a form, and one operation of version 2.
import { member, sign } from './member.mjs';

const [base, key, secret] = process.argv.slice(2);

async function request(version, api, fields) {
  const path = `param2/${version}/${api}/${key}`;
  fields.access_token = 'token_of_test';
  fields._aop_signature = sign(path, fields, secret);
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`);
  const response = await fetch(`${base}/openapi/${path}?${query.join('&')}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8', 'User-Agent': 'Ocean-SDK-Client' },
  });
  return { status: response.status, body: await response.json() };
}

const account = await request('1', 'com.alibaba.account/alibaba.account.basic', {});
member(account.body, 'result.loginId');
const roots = await request('1', 'com.alibaba.product/alibaba.category.get', { categoryID: '0' });
const categoryID = member(roots.body, 'categoryInfo.0.childCategorys.0.id');
member((await request('1', 'com.alibaba.product/alibaba.category.get', { categoryID })).body, 'categoryInfo.0.name');
const list = await request('2', 'com.alibaba.fenxiao/alibaba.pifatuan.product.detail.list', { offerIds: [610947572360] });
if (list.status !== 200) {
  console.error('the operation of version 2 is refused', list);
  process.exit(1);
}
