<?php
// javareact/alibaba-open and its copies: every argument in the query, not encoded, and again in the parts of multipart/form-data; or
// the query alone.
require __DIR__ . '/member.php';
[, $base, $key, $secret] = $argv;

function url(string $api, array $fields): string
{
    global $base, $key, $secret;
    $path = "param2/1/$api/$key";
    $query = '';
    foreach ($fields as $name => $value) {
        $query .= $name . '=' . $value . '&';
    }
    return "$base/openapi/$path?{$query}_aop_signature=" . hmac($path, $fields, $secret);
}

$fields = ['access_token' => 'token_of_test', 'page' => '1', 'pageSize' => '10'];
$orders = 'com.alibaba.trade/alibaba.trade.getBuyerOrderList';
member(post(url($orders, $fields), $fields), 'totalRecord');
member(json_decode(file_get_contents(url($orders, $fields)), true), 'totalRecord');
$fields = ['access_token' => 'token_of_test', 'addressInfo' => '浙江省杭州市滨江区网商路699号'];
member(post(url('com.alibaba.trade/alibaba.trade.addresscode.parse', $fields), $fields), 'result.addressCode');
