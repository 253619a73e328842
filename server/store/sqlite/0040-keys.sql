-- Secrets are sealed under the master key: `secret` is empty once `sealed_secret` holds it.
alter table signing_key add column sealed_secret text;
-- Of an EdDSA key: its public half (JSON), or where a set of public keys is read from.
alter table signing_key add column public_jwk text;
alter table signing_key add column jwks_url text;
