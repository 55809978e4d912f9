import { post } from '../request.ts'

/** Whether this browser can use a passkey at all. */
export const hasPasskeys = typeof PublicKeyCredential === 'function'

/** Where the API makes a challenge for a passkey that there is. */
const challengePath = '/api/auth/passkey/generate-authenticate-options'

/**
 * Asks the device for a passkey and shows it to the API, which signs in or confirms with it.
 * @returns false when the person let go of the question of their device
 * @throws Problem
 */
export async function showPasskey(answerPath: string): Promise<boolean> {
  const options = readOptions<PublicKeyCredentialRequestOptionsJSON>(await post(challengePath))
  const credential = await ask(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
  )
  if (credential === null) return false
  await post(answerPath, { response: credential.toJSON() })
  return true
}

/**
 * Makes a passkey on this device and shows it to the API, which keeps its public half.
 * @param password asked of who has no second factor yet
 * @returns false when the person let go of the question of their device
 * @throws Problem
 */
export async function makePasskey(name: string, password: string): Promise<boolean> {
  const options = readOptions<PublicKeyCredentialCreationOptionsJSON>(
    await post('/api/auth/passkey/generate-register-options', { password }),
  )
  const credential = await ask(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  )
  if (credential === null) return false
  await post('/api/auth/passkey/verify-registration', { response: credential.toJSON(), name })
  return true
}

/** What the API asks a device; the browser checks its form when it reads it. */
function readOptions<Options extends { challenge: string }>(options: unknown): Options {
  if (!isOptions<Options>(options)) throw new Error('The API sent no options for a passkey.')
  return options
}

function isOptions<Options>(options: unknown): options is Options {
  return typeof options === 'object' && options !== null && 'challenge' in options
}

async function ask(question: () => Promise<Credential | null>): Promise<PublicKeyCredential | null> {
  try {
    const credential = await question()
    return credential instanceof PublicKeyCredential ? credential : null
  } catch (error) {
    // The person closed the question, took too long, or has this passkey on the device already.
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name))
      return null
    throw error
  }
}
