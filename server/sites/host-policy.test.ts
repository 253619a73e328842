import assert from 'node:assert/strict';
import { it } from 'node:test';
import { hostPolicy } from './host-policy.ts';

it('a policy names the origin alone, without a path', () => {
  const policy = hostPolicy('https://example.com:8443/help');
  const origin = 'https://example.com:8443';
  assert.equal(policy, `script-src ${origin}; connect-src ${origin}; img-src ${origin}`);
});

it('an inline script is allowed by the hash of its bytes', () => {
  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  const hash = 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';
  const policy = hostPolicy('https://help.example', 'alert(1)');
  assert.ok(policy.startsWith(`script-src https://help.example '${hash}';`));
});
