import { Letter } from '#emails/letter'
import { sampleEvent, type SampleLetter } from './letter-samples.tsx'

export default function Preview(letter: SampleLetter) {
  return <Letter {...letter} />
}

Preview.PreviewProps = sampleEvent('en')
