/** Where to go after the sign-in: a path of the console, and nothing else. */
export type SignInSearch = { readonly to?: string }

/** Reads the search of the address; what leads out of the console is dropped. */
export function readSignInSearch(search: Readonly<Record<string, unknown>>): SignInSearch {
  const { to } = search
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}
}
