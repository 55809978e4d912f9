/** An environment in which nothing is missing or contradicts itself. */
export const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://news.example.org',
  DATABASE_URL: 'postgres://northlight:db-password@db.example.org/northlight',
  KEYS_FILE: '/etc/northlight/keys.json',
  MAIL_URL: 'smtps://northlight:mail-password@smtp.example.org',
}

/** Both ways for mail, without a word on which is the usual one. */
export const both = { ...production, RESEND_API_KEY: 'a-key' }

export const rsa = { DKIM_DOMAIN: 'news.example.org', DKIM_SELECTOR: 'a', DKIM_KEY_FILE: 'dkim.pem' }

export const ed25519 = { DKIM_ED25519_SELECTOR: 'b', DKIM_ED25519_KEY_FILE: '/etc/northlight/ed25519.pem' }

/** A signing secret of the form that Resend gives out. */
export function whsec(digit: string): string {
  return `whsec_${digit.repeat(32)}`
}
