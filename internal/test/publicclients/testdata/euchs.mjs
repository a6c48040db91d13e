// euchs-new: item_get and searches of 1688global, and the platform through custom, with ids as text.
import { member } from './member.mjs';

const [base, key, secret] = process.argv.slice(2);

async function request(api, args) {
  const response = await fetch(`${base}/1688global/${api}/?${new URLSearchParams({ key, secret, ...args })}`);
  const body = await response.json();
  if (!['0', '0000'].includes(member(body, 'error_code'))) {
    console.error(api, args, body);
    process.exit(1);
  }
  return body;
}

async function custom(method, args) {
  return member(await request('custom', { method, _o_args: JSON.stringify(args), lang: 'zh-CN' }), 'response');
}

const search = await request('item_search', { q: 'dress', page: '1', page_size: '20', lang: 'en' });
const numIid = String(member(search, 'items.item.0.num_iid'));
member(await request('item_get', { num_iid: numIid, lang: 'zh-CN', cache: 'no' }), 'item.title');

const offerQueryParam = { keyword: 'dress', beginPage: 1, pageSize: 20, country: 'ko' };
member(await custom('com.alibaba.fenxiao.crossborder/product.search.keywordQuery', { offerQueryParam }), 'data.0.subjectTrans');
const detail = await custom('com.alibaba.fenxiao.crossborder/product.search.queryProductDetail', { offerDetailParam: { offerId: numIid, country: 'ko' } });
for (const path of ['subject', 'subjectTrans', 'productAttribute.0.attributeName']) member(detail, path);
const sku = member(detail, 'productSkuInfos').find((s) => s.amountOnSale > 100) ?? detail.productSkuInfos[0];
const addresses = await custom('com.alibaba.trade/alibaba.trade.receiveAddress.get', {});
const addressId = String(member(addresses, 'receiveAddressItems.0.id'));
const made = await custom('com.alibaba.trade/alibaba.trade.fastCreateOrder', {
  flow: 'general',
  addressParam: { addressId },
  cargoParamList: [{ offerId: numIid, specId: sku.specId, quantity: Math.max(1, member(detail, 'minOrderQuantity')) }],
});
const orderId = String(member(made, 'orderId'));
member(await custom('com.alibaba.trade/alibaba.trade.pay.protocolPay.isopen', {}), 'paymentAgreements');
member(await custom('com.alibaba.trade/alibaba.alipay.url.get', { orderIdList: [orderId] }), 'payUrl');
