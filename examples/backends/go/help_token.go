package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// HelpToken makes a login token for whoever is signed in to your product. It ends after two hours, the most
// that is allowed.
func HelpToken(secret, name, email string) (string, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", err
	}
	now := time.Now().Unix()
	claims, err := json.Marshal(map[string]any{
		"name": name, "email": email, "iat": now, "exp": now + 2*60*60, "jti": hex.EncodeToString(id),
	})
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode(claims)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(signed))
	return signed + "." + encode(mac.Sum(nil)), nil
}

// Run by itself, it prints a token: go run help_token.go "Ada Lovelace" ada@acme.example
func main() {
	token, err := HelpToken(os.Getenv("PORCHLIGHT_WIDGET_SECRET"), os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(token)
}
