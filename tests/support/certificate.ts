import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openssl } from './test-programs.ts'

/** A key, and a certificate that vouches for itself at `127.0.0.1`, in PEM. @throws Error where there is no `openssl` */
export function makeCertificate(): { readonly key: string; readonly cert: string } {
  if (openssl === null) throw new Error('There is no openssl here.')
  const directory = mkdtempSync(join(tmpdir(), 'northlight-tls-'))
  const [keyFile, certFile] = [join(directory, 'key.pem'), join(directory, 'cert.pem')]
  const request = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost'.split(' ')
  try {
    execFileSync(
      openssl,
      [...request, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile],
      { stdio: 'ignore' },
    )
    return { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') }
  } finally {
    rmSync(directory, { recursive: true })
  }
}
