import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './styles/tokens.css'
import './styles/ground.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Console } from './console.tsx'
import { loadLanguage, usualLocale } from './words.tsx'

if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
// Where the packages that lock scrolling look for it.
Object.assign(globalThis, { __webpack_nonce__: nonce })

const place = document.getElementById('console')
if (place === null) throw new Error('The page has no place for the console.')
const first = await loadLanguage(usualLocale())
createRoot(place).render(
  <StrictMode>
    <Console first={first} nonce={nonce} />
  </StrictMode>,
)
