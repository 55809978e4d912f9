import { Observance } from '#emails/observance'
import { sampleLetter } from './samples.ts'

export default function Preview(props: Parameters<typeof Observance>[0]) {
  return <Observance {...props} />
}

Preview.PreviewProps = sampleLetter('en')
