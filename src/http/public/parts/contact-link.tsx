/** The organisation's mailbox as a link; nothing while it has none. */
export function ContactLink({ address }: { address: string }) {
  return address === '' ? null : <a href={`mailto:${address}`}>{address}</a>
}
