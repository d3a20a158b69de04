#!/bin/sh
# Makes .env beside docker-compose.yml with the secrets that it asks for: sh deploy/docker/make-env.sh
# What is there already stays as it is; only missing names are added. Needs nothing but a POSIX shell.
set -eu
cd "$(dirname "$0")/../.."
file=${1:-.env}
umask 077
touch "$file"
chmod 600 "$file"
# A last line that does not end would take the next name into its value.
[ -z "$(tail -c 1 "$file")" ] || echo >>"$file"

add() { # name value
  if ! grep -q "^$1=." "$file"; then
    printf '%s=%s\n' "$1" "$2" >>"$file"
    echo "made $1"
  fi
}
secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }

# IDENTITY_KEY names every customer and is for ever: with another one all history would belong to strangers.
for name in IDENTITY_KEY GRPC_TOKEN_SECRET COOKIE_SECRET IN_APP_JWT_SECRET LINK_SECRET; do
  add "$name" "$(secret)"
done
# Of the playground's accounts; write those of real ones here instead.
add EMAIL_RELAY_URL "smtp://onethread:$(secret)@playground:2526"
add TELEGRAM_BOT_TOKEN "7000000001:$(secret)"
for name in MESSENGER_APP_SECRET MESSENGER_VERIFY_TOKEN MESSENGER_PAGE_ACCESS_TOKEN TWILIO_AUTH_TOKEN \
  INSTAGRAM_APP_SECRET INSTAGRAM_VERIFY_TOKEN INSTAGRAM_ACCESS_TOKEN \
  WHATSAPP_APP_SECRET WHATSAPP_VERIFY_TOKEN WHATSAPP_ACCESS_TOKEN TELEGRAM_WEBHOOK_SECRET; do
  add "$name" "$(secret)"
done
echo "$file holds the secrets of this installation: keep a copy with the backup, above all of IDENTITY_KEY."
