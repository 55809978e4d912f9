import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `vite` finds the API while it serves the console itself. */
const api = 'http://127.0.0.1:3000'

/**
 * The console, for `/console`. Nothing is inlined: the policy of its page allows files of ours and no `data:`. The page
 * gets its nonce from the server, in the place of `nonceSlot` (`src/http/staff/console-app.ts`).
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  plugins: [react()],
  html: { cspNonce: '%NONCE%' },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    target: ['chrome120', 'firefox121', 'safari17.2'],
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The rules that the console shares hold schemas, of which it needs few and its first screen none.
    rolldownOptions: { treeshake: { manualPureFunctions: ['z'] } },
  },
  server: { proxy: { '/api': api, '/assets': api } },
})
