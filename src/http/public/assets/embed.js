// The subscribe form on another site. It stores nothing, asks nobody but the newsletter, and never stands in the way:
// whatever fails, the plain form that it was put beside stays or goes on its way.
{
  const { origin } = new URL(document.currentScript.src)

  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
:host { display: block }
* { box-sizing: border-box }
form { display: grid; gap: 1.2em; max-width: 34em; overflow-wrap: break-word }
:lang(ko) { word-break: keep-all }
p, h2, ul, fieldset, legend { margin: 0; padding: 0; border: 0; min-width: 0 }
ul { padding-left: 1.2em }
h2 { font-size: 1.3em }
small { display: block; margin-top: .3em; font-size: .875em }
label { display: flex; gap: .6em; align-items: baseline; padding: .5em 0 }
label.text { display: block; padding: 0 }
[type=email], button { min-height: 44px; padding: 0 1em; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: 6px }
b, legend, button { font-weight: 600 }
[type=email] { display: block; width: 100%; margin-top: .4em }
button { justify-self: start; border-width: 2px; cursor: pointer }
a { color: inherit }
[role=alert] { padding: .8em 1em; border: 2px solid; border-radius: 6px }
:focus-visible { outline: 3px solid; outline-offset: 2px }
.trap { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }`)

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }

  const choose = (type, name, { value, name: label }, note) =>
    make('label', {}, make('input', { type, name, value }), make('span', {}, label, note ? ` (${note})` : ''))

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16))

  // ALTCHA's puzzle: the first counter whose key begins as asked.
  const prove = async (challenge) => {
    const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0])
    const work = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: cost }
    for (let counter = 0; ; counter += 1) {
      new DataView(password.buffer).setUint32(16, counter)
      const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits'])
      const bits = new Uint8Array(await crypto.subtle.deriveBits(work, key, keyLength * 8))
      const derivedKey = Array.from(bits, (byte) => byte.toString(16).padStart(2, '0')).join('')
      if (derivedKey.startsWith(keyPrefix)) return JSON.stringify({ challenge, solution: { counter, derivedKey } })
    }
  }

  const build = (lang, words, data) => {
    const said = make('div')
    const email = make('input', { type: 'email', name: 'email', autocomplete: 'email' })
    const button = make('button', {}, words.submit)
    const hidden = (name, value) => make('input', { type: 'hidden', name, value })
    const privacy = make('a', { href: data.privacyUrl, target: '_blank', rel: 'noopener' }, words.privacy)
    const form = make(
      'form',
      { method: 'post', action: `${origin}/subscribe/from?lang=${lang}#subscribe`, noValidate: true, lang },
      make('p', {}, words.intro),
      said,
      make('label', { className: 'text' }, make('b', {}, words.email), email, make('small', {}, words.emailHint)),
      make(
        'fieldset',
        {},
        make('legend', {}, words.locale),
        ...data.locales.map((it) => choose('radio', 'locale', it)),
      ),
      make(
        'fieldset',
        {},
        make('legend', {}, words.topics),
        make('small', {}, words.topicsHint),
        ...data.topics.map((it) => choose('checkbox', 'topics', it, it.isHard && words.hard)),
      ),
      make('div', {}, choose('checkbox', 'consent', { value: 'yes', name: words.consent }), privacy),
      make(
        'label',
        { className: 'trap', ariaHidden: 'true' },
        words.trap,
        make('input', { name: 'note', tabIndex: -1 }),
      ),
      hidden('stamp', data.stamp),
      hidden('proof', ''),
      button,
      make('small', {}, words.after),
    )
    form.elements.locale.value = lang
    return { form, said, email, button }
  }

  const start = async (host) => {
    const language = host.closest('[lang]')?.lang || navigator.language
    const lang = language.startsWith('ko') ? 'ko' : 'en'
    const ask = (path, options) =>
      fetch(`${origin}/embed/${path}?lang=${lang}`, { credentials: 'omit', referrerPolicy: 'no-referrer', ...options })
    const { words, ...data } = await (await ask('form')).json()

    const { form, said, email, button } = build(lang, words, data)

    let proof
    const begin = () => (proof ??= prove(data.challenge).catch(() => ''))
    form.addEventListener('focusin', begin, { once: true })

    const say = (...children) => {
      said.replaceChildren(make('div', { role: 'alert', tabIndex: -1 }, ...children))
      said.firstChild.focus()
    }

    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      if (button.ariaBusy) return
      button.ariaBusy = 'true'
      button.textContent = words.working
      const patience = new Promise((resolve) => setTimeout(resolve, 1e4, ''))
      form.elements.proof.value = await Promise.race([begin(), patience])
      try {
        const response = await ask('subscribe', { method: 'POST', body: new URLSearchParams(new FormData(form)) })
        const answer = await response.json()
        if (response.ok) {
          const title = make('h2', { tabIndex: -1 }, answer.title)
          const notes = answer.notes.map((note) => make('li', {}, note))
          form.replaceWith(
            make('div', { lang: answer.locale }, title, make('p', {}, answer.text), make('ul', {}, ...notes)),
          )
          title.focus()
          return
        }
        form.elements.stamp.value = answer.stamp
        const lines = answer.errors.map(({ label, message }) => make('li', {}, label ? `${label}: ` : '', message))
        email.ariaInvalid = String(answer.errors.some(({ field }) => field === 'email'))
        say(make('b', {}, answer.title), lines.length > 0 ? make('ul', {}, ...lines) : make('p', {}, answer.detail))
        button.ariaBusy = null
        button.textContent = words.submit
      } catch {
        form.submit()
      }
    })

    // Somebody may have begun to type by now.
    const plain = host.querySelector('[type=email]')
    const isTyping = plain !== null && plain === document.activeElement
    email.value = plain?.value ?? ''
    const root = host.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.append(form)
    if (isTyping) email.focus()
  }

  const startAll = () => {
    for (const host of document.querySelectorAll('[data-northlight-subscribe]'))
      if (!host.shadowRoot) start(host).catch(() => {})
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', startAll)
  else startAll()
}
