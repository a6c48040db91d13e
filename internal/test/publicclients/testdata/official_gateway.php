<?php
// The gateway's PHP SDK: HTTP 1.0, everything but the address in the form, a sign in the manner of Taobao beside the secret.
require __DIR__ . '/member.php';
[, $base, $key, $secret, $offer, , , $older] = $argv + [7 => ''];

function request(string $api, array $args)
{
    global $base, $key, $secret, $older;
    $fields = ['key' => $key, 'api_name' => $api, 'dateline' => (new DateTime('now', new DateTimeZone('Asia/Shanghai')))->format('Y-m-d H:i:s')] + $args;
    ksort($fields);
    $text = '';
    foreach ($fields as $name => $value) {
        $text .= $name . $value;
    }
    $fields += ['sign' => strtoupper(md5($secret . $text . $secret)), 'secret' => $secret, 'guest_ip' => '192.0.2.1', 'cache' => 'no'];
    $fields += ['lang' => 'cn', 'desc_lang' => 'cn', 'prop_lang' => 'cn'];
    $address = $older ? 'api_call.php?' : "$api/?";
    return post("$base/1688/$address", http_build_query($fields), [CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_0]);
}

$item = request('item_get', ['num_iid' => $offer]);
foreach (['num_iid', 'title', 'price', 'pic_url', 'item_imgs.0.url', 'props_list', 'skus.sku.0.sku_id'] as $path) {
    member($item, "item.$path");
}
member(request('item_search', ['q' => '连衣裙', 'page' => 1]), 'items.item.0.num_iid');
member(request('seller_info', ['nick' => member($item, 'item.seller_info.sid')]), 'user');
