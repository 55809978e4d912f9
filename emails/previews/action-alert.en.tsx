import { Letter } from '#emails/letter'
import { sampleAlert, type SampleLetter } from './letter-samples.tsx'

export default function Preview(letter: SampleLetter) {
  return <Letter {...letter} />
}

Preview.PreviewProps = sampleAlert('en')
