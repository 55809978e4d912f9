import { Digest } from '#emails/digest'
import { sampleDigest } from './samples.ts'

export default function Preview(props: Parameters<typeof Digest>[0]) {
  return <Digest {...props} />
}

Preview.PreviewProps = sampleDigest('ko')
