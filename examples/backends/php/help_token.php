<?php

declare(strict_types=1);

/** A login token for whoever is signed in to your product. Ends after two hours, the most that is allowed. */
function help_token(string $name, string $email): string
{
    $now = time();
    $claims = ['name' => $name, 'email' => $email, 'iat' => $now, 'exp' => $now + 2 * 60 * 60, 'jti' => bin2hex(random_bytes(16))];
    $signed = part(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . part($claims);
    return $signed . '.' . base64url(hash_hmac('sha256', $signed, (string) getenv('PORCHLIGHT_WIDGET_SECRET'), true));
}

function part(array $values): string
{
    return base64url(json_encode($values, JSON_THROW_ON_ERROR));
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

// Run by itself, it prints a token: php help_token.php "Ada Lovelace" ada@acme.example
if (realpath($_SERVER['SCRIPT_FILENAME']) === __FILE__) {
    echo help_token($argv[1], $argv[2]);
}
