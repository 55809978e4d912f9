import { createMailer, type MailRoute } from '#mail/create-mailer'
import type { Mailer } from '#mail/mailer'
import type { Config, MailConfig } from '#runtimes/config'
import { readDkimKeys } from './read-dkim-keys.ts'

/** A mailer for each way of the configuration, in its order. @throws ConfigError for a key file that cannot sign */
export async function openMailers({ mail }: Pick<Config, 'mail'>): Promise<Mailer[]> {
  const routes = await Promise.all(mail.map(routeOf))
  return routes.map(createMailer)
}

async function routeOf(mail: MailConfig): Promise<MailRoute> {
  if (mail.kind === 'resend') {
    return { kind: 'resend', apiKey: mail.apiKey.reveal(), baseUrl: mail.baseUrl ?? undefined }
  }
  if (!mail.url) throw new Error('The local mailbox has not been started; scripts/server starts it.')
  return {
    kind: 'smtp',
    url: mail.url.reveal(),
    dkim: await readDkimKeys(mail.dkim),
    connectionsMax: mail.connections,
    messagesPerSecond: mail.messagesPerSecond,
  }
}
