import os
import sys
import time
import uuid

import jwt  # PyJWT


def help_token(name: str, email: str) -> str:
    """A login token for whoever is signed in to your product. Ends after two hours, the most that is allowed."""
    now = int(time.time())
    claims = {"name": name, "email": email, "iat": now, "exp": now + 2 * 60 * 60, "jti": str(uuid.uuid4())}
    return jwt.encode(claims, os.environ["PORCHLIGHT_WIDGET_SECRET"], algorithm="HS256")


# Run by itself, it prints a token: python3 help_token.py "Ada Lovelace" ada@acme.example
if __name__ == "__main__":
    print(help_token(sys.argv[1], sys.argv[2]), end="")
