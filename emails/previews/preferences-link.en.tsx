import { PreferencesLink } from '#emails/preferences-link'
import { samplePreferencesLink } from './samples.ts'

export default function Preview(props: Parameters<typeof PreferencesLink>[0]) {
  return <PreferencesLink {...props} />
}

Preview.PreviewProps = samplePreferencesLink('en')
