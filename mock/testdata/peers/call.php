<?php
// Calls the gateway as the PHP sample of the provider's pages does: GET with everything in the query, gzip welcome.
$base = $argv[1];
$curl = curl_init();
curl_setopt($curl, CURLOPT_URL, $base . "/1688/item_get/?key=<key>&&num_iid=610947572360&&lang=zh-CN&secret=<secret>");
curl_setopt($curl, CURLOPT_CUSTOMREQUEST, "GET");
curl_setopt($curl, CURLOPT_FAILONERROR, false);
curl_setopt($curl, CURLOPT_RETURNTRANSFER, true);
curl_setopt($curl, CURLOPT_ENCODING, "gzip");
$answer = json_decode(curl_exec($curl), true);
if (curl_errno($curl) || $answer === null || $answer["error_code"] !== "0000") {
    fwrite(STDERR, "failed: " . curl_error($curl) . " " . json_encode($answer) . "\n");
    exit(1);
}
echo $answer["item"]["num_iid"], " ", $answer["item"]["title"], "\n";
