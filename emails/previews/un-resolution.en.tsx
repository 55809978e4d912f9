import { Letter } from '#emails/letter'
import { sampleResolution, type SampleLetter } from './letter-samples.tsx'

export default function Preview(letter: SampleLetter) {
  return <Letter {...letter} />
}

Preview.PreviewProps = sampleResolution('en')
