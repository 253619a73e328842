require 'jwt'
require 'securerandom'

# A login token for whoever is signed in to your product. Ends after two hours, the most that is allowed.
def help_token(name:, email:)
  now = Time.now.to_i
  claims = { name: name, email: email, iat: now, exp: now + 2 * 60 * 60, jti: SecureRandom.uuid }
  JWT.encode(claims, ENV.fetch('PORCHLIGHT_WIDGET_SECRET'), 'HS256')
end

# Run by itself, it prints a token: ruby help_token.rb "Ada Lovelace" ada@acme.example
print help_token(name: ARGV[0], email: ARGV[1]) if $PROGRAM_NAME == __FILE__
