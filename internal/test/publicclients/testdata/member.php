<?php
// Returns the member that a dotted path names, or ends the program.
function member($body, string $path)
{
    $value = $body;
    foreach (explode('.', $path) as $name) {
        if (!is_array($value) || !array_key_exists($name, $value)) {
            fwrite(STDERR, "$path is missing in " . json_encode($body, JSON_UNESCAPED_UNICODE) . "\n");
            exit(1);
        }
        $value = $value[$name];
    }
    return $value;
}

function post(string $url, $body, array $options = [])
{
    $curl = curl_init($url);
    curl_setopt_array($curl, $options + [CURLOPT_RETURNTRANSFER => 1, CURLOPT_POST => 1, CURLOPT_POSTFIELDS => $body]);
    $text = curl_exec($curl);
    $decoded = json_decode((string) $text, true);
    if ($decoded === null) {
        fwrite(STDERR, "$url returned no JSON: $text\n");
        exit(1);
    }
    return $decoded;
}

function hmac(string $path, array $fields, string $secret): string
{
    $pairs = [];
    foreach ($fields as $name => $value) {
        $pairs[] = $name . $value;
    }
    sort($pairs, SORT_STRING);
    return strtoupper(hash_hmac('sha1', $path . implode('', $pairs), $secret));
}
