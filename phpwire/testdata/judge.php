<?php
// The judge of the tests: what PHP itself makes of a value. It answers every line of the input with one line.
// A line is the name of a format (serialize, json or var_export) and base64 of a value in that format, with a space
// between. The answer is base64 of all encodings of the value, with spaces between, or "-" for what PHP refuses.
// The line "version " asks for the version of PHP.

ini_set('precision', '17');
ini_set('serialize_precision', '-1');
ini_set('memory_limit', '-1');
error_reporting(0);

// read gives a list with the value, or null if PHP refuses the text.
function read(string $question, string $text): ?array {
    if ($question === 'serialize') {
        $value = unserialize($text, ['allowed_classes' => false]);
        return $value === false && $text !== 'b:0;' ? null : [$value];
    }
    if ($question === 'json') {
        $value = json_decode($text, true);
        return json_last_error() === JSON_ERROR_NONE ? [$value] : null;
    }
    try {
        return [eval("return $text;")];
    } catch (ParseError $e) {
        return null;
    }
}

// encodings are serialize, var_export, json and jsonu of a value; false where PHP refuses.
function encodings($value): array {
    return [serialize($value), var_export($value, true), json_encode($value), json_encode($value, JSON_UNESCAPED_UNICODE)];
}

function answer(string $question, string $text): string {
    $value = read($question, $text);
    if ($value === null) {
        return '-';
    }
    $parts = array_map(fn($part) => $part === false ? '-' : base64_encode($part), encodings($value[0]));
    return implode(' ', $parts);
}

while (($line = fgets(STDIN)) !== false) {
    [$question, $text] = explode(' ', rtrim($line, "\n"));
    if ($question === 'version') {
        echo PHP_VERSION, "\n";
        continue;
    }
    echo answer($question, base64_decode($text)), "\n";
}
