import { Letter } from '#emails/letter'
import { sampleCorrection, type SampleLetter } from './letter-samples.tsx'

export default function Preview(letter: SampleLetter) {
  return <Letter {...letter} />
}

Preview.PreviewProps = sampleCorrection('en')
