/** Changes the bodies of a message of ours, decoded, and leaves everything else as it was. */
export function mapBodies(source: string, change: (body: string) => string): string {
  return source.replace(
    /(Content-Transfer-Encoding: base64\r\n\r\n)([\s\S]+?)(?=\r\n--)/g,
    (_, head: string, body: string) => {
      const changed = change(Buffer.from(body, 'base64').toString())
      return head + Buffer.from(changed).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
    },
  )
}
