/** What a person did about being mailed, as recorded for ever in `consent_events`. */
export const consentKinds = ['requested', 'confirmed', 'imported', 'withdrawn', 'blocked'] as const

export type ConsentKind = (typeof consentKinds)[number]

/**
 * The words to which a person agrees on the subscribe form (`page.consent` in the catalogues). A change of the words
 * raises the version, so that evidence always names what was read.
 */
export const subscribeWording = { id: 'subscribe-form', version: 1 } as const

/** The words beside the button by which a new address is confirmed (`page.address.confirmText`). */
export const addressChangeWording = { id: 'address-change', version: 1 } as const
