// What the public pages do beyond HTML. Every page works without this file.

/** How long a pressed button waits for the proof of work before the form goes without it. */
const proofPatienceMilliseconds = 10_000

for (const input of document.querySelectorAll('input[data-time-zone]')) {
  input.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? ''
}

for (const input of document.querySelectorAll('input[data-proof]')) proveWork(input.form, input)

/**
 * Begins the proof of work when a person first touches the form, so that it is ready before the form is, and holds a
 * form that is sent sooner. Whatever fails, the form goes on its way.
 */
function proveWork(form, input) {
  let proof
  const begin = () =>
    (proof ??= solve(input.dataset.proof).then(
      (solved) => (input.value = solved),
      () => '',
    ))
  form.addEventListener('focusin', begin, { once: true })
  form.addEventListener('submit', async (event) => {
    if (input.value !== '') return
    event.preventDefault()
    const button = event.submitter ?? form.querySelector('button')
    if (button.hasAttribute('aria-busy')) return
    const words = button.textContent
    button.setAttribute('aria-busy', 'true')
    button.textContent = form.dataset.working
    // The page may come back from the browser's cache, and then with a button that can be pressed.
    addEventListener('pagehide', () => {
      button.removeAttribute('aria-busy')
      button.textContent = words
    })
    await Promise.race([begin(), new Promise((resolve) => setTimeout(resolve, proofPatienceMilliseconds))])
    form.submit()
  })
}

/** Solves a fresh challenge in ALTCHA's own worker, and returns the proof as the form sends it. */
async function solve(challengePath) {
  const response = await fetch(challengePath, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`No challenge: ${response.status}`)
  const challenge = await response.json()
  const worker = new Worker(new URL('proof-worker.js', import.meta.url))
  const solution = await new Promise((resolve, reject) => {
    worker.addEventListener('message', ({ data }) =>
      data && !data.error ? resolve(data) : reject(new Error('Unsolved')),
    )
    worker.addEventListener('error', reject)
    worker.postMessage({ type: 'work', challenge, counterStart: 0, counterStep: 1 })
  })
  worker.terminate()
  return JSON.stringify({ challenge, solution: { counter: solution.counter, derivedKey: solution.derivedKey } })
}
