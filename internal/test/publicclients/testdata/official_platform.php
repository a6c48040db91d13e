<?php
// The platform's PHP SDK: a form, _aop_datePattern in every request, true as 1, bytes in Base64, tokens under param2, the refresh token
// as refreshToken, and every request twice.
require __DIR__ . '/member.php';
[, $base, $key, $secret, $offer, $spec, $quantity] = $argv;

function request(string $api, array $fields, ?string $token, int $times = 2)
{
    global $base, $key, $secret;
    $path = "param2/1/$api/$key";
    if ($token !== null) {
        $fields['access_token'] = $token;
    }
    $fields['_aop_datePattern'] = 'yyyyMMddHHmmssSSSZ';
    $fields['_aop_signature'] = hmac($path, $fields, $secret);
    $form = '';
    foreach ($fields as $name => $value) {
        $form .= $name . '=' . urlencode($value) . '&';
    }
    do {
        $body = post("$base/openapi/$path", $form);
    } while (--$times > 0);
    return $body;
}

$client = ['client_id' => $key, 'client_secret' => $secret];
$tokens = request('system.oauth2/getToken', [
    'code' => 'code_of_test', 'grant_type' => 'authorization_code', 'need_refresh_token' => true, 'redirect_uri' => 'default',
] + $client, null, 1);
member($tokens, 'refresh_token_timeout');
$refreshed = request('system.oauth2/getToken', [
    'refreshToken' => member($tokens, 'refresh_token'), 'grant_type' => 'refresh_token',
] + $client, null);
$token = member($refreshed, 'access_token');

member(request('com.alibaba.trade/alibaba.trade.receiveAddress.get', [], $token), 'result.receiveAddressItems.0.addressCode');
member(request('com.alibaba.product/alibaba.photobank.photo.add', [
    'webSite' => '1688', 'albumID' => 1, 'name' => 'picture', 'imageBytes' => base64_encode("\x89PNG"),
], $token), 'image.url');
$preview = request('com.alibaba.trade/alibaba.createOrder.preview', [
    'addressParam' => json_encode(['addressId' => 1]),
    'cargoParamList' => json_encode(['offerId' => (int) $offer, 'specId' => $spec, 'quantity' => (float) $quantity]),
], $token);
member($preview, 'orderPreviewResuslt.0.sumPayment');
member(request('com.alibaba.trade/alibaba.trade.getBuyerOrderList', ['isHis' => false, 'page' => 1, 'pageSize' => 20], $token), 'totalRecord');
