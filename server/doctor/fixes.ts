import type { ErrorCode } from '../../contract/errors.ts';
import type { Algorithm } from '../../contract/token.ts';

/** One line that mends a token, in each language that backends are mostly written in. */
export interface Fixes {
  readonly node: string;
  readonly python: string;
  readonly ruby: string;
  readonly php: string;
  readonly go: string;
}

const times: Fixes = {
  node: 'const claims = { ...reader, iat: Math.floor(Date.now() / 1000), exp: Math.floor(Date.now() / 1000) + 7200 };',
  python: 'claims = {**reader, "iat": int(time.time()), "exp": int(time.time()) + 7200}',
  ruby: 'claims = reader.merge(iat: Time.now.to_i, exp: Time.now.to_i + 7200)',
  php: "$claims = $reader + ['iat' => time(), 'exp' => time() + 7200];",
  go: 'claims["iat"], claims["exp"] = time.Now().Unix(), time.Now().Unix()+7200',
};

const claims: Fixes = {
  node: 'const claims = { name: user.name, email: user.email, exp: Math.floor(Date.now() / 1000) + 7200 };',
  python: 'claims = {"name": user.name, "email": user.email, "exp": int(time.time()) + 7200}',
  ruby: 'claims = { name: user.name, email: user.email, exp: Time.now.to_i + 7200 }',
  php: "$claims = ['name' => $user->name, 'email' => $user->email, 'exp' => time() + 7200];",
  go: 'claims := jwt.MapClaims{"name": user.Name, "email": user.Email, "exp": time.Now().Unix() + 7200}',
};

/** The private key is the PEM that was shown once. */
const signingWithPair: Fixes = {
  node: "const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(await importPKCS8(pem, 'EdDSA')); // jose",
  python: 'token = jwt.encode(claims, pem, algorithm="EdDSA")  # PyJWT with cryptography',
  ruby: "token = JWT.encode(claims, OpenSSL::PKey.read(pem), 'EdDSA') # ruby-jwt with jwt-eddsa",
  php: "$token = JWT::encode($claims, $privateKey, 'EdDSA'); // firebase/php-jwt; the sodium key in base64",
  go: 'token, err := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims).SignedString(privateKey)',
};

/** The secret is used as it is written: neither base64 nor hex is decoded. */
function signing(alg: Algorithm): Fixes {
  if (alg === 'EdDSA') return signingWithPair;
  return {
    node: `const token = jwt.encode(claims, secret, '${alg}'); // jwt-simple; the secret as text`,
    python: `token = jwt.encode(claims, secret, algorithm="${alg}")  # PyJWT; the secret as text`,
    ruby: `token = JWT.encode(claims, secret, '${alg}') # ruby-jwt; the secret as text`,
    php: `$token = JWT::encode($claims, $secret, '${alg}'); // firebase/php-jwt; the secret as text`,
    go: `token, err := jwt.NewWithClaims(jwt.SigningMethod${alg}, claims).SignedString([]byte(secret))`,
  };
}

const byCode: Partial<Record<ErrorCode, (alg: Algorithm) => Fixes>> = {
  token_expired: () => times,
  token_not_yet_valid: () => times,
  lifetime_too_long: () => times,
  claim_missing: () => claims,
  claim_invalid: () => claims,
  token_malformed: signing,
  token_not_canonical: signing,
  alg_not_allowed: signing,
  signature_invalid: signing,
  key_unknown: signing,
  key_revoked: signing,
};

/** Null where no line of code helps. @param alg what the door's keys are pinned to */
export function fixesFor(code: ErrorCode, alg: Algorithm): Fixes | null {
  return byCode[code]?.(alg) ?? null;
}
