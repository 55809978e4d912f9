import { Letter } from '#emails/letter'
import { sampleObservance, type SampleLetter } from './letter-samples.tsx'

export default function Preview(letter: SampleLetter) {
  return <Letter {...letter} />
}

Preview.PreviewProps = sampleObservance('ko')
