import { ConfirmSubscription } from '#emails/confirm-subscription'
import { sampleConfirmation } from './samples.ts'

export default function Preview(props: Parameters<typeof ConfirmSubscription>[0]) {
  return <ConfirmSubscription {...props} />
}

Preview.PreviewProps = sampleConfirmation('en')
