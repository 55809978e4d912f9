import type { Localised } from '#domain/locale'
import { defaultRetention } from '#domain/retention'
import type { organisationQuery } from '../../queries.ts'

type Organisation = Awaited<ReturnType<NonNullable<(typeof organisationQuery)['queryFn']>>>

/** The organisation as a form holds it: nothing is null, and what may be absent is empty. */
export type OrganisationValues = {
  readonly name: Localised
  readonly postalAddress: Localised
  readonly contactAddress: string
  readonly senderAddress: string
  readonly timeZone: string
  readonly legalName: Localised
  readonly responsible: Localised
  readonly hostingCountry: Localised
  readonly securityContact: string
  readonly encryptionKeyUrl: string
  readonly embedOrigins: readonly string[]
  readonly leaverDays: number
  readonly deliveryMonths: number
}

const nothing: Localised = { en: '', ko: '' }

/** What a form begins with; an organisation that nobody has described begins empty. */
export function toForm(organisation: Organisation): OrganisationValues {
  if (organisation === null) return undescribed
  const { name, postalAddress, contactAddress, senderAddress, timeZone, imprint, embedOrigins, retention } =
    organisation
  return {
    ...undescribed,
    name,
    postalAddress,
    contactAddress,
    senderAddress,
    timeZone,
    embedOrigins,
    ...retention,
    ...(imprint !== null && {
      legalName: imprint.legalName ?? nothing,
      responsible: imprint.responsible ?? nothing,
      hostingCountry: imprint.hostingCountry ?? nothing,
      securityContact: imprint.securityContact ?? '',
      encryptionKeyUrl: imprint.encryptionKeyUrl ?? '',
    }),
  }
}

const undescribed: OrganisationValues = {
  name: nothing,
  postalAddress: nothing,
  contactAddress: '',
  senderAddress: '',
  timeZone: 'UTC',
  legalName: nothing,
  responsible: nothing,
  hostingCountry: nothing,
  securityContact: '',
  encryptionKeyUrl: '',
  embedOrigins: [],
  ...defaultRetention,
}
/** What the API takes. A text that was left empty in every language is none. */
export function fromForm(values: OrganisationValues) {
  const { name, postalAddress, contactAddress, senderAddress, timeZone, leaverDays, deliveryMonths } = values
  const { securityContact, encryptionKeyUrl } = values
  return {
    name,
    postalAddress,
    contactAddress,
    senderAddress,
    timeZone,
    imprint: {
      legalName: filled(values.legalName),
      responsible: filled(values.responsible),
      hostingCountry: filled(values.hostingCountry),
      securityContact: securityContact.trim() || null,
      encryptionKeyUrl: encryptionKeyUrl.trim() || null,
    },
    embedOrigins: [...values.embedOrigins],
    retention: { leaverDays, deliveryMonths },
  }
}

function filled(text: Localised): Localised | null {
  return text.en.trim() === '' && text.ko.trim() === '' ? null : text
}
