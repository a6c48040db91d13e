<?php
// Calls the gateway in the way of the provider's PHP SDK of 2022: everything in the body of a POST, key and secret too,
// nothing in the URL, no slash behind the operation, HTTP/1.0, no User-Agent, and a sign of its own. Written from a
// description of its requests; none of its code is here. Prints the decoded answer as JSON.
//
//   php sdk.php BASE KEY SECRET PLATFORM/API PARAMETERS-AS-JSON [SPOILT]
//
// SPOILT is "sign" for a wrong one, or a dateline to send in place of the time.
[, $base, $key, $secret, $call, $given] = $argv;
$spoilt = $argv[6] ?? '';
date_default_timezone_set('Asia/Shanghai');

$business = json_decode($given, true, 512, JSON_THROW_ON_ERROR);
$format = $business['result_type'] ?? 'json';
if ($format === 'json') {
    unset($business['result_type']); // sent only if it is another
}
$signed = [
    'key' => $key,
    'api_name' => basename($call),
    'dateline' => $spoilt !== '' && $spoilt !== 'sign' ? $spoilt : date('Y-m-d H:i:s'),
] + $business;
// These are added after the sign was made.
$later = ['secret' => $secret, 'cache' => 'no', 'source_data' => 'yes', 'lang' => 'cn', 'desc_lang' => 'cn', 'prop_lang' => 'cn'];
$body = $signed + $later + ['sign' => $spoilt === 'sign' ? str_repeat('0', 32) : signOf($signed, $secret)];

$answer = decoded($format, send($base . '/' . $call . '?', http_build_query($body)));
echo json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR), "\n";

function signOf(array $parameters, string $secret): string
{
    ksort($parameters);
    $text = $secret;
    foreach ($parameters as $name => $value) {
        if (substr($value, 0, 1) !== '@') {
            $text .= $name . $value;
        }
    }
    return strtoupper(md5($text . $secret));
}

function send(string $url, string $body): string
{
    $curl = curl_init($url);
    curl_setopt_array($curl, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => $body,
        CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_0,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 15,
    ]);
    $answer = curl_exec($curl);
    if ($answer === false || curl_getinfo($curl, CURLINFO_RESPONSE_CODE) !== 200) {
        fail('no answer: ' . curl_error($curl));
    }
    return $answer;
}

// decoded reads an answer with PHP's own means, and makes sure that PHP would have written the very same bytes.
function decoded(string $format, string $answer): array
{
    switch ($format) {
        case 'json':
            $value = json_decode($answer, true);
            $again = json_encode($value);
            break;
        case 'jsonu':
            $value = json_decode($answer, true);
            $again = json_encode($value, JSON_UNESCAPED_UNICODE);
            break;
        case 'serialize':
            $value = unserialize($answer, ['allowed_classes' => false]);
            $again = serialize($value);
            break;
        case 'var_export':
            $value = eval('return ' . $answer . ';'); // from the mock in the same test
            $again = var_export($value, true);
            break;
        default:
            fail("$format is not read here");
    }
    // Without a result_type the mock writes fewer escapes than PHP does.
    if (!is_array($value) || $format !== 'json' && $again !== $answer) {
        fail("PHP would not have written this $format: " . substr($answer, 0, 200));
    }
    return $value;
}

function fail(string $why): never
{
    fwrite(STDERR, $why . "\n");
    exit(1);
}
